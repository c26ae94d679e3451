"""How a visitor wants to read: 长者版 on or off, and which community is theirs."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from portal.access.mixins import PublicView

YEAR = 60 * 60 * 24 * 365


def safe_next(request) -> str:
    """The page to go back to, never another site."""
    wanted = request.POST.get("next") or request.headers.get("Referer", "/")
    fine = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if fine else "/"


class PreferencesView(PublicView):
    """Keeps the choice in a cookie: it sticks without an account."""

    def post(self, request):
        """Set what was sent, leave the rest."""
        response = HttpResponseRedirect(safe_next(request))
        if request.POST.get("elder") in {"0", "1"}:
            self._keep(response, "elder", request.POST["elder"])
        if request.POST.get("community", "").isdecimal():
            self._keep(response, "community", request.POST["community"])
        return response

    @staticmethod
    def _keep(response, name: str, value: str) -> None:
        response.set_cookie(
            name,
            value[:12],
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
