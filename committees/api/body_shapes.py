"""The shapes of the bodies in the API."""

from rest_framework import serializers

from committees.models import Ground, Seat, SeatedBy
from portal.api.fields import CleanTextField


class BodiesOutput(serializers.Serializer):
    """Names only; of a sub-committee its head, and beside it who else sits there."""

    community = serializers.IntegerField()
    committee = serializers.IntegerField(allow_null=True)
    vacant = serializers.IntegerField(allow_null=True)
    oversight = serializers.ListField(child=serializers.CharField())
    sub_committees = serializers.DictField(child=serializers.CharField(allow_null=True))
    sub_committee_members = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField())
    )
    delegates = serializers.DictField(child=serializers.CharField())
    groups = serializers.ListField(child=serializers.DictField())


class SeatOutput(serializers.Serializer):
    """One seat and its term."""

    id = serializers.IntegerField()
    name = serializers.CharField(source="user.name")
    seat = serializers.CharField()
    seated_by = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    ended_ground = serializers.CharField()
    ended_article = serializers.CharField()


class SeatInput(serializers.Serializer):
    """``login`` is a user name or a phone; ``election`` or ``resolution`` is what seats them."""

    login = CleanTextField(max_length=40)
    seat = serializers.ChoiceField(choices=Seat.choices)
    seated_by = serializers.ChoiceField(
        choices=[SeatedBy.ELECTION, SeatedBy.BY_ELECTION], default=SeatedBy.ELECTION
    )
    election = serializers.IntegerField(required=False, min_value=1)
    resolution = serializers.IntegerField(required=False, min_value=1)
    is_woman = serializers.BooleanField(default=False)
    valid_from = serializers.DateField(required=False)
    valid_to = serializers.DateField(required=False)
    kin_declared = serializers.BooleanField()


class SeatEndInput(serializers.Serializer):
    """``resolution`` names the decision that approved a resignation; ``reference`` the judgment or
    certificate of an incapacity or a sentence."""

    ground = serializers.ChoiceField(choices=Ground.choices)
    on = serializers.DateField(required=False)
    resolution = serializers.IntegerField(required=False, min_value=1)
    reference = CleanTextField(max_length=120, required=False)


class RepresentativeOutput(serializers.Serializer):
    """One representative."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    group = serializers.IntegerField(source="group_id", allow_null=True)
    households = serializers.IntegerField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    ended_ground = serializers.CharField()


class RepresentativeInput(serializers.Serializer):
    """With or without an account."""

    name = CleanTextField(max_length=40, required=False)
    login = CleanTextField(max_length=40, required=False)
    households = serializers.IntegerField(min_value=1, max_value=32767)
    group = serializers.IntegerField(required=False, min_value=1)
    valid_from = serializers.DateField(required=False)
    valid_to = serializers.DateField(required=False)
    submit_key = serializers.UUIDField(required=False)


class RepresentativeEndInput(serializers.Serializer):
    """Why and when."""

    ground = serializers.ChoiceField(choices=Ground.choices)
    on = serializers.DateField(required=False)
