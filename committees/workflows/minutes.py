"""How minutes go: drafted, circulated, amended by those who were there, locked (§39)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import minutes as guards
from portal.kernel.workflow import Transition, Workflow, states


class MinutesStatus(TextChoices):
    """Where the minutes of a meeting are."""

    DRAFT = "draft", _("起草中")
    CIRCULATED = "circulated", _("送阅中")
    AMENDED = "amended", _("已补正，待签名")
    LOCKED = "locked", _("已定稿")


S = MinutesStatus
KEEP = "committees.keep_minutes"
SIGN = "committees.sign_minutes"
OPEN = states(S.CIRCULATED, S.AMENDED)

MINUTES = Workflow(
    "minutes",
    MinutesStatus,
    MinutesStatus.DRAFT,
    (
        Transition(
            name="revise",
            label=_("修改综述"),
            sources=states(S.DRAFT),
            target=None,
            permission=KEEP,
            plain=_("修改了会议记录草稿"),
            hand="deliberation",
            form="summary",
            public=False,
        ),
        Transition(
            name="circulate",
            label=_("送到会人员审阅"),
            sources=states(S.DRAFT),
            target=S.CIRCULATED,
            permission=KEEP,
            plain=_("会议记录送到会人员审阅"),
            hand="deliberation",
            style="primary",
        ),
        Transition(
            name="propose_amendment",
            label=_("提出补正"),
            sources=OPEN,
            target=None,
            permission=SIGN,
            plain=_("有到会人员提出补正"),
            hand="deliberation",
            guards=(guards.actor_was_there,),
            form="amendment",
            public=False,
        ),
        Transition(
            name="amend",
            label=_("采纳补正"),
            sources=OPEN,
            target=S.AMENDED,
            permission=KEEP,
            plain=_("采纳了一条补正，形成新的一稿"),
            hand="deliberation",
            form="amendment",
            public=False,
        ),
        Transition(
            name="decline_amendment",
            label=_("不采纳补正"),
            sources=OPEN,
            target=None,
            permission=KEEP,
            plain=_("没有采纳一条补正"),
            hand="deliberation",
            form="amendment",
            public=False,
        ),
        Transition(
            name="sign",
            label=_("我看过，签名"),
            sources=OPEN,
            target=None,
            permission=SIGN,
            plain=_("到会人员签了名"),
            hand="deliberation",
            guards=(guards.actor_was_there, guards.not_signed_yet),
            style="primary",
            public=False,
        ),
        Transition(
            name="lock",
            label=_("定稿归档"),
            sources=OPEN,
            target=S.LOCKED,
            permission=KEEP,
            plain=_("会议记录定稿"),
            hand="deliberation",
            guards=(guards.nothing_undecided, guards.sheet_checked, guards.signed_enough),
            style="primary",
        ),
    ),
)
