"""How a quarter's score goes: filed by two bodies, locked when both are in, told to the person."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Workflow, states, steps_like
from workstations.guards import scores as guards


class ScoreStatus(TextChoices):
    """Where a quarter's score is."""

    OPEN = "open", _("等街道和居委会打分")
    STREET_IN = "street_in", _("街道已打分，等居委会")
    COMMITTEE_IN = "committee_in", _("居委会已打分，等街道")
    LOCKED = "locked", _("两方已打分，待公布")
    PUBLISHED = "published", _("已告知本人")
    DROPPED = "dropped", _("本季度不考核")


S = ScoreStatus
WAITING = frozenset({S.OPEN, S.STREET_IN, S.COMMITTEE_IN})
BOTH_IN = frozenset({S.LOCKED, S.PUBLISHED})
STREET, COMMITTEE = "workstations.score_for_street", "workstations.score_for_committee"
PUBLISH = "workstations.publish_score"


_step = steps_like(hand="execution", style="primary", public=False, form="sheet")

_STREET_DID, _COMMITTEE_DID = _("街道打了分"), _("居委会打了分")
STAFF_SCORE = Workflow(
    "staff_score",
    ScoreStatus,
    S.OPEN,
    (
        _step("file_street", _("打分"), states(S.OPEN), S.STREET_IN, STREET, _STREET_DID),
        _step(
            "file_committee",
            _("打分"),
            states(S.OPEN),
            S.COMMITTEE_IN,
            COMMITTEE,
            _COMMITTEE_DID,
            hand="deliberation",
        ),
        _step(
            "complete_street",
            _("打分"),
            states(S.COMMITTEE_IN),
            S.LOCKED,
            STREET,
            _("街道打了分，两方都已打分，不再改变"),
            guards.not_the_other_scorer,
        ),
        _step(
            "complete_committee",
            _("打分"),
            states(S.STREET_IN),
            S.LOCKED,
            COMMITTEE,
            _("居委会打了分，两方都已打分，不再改变"),
            guards.not_the_other_scorer,
            hand="deliberation",
        ),
        _step(
            "correct_street",
            _("改分"),
            states(S.STREET_IN),
            None,
            STREET,
            _("街道改了分"),
            guards.own_sheet,
            style="secondary",
        ),
        _step(
            "correct_committee",
            _("改分"),
            states(S.COMMITTEE_IN),
            None,
            COMMITTEE,
            _("居委会改了分"),
            guards.own_sheet,
            style="secondary",
            hand="deliberation",
        ),
        _step(
            "publish",
            _("告知本人"),
            states(S.LOCKED),
            S.PUBLISHED,
            PUBLISH,
            _("考核分数告知了本人"),
            form="",
        ),
        _step(
            "drop",
            _("本季度不考核"),
            states(*WAITING),
            S.DROPPED,
            PUBLISH,
            _("这个季度不考核"),
            form="",
            reason="required",
            style="danger",
        ),
    ),
)
