"""How resolutions go (DOMAIN d)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import resolutions as guards
from portal.kernel.workflow import Transition, Workflow, states


class ResolutionStatus(TextChoices):
    """Where a resolution is."""

    ADOPTED = "adopted", _("已通过，待公布")
    PUBLISHED = "published", _("已公布")
    IN_EXECUTION = "in_execution", _("执行中")
    IMPLEMENTED = "implemented", _("已落实")
    RESULT_PUBLISHED = "result_published", _("结果已公布")
    RESCINDED = "rescinded", _("已废止")


R = ResolutionStatus

RESOLUTION = Workflow(
    "resolution",
    ResolutionStatus,
    ResolutionStatus.ADOPTED,
    (
        Transition(
            name="publish",
            label=_("公布决议"),
            sources=states(R.ADOPTED),
            target=R.PUBLISHED,
            permission="committees.publish_resolution",
            plain=_("决议上了公示栏"),
            hand="deliberation",
            style="primary",
        ),
        Transition(
            name="publish_late",
            label=_("公布决议"),
            sources=states(R.IN_EXECUTION, R.IMPLEMENTED),
            target=None,
            permission="committees.publish_resolution",
            plain=_("决议上了公示栏"),
            hand="deliberation",
            style="primary",
            guards=(guards.resolution_is_not_public_yet,),
        ),
        Transition(
            name="start_execution",
            label=_("开始执行"),
            sources=states(R.ADOPTED, R.PUBLISHED),
            target=R.IN_EXECUTION,
            permission=None,
            plain=_("社工站开始执行"),
            hand="execution",
        ),
        Transition(
            name="progress",
            label=_("进展"),
            sources=states(R.ADOPTED, R.PUBLISHED, R.IN_EXECUTION),
            target=None,
            permission=None,
            plain=_("有了新进展"),
            hand="execution",
        ),
        Transition(
            name="implement",
            label=_("落实"),
            sources=states(R.ADOPTED, R.PUBLISHED, R.IN_EXECUTION),
            target=R.IMPLEMENTED,
            permission=None,
            plain=_("决议事项都已办好并验收"),
            hand="execution",
        ),
        Transition(
            name="publish_result",
            label=_("公布结果"),
            sources=states(R.IMPLEMENTED),
            target=R.RESULT_PUBLISHED,
            permission="committees.publish_resolution",
            plain=_("办理结果上了公示栏"),
            hand="deliberation",
            style="primary",
        ),
        Transition(
            name="rescind",
            label=_("废止（由新决议）"),
            sources=states(R.ADOPTED, R.PUBLISHED, R.IN_EXECUTION),
            target=R.RESCINDED,
            permission=None,
            plain=_("被新的决议取代"),
            hand="deliberation",
        ),
        Transition(
            name="order_correction",
            label=_("责令改正"),
            sources=states(*(state for state in R if state != R.RESCINDED)),
            target=None,
            permission=None,
            plain=_("街道依法责令改正，等居委会答复；决议没有改动"),
            hand="deliberation",
        ),
        Transition(
            name="settle_correction",
            label=_("责令改正办结"),
            sources=states(*R),
            target=None,
            permission=None,
            plain=_("责令改正已有结果"),
            hand="calm",
        ),
    ),
)
