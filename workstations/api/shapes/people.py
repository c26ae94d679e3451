"""Petitions, leave, courses, enrolments, inspections, requests and shares as they go out."""

from rest_framework import serializers

from workstations.api.shapes.base import (
    KEY,
    NumberedOutput,
    PersonOutput,
    TimelineOutput,
    filter_of,
)
from workstations.api.shapes.done import MoneyRequestOutput
from workstations.api.shapes.nouns import LedgerOutput, ShareOutput
from workstations.models import LeaveKind, LineResult, Topic
from workstations.models.petitions import PetitionChannel, PetitionKind
from workstations.workflows import LeaveStatus, PetitionStatus
from workstations.workflows.training import EnrolStatus


class PetitionOutput(serializers.Serializer):
    """A petition in a list: never who asks, nor for what."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    status = serializers.ChoiceField(choices=PetitionStatus.choices)
    version = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PetitionKind.choices)
    channel = serializers.ChoiceField(choices=PetitionChannel.choices)
    due_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class PetitionDetailOutput(serializers.Serializer):
    """One petition, for its petitioner and the offices; how to reach them for the offices alone."""

    petition = PetitionOutput()
    title = serializers.CharField(source="petition.claim.title")
    text = serializers.CharField(source="petition.claim.text")
    where_to_go = serializers.CharField(source="petition.where_to_go")
    answer = serializers.CharField(source="petition.answer")
    review = serializers.CharField(source="petition.review")
    re_review = serializers.CharField(source="petition.re_review")
    ask_until = serializers.DateTimeField(source="petition.ask_until", allow_null=True)
    petitioner = serializers.SerializerMethodField()
    contact = serializers.SerializerMethodField()
    timeline = TimelineOutput(many=True)

    def get_petitioner(self, page) -> str:
        """For the offices; empty for the petitioner, who knows."""
        return page.petitioner if page.is_office else ""

    def get_contact(self, page) -> str:
        """For the offices."""
        return page.petition.claim.contact if page.is_office else ""


class LeaveOutput(serializers.Serializer):
    """Somebody's leave, without its reason; both days are included."""

    id = serializers.IntegerField(source="pk")
    community = serializers.IntegerField(source="community_id")
    status = serializers.ChoiceField(choices=LeaveStatus.choices)
    version = serializers.IntegerField()
    person = PersonOutput(source="user")
    substitute = PersonOutput(allow_null=True)
    kind = serializers.ChoiceField(choices=LeaveKind.choices)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class LeaveDetailOutput(serializers.Serializer):
    """One leave with its way."""

    leave = LeaveOutput()
    timeline = TimelineOutput(many=True)


class CourseOutput(serializers.Serializer):
    """A course of the sub-district."""

    id = serializers.IntegerField(source="pk")
    subdistrict = serializers.IntegerField(source="subdistrict_id")
    title = serializers.CharField()
    organiser = serializers.CharField()
    topic = serializers.ChoiceField(choices=Topic.choices)
    hours = serializers.IntegerField()
    place = serializers.CharField()
    starts_at = serializers.DateTimeField()
    seats = serializers.IntegerField()
    taken = serializers.IntegerField()
    cancelled_at = serializers.DateTimeField(allow_null=True)


class EnrolmentOutput(serializers.Serializer):
    """Who goes to which course."""

    id = serializers.IntegerField(source="pk")
    course = serializers.IntegerField(source="course_id")
    title = serializers.CharField(source="course.title")
    person = PersonOutput(source="user")
    community = serializers.IntegerField(source="community_id")
    status = serializers.ChoiceField(choices=EnrolStatus.choices)
    version = serializers.IntegerField()
    hours = serializers.IntegerField()
    certificate = serializers.CharField()


class InspectionLineOutput(serializers.Serializer):
    """One thing looked at."""

    item = serializers.CharField()
    result = serializers.ChoiceField(choices=LineResult.choices)
    note = serializers.CharField()


class InspectionOutput(NumberedOutput):
    """A visit with its checklist."""

    version = None
    visited_on = serializers.DateField()
    summary = serializers.CharField()
    lines = InspectionLineOutput(many=True)


class ShareDetailOutput(serializers.Serializer):
    """One community's money of a year; requests in full and names for insiders. Whole fen."""

    share = ShareOutput()
    version = serializers.IntegerField(source="share.version")
    is_insider = serializers.BooleanField()
    entries = LedgerOutput(many=True)
    uses = MoneyRequestOutput(many=True)
    timeline = TimelineOutput(many=True)


PetitionFilterInput = filter_of("Petition", PetitionStatus)
LeaveFilterInput = filter_of("Leave", LeaveStatus)
EnrolmentFilterInput = filter_of("Enrolment", EnrolStatus, course=serializers.IntegerField(**KEY))


class PlaceFilterInput(serializers.Serializer):
    """Of one community."""

    community = serializers.IntegerField(**KEY)


class CourseFilterInput(serializers.Serializer):
    """Of one sub-district or topic."""

    subdistrict = serializers.IntegerField(**KEY)
    topic = serializers.ChoiceField(choices=Topic.choices, required=False, default="")
