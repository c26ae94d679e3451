"""Who keeps and who reads the archives (§39)."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import COMMITTEE, WATCHERS
from portal.access.policies import Policy, declare
from portal.models.roles import Role

declare(
    Policy(name="committees.keep_archives", label=_("归档、登记纸质存放处"), roles=COMMITTEE),
    Policy(
        name="committees.view_archives",
        label=_("查阅档案、生成年度汇编"),
        roles=COMMITTEE | WATCHERS | {Role.OVERSIGHT_MEMBER, Role.PARTY_SECRETARY},
        acts=False,
    ),
)
