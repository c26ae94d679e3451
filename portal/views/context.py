"""What every page's shell needs: menu, unread notices, elder mode."""

from django.conf import settings

from portal.access.checker import access_of
from portal.dashboards.menu import menu_for


def shell(request) -> dict:
    """Context for templates/base.html; costs no statement beyond the session's own."""
    user = getattr(request, "user", None)
    if user is None:
        return {"nav": [], "elder": False, "is_demo": settings.DEMO}
    access = access_of(user)
    newest = getattr(user, "newest_notice_id", 0)
    return {
        "access": access,
        "current_division": access.assignments[0].division if access.assignments else None,
        "nav": menu_for(access, request.path),
        "has_unread": user.is_authenticated and newest > user.seen_notice_id,
        "elder": request.COOKIES.get("elder") == "1",
        "is_demo": settings.DEMO,
    }
