"""Who may do what with a supervision case, and who is barred from it (DOMAIN b, XF §28)."""

from django.utils.translation import gettext_lazy as _

from committees.models import KinTie
from portal.access.policies import Policy, declare
from portal.access.predicates import Predicate, granted, is_logged_in, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.models.cases import CaseBody, CaseLevel, CaseSource, PartyKind
from workstations.policies.groups import COMMITTEE, INSPECTORS, OVERSEERS, STATION, WATCHERS
from workstations.workflows.cases import TOLD_STATES

# Who takes which case at the district: a complaint goes past everybody but the inspector.
DESKS = {
    CaseSource.COMPLAINT: frozenset({Role.DISCIPLINE_INSPECTOR}),
    CaseSource.AUDIT: frozenset({Role.AUDITOR, Role.DISCIPLINE_INSPECTOR}),
    CaseSource.INSPECTION: frozenset({Role.DISCIPLINE_INSPECTOR, Role.DISTRICT_OFFICIAL}),
    CaseSource.HOTLINE: frozenset({Role.DISCIPLINE_INSPECTOR, Role.DISTRICT_OFFICIAL}),
    CaseSource.OVERDUE: frozenset({Role.DISCIPLINE_INSPECTOR, Role.DISTRICT_OFFICIAL}),
}
HEARD = {
    CaseBody.STATION: frozenset({Role.STATION_HEAD}),
    CaseBody.COMMITTEE: frozenset({Role.CHAIR, Role.VICE_CHAIR}),
    CaseBody.SUBDISTRICT: frozenset({Role.SUBDISTRICT_OFFICIAL}),
}
OPENERS = INSPECTORS | WATCHERS
ABOVE = frozenset({Level.SUBDISTRICT, Level.DISTRICT})


def kin_ids(access) -> set[int]:
    """Who is declared near kin of the person; asked once in a request."""
    found = access.__dict__.get("kin_ids")
    if found is None:
        user = access.user
        pairs = (
            KinTie.objects.filter(one=user)
            .values_list("other")
            .union(KinTie.objects.filter(other=user).values_list("one"))
        )
        found = access.kin_ids = {pk for (pk,) in pairs} if user.is_authenticated else set()
    return found


def complained(access, case) -> bool:
    """Whether it is the person's own complaint, or that of their near kin."""
    known = case.complainant_id
    return known is not None and (known == access.user.pk or known in kin_ids(access))


def has_interest(access, case) -> bool:
    """Whether the person is concerned: as complainant, accused, or by their own acts, themselves
    or through near kin; or has withdrawn."""
    if complained(access, case):
        return True
    for party, kind in case.party_rows:
        if party == access.user.pk or (kind == PartyKind.ACCUSED and party in kin_ids(access)):
            return True
    return False


@predicate
def is_impartial(access, case) -> bool:
    """Nobody reads or handles what they are concerned in."""
    return case is None or not has_interest(access, case)


@predicate
def is_accused(access, case) -> bool:
    """Somebody it is about."""
    if case is None:
        return False
    return (access.user.pk, PartyKind.ACCUSED) in case.party_rows


def _speaks(access, permission, case) -> bool:
    if case is None:
        return access.is_granted(permission, None)
    wanted = HEARD[case.body]
    posts = [post for post in access.posts_with(permission) if post.role in wanted]
    mine = any(case.division_chain.get(post.level) == post.division_id for post in posts)
    return mine and not complained(access, case)


speaks_for_the_body = Predicate("speaks_for_the_body", _speaks)


@predicate
def was_told(access, case) -> bool:
    """The other side learns of a case when it is told."""
    return case is None or (case.status in TOLD_STATES and bool(case.notice))


def _at_its_desk(access, permission, case) -> bool:
    if case is None:
        return access.is_granted(permission, None)
    if case.handler_id is not None and case.handler_id != access.user.pk:
        return False
    return any(
        case.division_chain.get(post.level) == post.division_id and _takes(post, case)
        for post in access.posts_with(permission)
    )


def _takes(post, case) -> bool:
    if case.level == CaseLevel.SUBDISTRICT:
        return post.role == Role.SUBDISTRICT_OFFICIAL
    return post.role in DESKS[case.source]


at_its_desk = Predicate("at_its_desk", _at_its_desk)


def reads(post, case) -> bool:
    """Whether a watching post reads the case: a sub-district only its own, an oversight committee
    only what the other side knows too."""
    if case.division_chain.get(post.level) != post.division_id:
        return False
    if post.role == Role.SUBDISTRICT_OFFICIAL:
        return case.level == CaseLevel.SUBDISTRICT and case.body != CaseBody.SUBDISTRICT
    return post.role != Role.OVERSIGHT_MEMBER or case.status in TOLD_STATES


def _watches(access, permission, case) -> bool:
    if case is None:
        return access.is_granted(permission, None)
    return any(reads(post, case) for post in access.posts_with(permission))


watches_it = Predicate("watches_it", _watches)

declare(
    Policy(
        name="workstations.view_case",
        label=_("阅看监督案件（不含举报人和举报内容）"),
        roles=OVERSEERS | WATCHERS,
        acts=False,
        sentence=watches_it & is_impartial,
    ),
    Policy(
        name="workstations.complain",
        label=_("举报"),
        levels=frozenset(),
        sentence=is_logged_in,
    ),
    Policy(
        name="workstations.open_case",
        label=_("立监督案件"),
        roles=OPENERS,
        levels=ABOVE,
    ),
    Policy(
        name="workstations.handle_case",
        label=_("办理监督案件"),
        roles=OPENERS - {Role.PETITION_OFFICER},
        levels=ABOVE,
        sentence=at_its_desk & is_impartial,
    ),
    Policy(
        name="workstations.direct_case",
        label=_("督导监督案件"),
        roles=frozenset({Role.DISTRICT_OFFICIAL}),
        levels=frozenset({Level.DISTRICT}),
        sentence=granted & is_impartial,
    ),
    Policy(
        name="workstations.answer_case",
        label=_("就监督案件作说明、报告整改"),
        roles=frozenset(
            {Role.STATION_HEAD, Role.CHAIR, Role.VICE_CHAIR, Role.SUBDISTRICT_OFFICIAL}
        ),
        levels=frozenset({Level.COMMUNITY, Level.SUBDISTRICT}),
        sentence=was_told & (is_accused | speaks_for_the_body),
    ),
    Policy(
        name="workstations.oversee_case",
        label=_("就监督案件询问、察看整改"),
        roles=frozenset({Role.OVERSIGHT_MEMBER}),
        sentence=watches_it & is_impartial,
    ),
    Policy(
        name="workstations.view_inspection",
        label=_("阅看检查"),
        roles=COMMITTEE | STATION | WATCHERS | OVERSEERS | {Role.PARTY_SECRETARY},
        acts=False,
    ),
    Policy(
        name="workstations.inspect",
        label=_("到场检查"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISCIPLINE_INSPECTOR, Role.AUDITOR}),
        levels=ABOVE,
    ),
)
