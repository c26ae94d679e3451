"""The small print of a page: facts beside motion, meeting and resolution, and the list's tabs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.selectors.corrections import corrections_about
from committees.selectors.papers import moment
from committees.workflows.corrections import ORDER


def _fact(label: str, value, url: str = "") -> dict:
    return {"label": label, "value": value, "url": url}


def motion_tabs(group: str) -> list[dict]:
    """The groups of states as tabs."""
    words = {
        "open": _("在议"),
        "waiting": _("待上会"),
        "over": _("已有结果"),
        "all": _("全部"),
    }
    return [
        {"label": label, "url": f"?group={name}", "is_current": name == group}
        for name, label in words.items()
    ]


def motion_facts(motion) -> list[dict]:
    """Where it comes from and who brought it."""
    issue, replaced = motion.issue, motion.replaces
    issue_url = reverse("resident_affairs:issue_detail", args=[issue.pk]) if issue else ""
    old_url = reverse("committees:resolution_detail", args=[replaced.pk]) if replaced else ""
    return [
        _fact(_("来源"), motion.get_origin_display()),
        _fact(_("诉求"), issue.reference if issue else "", issue_url),
        _fact(_("提出人"), motion.proposed_by.name),
        _fact(_("提出时间"), moment(motion.created_at)),
        _fact(_("取代"), str(replaced) if replaced else "", old_url),
    ]


def meeting_facts(meeting) -> list[dict]:
    """Who called it, when notice went out, under which rules."""
    return [
        _fact(_("居委会"), meeting.committee.name),
        _fact(_("召集人"), meeting.convened_by.name),
        _fact(_("通知"), moment(meeting.noticed_at)),
        _fact(_("开会"), moment(meeting.opened_at)),
        _fact(_("散会"), moment(meeting.ended_at)),
        _fact(_("议事规则"), meeting.rules.get("title", "")),
    ]


def resolution_facts(resolution) -> list[dict]:
    """Its dates, and the public issue it came from."""
    issue = resolution.motion.issue
    is_told = issue is not None and issue.is_public_now
    url = reverse("resident_affairs:issue_detail", args=[issue.pk]) if is_told else ""
    return [
        _fact(_("来自诉求"), issue.reference if is_told else "", url),
        _fact(_("通过"), moment(resolution.adopted_at)),
        _fact(_("公布"), moment(resolution.published_at)),
        _fact(_("结果公布"), moment(resolution.result_published_at)),
    ]


def corrections_beside(access, target) -> dict:
    """The orders to correct that were given against ``target``, and where the street gives one."""
    name = target.subject_type
    orders = corrections_about(**{name: target.pk})
    may_order = target.workflow["order_correction"].allows_from(target.status)
    may_order = may_order and not any(order.is_open for order in orders)
    if not (may_order and access.can(ORDER, target)):
        return {"orders": orders}
    url = reverse("committees:correction_create")
    return {"orders": orders, "order_url_new": f"{url}?{name}={target.pk}"}
