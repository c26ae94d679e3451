"""The declared table, walked: role × relation of unit × permission, each answer predicted."""

from dataclasses import dataclass

import pytest

from portal.access.checker import access_of
from portal.access.policies import all_policies
from portal.kernel import clock
from portal.models import Level, Role, RoleAssignment
from portal.services.roles import role_end, role_grant
from tests import world as worlds
from tests.committees.test_no_command import SAYING


@dataclass
class Thing:
    """A bare subject at a place."""

    division_chain: dict
    reporter_id: int = 0
    proposed_by_id: int = 0
    assignee_id: int = 0
    is_public_now: bool = False


@pytest.fixture
def places(world):
    """For each relation: the subject as seen from a role held along 明通巷's chain."""
    far = worlds.division("官渡区", "530111000000", Level.DISTRICT, world.district.parent)
    far_street = worlds.division("关上街道", "530111001000", Level.SUBDISTRICT, far)
    far_community = worlds.division("关上社区居委会", "530111001001", Level.COMMUNITY, far_street)

    def chain(community, group=None):
        return Thing(
            {
                Level.GROUP: group.pk if group else None,
                Level.COMMUNITY: community.pk,
                Level.SUBDISTRICT: community.parent_id,
                Level.DISTRICT: community.parent.parent_id,
            }
        )

    return {
        "own": chain(world.mingtong, world.group),
        "sibling": chain(world.baita),
        "other_subdistrict": chain(world.xinying),
        "far": chain(far_community),
    }


def holder(world, role: Role):
    """A fresh person who holds ``role`` along 明通巷's chain and nothing else."""
    place = {
        Level.GROUP: world.group,
        Level.COMMUNITY: world.mingtong,
        Level.SUBDISTRICT: world.tuodong,
        Level.DISTRICT: world.district,
    }[role.level]
    user = worlds.person(f"holder-{role}", "某人")
    role_grant(actor=None, user=user, role=role, division=place, valid_from=worlds.TERM_FROM)
    return user


def reaches(role: Role, where: str) -> bool:
    """Whether a post of ``role`` on 明通巷's chain lies on the chain of the subject."""
    if where == "own":
        return True
    if where == "sibling":
        return role.level in {Level.SUBDISTRICT, Level.DISTRICT}
    return where == "other_subdistrict" and role.level == Level.DISTRICT


@pytest.mark.parametrize("role", list(Role))
def test_grants_follow_the_declared_table(world, places, role):
    access = access_of(holder(world, role))
    for policy in all_policies():
        for where, thing in places.items():
            expected = role in policy.roles and reaches(role, where)
            assert access.is_granted(policy.name, thing) == expected, (policy.name, where)


@pytest.mark.parametrize("role", list(Role))
def test_a_former_holder_has_nothing(world, places, role, fresh):
    user = holder(world, role)
    role_end(actor=None, assignment=RoleAssignment.objects.get(user=user), on=clock.today())
    fresh(user)
    access = access_of(user)
    for policy in all_policies():
        assert not access.is_granted(policy.name, places["own"]), policy.name


def test_somebody_without_any_post_has_no_grant(world, places):
    access = access_of(world.stranger)
    for policy in all_policies():
        for thing in places.values():
            assert not access.is_granted(policy.name, thing), policy.name


def test_no_acting_permission_is_held_above_its_level():
    for policy in all_policies():
        if policy.acts:
            assert all(role.level in policy.levels for role in policy.roles), policy.name


def test_officials_cannot_touch_resolutions_or_tasks():
    """J: an official finds no permission to edit or cancel what a committee decided; what they may
    say about it is listed where part H is proved."""
    officials = {Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL}
    # §43: the sub-district admits, signs, keeps the money of what is entrusted to the station.
    entrusted = {"admit_entrusted", "keep_ledger", "approve_payout"}
    allowed = {"workstations.urge", "workstations.post_station"} | SAYING
    # S52: the district plans and pays the yearly transfers, the sub-district passes them on.
    transfers = {"plan_transfer", "approve_transfer", "allot_transfer"}
    # S14, S34, S55: the sub-district posts, hires and trains the station's people.
    staffing = {"decide_contract", "keep_posts", "keep_courses", "approve_enrolment"}
    allowed |= {f"workstations.{name}" for name in entrusted | transfers | staffing}
    # S35, S13: the sub-district scores people, not decisions; the district hears their appeal.
    scoring = {"keep_score_scheme", "score_for_street", "publish_score", "draft_year_result"}
    scoring |= {"confirm_year_result", "decide_score_appeal", "conclude_station_review"}
    allowed |= {f"workstations.{name}" for name in scoring}
    # 吹哨报到: the sub-district calls and asks departments; no decision of a committee is touched.
    calling = {"blow_whistle", "record_arrival", "refer_issue"}
    allowed |= {f"workstations.{name}" for name in calling}
    # DOMAIN b, XF: they open and handle cases, inspect, and deal with petitions; each is their own.
    supervising = {"open_case", "handle_case", "direct_case", "answer_case", "inspect"}
    supervising |= {"answer_petition", "extend_petition", "review_petition"}
    allowed |= {f"workstations.{name}" for name in supervising}
    # The sub-district lets a head go on leave, and words replies for all its stations.
    leading = {"decide_leave", "end_leave", "keep_replies"}
    allowed |= {f"workstations.{name}" for name in leading}
    for policy in all_policies():
        if policy.acts and policy.name.startswith(("committees.", "workstations.")):
            assert not policy.roles & officials or policy.name in allowed, policy.name
