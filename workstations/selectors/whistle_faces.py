"""How whistles and referrals show themselves: chips in words, facts, the rows of departments."""

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.selectors.papers import moment
from portal.kernel import clock
from resident_affairs.models import Issue
from resident_affairs.selectors.faces import span_in_words


def _left(due_at) -> tuple[str, str]:
    """(state, words) of a clock that runs."""
    left = due_at - clock.now()
    if left.total_seconds() < 0:
        return "overdue", _("超时 %(span)s") % {"span": span_in_words(-left)}
    state = "soon" if left.total_seconds() <= 3600 else "ok"
    return state, _("还剩 %(span)s") % {"span": span_in_words(left)}


def call_chip(call) -> dict:
    """How one department stands: arrived in time, late, or still awaited."""
    due = call.whistle.due_at
    if call.has_come:
        if call.is_in_time:
            return {"state": "ok", "text": _("按时到场")}
        late = span_in_words(call.arrived_at - due)
        return {"state": "overdue", "text": _("迟到 %(span)s") % {"span": late}}
    if not call.whistle.is_open:
        missed = call.is_late
        return {"state": "overdue" if missed else "none", "text": _("没有到场")}
    state, words = _left(due)
    return {"state": state, "text": f"{_('还没到')} · {words}"}


def _counted(whistle) -> tuple[int, int]:
    """How many departments were called and how many have come: as the list counted them, or by
    the calls that are loaded."""
    if hasattr(whistle, "called"):
        return whistle.called, whistle.here
    calls = list(whistle.calls.all())
    return len(calls), sum(call.has_come for call in calls)


def whistle_card(whistle, url: str = "") -> dict:
    """The words of components/affair_card.html."""
    called, here = _counted(whistle)
    facts = {"here": here, "all": called}
    words = _("到场 %(here)d 个，共 %(all)d 个部门") % facts
    state, text = "", ""
    if whistle.is_open and here < called:
        state, text = _left(whistle.due_at)
    return {
        "title": whistle.title,
        "url": url or reverse("workstations:whistle", args=[whistle.pk]),
        "hand": "execution",
        "status_label": whistle.get_status_display(),
        "meta": f"{whistle.community.short_name} · {words}",
        "reference": whistle.reference,
        "deadline_state": state,
        "deadline_text": text,
    }


def call_card(call) -> dict:
    """A department's own call on its desk."""
    chip = call_chip(call)
    needs = call.whistle.is_open and not (call.has_come and call.report)
    words = _("请写办了什么") if call.has_come else _("请到场")
    return {
        "title": call.whistle.title,
        "url": reverse("workstations:whistle", args=[call.whistle_id]),
        "hand": "execution",
        "status_label": call.whistle.get_status_display(),
        "meta": f"{call.whistle.community.short_name} · {call.whistle.place}",
        "reference": call.whistle.reference,
        "deadline_state": "" if chip["state"] == "none" else chip["state"],
        "deadline_text": chip["text"],
        "needs_you": needs,
        "needs_you_label": words if needs else "",
    }


def referral_chip(referral) -> dict:
    """How the clock of a referral stands."""
    if referral.is_waiting:
        state, words = _left(referral.answer_due_at)
        return {"state": state, "text": words}
    if referral.is_late:
        return {"state": "overdue", "text": _("超过期限才答复")}
    return {"state": "none", "text": ""}


def referral_card(referral, *, own: bool = False) -> dict:
    """A referral in a list; ``own`` on the desk of the department."""
    chip = referral_chip(referral)
    needs = own and referral.is_waiting
    return {
        "title": referral.title,
        "url": reverse("workstations:referral", args=[referral.pk]),
        "hand": "execution",
        "status_label": referral.get_status_display(),
        "meta": f"{referral.community.short_name} · {referral.unit.name}",
        "reference": referral.reference,
        "deadline_state": chip["state"],
        "deadline_text": chip["text"],
        "needs_you": needs,
        "needs_you_label": _("请答复") if needs else "",
    }


def origin_facts(source) -> list[dict]:
    """Where it comes from, with the clock that runs on there."""
    if source is None:
        return []
    route = "affair" if isinstance(source, Issue) else "task_detail"
    url = reverse(f"workstations:{route}", args=[source.pk])
    due = _("%(when)s（不因吹哨、转办改变）") % {"when": moment(source.due_at)}
    return [
        {"label": _("来自"), "value": f"{source.reference} {source.title}", "url": url},
        {"label": _("提出时间"), "value": moment(source.created_at)},
        {"label": _("它自己的期限"), "value": due if source.due_at else ""},
    ]


def whistle_facts(whistle, *, inside: bool) -> list[dict]:
    """What is to be done, where, by when; where it comes from only inside."""
    found = [
        {"label": _("事由"), "value": whistle.get_kind_display()},
        {"label": _("社区"), "value": whistle.community.short_name},
        {"label": _("集合地点"), "value": whistle.place},
        {"label": _("现场联系人"), "value": whistle.contact},
        {"label": _("吹哨时间"), "value": moment(whistle.created_at)},
        {"label": _("到场期限"), "value": moment(whistle.due_at)},
    ]
    return found + origin_facts(whistle.source) if inside else found


def referral_facts(referral, *, inside: bool) -> list[dict]:
    """What is asked, of whom, by when; where it comes from only inside."""
    declines = moment(referral.decline_due_at) if referral.is_waiting else ""
    found = [
        {"label": _("部门"), "value": referral.unit.name},
        {"label": _("社区"), "value": referral.community.short_name},
        {"label": _("地点"), "value": referral.place},
        {"label": _("转办时间"), "value": moment(referral.created_at)},
        {"label": _("答复期限"), "value": moment(referral.answer_due_at)},
        {"label": _("可以说明不归本部门管，截止"), "value": declines},
        {"label": _("答复时间"), "value": moment(referral.replied_at)},
    ]
    return found + origin_facts(referral.issue) if inside else found
