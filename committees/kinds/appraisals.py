"""How appraisals and yearly reports are told of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.kinds.covenants import holders_at
from committees.selectors import appraisals as read
from committees.selectors.rolls import resident_ids
from committees.workflows.appraisals import APPRAISAL, AppraisalStatus
from portal.models import Role
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "deliberation"
TO_EVERYBODY = {"set", "publish", "cancel"}


def oversight_ids(row) -> set[int]:
    """The oversight committee of the place."""
    return holders_at({Role.OVERSIGHT_MEMBER}, row.community_id)


def appraisal_audience(record, row) -> dict[int, str]:
    """Residents hear of the day and of the result; the oversight committee of each count."""
    if record.verb in TO_EVERYBODY:
        return dict.fromkeys(resident_ids(row.community_id), "voter")
    return dict.fromkeys(oversight_ids(row), "responsible")


def appraisal_needs(record, row) -> set[int]:
    """After the first count somebody has to count again."""
    if record.verb in {"open", "count"} and row.status == AppraisalStatus.OPEN:
        return oversight_ids(row)
    return set()


kind_register(
    SubjectKind(
        subject_type="appraisal",
        label=_("民主评议"),
        workflow=APPRAISAL,
        verbs={
            "set": Verb(_("定下了民主评议的日子"), HAND),
            "count": Verb(_("有人录入了计票"), HAND, public=False),
        },
        load=read.appraisals_by_ids,
        title=lambda row: row.title,
        url=lambda row: reverse("committees:appraisal_detail", args=[row.pk]),
        can_see=lambda access, row: True,
        audience=appraisal_audience,
        needs=appraisal_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="yearly_report",
        label=_("年度工作报告"),
        verbs={"publish": Verb(_("公布了年度工作报告"), HAND)},
        load=read.reports_by_ids,
        title=lambda row: row.title,
        url=lambda row: reverse("committees:report_detail", args=[row.pk]),
        can_see=lambda access, row: True,
        audience=lambda record, row: dict.fromkeys(resident_ids(row.community_id), "follower"),
    )
)
