"""Handovers: which are open for whom, and one with its checklist."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from committees.models import MONEY, Handover, HandoverItem
from committees.selectors.papers import moment, money
from committees.workflows import HandoverStatus
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound

VIEW = "committees.view_handover"


def _rows():
    return Handover.objects.select_related("committee", "previous", "community__parent")


def handovers_by_ids(ids) -> dict:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=ids)}


def handovers_waiting(ids) -> dict[int, int]:
    """{id: how many lines are not ticked by both}, one statement."""
    rows = HandoverItem.objects.filter(handover__in=ids)
    rows = rows.filter(Q(given_at__isnull=True) | Q(received_at__isnull=True))
    return dict(rows.values("handover").annotate(n=Count("pk")).values_list("handover", "n"))


def handovers_open(access: Access, limit: int = 20) -> list[Handover]:
    """Those not over where the person reads, the most urgent first; one statement."""
    rows = _rows().filter(access.scope(VIEW)).exclude(status=HandoverStatus.COMPLETED)
    return list(rows.order_by("due_on", "id")[:limit])


def handover_for(access: Access, pk: int) -> Handover:
    """One that the person may read; foreign and missing are NotFound."""
    return access.fetch(_rows(), VIEW, pk=pk)


def handover_of(committee_id: int) -> Handover | None:
    """The handover of a term."""
    return _rows().filter(committee=committee_id).first()


def handover_lines(access: Access, handover: Handover) -> list[dict]:
    """The checklist with the ticks that this person may still give."""
    may_give = access.can("committees.hand_over", handover)
    may_receive = access.can("committees.receive_handover", handover)
    me = access.user.pk
    is_running = not handover.is_over
    return [
        {
            "item": line,
            "is_money": line.kind in MONEY,
            "may_write": is_running
            and may_give
            and not line.given_by_id
            and not line.received_by_id,
            "may_give": is_running
            and may_give
            and line.contents != ""
            and not line.given_by_id
            and line.received_by_id != me,
            "may_receive": is_running
            and may_receive
            and line.contents != ""
            and not line.received_by_id
            and line.given_by_id != me,
        }
        for line in handover.lines
    ]


def handover_days_left(handover: Handover) -> int:
    """Days to its day; below nought when it is late."""
    return (handover.due_on - clock.today()).days


def handover_line_for(handover: Handover, pk: int) -> HandoverItem:
    """One line of a handover; NotFound."""
    line = next((row for row in handover.lines if row.pk == pk), None)
    if line is None:
        raise NotFound()
    return line


def handover_data(handover: Handover) -> dict:
    """The record of a handover for its PDF: what went over, from whom, to whom, what is missing."""
    return {
        "title": _("工作移交书"),
        "subtitle": handover.committee.name,
        "issuer": handover.community.name,
        "reference": handover.reference,
        "facts": _handover_facts(handover),
        "lines": [_line_data(number, line) for number, line in enumerate(handover.lines, start=1)],
        "words": {"lines": _("移交清单"), "head": [_("双方"), _("姓名"), _("确认时间")]},
        "signatures": [_("移交人"), _("接收人"), _("监交人（街道）")],
    }


def _handover_facts(handover: Handover) -> list[list[str]]:
    previous, committee = handover.previous, handover.committee
    return [
        [_("移交的一届"), f"{previous.term_from:%Y-%m-%d} — {previous.term_to:%Y-%m-%d}"],
        [_("接收的一届"), f"{committee.term_from:%Y-%m-%d} — {committee.term_to:%Y-%m-%d}"],
        [_("期限"), f"{handover.due_on:%Y-%m-%d}（{handover.rules['article']}）"],
        [_("状态"), str(handover.get_status_display())],
        [_("移交完毕"), moment(handover.completed_at) or "—"],
    ]


def _line_data(number: int, line: HandoverItem) -> dict:
    facts = [[_("移交什么"), line.contents or _("还没有写明")]]
    if line.quantity is not None:
        facts.append([_("数量"), str(line.quantity)])
    if line.balance_fen is not None:
        facts.append([_("余额"), money(line.balance_fen)])
    if line.exception:
        facts.append([_("缺少或者另行移交的"), line.exception])
    if line.scan_id:
        facts.append([_("附件"), f"{line.scan.name}.pdf · SHA-256 {line.scan.sha256}"])
    return {
        "title": f"{number}. {line.get_kind_display()}",
        "facts": facts,
        "ticks": [
            [_("移交人"), *_tick(line.given_by, line.given_at)],
            [_("接收人"), *_tick(line.received_by, line.received_at)],
        ],
    }


def _tick(user, at) -> list[str]:
    return [user.name if user else _("还没有确认"), moment(at) or "—"]
