"""Covenants, guidance, orders to correct, appraisals and yearly reports in the API: reading.
What is written is written on the pages: nothing here gives anybody a way into a decision."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.api.views import COMMUNITY, id_of, paged
from committees.selectors import appraisals as appraisal_reads
from committees.selectors import corrections as correction_reads
from committees.selectors import covenants as covenant_reads
from portal.access.checker import access_of
from portal.api.fields import MomentField
from portal.api.paging import page_of


class CovenantOutput(serializers.Serializer):
    """A version in a list; ``number`` is null while it is a draft."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    kind = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)
    title = serializers.CharField()
    status = serializers.CharField()
    is_in_force = serializers.BooleanField()
    community = serializers.IntegerField(source="community_id")
    resolution = serializers.IntegerField(source="resolution_id", allow_null=True)
    adopted_on = serializers.DateField(allow_null=True)
    file_by = serializers.DateField(allow_null=True)
    submitted_at = MomentField(allow_null=True)
    filed_at = MomentField(allow_null=True)
    text_hash = serializers.CharField()


class ChangeOutput(serializers.Serializer):
    """One line against the version before: same, added or removed."""

    kind = serializers.CharField()
    text = serializers.CharField()


class CovenantDetailOutput(serializers.Serializer):
    """One version with its text and what it changed."""

    covenant = CovenantOutput()
    text = serializers.CharField(source="covenant.text")
    reason = serializers.CharField(source="covenant.reason")
    is_intact = serializers.BooleanField()
    changes = ChangeOutput(many=True)
    versions = CovenantOutput(many=True)


class GuidanceOutput(serializers.Serializer):
    """A note of guidance with its answer."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    answer = serializers.CharField()
    status = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    created_at = MomentField()
    answered_at = MomentField(allow_null=True)


class CorrectionOutput(serializers.Serializer):
    """An order to correct: what it objects to, on which ground, and what came of it."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    status = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    covenant = serializers.IntegerField(source="covenant_id", allow_null=True)
    resolution = serializers.IntegerField(source="resolution_id", allow_null=True)
    target_hash = serializers.CharField()
    article = serializers.CharField()
    reason = serializers.CharField()
    due_on = serializers.DateField()
    answer = serializers.CharField()
    new_covenant = serializers.IntegerField(source="new_covenant_id", allow_null=True)
    new_resolution = serializers.IntegerField(source="new_resolution_id", allow_null=True)
    ruling = serializers.CharField()
    created_at = MomentField()


class AppraisalOutput(serializers.Serializer):
    """An appraisal in a list."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    year = serializers.IntegerField()
    body = serializers.CharField()
    status = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    held_on = serializers.DateField()
    published_at = MomentField(allow_null=True)


class AppraisalLineOutput(serializers.Serializer):
    """One person; ``grade`` and ``result`` are empty until two counts agree."""

    name = serializers.CharField(source="membership.user.name")
    seat = serializers.CharField(source="membership.seat")
    grade = serializers.CharField()
    result = serializers.JSONField()
    ends_mandate = serializers.BooleanField()


class ReportOutput(serializers.Serializer):
    """A yearly report; ``member`` is null for the committee's own."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    year = serializers.IntegerField()
    number = serializers.IntegerField()
    community = serializers.IntegerField(source="community_id")
    member = serializers.CharField(source="membership.user.name", default=None, allow_null=True)
    text = serializers.CharField()
    text_hash = serializers.CharField()
    published_at = MomentField()


class AppraisalDetailOutput(serializers.Serializer):
    """One appraisal: the numbers, the frozen rules, the people, the reports."""

    appraisal = AppraisalOutput()
    eligible = serializers.IntegerField(source="appraisal.eligible")
    present = serializers.IntegerField(source="appraisal.present")
    issued = serializers.IntegerField(source="appraisal.issued")
    rules = serializers.JSONField(source="appraisal.rules")
    collected = serializers.SerializerMethodField()
    lines = AppraisalLineOutput(many=True)
    reports = ReportOutput(many=True)

    def get_collected(self, page) -> int | None:
        """Ballots that came back; null before the result."""
        return page.appraisal.result.get("collected")


class CovenantListApi(APIView):
    """Adopted versions, and the drafts of one's own committees."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="covenants_list", responses=page_of(CovenantOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        access = access_of(request.user)
        rows = covenant_reads.covenants_visible(access, id_of(request, "community"))
        return paged(self, request, rows, CovenantOutput)


class CovenantDetailApi(APIView):
    """One version."""

    is_public = True

    @extend_schema(responses=CovenantDetailOutput)
    def get(self, request, pk):
        """With its text, and what changed since the version before."""
        page = covenant_reads.covenant_page(access_of(request.user), pk)
        return Response(CovenantDetailOutput(page).data)


class GuidanceListApi(APIView):
    """Guidance and answers."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="guidance_list", responses=page_of(GuidanceOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        rows = correction_reads.guidance_all(id_of(request, "community"))
        return paged(self, request, rows, GuidanceOutput)


class GuidanceDetailApi(APIView):
    """One note."""

    is_public = True

    @extend_schema(responses=GuidanceOutput)
    def get(self, request, pk):
        """With its answer."""
        row = correction_reads.guidance_for(access_of(request.user), pk)
        return Response(GuidanceOutput(row).data)


class CorrectionListApi(APIView):
    """Orders to correct; those against unpublished resolutions are for insiders."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="corrections_list", responses=page_of(CorrectionOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        access = access_of(request.user)
        rows = correction_reads.corrections_visible(access, id_of(request, "community"))
        return paged(self, request, rows, CorrectionOutput)


class CorrectionDetailApi(APIView):
    """One order."""

    is_public = True

    @extend_schema(responses=CorrectionOutput)
    def get(self, request, pk):
        """With its answer and ruling."""
        row = correction_reads.correction_for(access_of(request.user), pk)
        return Response(CorrectionOutput(row).data)


class AppraisalListApi(APIView):
    """Appraisals."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="appraisals_list", responses=page_of(AppraisalOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        rows = appraisal_reads.appraisals_all(id_of(request, "community"))
        return paged(self, request, rows, AppraisalOutput)


class AppraisalDetailApi(APIView):
    """One appraisal."""

    is_public = True

    @extend_schema(responses=AppraisalDetailOutput)
    def get(self, request, pk):
        """No figure before two counts agree."""
        page = appraisal_reads.appraisal_page(access_of(request.user), pk)
        return Response(AppraisalDetailOutput(page).data)


class ReportListApi(APIView):
    """Yearly reports."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="yearly_reports_list", responses=page_of(ReportOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        rows = appraisal_reads.reports_all(id_of(request, "community"))
        return paged(self, request, rows, ReportOutput)
