"""Reading inherits downward, acting never does; an ended term counts at once."""

import pytest

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Role, RoleAssignment
from portal.services.roles import role_end, role_grant
from resident_affairs.models import Issue


def issue_at(world, community):
    return Issue(
        community=community,
        subdistrict=community.parent,
        district=world.district,
        status="submitted",
        visibility="staff",
    )


def test_reading_inherits_downward(world):
    issue = issue_at(world, world.mingtong)
    assert access_of(world.street).can("resident_affairs.view_issue", issue)
    assert access_of(world.districter).can("resident_affairs.view_issue", issue)


def test_acting_never_inherits(world):
    issue = issue_at(world, world.mingtong)
    assert access_of(world.head).can("resident_affairs.triage_issue", issue)
    assert not access_of(world.street).can("resident_affairs.triage_issue", issue)
    assert not access_of(world.districter).can("resident_affairs.triage_issue", issue)


def test_siblings_see_nothing(world):
    issue = issue_at(world, world.mingtong)
    for other in (world.baita_head, world.baita_chair, world.donghua_street, world.stranger):
        assert not access_of(other).can("resident_affairs.view_issue", issue)


def test_an_ended_term_counts_on_the_next_request(world, fresh):
    issue = issue_at(world, world.mingtong)
    assignment = RoleAssignment.objects.get(user=world.head)
    role_end(actor=world.admin, assignment=assignment)
    fresh(world.head)
    assert not access_of(world.head).can("resident_affairs.view_issue", issue)


def test_a_term_that_runs_out_needs_no_job(world, fresh):
    issue = issue_at(world, world.mingtong)
    RoleAssignment.objects.filter(user=world.head).update(valid_to=clock.today())
    fresh(world.head)
    assert not access_of(world.head).can("resident_affairs.view_issue", issue)


@pytest.mark.parametrize("role", [Role.STATION_STAFF, Role.STATION_HEAD])
def test_committee_members_cannot_join_the_station(world, role):
    with pytest.raises(RuleViolated) as refused:
        role_grant(actor=world.admin, user=world.chair, role=role, division=world.mingtong)
    assert refused.value.field == "role"


def test_station_staff_may_join_a_committee_elsewhere(world):
    role_grant(
        actor=world.admin, user=world.staff, role=Role.COMMITTEE_MEMBER, division=world.xinying
    )


def test_officials_of_the_sub_district_hold_no_post_below_it(world):
    with pytest.raises(RuleViolated):
        role_grant(
            actor=world.admin, user=world.street, role=Role.STATION_HEAD, division=world.mingtong
        )
