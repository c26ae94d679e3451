"""How guidance and orders to correct are told of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.kinds.covenants import holders_at, leader_ids, street_ids
from committees.selectors import corrections as read
from committees.workflows.corrections import CORRECTION, GUIDANCE, CorrectionStatus
from portal.models import Role
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "deliberation"


def district_ids(subject) -> set[int]:
    """The officials of the district above ``subject``."""
    return holders_at({Role.DISTRICT_OFFICIAL}, subject.district_id)


def guidance_audience(record, row) -> dict[int, str]:
    """The leaders of the note, the street of the answer."""
    if record.verb == "give":
        return dict.fromkeys(leader_ids(row), "responsible")
    return dict.fromkeys(street_ids(row), "supervisor")


def correction_audience(record, row) -> dict[int, str]:
    """Both sides of each step; the district of what is disputed."""
    told = dict.fromkeys(street_ids(row), "supervisor")
    if record.verb in {"dispute", "uphold", "overturn"}:
        told |= dict.fromkeys(district_ids(row), "supervisor")
    return told | dict.fromkeys(leader_ids(row), "responsible")


def correction_needs(record, row) -> set[int]:
    """The leaders answer; the district rules."""
    if record.verb == "order" and row.status == CorrectionStatus.GIVEN:
        return leader_ids(row)
    if record.verb == "uphold" and row.status == CorrectionStatus.UPHELD:
        return leader_ids(row)
    if record.verb == "dispute" and row.status == CorrectionStatus.DISPUTED:
        return district_ids(row)
    return set()


kind_register(
    SubjectKind(
        subject_type="guidance",
        label=_("指导意见"),
        workflow=GUIDANCE,
        verbs={"give": Verb(_("街道发出指导意见，没有约束力"), "calm")},
        load=read.guidance_by_ids,
        title=lambda row: row.title,
        url=lambda row: reverse("committees:guidance_detail", args=[row.pk]),
        can_see=lambda access, row: True,
        audience=guidance_audience,
    )
)
kind_register(
    SubjectKind(
        subject_type="correction",
        label=_("责令改正"),
        workflow=CORRECTION,
        verbs={"order": Verb(_("街道依法责令改正，等居委会答复"), HAND)},
        load=read.corrections_by_ids,
        title=lambda row: row.target.title,
        url=lambda row: reverse("committees:correction_detail", args=[row.pk]),
        can_see=read.may_read,
        audience=correction_audience,
        needs=correction_needs,
    )
)
