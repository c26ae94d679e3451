"""Elections in the API: what everybody may read. The vote itself is on paper."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.api.views import COMMUNITY, id_of, paged
from committees.selectors import election_pages as read
from committees.selectors.election_plan import plan_of
from portal.api.fields import MomentField
from portal.api.paging import page_of
from portal.kernel import clock


class ElectionOutput(serializers.Serializer):
    """An election in a list; ``outcome`` is empty until it is announced."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()
    form = serializers.CharField()
    status = serializers.CharField()
    community = serializers.IntegerField(source="community_id")
    election_day = serializers.DateField()
    polling_place = serializers.CharField()
    outcome = serializers.SerializerMethodField()

    def get_outcome(self, election) -> str:
        """What the count found, once it is public."""
        return election.outcome if election.status in read.RESULT_SHOWN else ""


class PlanStepOutput(serializers.Serializer):
    """One step with the day the law gives it."""

    name = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    state = serializers.CharField()


class ElectionCandidateOutput(serializers.Serializer):
    """A published candidate."""

    id = serializers.IntegerField()
    seat = serializers.CharField(source="post.seat")
    name = serializers.CharField()
    nominated_by = serializers.CharField()
    introduction = serializers.CharField()


class TurnoutOutput(serializers.Serializer):
    """Ballots given out by a moment."""

    noted_at = MomentField()
    issued = serializers.IntegerField()


class ElectionRulingOutput(serializers.Serializer):
    """A ruling on an objection to the roll; never who objected."""

    kind = serializers.CharField()
    is_accepted = serializers.BooleanField()
    ruling = serializers.CharField()
    ruled_on = serializers.DateField()


class ElectionDetailOutput(serializers.Serializer):
    """One election; ``result`` is null until it is announced."""

    election = ElectionOutput()
    rules = serializers.JSONField(source="election.rules")
    rules_hash = serializers.CharField(source="election.rules_hash")
    registered = serializers.IntegerField()
    plan = serializers.SerializerMethodField()
    candidates = ElectionCandidateOutput(many=True)
    turnout = TurnoutOutput(many=True)
    rulings = ElectionRulingOutput(many=True)
    result = serializers.SerializerMethodField()
    announced_at = MomentField(source="election.announced_at", allow_null=True)

    @extend_schema(responses=PlanStepOutput(many=True))
    def get_plan(self, page) -> list:
        """The steps in order."""
        return PlanStepOutput(plan_of(page.election, clock.today()), many=True).data

    def get_result(self, page) -> dict | None:
        """The tally of each post with its arithmetic."""
        return page.election.result if page.shows_result else None


class ElectionListApi(APIView):
    """Elections and recalls."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY], operation_id="elections_list", responses=page_of(ElectionOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        return paged(self, request, read.elections_all(id_of(request, "community")), ElectionOutput)


class ElectionDetailApi(APIView):
    """One election."""

    is_public = True

    @extend_schema(responses=ElectionDetailOutput)
    def get(self, request, pk):
        """What the public page shows."""
        page = read.public_page(read.election_public(pk))
        return Response(ElectionDetailOutput(page).data)
