"""Shapes of votes in the API."""

from rest_framework import serializers

from committees.api.serializers import RollRowOutput, StepLineOutput
from portal.api.fields import CleanTextField


class VoteOutput(serializers.Serializer):
    """A vote in a list: no figure of an open vote but how many have voted."""

    id = serializers.IntegerField()
    motion = serializers.IntegerField(source="motion_id")
    motion_title = serializers.CharField(source="motion.title")
    meeting = serializers.IntegerField(source="meeting_id")
    method = serializers.CharField()
    is_open = serializers.BooleanField()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    cast = serializers.IntegerField(source="cast_count")
    outcome = serializers.CharField()


class VoteDetailOutput(serializers.Serializer):
    """One vote; ``steps`` and ``roll`` stay empty until the close."""

    vote = VoteOutput(source="event")
    my_choice = serializers.CharField(source="my_vote.choice", default=None, allow_null=True)
    is_recused = serializers.BooleanField()
    rules = serializers.JSONField(source="event.rules")
    text_hash = serializers.CharField(source="event.text_hash")
    tellers = serializers.IntegerField(source="counted")
    steps = StepLineOutput(many=True)
    roll = RollRowOutput(many=True)


class CastInput(serializers.Serializer):
    """for, against or abstain."""

    choice = serializers.CharField(max_length=8)


class CastOutput(serializers.Serializer):
    """What was recorded."""

    id = serializers.IntegerField()
    choice = serializers.CharField()


class HandInput(serializers.Serializer):
    """One raised hand."""

    participant = serializers.IntegerField(min_value=1, max_value=2**62)
    choice = serializers.CharField(max_length=8)


class HandsInput(serializers.Serializer):
    """All hands in the room."""

    hands = HandInput(many=True, max_length=200)


class CountInput(serializers.Serializer):
    """One teller's figures; ``present`` of a residents' meeting, the others of a secret vote."""

    present = serializers.IntegerField(required=False, min_value=0, max_value=2_000_000)
    issued = serializers.IntegerField(required=False, min_value=0, max_value=2_000_000)
    votes_for = serializers.IntegerField(min_value=0, max_value=2_000_000)
    against = serializers.IntegerField(min_value=0, max_value=2_000_000)
    abstain = serializers.IntegerField(min_value=0, max_value=2_000_000)
    invalid = serializers.IntegerField(default=0, min_value=0, max_value=2_000_000)


class RecusalInput(serializers.Serializer):
    """Why."""

    reason = CleanTextField(max_length=200)
