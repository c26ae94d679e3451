"""Who keeps and signs minutes."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import COMMITTEE
from portal.access.policies import Policy, declare

declare(
    Policy(name="committees.keep_minutes", label=_("整理会议记录"), roles=COMMITTEE),
    Policy(name="committees.sign_minutes", label=_("审阅、签名会议记录"), roles=COMMITTEE),
)
