"""How an enrolment in a course goes: asked for, approved, attended, its hours counted (S55)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like
from workstations.guards import training as guards


class EnrolStatus(TextChoices):
    """Where an enrolment is."""

    ASKED = "asked", _("已报名，待批准")
    APPROVED = "approved", _("已批准")
    ATTENDED = "attended", _("已参加")
    ABSENT = "absent", _("没有参加")
    REFUSED = "refused", _("没有批准")
    WITHDRAWN = "withdrawn", _("已取消")


E = EnrolStatus
TAKES_SEAT = frozenset({E.ASKED, E.APPROVED, E.ATTENDED, E.ABSENT})
ENROL = "workstations.enrol_course"
APPROVE, KEEP = "workstations.approve_enrolment", "workstations.keep_courses"


_step = steps_like(hand="execution", style="primary", public=False)

ENROLMENT = Workflow(
    "enrolment",
    EnrolStatus,
    E.ASKED,
    (
        _step("approve", _("同意"), states(E.ASKED), E.APPROVED, APPROVE, _("同意参加培训")),
        _step(
            "refuse",
            _("不同意"),
            states(E.ASKED),
            E.REFUSED,
            APPROVE,
            _("没有同意参加培训"),
            reason="required",
            style="danger",
        ),
        _step(
            "withdraw",
            _("取消报名"),
            states(E.ASKED, E.APPROVED),
            E.WITHDRAWN,
            ENROL,
            _("取消了报名"),
            guards.not_begun,
            style="secondary",
        ),
        _step(
            "attend",
            _("登记已参加"),
            states(E.APPROVED, E.ABSENT),
            E.ATTENDED,
            KEEP,
            _("参加了培训，学时已计入"),
            guards.begun,
            form="attend",
        ),
        _step(
            "miss",
            _("登记未参加"),
            states(E.APPROVED),
            E.ABSENT,
            KEEP,
            _("没有参加培训"),
            guards.begun,
            style="secondary",
        ),
        _step(
            "cancel_with_course",
            _("培训取消"),
            states(E.ASKED, E.APPROVED),
            E.WITHDRAWN,
            None,
            _("培训取消了"),
        ),
    ),
)
