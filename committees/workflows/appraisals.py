"""How a yearly appraisal goes (民主评议, §37)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import appraisals as guards
from portal.kernel.workflow import Transition, Workflow, states


class AppraisalStatus(TextChoices):
    """Where an appraisal is."""

    PREPARING = "preparing", _("筹备")
    OPEN = "open", _("投票和计票")
    PUBLISHED = "published", _("结果已公布")
    CANCELLED = "cancelled", _("已取消")


A = AppraisalStatus
RUN, COUNT = "committees.run_appraisal", "committees.count_appraisal"
HAND = "deliberation"

APPRAISAL = Workflow(
    "appraisal",
    AppraisalStatus,
    AppraisalStatus.PREPARING,
    (
        Transition(
            name="open",
            label=_("开始评议"),
            sources=states(A.PREPARING),
            target=A.OPEN,
            permission=RUN,
            plain=_("评议开始：名单和规则从此不变，发出选票"),
            hand=HAND,
            form="opening",
            style="primary",
            guards=(guards.the_day_has_come,),
        ),
        Transition(
            name="publish",
            label=_("公布结果"),
            sources=states(A.OPEN),
            target=A.PUBLISHED,
            permission=None,
            plain=_("两人计票一致，结果公布"),
            hand=HAND,
        ),
        Transition(
            name="cancel",
            label=_("取消"),
            sources=states(A.PREPARING, A.OPEN),
            target=A.CANCELLED,
            permission=RUN,
            plain=_("评议取消，理由公开"),
            hand="calm",
            style="danger",
            reason="required",
            guards=(guards.nothing_is_counted,),
        ),
    ),
)
