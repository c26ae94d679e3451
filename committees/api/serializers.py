"""Shapes of deliberation in the API; no rules."""

from rest_framework import serializers

from committees.services.drafts import MOST_ACTIONS, ActionDraft
from portal.api.fields import CleanTextField, MomentField


class CommitteeOutput(serializers.Serializer):
    """A committee in office."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    community_name = serializers.CharField(source="community.short_name")
    size = serializers.IntegerField()
    term_from = serializers.DateField()
    term_to = serializers.DateField()


class MemberOutput(serializers.Serializer):
    """One seat."""

    id = serializers.IntegerField()
    name = serializers.CharField(source="user.name")
    seat = serializers.CharField()
    seat_name = serializers.CharField(source="get_seat_display")


class CommitteeDetailOutput(CommitteeOutput):
    """With its members."""

    members = MemberOutput(many=True)


class ActionOutput(serializers.Serializer):
    """What the station would do, or does."""

    id = serializers.IntegerField()
    what = serializers.CharField()
    due_on = serializers.DateField()
    evidence_wanted = serializers.CharField()
    cost_fen = serializers.IntegerField()


class ActionInput(serializers.Serializer):
    """One proposed action."""

    what = CleanTextField(max_length=200)
    due_on = serializers.DateField()
    evidence_wanted = CleanTextField(max_length=200)
    cost_fen = serializers.IntegerField(min_value=0, max_value=10**12, default=0)


class MotionOutput(serializers.Serializer):
    """A motion in a list."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    status = serializers.CharField()
    status_name = serializers.CharField(source="get_status_display")
    origin = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    issue = serializers.IntegerField(source="issue_id", allow_null=True)
    is_major = serializers.BooleanField()
    is_reserved = serializers.BooleanField()
    is_standing = serializers.BooleanField()
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()


class MotionDetailOutput(MotionOutput):
    """With its words and actions."""

    text = serializers.CharField()
    reason = serializers.CharField()
    party_opinion = serializers.CharField()
    actions = ActionOutput(many=True, source="proposed_actions.all")


class MotionWords(serializers.Serializer):
    """What a motion says."""

    title = CleanTextField(max_length=60)
    text = CleanTextField(max_length=4000)
    reason = CleanTextField(max_length=2000, required=False, allow_blank=True)
    is_major = serializers.BooleanField(default=False)
    is_reserved = serializers.BooleanField(default=False)
    actions = ActionInput(many=True, required=False, max_length=MOST_ACTIONS)

    def validate_actions(self, rows) -> list[ActionDraft]:
        """As the service takes them."""
        return [ActionDraft(**row) for row in rows]


class MotionInput(MotionWords):
    """A new motion; ``issue`` when it rests on one."""

    committee = serializers.IntegerField(required=False, min_value=1)
    issue = serializers.IntegerField(required=False, min_value=1)
    is_standing = serializers.BooleanField(default=False)
    submit_key = serializers.UUIDField()


class MotionEditInput(MotionWords):
    """New words for a motion as it stood at ``version``."""

    version = serializers.IntegerField(min_value=1)


class StepInput(serializers.Serializer):
    """A step: the version it is taken from, and what some steps ask for."""

    version = serializers.IntegerField(required=False, min_value=1)
    remark = CleanTextField(max_length=500, required=False, allow_blank=True, default="")
    opinion = CleanTextField(max_length=2000, required=False, allow_blank=True, default="")
    meeting = serializers.IntegerField(required=False, min_value=1)
    method = serializers.CharField(max_length=8, required=False, default="named")
    reason = CleanTextField(max_length=200, required=False, allow_blank=True, default="")
    late_reason = CleanTextField(max_length=200, required=False, allow_blank=True, default="")


class MeetingOutput(serializers.Serializer):
    """A meeting in a list."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    status = serializers.CharField()
    status_name = serializers.CharField(source="get_status_display")
    community = serializers.IntegerField(source="community_id")
    starts_at = serializers.DateTimeField()
    place = serializers.CharField()
    is_special = serializers.BooleanField()
    version = serializers.IntegerField()


class MeetingInput(serializers.Serializer):
    """A new meeting."""

    committee = serializers.IntegerField(required=False, min_value=1)
    kind = serializers.CharField(max_length=20, default="committee_meeting")
    composition = serializers.CharField(max_length=10, required=False, allow_blank=True, default="")
    entitled = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=1, max_value=2_000_000
    )
    demand = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=1, max_value=2**53
    )
    title = CleanTextField(max_length=60)
    starts_at = MomentField()
    place = CleanTextField(max_length=80)
    submit_key = serializers.UUIDField()


class AgendaItemOutput(serializers.Serializer):
    """A motion's place on the agenda, with its vote there."""

    id = serializers.IntegerField()
    position = serializers.IntegerField()
    motion = serializers.IntegerField(source="motion_id")
    title = serializers.CharField(source="motion.title")
    motion_status = serializers.CharField(source="motion.status")
    vote = serializers.IntegerField(source="vote_id", allow_null=True)
    outcome = serializers.CharField(source="vote_outcome", allow_null=True)


class PresenceOutput(serializers.Serializer):
    """One person on the roll and whether they are there; "" = nothing noted."""

    participant = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    office = serializers.CharField()
    has_vote = serializers.BooleanField()
    presence = serializers.CharField()


class QuorumOutput(serializers.Serializer):
    """The presence as it stands."""

    present = serializers.IntegerField()
    members = serializers.IntegerField()
    needed = serializers.IntegerField()
    is_enough = serializers.BooleanField()


class MeetingDetailOutput(serializers.Serializer):
    """One meeting with agenda, presence and quorum."""

    meeting = MeetingOutput()
    agenda = AgendaItemOutput(many=True, source="items")
    attendance = PresenceOutput(many=True, source="people")
    quorum = QuorumOutput()


class AttendanceInput(serializers.Serializer):
    """Who, and whether there; without ``participant``: "I am here"."""

    participant = serializers.IntegerField(required=False, min_value=1)
    presence = serializers.CharField(max_length=8, default="present")


class StepLineOutput(serializers.Serializer):
    """One line of the arithmetic."""

    label = serializers.CharField()
    value = serializers.CharField()
    ok = serializers.BooleanField(allow_null=True)
    article = serializers.CharField()


class RollRowOutput(serializers.Serializer):
    """One line of the roll call."""

    name = serializers.CharField()
    seat = serializers.CharField()
    said = serializers.CharField()


class ResolutionOutput(serializers.Serializer):
    """A resolution in a list."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    status = serializers.CharField()
    status_name = serializers.CharField(source="get_status_display")
    community = serializers.IntegerField(source="community_id")
    is_standing = serializers.BooleanField()
    adopted_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)
    superseded_by = serializers.IntegerField(source="superseded_by_id", allow_null=True)
    version = serializers.IntegerField()


class ResolutionDetailOutput(serializers.Serializer):
    """One resolution with its items and the arithmetic of its adoption."""

    resolution = ResolutionOutput()
    text = serializers.CharField(source="resolution.text")
    text_hash = serializers.CharField(source="resolution.text_hash")
    is_intact = serializers.BooleanField()
    actions = ActionOutput(many=True)
    steps = StepLineOutput(many=True)
