"""How a complaint about an election goes (§22)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states


class ComplaintStatus(TextChoices):
    """Where it is."""

    FILED = "filed", _("区里核查中")
    ANSWERED = "answered", _("已有处理结果")


ANSWER = "committees.answer_election_complaint"

COMPLAINT = Workflow(
    "election_complaint",
    ComplaintStatus,
    ComplaintStatus.FILED,
    (
        Transition(
            name="answer",
            label=_("公布处理结果"),
            sources=states(ComplaintStatus.FILED),
            target=ComplaintStatus.ANSWERED,
            permission=ANSWER,
            plain=_("区里公布了处理结果"),
            hand="calm",
            form="answer",
            style="primary",
        ),
    ),
)
