"""Who may keep the bodies of a community: terms, seats, rolls, handover (DOMAIN b, c)."""

from django.utils.translation import gettext_lazy as _

from committees.models import Ground, Membership
from committees.selectors.places import community_has_begun
from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.roles import Role
from portal.selectors.roles import administers

COMMITTEE = frozenset({Role.COMMITTEE_MEMBER, Role.VICE_CHAIR, Role.CHAIR})
LEADERS = frozenset({Role.VICE_CHAIR, Role.CHAIR})
WATCHERS = frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL})
HOSTS = frozenset({Role.ELECTION_MEMBER})
SAT_TO_THE_END = ("", Ground.TERM_OVER)


@predicate
def runs_the_place(access, subject) -> bool:
    """The administrator of the place, who registers what an election brought."""
    if subject is None:
        return bool(access.posts_with("portal.manage_roles"))
    return administers(access, subject.community)


@predicate
def is_before_the_portal(access, subject) -> bool:
    """Over with the first meeting or election that the community holds on the portal."""
    return subject is None or not community_has_begun(subject.community.pk)


# The administrator who enters what was before.
founds_here = runs_the_place & is_before_the_portal


@predicate
def is_outgoing(access, handover) -> bool:
    """Sat on the committee that hands over, to the end of its term."""
    if not access.user.is_authenticated:
        return False
    if handover is None:
        return True
    rows = Membership.objects.filter(committee=handover.previous_id, user=access.user)
    return rows.filter(ended_ground__in=SAT_TO_THE_END).exists()


declare(
    Policy(
        name="committees.open_term",
        label=_("登记使用平台前的一届居委会"),
        sentence=founds_here,
    ),
    Policy(
        name="committees.manage_membership",
        label=_("登记委员及任期"),
        roles=LEADERS,
        sentence=granted | founds_here,
    ),
    Policy(
        name="committees.manage_bodies",
        label=_("登记居民代表、居务监督委员会、下属委员会和驻社区单位代表"),
        roles=LEADERS,
        sentence=granted | founds_here,
    ),
    Policy(
        name="committees.view_bodies",
        label=_("查看居委会成员的登记"),
        roles=LEADERS,
        acts=False,
        sentence=granted | runs_the_place,
    ),
    Policy(
        name="committees.view_handover",
        label=_("查看工作移交"),
        roles=COMMITTEE | WATCHERS | HOSTS | {Role.OVERSIGHT_MEMBER},
        acts=False,
        sentence=granted | is_outgoing,
    ),
    Policy(
        name="committees.hand_over",
        label=_("移交上一届的印章、账目和档案"),
        roles=HOSTS,
        sentence=granted | is_outgoing,
    ),
    Policy(name="committees.receive_handover", label=_("接收移交"), roles=COMMITTEE),
    Policy(name="committees.complete_handover", label=_("确认移交完毕"), roles=LEADERS | HOSTS),
)
