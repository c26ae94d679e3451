"""Messages, notes, and the clock that stands while the resident is asked."""

import uuid
from datetime import timedelta

import pytest

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated
from portal.models import Record
from resident_affairs.models import Message
from resident_affairs.services.messages import message_post


@pytest.fixture
def say(issue):
    def post(actor, body="请问是几栋？", **words):
        words.setdefault("submit_key", uuid.uuid4())
        words.setdefault("issue", issue)
        return message_post(actor=actor, body=body, **words)

    return post


def test_both_sides_talk(world, say):
    assert not say(world.staff).is_from_resident
    assert say(world.resident, "三栋").is_from_resident
    assert Record.objects.filter(verb="message", is_public=False).count() == 2


@pytest.mark.parametrize("who", ["neighbour", "baita_head", "stranger", "donghua_street"])
def test_outsiders_find_nothing(world, say, who):
    with pytest.raises((NotFound, Refused)):
        say(world.people[who])
    assert not Message.objects.exists()


def test_officials_read_but_do_not_talk_for_the_community(world, say):
    with pytest.raises(Refused):
        say(world.street)


def test_the_same_message_twice_is_one(world, say):
    key = uuid.uuid4()
    assert say(world.staff, submit_key=key) == say(world.staff, submit_key=key)
    with pytest.raises(RuleViolated):
        say(world.resident, submit_key=key)
    assert Message.objects.count() == 1


def test_an_empty_message_is_refused(world, say):
    with pytest.raises(RuleViolated):
        say(world.staff, "   ")


def test_notes_are_the_staffs(world, say):
    assert say(world.staff, is_internal=True).is_internal
    with pytest.raises(Refused):
        say(world.resident, is_internal=True)
    assert Record.objects.get(verb="note").is_public is False


def test_a_question_stops_the_clock_and_the_answer_moves_the_deadline(world, issue, say):
    due = issue.due_at
    say(world.staff, asks_resident=True)
    issue.refresh_from_db()
    assert issue.clock_paused_at == clock.now()
    clock.advance(hours=50)
    say(world.resident, "三栋二单元")
    issue.refresh_from_db()
    assert issue.clock_paused_at is None and issue.due_at == due + timedelta(hours=50)
    rows = {row.verb: row.data for row in Record.objects.of(issue)}
    assert rows["clock_resumed"]["paused_seconds"] == 50 * 3600
    assert rows["clock_resumed"]["due_at"] == issue.due_at.isoformat()
    assert "clock_paused" in rows


def test_asking_twice_pauses_once_and_talk_alone_does_not_pause(world, issue, say):
    say(world.staff)
    issue.refresh_from_db()
    assert issue.clock_paused_at is None
    say(world.staff, asks_resident=True)
    clock.advance(hours=1)
    say(world.staff, asks_resident=True)
    assert Record.objects.filter(verb="clock_paused").count() == 1


def test_a_staff_reply_does_not_resume(world, issue, say):
    say(world.staff, asks_resident=True)
    clock.advance(hours=1)
    say(world.staff2, "再等等")
    issue.refresh_from_db()
    assert issue.clock_paused_at is not None


def test_nobody_is_asked_on_a_closed_issue_or_without_an_account(world, issue_in, file_issue, say):
    with pytest.raises(RuleViolated):
        say(world.staff, issue=issue_in("closed"), asks_resident=True)
    counter = file_issue(actor=world.staff, for_other=True, reporter_name="王大爷")
    with pytest.raises(RuleViolated):
        say(world.staff, issue=counter, asks_resident=True)


def test_the_resident_does_not_ask_himself(world, say):
    with pytest.raises(Refused):
        say(world.resident, asks_resident=True)
