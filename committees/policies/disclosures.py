"""Who writes, publishes, asks, answers and looks into what hangs on the board (§34–35)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.covenants import AT_STREET, STREET
from committees.policies.deliberation import (
    COMMITTEE,
    LEADERS,
    LIVING_HERE,
    WATCHERS,
    leads_a_group_here,
)
from portal.access.policies import Policy, declare
from portal.access.predicates import granted
from portal.models.roles import Role

declare(
    Policy(name="committees.write_disclosure", label=_("起草公示"), roles=COMMITTEE),
    Policy(name="committees.publish_disclosure", label=_("公布公示、期满存档"), roles=LEADERS),
    Policy(
        name="committees.ask_disclosure",
        label=_("对公示提问、反映不实"),
        roles=LIVING_HERE,
        sentence=granted | leads_a_group_here,
    ),
    Policy(name="committees.answer_question", label=_("答复居民对公示的询问"), roles=COMMITTEE),
    Policy(
        name="committees.find_disclosure",
        label=_("核查公示是否真实、公布结论"),
        roles=STREET,
        levels=AT_STREET,
    ),
    Policy(
        name="committees.view_disclosure_desk",
        label=_("查看公示的草稿、期限和询问"),
        roles=COMMITTEE | WATCHERS | {Role.OVERSIGHT_MEMBER},
        acts=False,
    ),
)
