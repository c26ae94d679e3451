"""How a station's yearly assessment goes: drafted, signed or resolved, published, concluded."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like
from workstations.guards import scores as guards


class ReviewStatus(TextChoices):
    """Where the assessment is."""

    DRAFTED = "drafted", _("居委会在拟定")
    CHAIR_SIGNED = "chair_signed", _("主任已签，待另一位委员签")
    SIGNED = "signed", _("已定，待公布")
    PUBLISHED = "published", _("已公布")
    CONCLUDED = "concluded", _("已公布，街道已提意见")


R = ReviewStatus
PUBLIC = frozenset({R.PUBLISHED, R.CONCLUDED})
SIGNED_STATES = PUBLIC | {R.SIGNED}
DRAFT, SIGN = "workstations.draft_station_review", "workstations.sign_station_review"
COSIGN, PUBLISH = "workstations.cosign_station_review", "workstations.publish_station_review"
ANSWER, CONCLUDE = "workstations.answer_station_review", "workstations.conclude_station_review"


_step = steps_like(hand="deliberation", style="primary", public=False)

STATION_REVIEW = Workflow(
    "station_review",
    ReviewStatus,
    R.DRAFTED,
    (
        _step(
            "sign_chair",
            _("主任签字"),
            states(R.DRAFTED),
            R.CHAIR_SIGNED,
            SIGN,
            _("主任签了字"),
        ),
        _step(
            "sign_second",
            _("委员签字"),
            states(R.CHAIR_SIGNED),
            R.SIGNED,
            COSIGN,
            _("另一位委员签了字"),
        ),
        _step(
            "resolve",
            _("按决议定"),
            states(R.DRAFTED),
            R.SIGNED,
            PUBLISH,
            _("按居委会决议定了下来"),
            form="resolve",
            style="secondary",
        ),
        _step(
            "amend",
            _("修改"),
            states(R.DRAFTED),
            None,
            DRAFT,
            _("居委会修改了考核"),
            form="review",
            style="secondary",
        ),
        _step(
            "send_back",
            _("退回重拟"),
            states(R.CHAIR_SIGNED, R.SIGNED),
            R.DRAFTED,
            PUBLISH,
            _("退回重拟，签字作废"),
            reason="required",
            style="danger",
        ),
        _step(
            "publish",
            _("公布"),
            states(R.SIGNED),
            R.PUBLISHED,
            PUBLISH,
            _("居委会公布了对社工站的考核"),
            public=True,
        ),
        _step(
            "state_self",
            _("写自评"),
            states(R.DRAFTED),
            None,
            ANSWER,
            _("社工站写了自评"),
            guards.nothing_stated_yet,
            hand="execution",
            form="words",
        ),
        _step(
            "answer",
            _("回应考核"),
            states(R.PUBLISHED),
            None,
            ANSWER,
            _("社工站回应了考核"),
            guards.not_answered_yet,
            hand="execution",
            form="words",
            public=True,
        ),
        _step(
            "conclude",
            _("写街道意见"),
            states(R.PUBLISHED),
            R.CONCLUDED,
            CONCLUDE,
            _("街道写了意见"),
            hand="execution",
            form="words",
            public=True,
        ),
    ),
)
