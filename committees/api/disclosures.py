"""The public board in the API: reading entries and questions, asking and answering."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.api.views import COMMUNITY, checked, id_of, paged
from committees.selectors import disclosures as read
from committees.services import questions as write
from portal.access.checker import access_of
from portal.api.fields import CleanTextField, MomentField
from portal.api.paging import page_of


class DisclosureOutput(serializers.Serializer):
    """An entry of the board in a list."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    disclosure_class = serializers.CharField()
    title = serializers.CharField()
    status = serializers.CharField()
    half_year = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    resolution = serializers.IntegerField(source="resolution_id", allow_null=True)
    published_at = MomentField(allow_null=True)
    board_until = serializers.DateField(allow_null=True)


class QuestionOutput(serializers.Serializer):
    """A question with its clock; never who asked, and no words where they are hidden."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    entry = serializers.IntegerField(source="entry_id")
    status = serializers.CharField()
    text = serializers.CharField(source="shown_text")
    answer = serializers.CharField(source="shown_answer")
    asked_at = MomentField(source="created_at")
    due_on = serializers.DateField()
    answered_at = MomentField(allow_null=True)
    is_overdue = serializers.BooleanField()
    hidden_reason = serializers.CharField()


class UntruthFindingOutput(serializers.Serializer):
    """What the sub-district found about a complaint of untruth."""

    finding = serializers.CharField()
    is_untrue = serializers.BooleanField()
    found_at = MomentField()


class DisclosureDetailOutput(serializers.Serializer):
    """One entry with its account, questions and findings."""

    entry = DisclosureOutput()
    text = serializers.CharField(source="entry.text")
    amounts = serializers.JSONField(source="entry.amounts", help_text="[[label, fen], …]")
    source = serializers.CharField(source="entry.source")
    corrects = serializers.IntegerField(source="entry.replaces_id", allow_null=True)
    correction_reason = serializers.CharField(source="entry.correction_reason")
    corrected_by = serializers.IntegerField(source="corrected_by.pk", default=None, allow_null=True)
    questions = QuestionOutput(many=True)
    findings = UntruthFindingOutput(many=True)


class AskInput(serializers.Serializer):
    """A question; the same ``submit_key`` is the same question."""

    text = CleanTextField(max_length=500)
    submit_key = serializers.UUIDField()


class QuestionAnswerInput(serializers.Serializer):
    """An answer."""

    answer = CleanTextField(max_length=1000)


class DisclosureListApi(APIView):
    """Entries on the board and off it again."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="disclosures_list", responses=page_of(DisclosureOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        return paged(self, request, read.entries_all(id_of(request, "community")), DisclosureOutput)


class DisclosureDetailApi(APIView):
    """One entry."""

    is_public = True

    @extend_schema(responses=DisclosureDetailOutput)
    def get(self, request, pk):
        """With what stands beside it."""
        return Response(DisclosureDetailOutput(read.entry_page(access_of(request.user), pk)).data)


class QuestionAskApi(APIView):
    """A question beside an entry."""

    permission = write.ASK

    @extend_schema(request=AskInput, responses=QuestionOutput)
    def post(self, request, pk):
        """Ask; 400 for a text that names somebody by number."""
        data = checked(AskInput, request)
        entry = read.entry_for(access_of(request.user), pk)
        row = write.question_ask(actor=request.user, entry=entry, **data)
        return Response(QuestionOutput(row).data, status=201)


class QuestionListApi(APIView):
    """Questions with their clocks."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="questions_list", responses=page_of(QuestionOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        return paged(self, request, read.questions_all(id_of(request, "community")), QuestionOutput)


class QuestionAnswerApi(APIView):
    """The committee's answer."""

    permission = read.ANSWER

    @extend_schema(request=QuestionAnswerInput, responses=QuestionOutput)
    def post(self, request, pk):
        """Answer once."""
        data = checked(QuestionAnswerInput, request)
        row = read.question_for(access_of(request.user), pk)
        row = write.question_answer(actor=request.user, question=row, **data)
        return Response(QuestionOutput(row).data)
