"""How cases and petitions show themselves: the clock in words, the way, the small print."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.selectors.papers import moment
from portal.kernel import clock
from resident_affairs.selectors.faces import Deadline, span_in_words
from workstations.workflows import CaseStatus, PetitionStatus

S, P = CaseStatus, PetitionStatus
CASE_ORDER = (S.OPENED, S.ACCEPTED, S.NOTIFIED, S.EXPLAINED, S.FINDINGS, S.RECTIFYING, S.CHECKED)
PETITION_ORDER = (P.REGISTERED, P.TRANSFERRED, P.ACKNOWLEDGED, P.ANSWERED)


def alert_deadline(subject) -> Deadline:
    """The chip of a case's or petition's clock: yellow at a fifth of the time left, red when it
    is over, and said so when it is over by half as long again (DOMAIN d)."""
    alert = subject.alert
    if alert == "none":
        return Deadline("none")
    left = subject.due_at - clock.now()
    if left >= timedelta(0):
        words = _("还剩 %(span)s") % {"span": span_in_words(left)}
        return Deadline("soon" if alert == "yellow" else "ok", words, subject.due_at)
    words = _("超期 %(span)s") % {"span": span_in_words(-left)}
    if alert == "escalated":
        words = _("严重超期 %(span)s") % {"span": span_in_words(-left)}
    return Deadline("overdue", words, subject.due_at)


def case_row(case) -> dict:
    """A case as a card."""
    return {
        "title": case.title,
        "url": reverse("workstations:case", args=[case.pk]),
        "status": case.status_name(),
        "place": case.community.short_name,
        "reference": case.reference,
        "deadline": alert_deadline(case),
    }


def case_stages(case) -> list[dict]:
    """The seven stations of the way."""
    words = (
        *(_("立案"), _("受理"), _("告知"), _("说明"), _("认定"), _("整改"), _("复查")),
        _("结案"),
    )
    order = (*CASE_ORDER, S.CLOSED)
    at = order.index(case.status) if case.status in order else -1
    return _stages(words, at)


def petition_stages(petition) -> list[dict]:
    """The five stations of the usual way."""
    words = (_("登记"), _("转送"), _("受理"), _("答复"), _("办结"))
    ahead = {P.REVIEW: 3, P.REVIEWED: 3, P.RE_REVIEW: 3, P.RE_REVIEWED: 3, P.ENDED: 4}
    order = list(PETITION_ORDER)
    at = order.index(petition.status) if petition.status in order else -1
    return _stages(words, ahead.get(petition.status, at))


def _stages(words, at: int) -> list[dict]:
    return [
        {"label": label, "state": "done" if number <= at else "todo"}
        for number, label in enumerate(words)
    ]


def case_facts(page) -> list[dict]:
    """What, where, by whom; where it comes from only inside the office (XF §30)."""
    case = page.case
    rows = [(_("社区"), case.community.short_name), (_("被反映的单位"), case.get_body_display())]
    if page.is_inside:
        rows += [
            (_("来源"), case.get_source_display()),
            (_("办理层级"), case.get_level_display()),
            (_("办案人"), case.handler.name if case.handler else _("还没有人接手")),
            (_("被反映人"), "、".join(page.accused)),
        ]
    rows.append((_("立案时间"), moment(case.created_at)))
    return [{"label": label, "value": value} for label, value in rows]


def petition_row(petition) -> dict:
    """A petition as a card (its claim loaded with it)."""
    return {
        "title": petition.claim.title,
        "url": reverse("workstations:petition", args=[petition.pk]),
        "status": petition.status_name(),
        "place": petition.community.short_name,
        "reference": petition.reference,
        "deadline": alert_deadline(petition),
    }


def petition_facts(page) -> list[dict]:
    """The small print; how to reach the petitioner only for the offices."""
    row = page.petition
    visit = _("%(n)d 人来访") % {"n": row.delegates} if row.channel == "visit" else ""
    rows = [
        (_("社区"), row.community.short_name),
        (_("类别"), row.get_kind_display()),
        (_("来的方式"), visit or row.get_channel_display()),
        (_("登记时间"), moment(row.created_at)),
        (_("可以申请复查、复核到"), moment(row.ask_until) if row.ask_until else ""),
        (_("延期"), _("已延长三十日") if row.is_extended else ""),
    ]
    if page.is_office:
        rows += [(_("信访人"), page.petitioner), (_("联系方式"), row.claim.contact)]
        until = moment(row.dispute_until) if row.status == P.TRANSFERRED else ""
        rows.append((_("管辖异议到"), until))
    return [{"label": label, "value": value} for label, value in rows]
