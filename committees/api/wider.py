"""Demands for a meeting, major matters and sealed votes in the API: reading, and signing a demand.

A sealed ballot is cast in the booth alone: what a program holds, it may also read.
"""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.api.views import COMMUNITY, checked, id_of, paged
from committees.selectors import consultations as matters
from committees.selectors import demands
from committees.selectors import sealed as votes
from committees.selectors.receipt_signatures import receipt_keys
from committees.services.demands import demand_sign
from portal.access.checker import access_of
from portal.api.fields import CleanTextField, MomentField
from portal.api.paging import page_of

SIGN = "committees.demand_meeting"


class DemandOutput(serializers.Serializer):
    """A demand; ``sizes`` are the rolls it is counted against. Never who signed."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    reasons = serializers.CharField()
    status = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    sizes = serializers.JSONField()
    closes_on = serializers.DateField()
    reached_at = MomentField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)


class SignInput(serializers.Serializer):
    """One's own signature; with a door it counts for the household as well."""

    door = CleanTextField(max_length=60, required=False, default="")


class MatterDocumentOutput(serializers.Serializer):
    """The document of one step."""

    step = serializers.CharField()
    held_on = serializers.DateField()
    text = serializers.CharField()


class MatterOutput(serializers.Serializer):
    """A major matter in a list."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    status = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    created_at = MomentField()


class MatterDetailOutput(serializers.Serializer):
    """One major matter with its documents."""

    matter = MatterOutput()
    documents = MatterDocumentOutput(many=True)


class SealedVoteOutput(serializers.Serializer):
    """A sealed vote in a list."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    status = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    opens_at = MomentField()
    closes_at = MomentField()


class SealedBoardOutput(serializers.Serializer):
    """The public board: marks to check by, receipts, and the tally once it is published."""

    vote = SealedVoteOutput()
    questions = serializers.JSONField(source="vote.questions")
    frozen_hash = serializers.CharField(source="vote.frozen_hash")
    public_key = serializers.CharField(source="vote.public_key")
    root = serializers.CharField(source="vote.root")
    receipt_keys = serializers.SerializerMethodField()
    roll = serializers.IntegerField(source="board.roll")
    sealed = serializers.IntegerField(source="board.sealed")
    paper = serializers.IntegerField(source="board.paper")
    receipts = serializers.ListField(child=serializers.CharField(), source="board.current")
    tally = serializers.SerializerMethodField()

    def get_receipt_keys(self, page) -> list[str]:
        """Ed25519 public keys, hex, of the portal's signatures under receipts; in use first."""
        return receipt_keys()

    def get_tally(self, page) -> list | None:
        """Per question how often each option was chosen; null before publication and under
        twenty ballots."""
        return page.tally if page.vote.status in votes.RESULT_SHOWN else None


class DemandListApi(APIView):
    """Demands where the person lives or works."""

    permission = demands.VIEW

    @extend_schema(operation_id="demands_list", responses=page_of(DemandOutput))
    def get(self, request):
        """Newest first, by cursor."""
        return paged(self, request, demands.demands_all(access_of(request.user)), DemandOutput)


class DemandSignApi(APIView):
    """Signing."""

    permission = SIGN

    @extend_schema(request=SignInput, responses=DemandOutput)
    def post(self, request, pk):
        """Sign; twice is once."""
        demand = demands.demand_for(access_of(request.user), pk)
        demand_sign(actor=request.user, demand=demand, **checked(SignInput, request))
        demand.refresh_from_db()
        return Response(DemandOutput(demand).data)


class MatterListApi(APIView):
    """Major matters by 四议两公开."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="matters_list", responses=page_of(MatterOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        return paged(self, request, matters.matters_all(id_of(request, "community")), MatterOutput)


class MatterDetailApi(APIView):
    """One major matter."""

    is_public = True

    @extend_schema(responses=MatterDetailOutput)
    def get(self, request, pk):
        """With the document of each step."""
        page = matters.matter_page(access_of(request.user), pk)
        return Response(MatterDetailOutput(page).data)


class SealedListApi(APIView):
    """Sealed votes."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY],
        operation_id="sealed_votes_list",
        responses=page_of(SealedVoteOutput),
    )
    def get(self, request):
        """Newest first, by cursor."""
        rows = votes.sealed_all(access_of(request.user), id_of(request, "community"))
        return paged(self, request, rows, SealedVoteOutput)


class SealedBoardApi(APIView):
    """The board of one sealed vote."""

    is_public = True

    @extend_schema(responses=SealedBoardOutput)
    def get(self, request, pk):
        """What hangs out."""
        return Response(SealedBoardOutput(votes.sealed_page(access_of(request.user), pk)).data)
