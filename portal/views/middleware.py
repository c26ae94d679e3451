"""What happens around every page: domain errors become pages, logged-in pages are not stored."""

from django.http import UnreadablePostError
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from portal.api.errors import error_response
from portal.kernel.contention import busy_of
from portal.kernel.errors import DomainError
from portal.views.errors import too_large

MAX_BODY = 64 * 1024 * 1024
MAX_JSON = 1024 * 1024
WORDS = ("title", "text", "reason", "remark", "body", "words", "answer", "what", "party_opinion")


class DomainErrorMiddleware:
    """A DomainError that no form caught becomes a page with its own status."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Let the view answer; keep what a logged-in person saw out of shared caches."""
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response

    def process_exception(self, request, exception):
        """403, 404 and 409 have pages of their own; another rule is shown on the 409 page."""
        if isinstance(exception, UnreadablePostError):
            return error_response(400, "unreadable", _("内容没有传完，请再提交一次。"))
        exception = busy_of(exception) or exception
        if not isinstance(exception, DomainError):
            return None
        page = exception.status if exception.status in {403, 404, 409} else 409
        context = {"message": exception.message, "kept_text": typed_text(request)}
        return render(request, f"errors/{page}.html", context, status=exception.status)


def typed_text(request) -> str:
    """The words a person had typed, so that a refused form does not lose them."""
    kept = [value for name, value in request.POST.items() if name in WORDS and value.strip()]
    return "\n\n".join(kept)


class BodyLimitMiddleware:
    """Refuses bodies that are too large before anything reads them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """413 with a clear sentence, in the form the caller speaks."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_json = request.META.get("CONTENT_TYPE", "").startswith("application/json")
        limit = MAX_JSON if is_json else MAX_BODY
        if not length.isdecimal() or int(length) > limit:
            with translation.override(translation.get_language_from_request(request)):
                return too_large(request)
        return self.get_response(request)
