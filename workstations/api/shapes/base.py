"""What the shapes of execution share: people, ways, photos, numbered affairs, filters."""

from rest_framework import serializers

KEY = {"min_value": 1, "max_value": 2**63 - 1, "required": False, "default": None}


class PersonOutput(serializers.Serializer):
    """Somebody of the station."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class TimelineOutput(serializers.Serializer):
    """One step of the way."""

    when = serializers.DateTimeField(allow_null=True)
    hand = serializers.CharField()
    title = serializers.CharField()
    plain = serializers.CharField()
    who = serializers.CharField()
    remark = serializers.CharField()


class PhotoOutput(serializers.Serializer):
    """A photo that is ready to be seen."""

    url = serializers.CharField()
    thumb_url = serializers.CharField()
    stage = serializers.CharField(source="stage_key")
    caption = serializers.CharField()


def filter_of(name: str, states, **more) -> type[serializers.Serializer]:
    """The filters of one list: ``status``, ``community`` and what else it has."""
    fields = {
        "status": serializers.ChoiceField(choices=states.choices, required=False, default=""),
        "community": serializers.IntegerField(**KEY),
        **more,
    }
    words = {"__doc__": "What the list is narrowed to.", "__module__": __name__}
    return type(f"{name}FilterInput", (serializers.Serializer,), words | fields)


class NumberedOutput(serializers.Serializer):
    """What every affair of execution has."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField()
    title = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
