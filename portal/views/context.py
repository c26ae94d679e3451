"""What every page's shell needs: menu, unread notices, elder mode."""

from django.conf import settings
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.dashboards.menu import menu_for
from portal.kernel.routes import address


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
        "footer_links": footer_links(),
        "account_menu": account_menu() if user.is_authenticated else [],
    }


def footer_links() -> list[dict]:
    """What anybody may want from any page."""
    wanted = (
        ("portal:communities", _("换一个社区")),
        ("portal:record", _("办事留痕")),
        ("portal:rules", _("议事规则")),
        ("portal:help", _("使用帮助")),
    )
    return [{"url": address(name), "label": label} for name, label in wanted]


def account_menu() -> list[dict]:
    """What concerns one's own account."""
    url = address("account_change_password")
    return [{"url": url, "label": _("修改密码"), "icon": "shield-lock"}]
