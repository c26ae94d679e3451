"""What was decided cannot be changed, not even past the services."""

import pytest
from django.db import DatabaseError, transaction

from committees.models import ActionItem, Recusal, Resolution, Vote, VoteEvent
from committees.services.recusals import recusal_declare
from committees.services.votes import vote_close


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


@pytest.fixture
def decided(hall):
    """A resolution with a recusal behind it."""
    event = hall.vote(present=5)
    recusal_declare(actor=hall.world.member5, motion=event.motion, reason="利害关系")
    hall.say(event, "for", "chair", "vice", "member1", "member2")
    return vote_close(actor=hall.world.chair, event_id=event.pk).resolution


@pytest.mark.parametrize("model", [Vote, Recusal, ActionItem])
def test_rows_are_neither_changed_nor_removed(decided, model):
    field = {Vote: "choice", Recusal: "reason", ActionItem: "what"}[model]
    refused(lambda: model.objects.update(**{field: "against"}))
    refused(lambda: model.objects.all()._raw_delete("default"))


@pytest.mark.parametrize("field", ["title", "text", "text_hash"])
def test_the_words_of_a_resolution_stand(decided, field):
    refused(lambda: Resolution.objects.update(**{field: "x"}))


def test_a_counted_vote_stands(decided):
    refused(lambda: VoteEvent.objects.update(outcome="rejected"))
    refused(lambda: VoteEvent.objects.update(result={}))


def test_an_open_vote_may_still_be_closed(hall):
    event = hall.vote()
    assert vote_close(actor=hall.world.chair, event_id=event.pk).outcome == "rejected"
