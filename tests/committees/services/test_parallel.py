"""Sixteen parallel votes of one member on real connections: one is counted."""

import pytest
from django.db import transaction

from committees.models import Vote
from committees.services.votes import vote_cast, vote_close
from portal.kernel.errors import TransitionRefused
from portal.models import Record, User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.committees.conftest import Hall
from tests.parallel import in_a_file, in_parallel

TRIES = 16


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        yield


@pytest.fixture
def event(shared, monday):
    """An open vote that other connections can see."""
    with transaction.atomic():
        world = worlds.build()
        rules_load_defaults()
        hall = Hall(world)
        opened = hall.vote()
    opened.hall = hall
    return opened


def test_one_of_sixteen_is_counted(event):
    pk = event.hall.world.member1.pk
    choices = ["for", "against"] * (TRIES // 2)

    def cast(choice):
        return lambda: vote_cast(actor=User.objects.get(pk=pk), event_id=event.pk, choice=choice)

    answers = in_parallel([cast(choice) for choice in choices])
    assert Vote.objects.count() == 1
    counted = Vote.objects.get()
    said = [answer for answer in answers if isinstance(answer, Vote)]
    refused = [answer for answer in answers if isinstance(answer, TransitionRefused)]
    assert len(said) + len(refused) == TRIES, answers
    assert {vote.pk for vote in said} == {counted.pk}
    assert len(said) == TRIES // 2
    assert {error.code for error in refused} == {"already_voted"}
    assert Record.objects.filter(subject_type="vote", verb="cast").count() == 1


def test_each_vote_is_wholly_in_or_refused_at_the_close(event):
    people = event.hall.world.people

    def cast(key):
        pk = people[key].pk
        return lambda: vote_cast(actor=User.objects.get(pk=pk), event_id=event.pk, choice="for")

    def close():
        return vote_close(actor=User.objects.get(pk=people["chair"].pk), event_id=event.pk)

    answers = in_parallel([cast(key) for key in ("vice", "member1", "member2")] + [close])
    event.refresh_from_db()
    stored = Vote.objects.count()
    refused = [answer for answer in answers if isinstance(answer, TransitionRefused)]
    assert stored + len(refused) == 3, answers
    assert event.result["counts"]["votes_for"] == stored
