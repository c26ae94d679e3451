"""Consultations and polls in the API: reading, an opinion, an answer. Never a running count."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.api.views import COMMUNITY, checked, id_of, paged
from committees.models.consultations import Stance
from committees.selectors import consultations as read
from committees.services.answers import answer_give
from committees.services.opinions import opinion_write
from portal.access.checker import access_of
from portal.api.fields import CleanTextField, MomentField
from portal.api.paging import page_of

TAKE_PART = "committees.take_part"


class ConsultationOutput(serializers.Serializer):
    """A consultation in a list."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    question = serializers.CharField()
    kind = serializers.CharField()
    origin = serializers.CharField()
    status = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    closes_at = MomentField()


class PollOutput(serializers.Serializer):
    """A poll; ``result`` is null until it is closed, for everybody."""

    id = serializers.IntegerField(source="poll.pk")
    question = serializers.CharField(source="poll.question")
    kind = serializers.CharField(source="poll.kind")
    unit = serializers.CharField(source="poll.unit")
    options = serializers.JSONField(source="poll.options")
    least = serializers.IntegerField(source="poll.least")
    most = serializers.IntegerField(source="poll.most")
    roll_size = serializers.IntegerField(source="poll.roll_size")
    frozen_hash = serializers.CharField(source="poll.frozen_hash")
    opens_at = MomentField(source="poll.opens_at")
    closes_at = MomentField(source="poll.closes_at")
    cast = serializers.IntegerField()
    result = serializers.JSONField(source="poll.result", allow_null=True)
    mine = serializers.JSONField(source="mine.content", default=None, allow_null=True)


class OpinionOutput(serializers.Serializer):
    """What somebody said; no name, and no words where they are hidden."""

    stance = serializers.CharField()
    text = serializers.CharField()
    hidden_reason = serializers.CharField()


class ConsultationDetailOutput(serializers.Serializer):
    """One consultation; opinions come after the close."""

    consultation = ConsultationOutput()
    why = serializers.CharField(source="consultation.why")
    participants = serializers.CharField(source="consultation.participants")
    conclusion = serializers.CharField(source="consultation.conclusion")
    feedback = serializers.CharField(source="consultation.feedback")
    support_needed = serializers.IntegerField(source="consultation.support_needed")
    supporters = serializers.IntegerField()
    opinion_count = serializers.IntegerField()
    opinions = OpinionOutput(many=True)
    polls = PollOutput(many=True)


class OpinionInput(serializers.Serializer):
    """An opinion."""

    stance = serializers.ChoiceField(choices=Stance.choices)
    text = CleanTextField(max_length=1000)


class PollAnswerInput(serializers.Serializer):
    """An answer: ids of options in order, or {id: score}."""

    answer = serializers.JSONField()
    door = CleanTextField(max_length=60, required=False, default="")


def _shown(request, pk: int) -> Response:
    page = read.consultation_page(access_of(request.user), pk)
    return Response(ConsultationDetailOutput(page).data)


class ConsultationListApi(APIView):
    """Consultations of one's own communities, or of ``community``."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY, OpenApiParameter("status", str)],
        operation_id="consultations_list",
        responses=page_of(ConsultationOutput),
    )
    def get(self, request):
        """Newest first, by cursor."""
        rows = read.consultations_visible(access_of(request.user), id_of(request, "community"))
        status = request.query_params.get("status")
        if status:
            rows = rows.filter(status=status[:24].replace("\x00", ""))
        return paged(self, request, rows, ConsultationOutput)


class ConsultationDetailApi(APIView):
    """One consultation."""

    is_public = True

    @extend_schema(responses=ConsultationDetailOutput)
    def get(self, request, pk):
        """With its polls and, after the close, what was said."""
        return _shown(request, pk)


class OpinionApi(APIView):
    """One's own opinion."""

    permission = TAKE_PART

    @extend_schema(request=OpinionInput, responses=ConsultationDetailOutput)
    def post(self, request, pk):
        """Say it, or say it anew; 409 when opinions are not taken."""
        data = checked(OpinionInput, request)
        row = read.consultation_for(access_of(request.user), pk)
        opinion_write(actor=request.user, consultation=row, **data)
        return _shown(request, pk)


class PollAnswerApi(APIView):
    """One's own answer to a poll."""

    permission = TAKE_PART

    @extend_schema(request=PollAnswerInput, responses=ConsultationDetailOutput)
    def post(self, request, pk):
        """Answer once; 409 when another answer stands for this person or household."""
        data = checked(PollAnswerInput, request)
        poll = read.poll_for(access_of(request.user), pk)
        answer_give(actor=request.user, poll=poll, content=data["answer"], door=data["door"])
        return _shown(request, poll.consultation_id)
