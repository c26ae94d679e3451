"""A sealed box closing while sixteen put their ballots in: what was taken counts, and no other."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from committees import sealing
from committees.models import Recusal, SealedBallot, SealedVote, VoteEvent
from committees.recount import misfits
from committees.services import sealed
from committees.services.recusals import recusal_declare
from committees.services.sealed_casting import ballot_cast
from portal.kernel import clock
from portal.kernel.errors import TransitionRefused
from portal.models import Record, User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.committees.boxes import Box
from tests.committees.conftest import Hall
from tests.committees.councils import CHOICES, Council
from tests.parallel import in_a_file, in_parallel

VOTERS = 16


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        yield


@pytest.fixture
def hall(shared, monday):
    with transaction.atomic():
        world = worlds.build()
        rules_load_defaults()
        return Hall(world)


def casting(vote, user, ciphertext, moment):
    """One voter, a moment before the end; the database's clock says so too."""

    def cast():
        with clock.at(moment):
            actor = User.objects.get(pk=user.pk)
            words = {"vote_id": vote.pk, "ciphertext": ciphertext, "submit_key": uuid4()}
            return ballot_cast(actor=actor, **words)

    return cast


def closing(vote, after: int):
    """The clock closes the box at its hour, once so many ballots are in."""

    def close():
        until = time.monotonic() + 20
        while SealedBallot.objects.filter(vote=vote).count() < after and time.monotonic() < until:
            time.sleep(0.002)
        with clock.at(vote.closes_at):
            return sealed.vote_close(actor=None, vote=SealedVote.objects.get(pk=vote.pk))

    return close


def taken(answers) -> list[SealedBallot]:
    """The ballots that were answered with a receipt; every other answer is a refusal."""
    found = [answer for answer in answers if isinstance(answer, SealedBallot)]
    refused = [answer for answer in answers if isinstance(answer, TransitionRefused)]
    assert len(found) + len(refused) == len(answers), answers
    assert {error.code for error in refused} <= {"closed"}
    return found


@pytest.mark.parametrize("after", [0, 4, 12])
def test_each_ballot_is_in_before_the_close_or_refused(hall, after):
    with transaction.atomic():
        box = Box(hall, voters=VOTERS)
        vote = box.open()
    last = vote.closes_at - timedelta(seconds=1)
    ballots = [box.seal([[number % 3], [number % 4]]) for number in range(VOTERS)]
    tasks = [
        casting(vote, user, ballot, last) for user, ballot in zip(box.voters, ballots, strict=True)
    ]
    *answers, closed = in_parallel([*tasks, closing(vote, after)])
    assert closed.status == "closed", closed
    found = taken(answers)
    assert len(found) >= after
    receipts = [ballot.receipt for ballot in found]
    assert SealedBallot.objects.filter(vote=vote).count() == len(receipts)
    assert closed.root == sealing.root_of(receipts)
    assert Record.objects.filter(subject_type="sealed_vote", verb="cast").count() == len(receipts)
    with clock.at(vote.closes_at):
        box.vote = SealedVote.objects.get(pk=vote.pk)
        assert box.opened()["valid"] == len(receipts)
        late = casting(vote, box.voters[0], box.seal([[1], [1]]), last)
        with pytest.raises(TransitionRefused):
            late()


def test_a_second_ballot_at_the_close_replaces_the_first_or_does_not(hall):
    with transaction.atomic():
        box = Box(hall, voters=VOTERS)
        vote = box.open()
        first = {user.pk: box.cast(user, [[0], [0]]).receipt for user in box.voters}
    last = vote.closes_at - timedelta(seconds=1)
    tasks = [casting(vote, user, box.seal([[1], [1]]), last) for user in box.voters]
    *answers, closed = in_parallel([*tasks, closing(vote, VOTERS + 6)])
    found = taken(answers)
    for ballot in found:
        first[ballot.entry.user_id] = ballot.receipt
    assert closed.root == sealing.root_of(list(first.values()))
    with clock.at(vote.closes_at):
        box.vote = SealedVote.objects.get(pk=vote.pk)
        choices = box.opened()["choices"][0]
    assert choices.count([1]) == len(found) and choices.count([0]) == VOTERS - len(found)


def test_nobody_both_votes_and_stands_aside_at_the_close(hall):
    with transaction.atomic():
        council = Council(hall)
        council.running()
        council.say("for", 8, 28)
    vote = council.vote
    last = vote.closes_at - timedelta(seconds=1)
    torn = council.reps[:8]

    def aside(user):
        def declare():
            with clock.at(last):
                actor = User.objects.get(pk=user.pk)
                words = {"motion": council.motion, "reason": "利害关系"}
                return recusal_declare(actor=actor, **words)

        return declare

    ballots = [casting(vote, user, council.seal(CHOICES["against"]), last) for user in torn]
    answers = in_parallel([*ballots, *(aside(user) for user in torn), closing(vote, 22)])
    assert answers[-1].status == "closed", answers
    cast = {row.entry.user_id for row in answers[:8] if isinstance(row, SealedBallot)}
    stood = set(Recusal.objects.values_list("representative__user", flat=True))
    assert not cast & stood
    event = VoteEvent.objects.get()
    assert len(event.recused) == len(stood) and len(event.present) == 30
    with clock.at(vote.closes_at):
        council.vote = SealedVote.objects.get(pk=vote.pk)
        council.imported()
        event = council.end()
    assert event.result["counts"]["against"] == len(cast) and event.votes_for == 20
    assert list(misfits()) == []
