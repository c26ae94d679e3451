"""How a handover is told of, and who hears."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.models import Membership
from committees.selectors.handovers import VIEW, handovers_by_ids
from committees.workflows import HANDOVER
from portal.models import Role, RoleAssignment
from portal.services.kinds import SubjectKind, Verb, kind_register

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


kind_register(
    SubjectKind(
        subject_type="handover",
        label=_("工作移交"),
        workflow=HANDOVER,
        verbs={
            "open": Verb(_("新一届开始，要移交工作"), HAND),
            "give": Verb(_("移交了一项"), HAND, public=False),
            "receive": Verb(_("接收了一项"), HAND, public=False),
        },
        load=handovers_by_ids,
        title=str,
        url=lambda handover: reverse("committees:handover", args=[handover.pk]),
        can_see=lambda access, handover: access.can(VIEW, handover),
        audience=handover_audience,
    )
)
