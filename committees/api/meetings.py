"""Meetings and votes in the API."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.api import serializers as shapes
from committees.api import vote_serializers as vote_shapes
from committees.api.views import VIEW, checked, paged, step_run
from committees.selectors import bodies, meetings, votes
from committees.selectors.demands import demand_for
from committees.services import meetings as write
from committees.services.attendance import attendance_arrive, attendance_note
from committees.services.hands import hands_record
from committees.services.recusals import recusal_declare
from committees.services.tellers import count_enter
from committees.services.votes import vote_cast, vote_close
from portal.access.checker import access_of
from portal.api.paging import page_of
from portal.kernel.errors import NotFound

MEETING_STEPS = {
    "notify": (write.meeting_notify, ("reason",)),
    "open": (write.meeting_open, ("reason",)),
    "end": (write.meeting_end, ()),
    "cancel": (write.meeting_cancel, ("remark",)),
}


class MeetingListApi(APIView):
    """Meetings of the committees one works in or watches; convening one."""

    permission = {"GET": VIEW, "POST": "committees.convene_meeting"}

    @extend_schema(operation_id="meetings_list", responses=page_of(shapes.MeetingOutput))
    def get(self, request):
        """Newest first, by cursor."""
        rows = meetings.meetings_visible(access_of(request.user))
        return paged(self, request, rows, shapes.MeetingOutput)

    @extend_schema(request=shapes.MeetingInput, responses={201: shapes.MeetingOutput})
    def post(self, request):
        """Plan it; the same submit_key returns the same meeting."""
        data = checked(shapes.MeetingInput, request)
        data["committee"] = bodies.committee_for(
            access_of(request.user), "committees.convene_meeting", data.pop("committee", None)
        )
        sitting = write.Sitting(
            kind=data.pop("kind"),
            composition=data.pop("composition"),
            entitled=data.pop("entitled"),
            demand=_demand(access_of(request.user), data.pop("demand")),
        )
        meeting = write.meeting_convene(actor=request.user, sitting=sitting, **data)
        return Response(shapes.MeetingOutput(meeting).data, status=201)


def _demand(access, pk: int | None):
    return demand_for(access, pk) if pk is not None else None


class MeetingDetailApi(APIView):
    """One meeting."""

    permission = VIEW

    @extend_schema(responses=shapes.MeetingDetailOutput)
    def get(self, request, pk):
        """Agenda, presence, quorum."""
        page = meetings.meeting_page(access_of(request.user), pk)
        return Response(shapes.MeetingDetailOutput(page).data)


class MeetingStepApi(APIView):
    """notify, open, end or cancel."""

    permission = "committees.chair_meeting"

    @extend_schema(request=shapes.StepInput, responses=shapes.MeetingOutput)
    def post(self, request, pk, name):
        """Do it; 409 when the state, a guard or the version says no."""
        meeting = meetings.meeting_for(access_of(request.user), pk)
        done = step_run(MEETING_STEPS, name, request, meeting=meeting)
        return Response(shapes.MeetingOutput(done).data)


class AttendanceApi(APIView):
    """Who is there."""

    permission = "committees.attend_meeting"

    @extend_schema(request=shapes.AttendanceInput, responses=shapes.QuorumOutput)
    def put(self, request, pk):
        """Note it; answers with the quorum as it stands."""
        data = checked(shapes.AttendanceInput, request)
        access = access_of(request.user)
        meeting = meetings.meeting_for(access, pk)
        seat = data.get("participant")
        if seat is None:
            attendance_arrive(actor=request.user, meeting=meeting)
        else:
            self._note(meeting, seat, data["presence"])
        return Response(shapes.QuorumOutput(meetings.meeting_quorum(access, pk)[2]).data)

    def _note(self, meeting, seat, presence):
        rows = meetings.people_of(meeting)
        found = next((row for row in rows if row.pk == seat), None)
        if found is None:
            raise NotFound()
        attendance_note(
            actor=self.request.user, meeting=meeting, participant=found, presence=presence
        )


class VoteListApi(APIView):
    """Votes of the committees one works in or watches."""

    permission = VIEW

    @extend_schema(operation_id="votes_list", responses=page_of(vote_shapes.VoteOutput))
    def get(self, request):
        """Newest first, by cursor."""
        rows = votes.votes_visible(access_of(request.user))
        return paged(self, request, rows, vote_shapes.VoteOutput)


class VoteDetailApi(APIView):
    """One vote."""

    permission = VIEW

    @extend_schema(responses=vote_shapes.VoteDetailOutput)
    def get(self, request, pk):
        """Roll call and arithmetic after the close only."""
        page = votes.vote_page(access_of(request.user), pk)
        return Response(vote_shapes.VoteDetailOutput(page).data)


class VoteCastApi(APIView):
    """One's vote."""

    permission = "committees.vote_motion"

    @extend_schema(request=vote_shapes.CastInput, responses=vote_shapes.CastOutput)
    def put(self, request, pk):
        """Cast it; the same choice again answers the same, another one 409."""
        choice = checked(vote_shapes.CastInput, request)["choice"]
        vote = vote_cast(actor=request.user, event_id=pk, choice=choice)
        return Response(vote_shapes.CastOutput(vote).data)


class VoteHandsApi(APIView):
    """Hands raised in the room."""

    permission = "committees.note_debate"

    @extend_schema(request=vote_shapes.HandsInput, responses=vote_shapes.VoteDetailOutput)
    def put(self, request, pk):
        """Write them all down; the same list again answers the same, another one 409."""
        rows = checked(vote_shapes.HandsInput, request)["hands"]
        hands = {row["participant"]: row["choice"] for row in rows}
        hands_record(actor=request.user, event_id=pk, hands=hands)
        page = votes.vote_page(access_of(request.user), pk)
        return Response(vote_shapes.VoteDetailOutput(page).data)


class VoteCountApi(APIView):
    """What one teller counted, where only totals are kept."""

    permission = "committees.count_votes"

    @extend_schema(request=vote_shapes.CountInput, responses=vote_shapes.VoteDetailOutput)
    def put(self, request, pk):
        """Enter it; the close waits for two tellers who agree."""
        count_enter(actor=request.user, event_id=pk, **checked(vote_shapes.CountInput, request))
        page = votes.vote_page(access_of(request.user), pk)
        return Response(vote_shapes.VoteDetailOutput(page).data)


class VoteRecuseApi(APIView):
    """Standing aside."""

    permission = "committees.vote_motion"

    @extend_schema(request=vote_shapes.RecusalInput, responses={204: None})
    def post(self, request, pk):
        """Leave base and quorum of this motion."""
        reason = checked(vote_shapes.RecusalInput, request)["reason"]
        motion = votes.vote_event_for(access_of(request.user), pk).motion
        recusal_declare(actor=request.user, motion=motion, reason=reason)
        return Response(status=204)


class VoteCloseApi(APIView):
    """The close."""

    permission = "committees.chair_meeting"

    @extend_schema(request=None, responses=vote_shapes.VoteDetailOutput)
    def post(self, request, pk):
        """Count; a second close answers with what the first one found."""
        vote_close(actor=request.user, event_id=pk)
        page = votes.vote_page(access_of(request.user), pk)
        return Response(vote_shapes.VoteDetailOutput(page).data)
