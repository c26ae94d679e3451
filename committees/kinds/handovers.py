"""How a handover is told of, and who hears."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.models import Membership
from committees.policies.bodies import HOSTS, SAT_TO_THE_END
from committees.selectors.audience import holders
from committees.selectors.handovers import VIEW, handovers_by_ids, handovers_waiting
from committees.workflows import HANDOVER
from portal.kernel.deadlines import YELLOW
from portal.models import Role, RoleAssignment
from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register

HAND = "deliberation"
TOLD = {"open", "complete"}


def handover_audience(record, handover) -> dict[int, str]:
    """The beginning and the end: both committees; the street, which supervises (§25)."""
    if record.verb not in TOLD:
        return {}
    street = RoleAssignment.objects.active().filter(
        role=Role.SUBDISTRICT_OFFICIAL, division=handover.subdistrict_id
    )
    both = [handover.committee_id, handover.previous_id]
    seats = Membership.objects.filter(Q(ended_ground=""), committee__in=both)
    return dict.fromkeys(street.values_list("user_id", flat=True), "supervisor") | dict.fromkeys(
        seats.values_list("user_id", flat=True), "responsible"
    )


def handover_clock_hears(handover, level: str) -> set[int]:
    """Who is told that its days run out: those who host it and both committees; from the day it is
    late the street, which supervises it (§25)."""
    both = [handover.committee_id, handover.previous_id]
    seats = Membership.objects.filter(committee__in=both, ended_ground__in=SAT_TO_THE_END)
    people = set(seats.values_list("user_id", flat=True))
    people |= holders(HOSTS, handover.community_id)
    if level != YELLOW:
        people |= holders([Role.SUBDISTRICT_OFFICIAL], handover.subdistrict_id)
    return people


def handovers_why(handovers) -> dict[int, str]:
    """Why each is late: how many lines wait; one statement."""
    waiting = handovers_waiting([row.pk for row in handovers])
    words = _("还有 %(n)d 项没有双方确认")
    return {row.pk: words % {"n": waiting.get(row.pk, 0)} for row in handovers}


kind_register(
    SubjectKind(
        subject_type="handover",
        label=_("工作移交"),
        workflow=HANDOVER,
        verbs={
            "open": Verb(_("新一届开始，要移交工作"), HAND),
            "write_line": Verb(_("写明了一项移交的内容"), HAND, public=False),
            "give": Verb(_("移交了一项"), HAND, public=False),
            "receive": Verb(_("接收了一项"), HAND, public=False),
        },
        load=handovers_by_ids,
        title=str,
        url=lambda handover: reverse("committees:handover", args=[handover.pk]),
        can_see=lambda access, handover: access.can(VIEW, handover),
        audience=handover_audience,
        clock=ClockOf(
            reading=lambda handover: handover.clock_reading,
            hears=handover_clock_hears,
            why=handovers_why,
        ),
    )
)
