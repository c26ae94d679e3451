"""What comes back from an act that leaves more behind than a new state."""

from rest_framework import serializers

from workstations.api.shapes.base import PersonOutput
from workstations.models import NoteKind, WhistleKind


class WhistleRequestOutput(serializers.Serializer):
    """That the sub-district was asked to whistle; ``whistle`` once it did."""

    id = serializers.IntegerField(source="pk")
    community = serializers.IntegerField(source="community_id")
    issue = serializers.IntegerField(source="issue_id", allow_null=True)
    task = serializers.IntegerField(source="task_id", allow_null=True)
    kind = serializers.ChoiceField(choices=WhistleKind.choices)
    words = serializers.CharField()
    whistle = serializers.IntegerField(source="whistle_id", allow_null=True)
    refused_reason = serializers.CharField()
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class MoneyRequestOutput(serializers.Serializer):
    """Money asked for; paid by the second of two people, neither of whom asked. Whole fen."""

    id = serializers.IntegerField(source="pk")
    fen = serializers.IntegerField()
    payee = serializers.CharField()
    purpose = serializers.CharField()
    approvals = serializers.SerializerMethodField()
    is_paid = serializers.SerializerMethodField()
    is_refused = serializers.SerializerMethodField()
    refused_reason = serializers.CharField()

    def get_approvals(self, row) -> int:
        """How many of the two have approved."""
        return sum(who is not None for who in (row.first_by_id, row.second_by_id))

    def get_is_paid(self, row) -> bool:
        """Whether the money has gone."""
        return row.entry_id is not None

    def get_is_refused(self, row) -> bool:
        """Whether it was refused."""
        return row.refused_by_id is not None


class CaseNoteOutput(serializers.Serializer):
    """Words beside the steps of a case."""

    id = serializers.IntegerField(source="pk")
    case = serializers.IntegerField(source="case_id")
    kind = serializers.ChoiceField(choices=NoteKind.choices)
    made_at = serializers.DateTimeField()


class WorkOutput(serializers.Serializer):
    """Time and money spent on a task; struck ones stay and count no more."""

    id = serializers.IntegerField(source="pk")
    task = serializers.IntegerField(source="task_id")
    author = PersonOutput()
    on = serializers.DateField()
    minutes = serializers.IntegerField()
    fen = serializers.IntegerField()
    words = serializers.CharField()
    struck_at = serializers.DateTimeField(allow_null=True)


class LineOutput(serializers.Serializer):
    """A line of a task's checklist."""

    id = serializers.IntegerField(source="pk")
    text = serializers.CharField()
    is_required = serializers.BooleanField()
    ticked_at = serializers.DateTimeField(allow_null=True)


class HandRefusalOutput(serializers.Serializer):
    """A task that stayed where it was, and why."""

    task = serializers.IntegerField(source="task.pk")
    why = serializers.CharField()


class HandedOutput(serializers.Serializer):
    """What became of a pile of tasks: ids."""

    given = serializers.SerializerMethodField()
    already = serializers.SerializerMethodField()
    refused = HandRefusalOutput(many=True)

    def get_given(self, handed) -> list[int]:
        """Given now."""
        return [task.pk for task in handed.given]

    def get_already(self, handed) -> list[int]:
        """With that person before."""
        return [task.pk for task in handed.already]


class CourseDoneOutput(serializers.Serializer):
    """A course as it stands."""

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    cancelled_at = serializers.DateTimeField(allow_null=True)


class NeedOutput(serializers.Serializer):
    """What somebody should learn."""

    id = serializers.IntegerField(source="pk")
    user = serializers.IntegerField(source="user_id")
    topic = serializers.CharField()
    words = serializers.CharField()
    met_at = serializers.DateTimeField(allow_null=True)


class ShareDoneOutput(serializers.Serializer):
    """One community's share as it stands; whole fen."""

    id = serializers.IntegerField(source="pk")
    plan = serializers.IntegerField(source="plan_id")
    status = serializers.CharField()
    version = serializers.IntegerField()
    fen = serializers.IntegerField()
    reason = serializers.CharField()


class ComplaintOutput(serializers.Serializer):
    """That a complaint was taken: under which number one asks how far it is."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField()
    status = serializers.CharField()


class InspectionDoneOutput(serializers.Serializer):
    """A visit as written down."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    title = serializers.CharField()
    visited_on = serializers.DateField()
