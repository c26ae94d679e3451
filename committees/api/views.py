"""Committees, motions and resolutions in the API."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from committees.api import serializers as shapes
from committees.selectors import bodies, motions, resolutions
from committees.services import motions as write
from committees.services.resolutions import resolution_publish, resolution_publish_result
from committees.services.studies import motion_go_on_without_opinion
from committees.services.votes import vote_open
from portal.access.checker import access_of
from portal.api.paging import NewestFirst, page_of
from portal.kernel.errors import NotFound, RuleViolated

VIEW = "committees.view_deliberation"
COMMUNITY = OpenApiParameter("community", int)


def checked(serializer_class, request) -> dict:
    """The input, or a 400 that says what is wrong at which field."""
    form = serializer_class(data=request.data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


def paged(view, request, rows, shape) -> Response:
    """One page of ``rows``, newest first."""
    pages = NewestFirst()
    page = pages.paginate_queryset(rows, request, view=view)
    return pages.get_paginated_response(shape(page, many=True).data)


def id_of(request, name: str) -> int | None:
    """An id from the address; anything else finds nothing."""
    text = request.query_params.get(name, "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


class CommitteeListApi(APIView):
    """The committees in office."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY],
        operation_id="committees_list",
        responses=page_of(shapes.CommitteeOutput),
    )
    def get(self, request):
        """Of one community, if asked."""
        rows = bodies.committees_all(id_of(request, "community"))
        return paged(self, request, rows, shapes.CommitteeOutput)


class CommitteeDetailApi(APIView):
    """One committee."""

    is_public = True

    @extend_schema(responses=shapes.CommitteeDetailOutput)
    def get(self, request, pk):
        """With its members."""
        committee = bodies.committee_with_members(pk)
        return Response(shapes.CommitteeDetailOutput(committee).data)


class MotionListApi(APIView):
    """Motions of the committees one works in or watches; raising one."""

    permission = {"GET": VIEW, "POST": "committees.raise_motion"}

    @extend_schema(
        parameters=[OpenApiParameter("status", str)],
        operation_id="motions_list",
        responses=page_of(shapes.MotionOutput),
    )
    def get(self, request):
        """Newest first, by cursor."""
        rows = motions.motions_visible(access_of(request.user))
        status = request.query_params.get("status")
        if status:
            rows = rows.filter(status=status[:24].replace("\x00", ""))
        return paged(self, request, rows, shapes.MotionOutput)

    @extend_schema(request=shapes.MotionInput, responses={201: shapes.MotionDetailOutput})
    def post(self, request):
        """Raise it; the same submit_key returns the same motion."""
        data = checked(shapes.MotionInput, request)
        access = access_of(request.user)
        data["committee"] = bodies.committee_for(
            access, "committees.raise_motion", data.pop("committee", None)
        )
        issue = data.pop("issue", None)
        if issue:
            data.pop("is_standing")
            data["issue"] = motions.issue_for_motion(access, issue)
            motion = write.motion_raise_from_issue(actor=request.user, **data)
        else:
            motion = write.motion_propose(actor=request.user, **data)
        return Response(_motion(motion), status=201)


def _motion(motion) -> dict:
    return shapes.MotionDetailOutput(motion).data


class MotionDetailApi(APIView):
    """One motion."""

    permission = {"GET": VIEW, "PUT": "committees.edit_motion"}

    @extend_schema(responses=shapes.MotionDetailOutput)
    def get(self, request, pk):
        """With its words and actions."""
        return Response(_motion(motions.motion_for(access_of(request.user), pk)))

    @extend_schema(request=shapes.MotionEditInput, responses=shapes.MotionDetailOutput)
    def put(self, request, pk):
        """New words, until the vote; 409 when it changed since ``version``."""
        data = checked(shapes.MotionEditInput, request)
        data.setdefault("actions", [])
        motion = motions.motion_for(access_of(request.user), pk, "committees.edit_motion")
        return Response(_motion(write.motion_edit(actor=request.user, motion=motion, **data)))


def _schedule(*, actor, motion, version, meeting, late_reason):
    found = motions.meetings_open_for(motion.committee_id)
    chosen = next((row for row in found if row.pk == meeting), None)
    if chosen is None:
        raise RuleViolated(_("请选一次还没有开始的会议。"), field="meeting", code="invalid")
    return write.motion_schedule(
        actor=actor, motion=motion, meeting=chosen, version=version, late_reason=late_reason
    )


# step → (service, the fields of StepInput it takes)
MOTION_STEPS = {
    "send_to_party_study": (write.motion_send_to_party_study, ()),
    "record_party_opinion": (write.motion_record_party_opinion, ("opinion",)),
    "schedule": (_schedule, ("meeting", "late_reason")),
    "go_on_without_opinion": (motion_go_on_without_opinion, ()),
    "debate": (write.motion_debate, ()),
    "open_vote": (vote_open, ("method",)),
    "defer": (write.motion_defer, ("remark",)),
    "withdraw": (write.motion_withdraw, ("remark",)),
}
RESOLUTION_STEPS = {
    "publish": (resolution_publish, ()),
    "publish_result": (resolution_publish_result, ()),
}


def step_run(steps: dict, name: str, request, **subject):
    """Carry out the step ``name`` with the fields it takes; unknown steps are NotFound."""
    if name not in steps:
        raise NotFound()
    service, fields = steps[name]
    data = checked(shapes.StepInput, request)
    words = {field: data.get(field) for field in fields}
    return service(actor=request.user, version=data.get("version"), **subject, **words)


class MotionStepApi(APIView):
    """A step of a motion: send_to_party_study, record_party_opinion,
    go_on_without_opinion, schedule, debate, open_vote, defer, withdraw."""

    permission = VIEW

    @extend_schema(request=shapes.StepInput, responses=shapes.MotionDetailOutput)
    def post(self, request, pk, name):
        """Do it; 409 when the state, a guard or the version says no."""
        access = access_of(request.user)
        step_run(MOTION_STEPS, name, request, motion=motions.motion_for(access, pk))
        return Response(_motion(motions.motion_for(access, pk)))


class ResolutionListApi(APIView):
    """Published resolutions, and the unpublished ones of one's own committees."""

    is_public = True

    @extend_schema(
        parameters=[COMMUNITY],
        operation_id="resolutions_list",
        responses=page_of(shapes.ResolutionOutput),
    )
    def get(self, request):
        """Newest first, by cursor."""
        rows = resolutions.resolutions_visible(access_of(request.user))
        community = id_of(request, "community")
        if community is not None:
            rows = rows.filter(community=community)
        return paged(self, request, rows, shapes.ResolutionOutput)


class ResolutionDetailApi(APIView):
    """One resolution."""

    is_public = True

    @extend_schema(responses=shapes.ResolutionDetailOutput)
    def get(self, request, pk):
        """With items and arithmetic."""
        page = resolutions.resolution_page(access_of(request.user), pk)
        return Response(shapes.ResolutionDetailOutput(page).data)


class ResolutionStepApi(APIView):
    """publish or publish_result."""

    permission = "committees.publish_resolution"

    @extend_schema(request=shapes.StepInput, responses=shapes.ResolutionDetailOutput)
    def post(self, request, pk, name):
        """Do it."""
        access = access_of(request.user)
        found = resolutions.resolution_for(access, pk)
        step_run(RESOLUTION_STEPS, name, request, resolution=found)
        return Response(shapes.ResolutionDetailOutput(resolutions.resolution_page(access, pk)).data)
