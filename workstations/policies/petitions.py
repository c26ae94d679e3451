"""Who may do what with a petition (信访工作条例): the petitioner alone, and those who handle it."""

from django.utils.translation import gettext_lazy as _

from portal.access.policies import Policy, declare
from portal.access.predicates import granted, is_logged_in, predicate
from portal.models.divisions import Level
from portal.models.roles import Role
from workstations.policies.cases import kin_ids
from workstations.policies.groups import WATCHERS
from workstations.workflows.petitions import PetitionStatus

ABOVE = frozenset({Level.SUBDISTRICT, Level.DISTRICT})
WITH_THE_OFFICE = frozenset(
    {PetitionStatus.REGISTERED, PetitionStatus.HANDED, PetitionStatus.REFUSED}
)


@predicate
def is_petitioner(access, petition) -> bool:
    """The one whose petition it is."""
    if petition is None:
        return access.user.is_authenticated
    return access.user.pk is not None and petition.petitioner_id == access.user.pk


@predicate
def is_no_kin(access, petition) -> bool:
    """XF §28: neither one's own petition nor that of near kin."""
    if petition is None or petition.petitioner_id is None:
        return True
    mine = {access.user.pk} | kin_ids(access)
    return petition.petitioner_id not in mine


@predicate
def reached_its_reader(access, petition) -> bool:
    """A sub-district reads what was transferred to it, and no report of misconduct."""
    if petition is None or petition.status not in WITH_THE_OFFICE:
        return True
    return any(
        post.level == Level.DISTRICT for post in access.posts_with("workstations.view_petition")
    )


declare(
    Policy(
        name="workstations.view_petition",
        label=_("阅看信访"),
        roles=WATCHERS | {Role.PETITION_OFFICER},
        acts=False,
        sentence=granted & reached_its_reader & is_no_kin,
    ),
    Policy(
        name="workstations.own_petition",
        label=_("信访（提出、撤回、申请复查复核）"),
        levels=frozenset(),
        sentence=is_logged_in & is_petitioner,
    ),
    Policy(
        name="workstations.handle_petition",
        label=_("登记、转送、不予受理、办结信访"),
        roles=frozenset({Role.PETITION_OFFICER}),
        levels=frozenset({Level.DISTRICT}),
        sentence=granted & is_no_kin,
    ),
    Policy(
        name="workstations.answer_petition",
        label=_("受理和答复转来的信访"),
        roles=frozenset({Role.SUBDISTRICT_OFFICIAL}),
        levels=frozenset({Level.SUBDISTRICT}),
        sentence=granted & is_no_kin,
    ),
    Policy(
        name="workstations.extend_petition",
        label=_("批准信访延期"),
        roles=frozenset({Role.PETITION_OFFICER, Role.DISTRICT_OFFICIAL}),
        levels=frozenset({Level.DISTRICT}),
        sentence=granted & is_no_kin,
    ),
    Policy(
        name="workstations.review_petition",
        label=_("复查信访"),
        roles=frozenset({Role.DISTRICT_OFFICIAL}),
        levels=frozenset({Level.DISTRICT}),
        sentence=granted & is_no_kin,
    ),
)
