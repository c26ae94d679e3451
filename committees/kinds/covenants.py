"""How versions of covenants and charters are told of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import LEADERS
from committees.selectors import covenants as read
from committees.selectors.rolls import resident_ids
from committees.workflows.covenants import COVENANT, CovenantStatus
from portal.models import Role, RoleAssignment
from portal.services.kinds import SubjectKind, Verb, kind_register

TO_EVERYBODY = {"adopt", "file", "order_correction"}


def holders_at(roles, division_id: int) -> set[int]:
    """Who holds one of ``roles`` at a division today."""
    rows = RoleAssignment.objects.active().filter(role__in=roles, division=division_id)
    return set(rows.values_list("user_id", flat=True))


def street_ids(subject) -> set[int]:
    """The officials of the sub-district above ``subject``."""
    return holders_at({Role.SUBDISTRICT_OFFICIAL}, subject.subdistrict_id)


def leader_ids(subject) -> set[int]:
    """The committee's leaders."""
    return holders_at(LEADERS, subject.community_id)


def covenant_audience(record, row) -> dict[int, str]:
    """Residents hear of what is passed, filed or objected to; the street of what is sent to it;
    the leaders of both."""
    if record.verb in TO_EVERYBODY:
        told = dict.fromkeys(resident_ids(row.community_id), "follower")
        return told | dict.fromkeys(leader_ids(row), "responsible")
    if record.verb == "submit":
        return dict.fromkeys(street_ids(row), "supervisor")
    return {}


def covenant_needs(record, row) -> set[int]:
    """The leaders file what was passed; the street looks at what was sent."""
    if record.verb == "adopt" and row.status == CovenantStatus.ADOPTED:
        return leader_ids(row)
    if record.verb == "submit" and row.status == CovenantStatus.SUBMITTED:
        return street_ids(row)
    return set()


kind_register(
    SubjectKind(
        subject_type="covenant",
        label=_("公约和章程"),
        workflow=COVENANT,
        verbs={"draft": Verb(_("起草了新版"), "deliberation", public=False)},
        load=read.covenants_by_ids,
        title=lambda row: row.title,
        url=lambda row: reverse("committees:covenant_detail", args=[row.pk]),
        can_see=read.may_read,
        audience=covenant_audience,
        needs=covenant_needs,
    )
)
