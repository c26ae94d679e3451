"""One issue: what each viewer is told, and what nobody else may ever be."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.access.checker import access_of
from resident_affairs.selectors.categories import category_guess, category_tree
from resident_affairs.selectors.details import issue_detail
from resident_affairs.selectors.masking import text_masked
from resident_affairs.services.categories import categories_load_defaults
from resident_affairs.services.closing import issue_rate
from resident_affairs.services.issues import issue_record_progress
from resident_affairs.services.messages import message_post
from resident_affairs.services.triage import issue_accept

SECRETS = (
    "王桂芳",
    "13900000000",
    "13812345678",
    "530102199001011234",
    "卫国",
    "内部的话",
    "私下的话",
)


@pytest.fixture
def talked(world, file_issue):
    """A public issue with phone numbers in its text, a note and a message."""
    text = "院坝积水很深，电话13812345678，身份证530102199001011234，请来看"
    issue = issue_accept(actor=world.head, issue=file_issue(text=text))
    for body, note in (("内部的话", True), ("私下的话", False)):
        message_post(
            actor=world.head, issue=issue, body=body, is_internal=note, submit_key=uuid.uuid4()
        )
    return issue


@pytest.mark.parametrize("who", [None, "neighbour", "baita_head"])
def test_the_public_is_told_no_personal_data(world, talked, who):
    user = world.people[who] if who else AnonymousUser()
    told = issue_detail(access_of(user), talked.pk)
    words = repr((told.title, told.text, told.place, told.entries, told.messages, told.why))
    assert not [secret for secret in SECRETS if secret in words]
    assert told.messages == []


def test_the_reporter_reads_messages_but_no_notes(world, talked):
    told = issue_detail(access_of(world.resident), talked.pk)
    assert [message.body for message in told.messages] == ["私下的话"]
    assert "备注" not in repr(told.entries) and "卫国" not in repr(told.entries)


def test_handlers_read_everything_and_why_it_came(world, talked):
    told = issue_detail(access_of(world.head), talked.pk)
    assert [message.body for message in told.messages] == ["内部的话", "私下的话"]
    assert "卫国" in repr(told.entries)
    assert "社工站站长" in told.why and "积水排水" in told.why


def test_why_is_for_those_it_came_to(world, talked):
    for who in ("resident", "neighbour"):
        assert issue_detail(access_of(world.people[who]), talked.pk).why == ""


def test_progress_from_above_is_told_in_words(world, issue_in):
    issue = issue_in("referred")
    data = {"what": "resolution_adopted", "for": 5, "against": 1, "abstain": 1}
    issue_record_progress(actor=world.chair, issue=issue, data=data)
    told = issue_detail(access_of(AnonymousUser()), issue.pk)
    titles = [entry.title for entry in told.entries]
    assert "居委会通过了决议：赞成 5、反对 1、弃权 1" in titles


def test_an_unknown_fact_still_makes_an_entry(world, issue_in):
    issue = issue_in("in_progress")
    issue_record_progress(actor=world.staff, issue=issue, data={"what": "resolution_strange"})
    issue_record_progress(actor=world.staff, issue=issue, data={"what": "motion_rejected"})
    titles = [e.title for e in issue_detail(access_of(world.resident), issue.pk).entries]
    assert "居委会表决没有通过" in titles


def test_the_words_of_a_rating_are_not_public(world, issue_in):
    issue = issue_rate(
        actor=world.resident, issue=issue_in("settled"), score=2, is_solved=False, words="私下的话"
    )
    public = issue_detail(access_of(AnonymousUser()), issue.pk)
    assert public.rating["score"] == 2 and public.rating["words"] == ""
    assert issue_detail(access_of(world.head), issue.pk).rating["words"] == "私下的话"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("打13812345678", "打****"),
        ("138 1234 5678", "****"),
        ("0871-63123456", "****"),
        ("53010219900101123X", "****"),
        ("14号院3栋201", "14号院3栋201"),
        ("ISS-2026-000042", "ISS-2026-000042"),
        ("2026年3月2日", "2026年3月2日"),
    ],
)
def test_masking(text, masked):
    assert text_masked(text) == masked


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("三楼路灯不亮", "build-light"),
        ("楼上漏水到我家", "neigh-leak"),
        ("有人飞线充电", "safe-charge"),
        ("院坝里想种花", "env-green"),
        ("电梯困人了", "prop-lift"),
        ("物业费怎么算的", "prop-fee"),
    ],
)
def test_the_category_is_guessed(db, text, code):
    categories_load_defaults()
    assert category_guess(text).code == code


def test_nothing_is_guessed_from_nothing(db):
    categories_load_defaults()
    assert category_guess("") is None
    assert category_guess("zzz") is None


def test_the_tree_is_loaded_once(db):
    assert categories_load_defaults() == 38
    assert categories_load_defaults() == 0
    tree = category_tree()
    assert len(tree) == 6 and sum(len(root.leaves) for root in tree) == 32
    assert all(leaf.name_en and leaf.keywords for root in tree for leaf in root.leaves)
