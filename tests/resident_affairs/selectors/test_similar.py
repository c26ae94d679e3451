"""Similar open issues while typing."""

import pytest

from resident_affairs.selectors.similar import issues_similar
from resident_affairs.services.triage import issue_accept, issue_withdraw


@pytest.fixture
def pond(world, file_issue):
    return issue_accept(actor=world.head, issue=file_issue(place="东风巷口"))


def offered(world, text, **words):
    words.setdefault("community_id", world.mingtong.pk)
    return [offer.issue for offer in issues_similar(text=text, **words)]


@pytest.mark.parametrize("text", ["东风巷14号院坝有积水", "院坝积水，老人没法出门", "院坝积水很深"])
def test_the_same_thing_in_other_words_is_found(world, pond, text):
    assert offered(world, text) == [pond]


@pytest.mark.parametrize("text", ["路灯不亮很久了", "电梯坏了没人修", "", "积", "12345"])
def test_another_thing_is_not(world, pond, text):
    assert offered(world, text) == []


def test_another_community_is_not(world, pond):
    assert offered(world, "院坝积水很深", community_id=world.baita.pk) == []


def test_hidden_and_finished_ones_are_not(world, file_issue):
    issue_accept(actor=world.head, issue=file_issue(visibility="staff"))
    file_issue()
    issue_withdraw(actor=world.resident, issue=issue_accept(actor=world.head, issue=file_issue()))
    assert offered(world, "东风巷14号院坝积水很深") == []


def test_at_most_five_the_best_first_in_one_statement(world, file_issue, django_assert_num_queries):
    rows = [
        issue_accept(actor=world.head, issue=file_issue(text=f"{n}栋院坝积水很深，老人绕道"))
        for n in range(7)
    ]
    best = issue_accept(actor=world.head, issue=file_issue(text="院坝积水，孩子摔跤了"))
    with django_assert_num_queries(1):
        found = offered(world, "院坝积水，孩子摔跤了")
    assert len(found) == 5 and found[0] == best and set(found[1:]) < set(rows)
