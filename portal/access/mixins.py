"""Views and their rights: each names a permission or says that it is public."""

from django.contrib.auth.mixins import AccessMixin
from django.views import View

from portal.access.checker import Access, access_of
from portal.kernel.errors import Refused


class PermissionView(AccessMixin, View):
    """A page for people who hold ``permission`` somewhere; its selector or service asks again
    for the very object."""

    permission: str

    def dispatch(self, request, *args, **kwargs):
        """Logged out: to the login page. Without the right anywhere: refused."""
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not self.access.may_enter(self.permission):
            raise Refused()
        return super().dispatch(request, *args, **kwargs)

    @property
    def access(self) -> Access:
        """The checker of this request."""
        return access_of(self.request.user)


class PublicView(View):
    """A page that anybody may open; listed in tests/architecture/public_routes.txt."""

    is_public = True

    @property
    def access(self) -> Access:
        """The checker of this request (of an anonymous visitor, mostly)."""
        return access_of(self.request.user)
