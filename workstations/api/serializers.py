"""The shapes of execution in the API: what comes in, what goes out; no rules."""

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers

from portal.forms.base import text_clean
from workstations.models import EvidenceStage
from workstations.workflows import TaskStatus


class Words(serializers.CharField):
    """Text without characters that nobody means."""

    def to_internal_value(self, data):
        """Cleaned as in the pages' forms."""
        try:
            return text_clean(super().to_internal_value(data))
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages, code="characters") from error


class PersonOutput(serializers.Serializer):
    """Somebody of the station."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class TaskOutput(serializers.Serializer):
    """A task in a list."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=TaskStatus)
    source = serializers.ChoiceField(
        choices=["issue", "resolution", "order", "entrusted", "plan", "part"]
    )
    issue = serializers.IntegerField(source="issue_id", allow_null=True)
    action_item = serializers.IntegerField(source="action_item_id", allow_null=True)
    community = serializers.IntegerField(source="community_id")
    assignee = PersonOutput(allow_null=True)
    due_at = serializers.DateTimeField()
    percent = serializers.IntegerField()
    is_overdue = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class StepOutput(serializers.Serializer):
    """A step that the person holds the permission for."""

    name = serializers.CharField(source="step.name")
    label = serializers.CharField(source="step.label")
    is_open = serializers.BooleanField()
    why_closed = serializers.CharField()


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


class TaskDetailOutput(serializers.Serializer):
    """One task with its way, its photos and the steps one may take."""

    task = TaskOutput()
    description = serializers.CharField(source="task.description")
    evidence_wanted = serializers.CharField(source="task.evidence_wanted")
    duty = serializers.CharField()
    timeline = TimelineOutput(source="entries", many=True)
    photos = PhotoOutput(many=True)
    transitions = StepOutput(source="steps", many=True)


class TaskFilterInput(serializers.Serializer):
    """The filters of the list."""

    status = serializers.ChoiceField(
        choices=["all_open", *TaskStatus.values], required=False, default=""
    )
    source = serializers.ChoiceField(
        choices=["issue", "resolution", "order", "entrusted", "plan", "part"],
        required=False,
        default="",
    )
    assignee = serializers.IntegerField(
        required=False, default=None, min_value=1, max_value=2**63 - 1
    )
    is_overdue = serializers.BooleanField(required=False, default=False)


class VersionInput(serializers.Serializer):
    """Every step may carry the version that it was drawn from."""

    version = serializers.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, default=None
    )


class ReasonInput(VersionInput):
    """A step that has to be explained."""

    remark = Words(max_length=500)


class RemarkInput(VersionInput):
    """A step that may be explained."""

    remark = Words(max_length=500, required=False, default="", allow_blank=True)


class AssignInput(RemarkInput):
    """Whom to give it to."""

    assignee = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class HandOverInput(ReasonInput):
    """Which colleague, and why."""

    assignee = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class ExtensionInput(serializers.Serializer):
    """Until when, and why."""

    new_due_on = serializers.DateField()
    reason = Words(max_length=200)


class DecisionInput(serializers.Serializer):
    """Granted or not; a refusal needs its reason."""

    is_granted = serializers.BooleanField()
    remark = Words(max_length=500, required=False, default="", allow_blank=True)


class ExtensionOutput(serializers.Serializer):
    """A question for more time."""

    id = serializers.IntegerField(source="pk")
    task = serializers.IntegerField(source="task_id")
    new_due_at = serializers.DateTimeField()
    reason = serializers.CharField()
    in_place_of = serializers.IntegerField(source="in_place_of_id", allow_null=True)
    is_granted = serializers.BooleanField(allow_null=True)


class NoteInput(VersionInput):
    """A progress note."""

    submit_key = serializers.UUIDField()
    text = Words(max_length=1000)
    percent = serializers.IntegerField(min_value=0, max_value=100, required=False, default=None)
    is_public = serializers.BooleanField(required=False, default=False)
    photos = serializers.ListField(
        child=serializers.FileField(), max_length=6, required=False, default=list
    )
    stage = serializers.ChoiceField(choices=EvidenceStage, default=EvidenceStage.DURING)


class NoteOutput(serializers.Serializer):
    """A note as stored."""

    id = serializers.IntegerField(source="pk")
    task = serializers.IntegerField(source="task_id")
    text = serializers.CharField()
    percent = serializers.IntegerField()
    in_place_of = serializers.IntegerField(source="in_place_of_id", allow_null=True)
    created_at = serializers.DateTimeField()


class EvidenceInput(serializers.Serializer):
    """Photos, as multipart; the same submit_key is the same sending."""

    submit_key = serializers.UUIDField(required=False, default=None)
    photos = serializers.ListField(child=serializers.FileField(), max_length=6)
    stage = serializers.ChoiceField(choices=EvidenceStage, default=EvidenceStage.AFTER)
    caption = Words(max_length=120, required=False, default="", allow_blank=True)


class EvidenceOutput(serializers.Serializer):
    """What was stored; a photo can be seen once it has been re-encoded."""

    id = serializers.IntegerField(source="pk")
    stage = serializers.CharField()
    caption = serializers.CharField()
    is_ready = serializers.BooleanField(source="picture.is_ready")


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
    words = Words(max_length=300)


class AnswerInput(serializers.Serializer):
    """The community's words."""

    answer = Words(max_length=500)


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
