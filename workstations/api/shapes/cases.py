"""Supervision cases as they go out: to each side what it may read, and never the complaint."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from workstations.api.shapes.base import NumberedOutput, PersonOutput, TimelineOutput, filter_of
from workstations.models import CaseBody, CaseLevel, CaseSource
from workstations.workflows import CaseStatus


class CaseOutput(NumberedOutput):
    """A supervision case in a list: never who complained, nor of what (XF §30)."""

    status = serializers.ChoiceField(choices=CaseStatus.choices)
    body = serializers.ChoiceField(choices=CaseBody.choices)
    due_at = serializers.DateTimeField(allow_null=True)
    alert = serializers.ChoiceField(choices=["none", "ok", "yellow", "red", "escalated"])


class CaseInsideOutput(serializers.Serializer):
    """What only the office's side reads."""

    source = serializers.ChoiceField(source="case.source", choices=CaseSource.choices)
    level = serializers.ChoiceField(source="case.level", choices=CaseLevel.choices)
    summary = serializers.CharField(source="case.summary")
    handler = PersonOutput(source="case.handler", allow_null=True)
    accused = serializers.ListField(child=serializers.CharField())


class CaseDetailOutput(serializers.Serializer):
    """One case as the reader's side may see it: ``face`` handler, watcher, party or complainant.
    What a side may not read is empty; a complainant reads how far it is and nothing else."""

    id = serializers.IntegerField(source="case.pk")
    reference = serializers.CharField(source="case.reference")
    title = serializers.CharField(source="case.title")
    community = serializers.IntegerField(source="case.community_id")
    status = serializers.ChoiceField(source="case.status", choices=CaseStatus.choices)
    face = serializers.ChoiceField(choices=["handler", "watcher", "party", "complainant"])
    version = serializers.SerializerMethodField()
    due_at = serializers.SerializerMethodField()
    notice = serializers.SerializerMethodField()
    explanation = serializers.SerializerMethodField()
    is_upheld = serializers.SerializerMethodField()
    finding = serializers.CharField(source="finding.text", default="")
    order = serializers.CharField(source="rectification.text", default="")
    order_due_on = serializers.DateField(
        source="rectification.due_on", default=None, allow_null=True
    )
    inside = serializers.SerializerMethodField()
    timeline = TimelineOutput(many=True)

    def get_version(self, page) -> int | None:
        """What the next step carries; it counts the steps, which the complainant is not told."""
        return None if page.face == "complainant" else page.case.version

    def get_due_at(self, page) -> str | None:
        """Until when the present step is to be taken; not for the complainant."""
        hidden = page.face == "complainant" or page.case.due_at is None
        return None if hidden else page.case.due_at.isoformat()

    def get_is_upheld(self, page) -> bool | None:
        """Whether it was found to be so; the complainant is told in writing, not here."""
        return None if page.face == "complainant" else page.case.is_upheld

    def get_notice(self, page) -> str:
        """What the other side was told."""
        return "" if page.face == "complainant" else page.case.notice

    def get_explanation(self, page) -> str:
        """What it said to that."""
        return "" if page.face == "complainant" else page.case.explanation

    @extend_schema_field(CaseInsideOutput(allow_null=True))
    def get_inside(self, page) -> dict | None:
        """For the office's side alone."""
        return CaseInsideOutput(page).data if page.is_inside else None


CaseFilterInput = filter_of("Case", CaseStatus)
