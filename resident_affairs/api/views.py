"""Issues in the API: list, file, read, talk, follow, rate, ask after."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.access.checker import access_of
from portal.api.paging import NewestFirst, page_of
from portal.selectors.search import ANYWHERE
from resident_affairs.api import serializers as shapes
from resident_affairs.api.rows import columns_of, rows_of
from resident_affairs.api.throttles import TrackByAddress, TrackByNumber
from resident_affairs.forms.filters import IssueFilterForm
from resident_affairs.selectors.categories import category_leaf, category_tree
from resident_affairs.selectors.details import detail_of, issue_for_viewer
from resident_affairs.selectors.issues import issues_queryset
from resident_affairs.selectors.places import community_to_file_in, group_named
from resident_affairs.selectors.similar import issues_similar
from resident_affairs.selectors.steps import transitions_for
from resident_affairs.selectors.tracking import issue_by_tracking
from resident_affairs.services.closing import issue_rate
from resident_affairs.services.following import issue_follow, issue_support, issue_unfollow
from resident_affairs.services.issues import issue_file
from resident_affairs.services.messages import message_post

FILTERS = [
    OpenApiParameter("q", str, description="Text to look for."),
    OpenApiParameter("status", str, description="A state, or open, undecided, running, waiting."),
    OpenApiParameter("category", int),
    OpenApiParameter("community", int),
    OpenApiParameter("subdistrict", int),
    OpenApiParameter("overdue", bool),
    OpenApiParameter("since", str, description="Filed on or after this date."),
    OpenApiParameter("until", str, description="Filed before this date."),
]


def checked(serializer_class, request) -> dict:
    """The input, or a 400 that says what is wrong at which field."""
    form = serializer_class(data=request.data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


class IssueListApi(APIView):
    """The issues one may read; filing a new one."""

    permission = {"GET": "portal.use_portal", "POST": "portal.use_portal"}

    @extend_schema(
        parameters=FILTERS, operation_id="issues_list", responses=page_of(shapes.IssueOutput)
    )
    def get(self, request):
        """Newest first, by cursor."""
        form = IssueFilterForm(request.query_params, tree=category_tree())
        pages = NewestFirst()
        below = ANYWHERE if pages.is_backward(request) else pages.position_below(request)
        rows = issues_queryset(access_of(request.user), form.wanted(), below)
        page = pages.paginate_queryset(columns_of(rows), request, view=self)
        return pages.get_paginated_response(rows_of(page))

    @extend_schema(request=shapes.IssueInput, responses={201: shapes.IssueOutput})
    def post(self, request):
        """File it; the same submit_key returns the same issue."""
        data = checked(shapes.IssueInput, request)
        access = access_of(request.user)
        is_other = data.get("for_other", False)
        data["community"] = community_to_file_in(access, data["community"], for_other=is_other)
        data["category"] = category_leaf(data["category"])
        data["group"] = group_named(data["group"]) if data.get("group") else None
        data["uploads"] = data.pop("photos", ())
        issue = issue_file(actor=request.user, **data)
        return Response(shapes.IssueOutput(issue).data, status=201)


class IssueDetailApi(APIView):
    """One issue."""

    permission = "portal.use_portal"

    @extend_schema(responses=shapes.IssueDetailOutput)
    def get(self, request, pk):
        """With its way, its messages and the steps one may take now."""
        access = access_of(request.user)
        detail = detail_of(access, issue_for_viewer(access, pk))
        words = {name: getattr(detail, name) for name in detail.__dataclass_fields__}
        words["transitions"] = transitions_for(detail.issue, request.user)
        return Response(shapes.IssueDetailOutput(words).data)


class MessagesApi(APIView):
    """Talking."""

    permission = "resident_affairs.message_issue"

    @extend_schema(request=shapes.MessageInput, responses={201: shapes.MessageOutput})
    def post(self, request, pk):
        """Post a message or a note."""
        data = checked(shapes.MessageInput, request)
        issue = issue_for_viewer(access_of(request.user), pk)
        message = message_post(actor=request.user, issue=issue, **data)
        return Response(shapes.MessageOutput(message).data, status=201)


class SupportApi(APIView):
    """Me too (PUT), or not any more (DELETE)."""

    permission = "resident_affairs.follow_issue"
    put_service = staticmethod(issue_support)

    @extend_schema(request=None, responses=shapes.IssueOutput)
    def put(self, request, pk):
        """Counted once, however often it is sent."""
        issue = issue_for_viewer(access_of(request.user), pk)
        self.put_service(actor=request.user, issue=issue)
        return self._answer(request, pk)

    @extend_schema(request=None, responses={200: shapes.IssueOutput})
    def delete(self, request, pk):
        """Take it back; one hears no more of it."""
        issue = issue_for_viewer(access_of(request.user), pk)
        issue_unfollow(actor=request.user, issue=issue)
        return self._answer(request, pk)

    @staticmethod
    def _answer(request, pk):
        issue = issue_for_viewer(access_of(request.user), pk)
        return Response(shapes.IssueOutput(issue).data)


class FollowApi(SupportApi):
    """Follow (PUT) and unfollow (DELETE)."""

    put_service = staticmethod(issue_follow)


class RatingApi(APIView):
    """Confirm and rate."""

    permission = "resident_affairs.rate_issue"

    @extend_schema(request=shapes.RatingInput, responses={201: shapes.IssueOutput})
    def post(self, request, pk):
        """Once a round."""
        data = checked(shapes.RatingInput, request)
        issue = issue_for_viewer(access_of(request.user), pk)
        issue = issue_rate(actor=request.user, issue=issue, **data)
        return Response(shapes.IssueOutput(issue).data, status=201)


class CategoryListApi(APIView):
    """The category tree."""

    is_public = True

    @extend_schema(responses=shapes.RootOutput(many=True))
    def get(self, request):
        """Roots with their leaves."""
        return Response(shapes.RootOutput(category_tree(), many=True).data)


class SimilarApi(APIView):
    """Open issues that may be the same."""

    permission = "portal.use_portal"

    @extend_schema(
        parameters=[OpenApiParameter("community", int), OpenApiParameter("text", str)],
        responses=shapes.SimilarOutput(many=True),
    )
    def get(self, request):
        """At most five, best first."""
        wanted = request.query_params.get("community", "")
        pk = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0
        text = request.query_params.get("text", "").replace("\x00", "")[:2000]
        found = issues_similar(community_id=pk, text=text)
        return Response(shapes.SimilarOutput(found, many=True).data)


class TrackApi(APIView):
    """Ask after an issue without a login."""

    is_public = True
    throttle_classes = [TrackByAddress]

    @extend_schema(request=shapes.TrackInput, responses=shapes.TrackOutput)
    def post(self, request):
        """The same 400 for a wrong number and a wrong phone."""
        data = checked(shapes.TrackInput, request)
        gate = TrackByNumber(data["reference"])
        if not gate.allow_request(request, self):
            self.throttled(request, gate.wait())
        tracked = issue_by_tracking(data["reference"], data["last_four"])
        return Response(shapes.TrackOutput(tracked).data)
