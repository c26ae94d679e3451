"""Polls: frozen, answered once online or on paper, counted by the clock."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from committees.models import Consultation, Poll, PollAnswer
from committees.services.answers import PaperSlip, answer_check, answer_enter, answer_give
from committees.services.polls import poll_close_due, poll_hash, poll_result, polls_sweep
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import DivisionProfile, Record
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import deliberating, noticed, poll, proposed, scan


@pytest.fixture
def world(world):
    """With the rules of the field."""
    rules_load_defaults()
    return world


def paper(world, found, phone="13700000001", key="staff", content=(2,), **words):
    slip = PaperSlip(name=words.pop("name", "老周"), phone=phone, door=words.pop("door", ""))
    return answer_enter(
        actor=world.people[key], poll=found, slip=slip, content=list(content), scans=[scan()]
    )


def test_a_poll_is_frozen_and_counted_when_its_time_is_over(world):
    found = poll(world, roll_size=30)
    for key in ("resident", "neighbour", "leader"):
        answer_give(actor=world.people[key], poll=found, content=[1])
    answer_give(actor=world.member1, poll=found, content=[2])
    assert not poll_close_due(poll_id=found.pk)
    clock.advance(days=6)
    assert polls_sweep() == 1
    found.refresh_from_db()
    assert found.result == poll_result(found)
    assert found.frozen_hash == poll_hash(found)
    assert found.result["winners"] == [1]
    assert (found.result["cast"], found.result["turnout_needed"]) == (4, 10)
    assert found.result["share"] == [3, 4]
    assert not found.result["is_valid"]
    assert polls_sweep() == 0


def test_it_opens_by_the_clock(world):
    found = poll(world, opens_at=clock.now() + timedelta(days=1))
    with pytest.raises(TransitionRefused):
        answer_give(actor=world.resident, poll=found, content=[1])
    clock.advance(days=1)
    assert polls_sweep() == 1
    assert Record.objects.filter(subject_type="poll", verb="open").count() == 1
    assert answer_give(actor=world.resident, poll=found, content=[1])


def test_nothing_is_taken_after_the_close_even_before_the_sweep(world):
    found = poll(world)
    clock.advance(days=6)
    with pytest.raises(TransitionRefused):
        answer_give(actor=world.resident, poll=found, content=[1])
    with pytest.raises(TransitionRefused):
        paper(world, found)


def test_the_same_answer_again_is_the_first_and_another_is_refused(world):
    found = poll(world)
    first = answer_give(actor=world.resident, poll=found, content=[1])
    assert answer_give(actor=world.resident, poll=found, content=[1]) == first
    with pytest.raises(TransitionRefused):
        answer_give(actor=world.resident, poll=found, content=[2])
    assert PollAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["baita_resident", "staff", "street"])
def test_only_who_lives_here_answers(world, key):
    with pytest.raises(Refused):
        answer_give(actor=world.people[key], poll=poll(world), content=[1])


@pytest.mark.parametrize("content", [[], [9], [1, 2], [1, 1], "1", {"1": 5}, ["1"], [True, 1]])
def test_an_answer_fits_the_question(world, content):
    with pytest.raises(RuleViolated) as refused:
        answer_give(actor=world.resident, poll=poll(world), content=content)
    assert refused.value.field == "answer"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"options": ("一",)}, "options"),
        ({"options": ("一", "一")}, "options"),
        ({"question": " "}, "question"),
        ({"kind": "guess"}, "kind"),
        ({"kind": "multiple", "least": 3, "most": 2}, "most"),
        ({"roll_size": 1}, "roll_size"),
    ],
)
def test_a_crooked_poll_is_refused(world, words, field):
    with pytest.raises(RuleViolated) as refused:
        poll(world, **words)
    assert refused.value.field == field


def test_no_poll_before_the_notice_nor_by_a_resident(world):
    with pytest.raises(TransitionRefused):
        poll(world, proposed(world))
    row = noticed(world)
    world.people["chair"] = world.resident
    with pytest.raises(Refused):
        poll(world, row)


def test_paper_counts_only_when_another_has_confirmed_it(world):
    found = poll(world)
    answer = paper(world, found)
    assert poll_result(found)["cast"] == 0
    with pytest.raises(TransitionRefused):
        answer_check(actor=world.staff, poll=found, answer_id=answer.pk, is_right=True)
    with pytest.raises(Refused):
        answer_check(actor=world.resident, poll=found, answer_id=answer.pk, is_right=True)
    answer_check(actor=world.staff2, poll=found, answer_id=answer.pk, is_right=True)
    assert poll_result(found)["paper"] == 1
    with pytest.raises(TransitionRefused):
        answer_check(actor=world.head, poll=found, answer_id=answer.pk, is_right=False)


def test_an_online_answer_cannot_be_checked(world):
    found = poll(world)
    answer = answer_give(actor=world.resident, poll=found, content=[1])
    with pytest.raises(NotFound):
        answer_check(actor=world.staff, poll=found, answer_id=answer.pk, is_right=True)


def test_paper_first_refuses_online_and_the_other_way_about(world):
    found = poll(world)
    paper(world, found, phone=world.resident.phone, name="王桂芳")
    with pytest.raises(TransitionRefused) as refused:
        answer_give(actor=world.resident, poll=found, content=[1])
    assert "纸质" in str(refused.value.message)
    answer_give(actor=world.neighbour, poll=found, content=[1])
    with pytest.raises(TransitionRefused) as refused:
        paper(world, found, phone=world.neighbour.phone)
    assert "网上" in str(refused.value.message)


def test_a_refused_entry_frees_the_place(world):
    found = poll(world)
    answer = paper(world, found, phone=world.resident.phone)
    answer_check(actor=world.staff2, poll=found, answer_id=answer.pk, is_right=False)
    assert answer_give(actor=world.resident, poll=found, content=[1])
    assert poll_result(found)["cast"] == 1


def test_paper_of_somebody_without_account_counts_once(world):
    found = poll(world)
    paper(world, found)
    with pytest.raises(TransitionRefused):
        paper(world, found, key="member1", name="周某")


@pytest.mark.parametrize("words", [{"phone": "12"}, {"phone": ""}, {"name": " "}])
def test_a_slip_says_whose_it_is(world, words):
    with pytest.raises(RuleViolated):
        paper(world, poll(world), **words)


def test_a_household_answers_once(world):
    found = poll(world, unit="household", roll_size=20)
    answer_give(actor=world.resident, poll=found, content=[1], door="3栋 2单元 401")
    with pytest.raises(TransitionRefused):
        answer_give(actor=world.neighbour, poll=found, content=[1], door="3栋-2单元-401")
    with pytest.raises(RuleViolated):
        answer_give(actor=world.member1, poll=found, content=[1], door=" ")
    with pytest.raises(TransitionRefused):
        answer_give(actor=world.resident, poll=found, content=[2], door="5栋")


def test_never_more_answers_than_the_roll(world):
    found = poll(world, unit="household", roll_size=1)
    answer_give(actor=world.resident, poll=found, content=[1], door="1")
    with pytest.raises(TransitionRefused):
        answer_give(actor=world.neighbour, poll=found, content=[1], door="2")


def test_the_database_holds_question_and_answers(world):
    found = poll(world, deliberating(world))
    answer_give(actor=world.resident, poll=found, content=[1])
    acts = (
        lambda: PollAnswer.objects.update(content=[2]),
        lambda: PollAnswer.objects.all()._raw_delete("default"),
        lambda: Poll.objects.update(question="别的"),
        lambda: Poll.objects.all()._raw_delete("default"),
    )
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    clock.advance(days=6)
    polls_sweep()
    with pytest.raises(DatabaseError), transaction.atomic():
        Poll.objects.update(result={})


def test_the_roll_is_bounded_by_the_profile(world):
    DivisionProfile.objects.create(
        division=world.mingtong, as_of=clock.today(), population_adult=40, households=12
    )
    assert poll(world, roll_size=40).rules["profile_size"] == 40
    assert poll(world, unit="household", roll_size=12).rules["profile_size"] == 12
    for words in ({"roll_size": 41}, {"unit": "household", "roll_size": 13}):
        with pytest.raises(RuleViolated) as refused:
            poll(world, **words)
        assert (refused.value.field, refused.value.code) == ("roll_size", "profile")


def test_the_rules_are_those_of_the_day_it_opens(world):
    row = deliberating(world)
    Consultation.objects.filter(pk=row.pk).update(rules={"poll_turnout": [1, 1]})
    found = poll(world, Consultation.objects.get(pk=row.pk))
    assert found.rules["poll_turnout"] == [1, 3]


def test_one_answers_for_ones_own_door(world, monkeypatch):
    found = poll(world, unit="household", roll_size=20)
    door = "committees.services.answers.doors_of"
    monkeypatch.setattr(
        door, lambda user, place: ["3栋 2单元 401"] if user == world.resident else []
    )
    with pytest.raises(RuleViolated) as refused:
        answer_give(actor=world.resident, poll=found, content=[1], door="5栋")
    assert refused.value.code == "not_yours"
    assert answer_give(actor=world.resident, poll=found, content=[1], door="3栋-2单元-401")
    assert answer_give(actor=world.neighbour, poll=found, content=[1], door="5栋")
