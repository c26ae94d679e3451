"""Who runs the yearly appraisal, who counts it, who reports (§37)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import COMMITTEE
from portal.access.policies import Policy, declare
from portal.models.roles import Role

declare(
    Policy(
        name="committees.run_appraisal",
        label=_("主持民主评议"),
        roles=frozenset({Role.OVERSIGHT_MEMBER}),
    ),
    Policy(
        name="committees.count_appraisal",
        label=_("录入民主评议的计票"),
        roles=frozenset({Role.OVERSIGHT_MEMBER, Role.RESIDENT_REP}),
    ),
    Policy(
        name="committees.publish_report", label=_("公布年度工作报告、述职报告"), roles=COMMITTEE
    ),
)
