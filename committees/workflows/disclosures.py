"""How an entry on the board, a question beside it, and a complaint of untruth go (§34–35)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import disclosures as guards
from portal.kernel.workflow import Transition, Workflow, states


class DisclosureStatus(TextChoices):
    """Where an entry is."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("公示中")
    OFF_BOARD = "off_board", _("公示期满，已存档")
    CORRECTED = "corrected", _("已更正，见新的一份")
    DISCARDED = "discarded", _("未采用")


class QuestionStatus(TextChoices):
    """Where a question is."""

    ASKED = "asked", _("待答复")
    ANSWERED = "answered", _("已答复")
    HIDDEN = "hidden", _("内容已隐藏")


class UntruthStatus(TextChoices):
    """Where a complaint of untruth is."""

    FILED = "filed", _("街道核查中")
    FOUND = "found", _("已有核查结论")


D, Q, U = DisclosureStatus, QuestionStatus, UntruthStatus
WRITE, PUBLISH = "committees.write_disclosure", "committees.publish_disclosure"
ANSWER, FIND = "committees.answer_question", "committees.find_disclosure"
HAND = "deliberation"

DISCLOSURE = Workflow(
    "disclosure",
    DisclosureStatus,
    D.DRAFT,
    (
        Transition(
            name="edit",
            label=_("修改草稿"),
            sources=states(D.DRAFT),
            target=None,
            permission=WRITE,
            plain=_("修改了草稿"),
            hand=HAND,
            form="draft",
            public=False,
        ),
        Transition(
            name="publish",
            label=_("公布"),
            sources=states(D.DRAFT),
            target=D.PUBLISHED,
            permission=PUBLISH,
            plain=_("上了公示栏"),
            hand=HAND,
            guards=(guards.is_anothers_draft,),
            style="primary",
        ),
        Transition(
            name="discard",
            label=_("不用这份草稿"),
            sources=states(D.DRAFT),
            target=D.DISCARDED,
            permission=WRITE,
            plain=_("没有采用这份草稿"),
            hand="calm",
            style="danger",
            public=False,
        ),
        Transition(
            name="take_down",
            label=_("公示期满，存档"),
            sources=states(D.PUBLISHED),
            target=D.OFF_BOARD,
            permission=PUBLISH,
            plain=_("公示期满，转入存档"),
            hand="calm",
            guards=(guards.has_hung_long_enough,),
        ),
        Transition(
            name="correct",
            label=_("更正"),
            sources=states(D.PUBLISHED, D.OFF_BOARD),
            target=D.CORRECTED,
            permission=None,
            plain=_("公布了更正后的一份，原文仍可查看"),
            hand=HAND,
        ),
    ),
)

QUESTION = Workflow(
    "question",
    QuestionStatus,
    Q.ASKED,
    (
        Transition(
            name="answer",
            label=_("答复"),
            sources=states(Q.ASKED),
            target=Q.ANSWERED,
            permission=ANSWER,
            plain=_("居委会作了答复"),
            hand=HAND,
            form="answer",
            style="primary",
        ),
        Transition(
            name="hide",
            label=_("隐藏内容"),
            sources=states(Q.ASKED, Q.ANSWERED),
            target=Q.HIDDEN,
            permission=ANSWER,
            plain=_("内容已隐藏，理由公开"),
            hand="calm",
            reason="required",
            style="danger",
        ),
    ),
)

UNTRUTH = Workflow(
    "untruth",
    UntruthStatus,
    U.FILED,
    (
        Transition(
            name="find",
            label=_("公布核查结论"),
            sources=states(U.FILED),
            target=U.FOUND,
            permission=FIND,
            plain=_("街道公布了核查结论"),
            hand="calm",
            form="finding",
            style="primary",
        ),
    ),
)
