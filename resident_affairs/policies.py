"""Who may do what with issues: permission → a sentence of predicates (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, predicate
from portal.models.divisions import Level
from portal.models.roles import Role

COMMITTEE = frozenset({Role.COMMITTEE_MEMBER, Role.VICE_CHAIR, Role.CHAIR})
TRIAGERS = frozenset({Role.VICE_CHAIR, Role.CHAIR, Role.COMMITTEE_MEMBER, Role.STATION_HEAD})
STATION = frozenset({Role.STATION_STAFF, Role.STATION_HEAD})
WATCHERS = frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL})
OVERSEERS = frozenset(
    {
        Role.DISCIPLINE_INSPECTOR,
        Role.PETITION_OFFICER,
        Role.AUDITOR,
        Role.OVERSIGHT_MEMBER,
    }
)
HANDLERS = COMMITTEE | STATION | {Role.PARTY_SECRETARY}


@predicate
def is_reporter(access, issue) -> bool:
    """The person whose issue it is."""
    if issue is None:
        return access.user.is_authenticated
    return access.user.pk is not None and issue.reporter_id == access.user.pk


@predicate
def is_publicly_readable(access, issue) -> bool:
    """Anybody may read it, without names."""
    return issue is None or issue.is_public_now


declare(
    Policy(
        name="resident_affairs.file_issue",
        label=_("反映问题"),
        roles=frozenset({Role.RESIDENT, Role.GROUP_LEADER}),
        levels=frozenset({Level.COMMUNITY, Level.GROUP}),
    ),
    Policy(
        name="resident_affairs.file_issue_for_resident",
        label=_("替居民登记问题"),
        roles=frozenset({Role.GROUP_LEADER}) | STATION | COMMITTEE,
        levels=frozenset({Level.COMMUNITY, Level.GROUP}),
    ),
    Policy(
        name="resident_affairs.view_issue",
        label=_("阅看诉求全文"),
        roles=HANDLERS | WATCHERS | {Role.GROUP_LEADER},
        acts=False,
        sentence=is_reporter | granted,
    ),
    Policy(
        name="resident_affairs.view_public_issue",
        label=_("阅看公开的诉求；监督人员也看不公开的，不含个人信息"),
        roles=OVERSEERS,
        acts=False,
        sentence=is_publicly_readable | is_reporter | granted,
    ),
    Policy(
        name="resident_affairs.view_reporter",
        label=_("查看反映人姓名和电话"),
        roles=COMMITTEE | STATION | {Role.GROUP_LEADER},
        levels=frozenset({Level.COMMUNITY, Level.GROUP}),
    ),
    Policy(
        name="resident_affairs.triage_issue",
        label=_("受理和分派诉求"),
        roles=TRIAGERS,
    ),
    Policy(
        name="resident_affairs.answer_issue",
        label=_("直接答复诉求"),
        roles=TRIAGERS,
    ),
    Policy(
        name="resident_affairs.handle_escalated_issue",
        label=_("办理上报到街道的诉求"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL}),
        levels=frozenset({Level.SUBDISTRICT}),
    ),
    Policy(
        name="resident_affairs.handle_district_issue",
        label=_("办理上报到区里的诉求"),
        roles=frozenset({Role.DISTRICT_OFFICIAL}),
        levels=frozenset({Level.DISTRICT}),
    ),
    Policy(
        name="resident_affairs.message_issue",
        label=_("在诉求下留言"),
        roles=COMMITTEE | STATION,
        sentence=is_reporter | granted,
    ),
    Policy(
        name="resident_affairs.note_issue",
        label=_("写内部备注"),
        roles=COMMITTEE | STATION,
    ),
    Policy(
        name="resident_affairs.follow_issue",
        label=_("关注和附议诉求"),
        roles=frozenset({Role.RESIDENT, Role.GROUP_LEADER}),
        sentence=is_publicly_readable | is_reporter,
    ),
    Policy(
        name="resident_affairs.rate_issue",
        label=_("确认、评价和要求重办"),
        roles=frozenset(),
        sentence=is_reporter,
    ),
    Policy(
        name="resident_affairs.withdraw_issue",
        label=_("撤回诉求"),
        roles=frozenset(),
        sentence=is_reporter,
    ),
    Policy(
        name="resident_affairs.manage_categories",
        label=_("设置诉求类别和时限"),
        roles=frozenset({Role.ADMINISTRATOR}),
        levels=frozenset({Level.DISTRICT}),
    ),
)
