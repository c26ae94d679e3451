"""The shape of issues in the API: what comes in and what goes out."""

from rest_framework import serializers

from portal.api.fields import CleanTextField
from resident_affairs.models import Visibility
from resident_affairs.selectors.masking import text_masked


class BigIntField(serializers.IntegerField):
    """An id that fits the database."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=2**63 - 1, **kwargs)


class IssueInput(serializers.Serializer):
    """A new issue. ``submit_key`` makes a repeated call harmless."""

    submit_key = serializers.UUIDField()
    community = BigIntField()
    category = BigIntField()
    text = CleanTextField(min_length=4, max_length=2000)
    title = CleanTextField(max_length=60, required=False, allow_blank=True)
    group = BigIntField(required=False, allow_null=True)
    building = CleanTextField(max_length=60, required=False, allow_blank=True)
    place = CleanTextField(max_length=120, required=False, allow_blank=True)
    latitude = serializers.DecimalField(
        8, 5, required=False, allow_null=True, min_value=-90, max_value=90
    )
    longitude = serializers.DecimalField(
        8, 5, required=False, allow_null=True, min_value=-180, max_value=180
    )
    visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    photos = serializers.ListField(
        child=serializers.FileField(), max_length=6, required=False, write_only=True
    )
    for_other = serializers.BooleanField(required=False)
    reporter_name = CleanTextField(max_length=40, required=False, allow_blank=True)
    reporter_phone = CleanTextField(max_length=20, required=False, allow_blank=True)


class IssueOutput(serializers.Serializer):
    """An issue without names."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.SerializerMethodField()
    status = serializers.CharField()
    status_name = serializers.CharField(source="get_status_display")
    category = serializers.IntegerField(source="category_id")
    category_name = serializers.CharField(source="category.label")
    community = serializers.IntegerField(source="community_id")
    community_name = serializers.CharField(source="community.short_name")
    visibility = serializers.CharField()
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    is_solved = serializers.BooleanField(allow_null=True)
    support_count = serializers.IntegerField()
    reopen_count = serializers.IntegerField()

    def get_title(self, issue) -> str:
        """Without what looks like a phone or an identity number."""
        return text_masked(issue.title)


class EntryOutput(serializers.Serializer):
    """One step of the way."""

    when = serializers.DateTimeField(allow_null=True)
    hand = serializers.CharField()
    title = serializers.CharField()
    plain = serializers.CharField()
    who = serializers.CharField()
    remark = serializers.CharField()
    is_future = serializers.BooleanField()


class MessageOutput(serializers.Serializer):
    """One message; internal notes are among them only for those who handle the issue."""

    id = serializers.IntegerField()
    body = serializers.CharField()
    is_from_resident = serializers.BooleanField()
    is_internal = serializers.BooleanField()
    asks_resident = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class IssueDetailOutput(serializers.Serializer):
    """One issue as its viewer may see it."""

    issue = IssueOutput()
    title = serializers.CharField()
    text = serializers.CharField()
    place = serializers.CharField()
    timeline = EntryOutput(source="entries", many=True)
    messages = MessageOutput(many=True)
    transitions = serializers.ListField(child=serializers.DictField())
    why = serializers.CharField()
    is_reporter = serializers.BooleanField()
    is_follower = serializers.BooleanField()
    is_supporter = serializers.BooleanField()


class TransitionInput(serializers.Serializer):
    """What a step asks; each takes what it needs of it."""

    version = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    remark = CleanTextField(max_length=500, required=False, allow_blank=True)
    where_to_go = CleanTextField(max_length=120, required=False, allow_blank=True)
    category = BigIntField(required=False, allow_null=True)
    target = CleanTextField(max_length=24, required=False, allow_blank=True)


class RatingInput(serializers.Serializer):
    """The resident's word."""

    score = serializers.IntegerField(min_value=1, max_value=5)
    is_solved = serializers.BooleanField()
    words = CleanTextField(max_length=500, required=False, allow_blank=True)
    wants_again = serializers.BooleanField(required=False)
    version = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class MessageInput(serializers.Serializer):
    """A message or a note."""

    submit_key = serializers.UUIDField()
    body = CleanTextField(max_length=1000)
    is_internal = serializers.BooleanField(required=False)
    asks_resident = serializers.BooleanField(required=False)


class CategoryOutput(serializers.Serializer):
    """One leaf of the tree."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    default_route = serializers.CharField()
    deadline_amount = serializers.IntegerField()
    deadline_unit = serializers.CharField()


class RootOutput(serializers.Serializer):
    """One root with its leaves."""

    code = serializers.CharField(source="category.code")
    name = serializers.CharField(source="category.name")
    name_en = serializers.CharField(source="category.name_en")
    leaves = CategoryOutput(many=True)


class TrackInput(serializers.Serializer):
    """Number and last four digits of the phone."""

    reference = CleanTextField(max_length=24)
    last_four = CleanTextField(max_length=4, min_length=4)


class TrackOutput(serializers.Serializer):
    """What may be told without a login."""

    reference = serializers.CharField(source="issue.reference")
    status = serializers.CharField(source="issue.status")
    status_name = serializers.CharField(source="issue.get_status_display")
    timeline = EntryOutput(source="entries", many=True)


class SimilarOutput(serializers.Serializer):
    """One open issue that may be the same."""

    issue = IssueOutput()
    score = serializers.FloatField()
