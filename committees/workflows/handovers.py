"""How a handover goes (§25)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import handovers as guards
from portal.kernel.workflow import Transition, Workflow, states


class HandoverStatus(TextChoices):
    """Where a handover is."""

    OPEN = "open", _("待移交")
    IN_PROGRESS = "in_progress", _("移交中")
    COMPLETED = "completed", _("已移交")


H = HandoverStatus

HANDOVER = Workflow(
    "handover",
    HandoverStatus,
    HandoverStatus.OPEN,
    (
        Transition(
            name="start",
            label=_("开始移交"),
            sources=states(H.OPEN),
            target=H.IN_PROGRESS,
            permission=None,
            plain=_("新老居委会开始移交"),
            hand="deliberation",
        ),
        Transition(
            name="complete",
            label=_("确认移交完毕"),
            sources=states(H.IN_PROGRESS),
            target=H.COMPLETED,
            permission="committees.complete_handover",
            plain=_("新老居委会移交完毕"),
            hand="deliberation",
            style="primary",
            guards=(guards.handover_is_ticked,),
        ),
    ),
)
