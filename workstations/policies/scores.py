"""Who scores people and stations, who reads it, who decides an appeal (DOMAIN b)."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, is_logged_in, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.models.staff_scores import ScoreRecusal
from workstations.policies.cases import kin_ids
from workstations.policies.contracts import LEADERS, STREET, is_not_own, is_own
from workstations.policies.groups import COMMITTEE, WATCHERS


def recused_from(access) -> set[int]:
    """Whom the person said to have an interest in; asked once in a request."""
    found = access.__dict__.get("score_recusals")
    if found is None:
        rows = ScoreRecusal.objects.filter(scorer=access.user)
        known = access.user.is_authenticated
        found = access.score_recusals = set(rows.values_list("user", flat=True)) if known else set()
    return found


@predicate
def has_no_tie(access, subject) -> bool:
    """Neither near kin, nor an interest of one's own declaring."""
    if subject is None:
        return True
    return subject.user_id not in kin_ids(access) and subject.user_id not in recused_from(access)


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
