"""How a major matter goes by 四议两公开: four deliberations, two publications, in this order."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow, states


class MatterStatus(TextChoices):
    """The last step that was taken."""

    PROPOSED = "proposed", _("党组织已提议")
    DISCUSSED = "discussed", _("两委已商议")
    REVIEWED = "reviewed", _("党员大会已审议")
    DECIDED = "decided", _("居民（代表）会议已决议")
    RESOLUTION_PUBLIC = "resolution_public", _("决议已公开")
    RESULT_PUBLIC = "result_public", _("结果已公开")
    DROPPED = "dropped", _("已终止")


T = MatterStatus
PARTY, LEAD = "committees.propose_matter", "committees.lead_matter"


def _step(name, label, source, target, permission, plain) -> Transition:
    return Transition(
        name=name,
        label=label,
        sources=states(source),
        target=target,
        permission=permission,
        plain=plain,
        hand="deliberation",
        form="document",
        style="primary",
    )


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
        _step(
            "decide",
            _("记录居民会议决议"),
            T.REVIEWED,
            T.DECIDED,
            LEAD,
            _("居民会议或居民代表会议作出决议"),
        ),
        _step(
            "publish_resolution",
            _("公开决议"),
            T.DECIDED,
            T.RESOLUTION_PUBLIC,
            LEAD,
            _("决议已公开"),
        ),
        _step(
            "publish_result",
            _("公开实施结果"),
            T.RESOLUTION_PUBLIC,
            T.RESULT_PUBLIC,
            LEAD,
            _("实施结果已公开"),
        ),
        Transition(
            name="drop",
            label=_("终止"),
            sources=states(T.PROPOSED, T.DISCUSSED, T.REVIEWED),
            target=T.DROPPED,
            permission=PARTY,
            plain=_("这件事不再往下办，理由公开"),
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
