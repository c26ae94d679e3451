"""Who keeps and signs minutes."""

from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import (
    COMMITTEE,
    LIVING_HERE,
    leads_a_group_here,
)
from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.roles import Role


@predicate
def was_there(access, minutes) -> bool:
    """Was in the room."""
    return minutes is None or access.user.pk in minutes.present_ids


@predicate
def keeps_them(access, minutes) -> bool:
    """Keeps minutes of this committee."""
    return access.is_granted("committees.keep_minutes", minutes)


@predicate
def reads_deliberation(access, minutes) -> bool:
    """Reads what is final of this committee's meetings."""
    return access.is_granted("committees.view_deliberation", minutes)


@predicate
def is_final(access, minutes) -> bool:
    """Locked, with signatures; before that it is a draft of those who were there (issue 3, D)."""
    return minutes is None or minutes.status == "locked"


declare(
    Policy(name="committees.keep_minutes", label=_("整理会议记录"), roles=COMMITTEE),
    Policy(
        name="committees.sign_minutes",
        label=_("审阅、签名自己到会的会议记录"),
        roles=LIVING_HERE | {Role.PARTY_SECRETARY, Role.UNIT_DELEGATE},
        sentence=granted | leads_a_group_here,
    ),
    Policy(
        name="committees.view_minutes",
        label=_("阅看会议记录（定稿前只给到会的人和记录人）"),
        acts=False,
        sentence=keeps_them | was_there | (reads_deliberation & is_final),
    ),
    Policy(
        name="committees.check_sheet",
        label=_("录入和复核会议记录的签名页"),
        roles=COMMITTEE | {Role.OVERSIGHT_MEMBER},
    ),
)
