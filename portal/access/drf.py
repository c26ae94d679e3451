"""The same rights for the API: closed unless a view names a permission or is public."""

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission

from portal.access.checker import access_of
from portal.kernel.errors import Refused


class ClosedByDefault(BasePermission):
    """``view.permission`` (a name, or method → name); ``view.is_public`` where it names none for
    the method; else refused."""

    def has_permission(self, request, view) -> bool:
        """401 without a person, 403 without the right anywhere, else on to the object."""
        name = getattr(view, "permission", None)
        if isinstance(name, dict):
            name = name.get(request.method if request.method != "HEAD" else "GET")
        if name is None and getattr(view, "is_public", False):
            return True
        if not request.user.is_authenticated:
            raise NotAuthenticated()
        if name is None and request.method == "OPTIONS":
            return True
        if name is None or not access_of(request.user).may_enter(name):
            raise Refused()
        return True
