"""Who scores people and stations, who reads it, who decides an appeal (DOMAIN b)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models import KinTie
from portal.access.policies import Policy, declare
from portal.access.predicates import granted, is_logged_in, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.models.staff_scores import ScoreRecusal
from workstations.policies.contracts import LEADERS, STREET, is_not_own, is_own
from workstations.policies.groups import COMMITTEE, WATCHERS


def tied_ids(access) -> set[int]:
    """Near kin of the person, and whom they said to have an interest in; asked once in a request,
    in one statement."""
    found = access.__dict__.get("score_ties")
    if found is None:
        user, known = access.user, access.user.is_authenticated
        rows = ScoreRecusal.objects.filter(scorer=user).values_list("user").union(*_kin(user))
        found = access.score_ties = {pk for (pk,) in rows} if known else set()
    return found


def _kin(user) -> tuple:
    return (
        KinTie.objects.filter(one=user).values_list("other"),
        KinTie.objects.filter(other=user).values_list("one"),
    )


def no_tie_to(user) -> Q:
    """The same for a list of rows about a ``user``, within the list's own statement."""
    recused = ScoreRecusal.objects.filter(scorer=user).values("user")
    first, second = _kin(user)
    return ~Q(user=user) & ~Q(user__in=recused) & ~Q(user__in=first) & ~Q(user__in=second)


@predicate
def has_no_tie(access, subject) -> bool:
    """Neither near kin, nor an interest of one's own declaring."""
    if subject is None:
        return True
    return subject.user_id not in tied_ids(access)


@predicate
def did_not_draft(access, subject) -> bool:
    """Nobody approves what they submitted (I4)."""
    return subject is None or subject.drafted_by_id != access.user.pk


@predicate
def did_not_confirm(access, subject) -> bool:
    """Nobody judges an appeal against what they confirmed."""
    return subject is None or subject.confirmed_by_id != access.user.pk


@predicate
def is_not_the_chair_who_signed(access, subject) -> bool:
    """Two signatures, two people."""
    return subject is None or subject.chair_id != access.user.pk


IMPARTIAL = granted & is_not_own & has_no_tie
READERS = COMMITTEE | WATCHERS | {Role.DISCIPLINE_INSPECTOR, Role.AUDITOR, Role.OVERSIGHT_MEMBER}

declare(
    Policy(
        name="workstations.view_score",
        label=_("阅看人员考核（每次查看都记录）"),
        roles=READERS,
        acts=False,
        sentence=granted & is_not_own,
    ),
    Policy(name="workstations.keep_score_scheme", label=_("定考核办法，开始季度考核"), **STREET),
    Policy(
        name="workstations.score_for_street",
        label=_("代表街道给社工打分"),
        sentence=IMPARTIAL,
        **STREET,
    ),
    Policy(
        name="workstations.score_for_committee",
        label=_("代表居委会给社工打分"),
        roles=COMMITTEE,
        sentence=IMPARTIAL,
    ),
    Policy(
        name="workstations.publish_score",
        label=_("把季度分数告知本人"),
        sentence=granted & is_not_own,
        **STREET,
    ),
    Policy(
        name="workstations.draft_year_result",
        label=_("算出年度考核结果，告知本人"),
        sentence=IMPARTIAL,
        **STREET,
    ),
    Policy(
        name="workstations.confirm_year_result",
        label=_("确认年度考核结果（另一人）"),
        sentence=IMPARTIAL & did_not_draft,
        **STREET,
    ),
    Policy(
        name="workstations.answer_own_result",
        label=_("对自己的考核结果说明、申诉"),
        sentence=is_logged_in & is_own,
    ),
    Policy(
        name="workstations.decide_score_appeal",
        label=_("决定考核申诉"),
        roles=frozenset({Role.DISTRICT_OFFICIAL}),
        levels=frozenset({Level.DISTRICT}),
        sentence=IMPARTIAL & did_not_draft & did_not_confirm,
    ),
    Policy(
        name="workstations.draft_station_review", label=_("拟定对社工站的考核"), roles=COMMITTEE
    ),
    Policy(
        name="workstations.sign_station_review",
        label=_("主任签对社工站的考核"),
        roles=frozenset({Role.CHAIR}),
        sentence=granted & did_not_draft,
    ),
    Policy(
        name="workstations.cosign_station_review",
        label=_("委员签对社工站的考核"),
        roles=COMMITTEE,
        sentence=granted & did_not_draft & is_not_the_chair_who_signed,
    ),
    Policy(
        name="workstations.publish_station_review",
        label=_("公布、退回对社工站的考核"),
        roles=LEADERS,
    ),
    Policy(
        name="workstations.answer_station_review",
        label=_("社工站自评、回应考核"),
        roles=frozenset({Role.STATION_HEAD}),
    ),
    Policy(
        name="workstations.conclude_station_review",
        label=_("街道对社工站考核提意见"),
        **STREET,
    ),
)
