"""Affairs from end to end, supervision orders and assessments, as they come in and go out."""

from rest_framework import serializers

from portal.api.fields import CleanTextField
from workstations.api.shapes.base import PhotoOutput, TimelineOutput


class RatingOutput(serializers.Serializer):
    """The resident's word."""

    score = serializers.IntegerField()
    is_solved = serializers.BooleanField(allow_null=True)


class ReferenceOutput(serializers.Serializer):
    """A motion or a resolution of the chain."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField()
    title = serializers.CharField()
    status = serializers.CharField()


class AffairOutput(serializers.Serializer):
    """One affair from end to end."""

    issue = serializers.IntegerField(source="issue.pk")
    reference = serializers.CharField(source="issue.reference")
    status = serializers.CharField(source="issue.status")
    title = serializers.CharField()
    text = serializers.CharField()
    motions = ReferenceOutput(many=True)
    resolution = ReferenceOutput(allow_null=True)
    tasks = serializers.SerializerMethodField()
    photos = PhotoOutput(many=True)
    timeline = TimelineOutput(source="entries", many=True)
    rating = RatingOutput(allow_null=True)

    def get_tasks(self, chain) -> list[dict]:
        """Reference, state and due date; no names."""
        return [
            {
                "id": row.task.pk,
                "reference": row.task.reference,
                "title": row.task.title,
                "status": row.task.status,
                "due_at": row.task.due_at,
            }
            for row in chain.tasks
        ]


class OrderInput(serializers.Serializer):
    """Urging: exactly one of issue and task."""

    issue = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1, default=None)
    task = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1, default=None)
    words = CleanTextField(max_length=300)


class AnswerInput(serializers.Serializer):
    """The community's words."""

    answer = CleanTextField(max_length=500)


class OrderOutput(serializers.Serializer):
    """A supervision order."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    issue = serializers.IntegerField(source="issue_id", allow_null=True)
    task = serializers.IntegerField(source="task_id", allow_null=True)
    words = serializers.CharField()
    created_at = serializers.DateTimeField()
    answer_due_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class AssessmentOutput(serializers.Serializer):
    """One quarter of a station: n beside every figure."""

    id = serializers.IntegerField(source="pk")
    station = serializers.CharField(source="station.name")
    community = serializers.IntegerField(source="station.community_id")
    quarter = serializers.DateField()
    rated = serializers.IntegerField()
    average = serializers.DecimalField(max_digits=2, decimal_places=1, allow_null=True)
    solved = serializers.IntegerField()
