"""How a major matter goes by 四议两公开: four deliberations, two publications, in this order.

The Party organisation proposes and reviews; it does not stop what the two committees have taken
up (§30 gives study, no veto). The decision rests on a vote of the residents or their
representatives, and the two publications follow the resolution by themselves.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import matters as guards
from portal.kernel.workflow import Transition, Workflow, states, steps_like


class MatterStatus(TextChoices):
    """The last step that was taken."""

    PROPOSED = "proposed", _("党组织已提议")
    DISCUSSED = "discussed", _("两委已商议")
    REVIEWED = "reviewed", _("党员大会已审议")
    DECIDED = "decided", _("居民（代表）会议已决议")
    RESOLUTION_PUBLIC = "resolution_public", _("决议已公开")
    RESULT_PUBLIC = "result_public", _("结果已公开")
    REFUSED = "refused", _("居民（代表）会议没有通过")
    DROPPED = "dropped", _("已终止")


T = MatterStatus
PARTY, LEAD = "committees.propose_matter", "committees.lead_matter"


_step = steps_like(hand="deliberation", style="primary", form="document")

MATTER = Workflow(
    "major_matter",
    MatterStatus,
    T.PROPOSED,
    (
        _step(
            "discuss",
            _("记录两委商议"),
            T.PROPOSED,
            T.DISCUSSED,
            LEAD,
            _("社区党组织和居委会一起商议了"),
        ),
        _step(
            "review",
            _("记录党员大会审议"),
            T.DISCUSSED,
            T.REVIEWED,
            PARTY,
            _("党员大会审议了"),
        ),
        Transition(
            name="pass_over",
            label=_("党员大会逾期没有意见，继续"),
            sources=states(T.DISCUSSED),
            target=T.REVIEWED,
            permission=LEAD,
            plain=_("到期没有收到党员大会的意见，按程序继续"),
            hand="deliberation",
            guards=(guards.matter_review_is_late,),
        ),
        _step(
            "decide",
            _("记录居民会议决议"),
            T.REVIEWED,
            T.DECIDED,
            LEAD,
            _("居民会议或居民代表会议作出决议"),
            guards.matter_was_voted_on,
        ),
        Transition(
            name="refuse",
            label=_("记录居民会议没有通过"),
            sources=states(T.REVIEWED),
            target=T.REFUSED,
            permission=LEAD,
            plain=_("居民会议或居民代表会议没有通过"),
            hand="deliberation",
            form="document",
            guards=(guards.matter_was_refused,),
        ),
        Transition(
            name="publish_resolution",
            label=_("决议公开"),
            sources=states(T.DECIDED),
            target=T.RESOLUTION_PUBLIC,
            permission=None,
            plain=_("决议已公开"),
            hand="deliberation",
        ),
        Transition(
            name="publish_result",
            label=_("实施结果公开"),
            sources=states(T.RESOLUTION_PUBLIC),
            target=T.RESULT_PUBLIC,
            permission=None,
            plain=_("实施结果已公开"),
            hand="deliberation",
        ),
        Transition(
            name="drop",
            label=_("撤回提议"),
            sources=states(T.PROPOSED),
            target=T.DROPPED,
            permission=PARTY,
            plain=_("党组织撤回了提议，理由公开"),
            hand="deliberation",
            reason="required",
            style="danger",
        ),
    ),
)
# The strip: step → the state it leads to.
STEPS = {
    "propose": (T.PROPOSED, _("党组织提议")),
    "discuss": (T.DISCUSSED, _("两委会商议")),
    "review": (T.REVIEWED, _("党员大会审议")),
    "decide": (T.DECIDED, _("居民会议决议")),
    "publish_resolution": (T.RESOLUTION_PUBLIC, _("决议公开")),
    "publish_result": (T.RESULT_PUBLIC, _("实施结果公开")),
}
# What is recorded with a form of its own; the rest follows from facts.
BY_HAND = ("discuss", "review", "decide", "refuse")
