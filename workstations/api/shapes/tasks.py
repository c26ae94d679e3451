"""The shapes of tasks in the API: what comes in, what goes out; no rules."""

from rest_framework import serializers

from portal.api.acts import StepOutput
from portal.api.fields import CleanTextField, FenField, KeyField
from portal.api.shapes import ReasonInput, RemarkInput, SubmitInput, VersionInput
from portal.kernel import clock
from workstations.api.shapes.base import PersonOutput, PhotoOutput, TimelineOutput
from workstations.api.shapes.done import LineOutput, WorkOutput
from workstations.models import EvidenceStage
from workstations.selectors.workload import MOST
from workstations.workflows import TaskStatus


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


class TaskDetailOutput(serializers.Serializer):
    """One task with its way, its photos and the steps one may take."""

    task = TaskOutput()
    description = serializers.CharField(source="task.description")
    evidence_wanted = serializers.CharField(source="task.evidence_wanted")
    duty = serializers.CharField()
    timeline = TimelineOutput(source="entries", many=True)
    photos = PhotoOutput(many=True)
    checklist = LineOutput(source="inside.checklist", many=True)
    work = WorkOutput(source="inside.entries", many=True)
    minutes = serializers.IntegerField(source="inside.minutes")
    fen = serializers.IntegerField(source="inside.fen")
    parts = serializers.SerializerMethodField()
    transitions = StepOutput(source="steps", many=True)

    def get_parts(self, detail) -> list[int]:
        """The tasks that were split off, by id."""
        return [row.task.pk for row in detail["inside"].parts]


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


class AssignInput(RemarkInput):
    """Whom to give it to."""

    assignee = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class HandOverInput(ReasonInput):
    """Which colleague, and why."""

    assignee = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class ExtensionInput(serializers.Serializer):
    """Until when, and why."""

    new_due_on = serializers.DateField()
    reason = CleanTextField(max_length=200)


class DecisionInput(serializers.Serializer):
    """Granted or not; a refusal needs its reason."""

    is_granted = serializers.BooleanField()
    remark = CleanTextField(max_length=500, required=False, default="", allow_blank=True)


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
    text = CleanTextField(max_length=1000)
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
    caption = CleanTextField(max_length=120, required=False, default="", allow_blank=True)


class EvidenceOutput(serializers.Serializer):
    """What was stored; a photo can be seen once it has been re-encoded."""

    id = serializers.IntegerField(source="pk")
    stage = serializers.CharField()
    caption = serializers.CharField()
    is_ready = serializers.BooleanField(source="picture.is_ready")


class WorkInput(SubmitInput):
    """Time and money spent on a task: whole minutes, whole fen, one of the two at least."""

    minutes = serializers.IntegerField(min_value=0, max_value=24 * 60, required=False, default=0)
    fen = FenField(required=False, default=0)
    words = CleanTextField(max_length=120)
    on = serializers.DateField(required=False, default=clock.today)


class TickInput(serializers.Serializer):
    """Done, or not."""

    is_done = serializers.BooleanField()


class TasksHandInput(serializers.Serializer):
    """Which tasks, to whom; a reason where somebody has one of them in hand."""

    tasks = serializers.ListField(child=KeyField(), allow_empty=False, max_length=MOST)
    assignee = KeyField()
    remark = CleanTextField(max_length=500, required=False, default="", allow_blank=True)
