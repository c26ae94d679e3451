"""Following and "me too"."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.kernel.errors import DomainError, NotFound, RuleViolated
from resident_affairs.models import Follower
from resident_affairs.services.following import issue_follow, issue_support, issue_unfollow
from resident_affairs.services.triage import issue_accept


@pytest.fixture
def public(world, issue):
    return issue_accept(actor=world.head, issue=issue)


def test_support_counts_once_and_subscribes(world, public):
    for _turn in (1, 2):
        issue = issue_support(actor=world.neighbour, issue=public)
    assert issue.support_count == 1
    assert Follower.objects.get(user=world.neighbour).is_supporter


def test_a_follower_can_become_a_supporter(world, public):
    issue_follow(actor=world.neighbour, issue=public)
    assert issue_support(actor=world.neighbour, issue=public).support_count == 1


def test_unfollowing_takes_the_support_back(world, public):
    issue_support(actor=world.neighbour, issue=public)
    assert issue_unfollow(actor=world.neighbour, issue=public).support_count == 0
    assert issue_unfollow(actor=world.neighbour, issue=public).support_count == 0


def test_ones_own_issue_is_not_supported(world, public):
    with pytest.raises(RuleViolated):
        issue_support(actor=world.resident, issue=public)


def test_what_is_not_public_is_not_found(world, issue, file_issue):
    hidden = issue_accept(actor=world.head, issue=file_issue(visibility="staff"))
    for row in (issue, hidden):
        with pytest.raises(NotFound):
            issue_support(actor=world.neighbour, issue=row)


def test_what_is_over_is_not_supported(world, issue_in):
    with pytest.raises(RuleViolated):
        issue_support(actor=world.neighbour, issue=issue_in("closed"))


def test_a_visitor_has_to_log_in(public):
    with pytest.raises(DomainError):
        issue_support(actor=AnonymousUser(), issue=public)
