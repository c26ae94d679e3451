"""How a sealed vote is told of: that it opens, closes and has a result; never who voted what."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.policies import LEADERS
from committees.selectors.audience import holders
from committees.selectors.sealed import may_see, sealed_by_ids
from committees.workflows import SEALED
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "deliberation"
TOLD_ALL = {"open", "begin", "publish", "announce", "give_up"}
TOLD = {"close", "run_out", "import_opened"}


def sealed_audience(record, vote) -> dict[int, str]:
    """Everybody on the roll when the box opens and when there is a result; the leaders of the
    steps between. That a ballot was received is told to its voter alone."""
    if record.verb == "cast":
        return {record.actor_id: "responsible"}
    if record.verb in TOLD_ALL:
        on_roll = vote.entries.filter(user__isnull=False, removed_at__isnull=True)
        return dict.fromkeys(on_roll.values_list("user_id", flat=True), "responsible")
    if record.verb in TOLD:
        return dict.fromkeys(holders(LEADERS, vote.community_id), "responsible")
    return {}


kind_register(
    SubjectKind(
        subject_type="sealed_vote",
        label=_("密封投票"),
        workflow=SEALED,
        verbs={
            "draft": Verb(_("筹备了密封投票"), HAND),
            "ask": Verb(_("改了要问的问题"), HAND, public=False),
            "enter_roll": Verb(_("登记了名册"), HAND, public=False),
            "cast": Verb(_("收到一张密封选票"), HAND, public=False),
            "paper": Verb(_("登记了现场纸质投票"), HAND, public=False),
            "paper_undo": Verb(_("撤回了一份现场纸质投票的登记"), HAND, public=False),
            "bring_opened": Verb(_("录入了开箱结果"), HAND),
            "ask_destroy": Verb(_("提出销毁票箱"), HAND),
        },
        load=sealed_by_ids,
        title=str,
        url=lambda vote: reverse("committees:sealed", args=[vote.pk]),
        can_see=may_see,
        audience=sealed_audience,
    )
)
