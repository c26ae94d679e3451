"""Tasks, affairs, supervision and assessment in the API: the reads."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.access.checker import access_of
from portal.api.paging import NewestFirst, page_of
from portal.services.transitions import transitions_offered
from workstations.api.shapes import affairs as shapes
from workstations.api.shapes import tasks as task_shapes
from workstations.selectors.affair_chain import affair_chain
from workstations.selectors.assessments import assessments_visible
from workstations.selectors.supervision import order_for, orders_visible, urged_named
from workstations.selectors.task_detail import task_detail
from workstations.selectors.tasks import TaskFilter, tasks_queryset
from workstations.services.supervision import order_answer, order_urge


def checked(serializer_class, data) -> dict:
    """The input, or a 400 that says what is wrong at which field."""
    form = serializer_class(data=data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


def paged(view, request, rows, shape) -> Response:
    """One page of ``rows`` by cursor."""
    pages = NewestFirst()
    page = pages.paginate_queryset(rows, request, view=view)
    return pages.get_paginated_response(shape(page, many=True).data)


class TaskListApi(APIView):
    """The tasks in one's divisions."""

    permission = "workstations.view_task"

    @extend_schema(
        parameters=[task_shapes.TaskFilterInput],
        operation_id="tasks_list",
        responses=page_of(task_shapes.TaskOutput),
    )
    def get(self, request):
        """Newest first, by cursor."""
        wanted = TaskFilter(**checked(task_shapes.TaskFilterInput, request.query_params))
        rows = tasks_queryset(access_of(request.user), wanted)
        return paged(self, request, rows, task_shapes.TaskOutput)


class TaskDetailApi(APIView):
    """One task."""

    permission = "workstations.view_task"

    @extend_schema(responses=task_shapes.TaskDetailOutput)
    def get(self, request, pk):
        """With its way and the steps one may take now."""
        detail = task_detail(access_of(request.user), pk)
        words = {name: getattr(detail, name) for name in detail.__dataclass_fields__}
        words["steps"] = transitions_offered(detail.task, request.user)
        return Response(task_shapes.TaskDetailOutput(words).data)


class AffairApi(APIView):
    """One affair from the resident's report to the resident's rating."""

    permission = "resident_affairs.view_issue"

    @extend_schema(responses=shapes.AffairOutput)
    def get(self, request, pk):
        """Five actors, one read; its reporter gets it without names."""
        return Response(shapes.AffairOutput(affair_chain(access_of(request.user), pk)).data)


class OrderListApi(APIView):
    """Supervision orders."""

    permission = {"GET": "workstations.view_order", "POST": "workstations.urge"}

    @extend_schema(
        parameters=[OpenApiParameter("open", bool)],
        operation_id="supervision_orders_list",
        responses=page_of(shapes.OrderOutput),
    )
    def get(self, request):
        """Newest first, by cursor; ``open=true`` for those without an answer."""
        rows = orders_visible(access_of(request.user))
        if request.query_params.get("open") in {"true", "1"}:
            rows = rows.filter(answered_at__isnull=True)
        return paged(self, request, rows, shapes.OrderOutput)

    @extend_schema(request=shapes.OrderInput, responses={201: shapes.OrderOutput})
    def post(self, request):
        """Urge one overdue issue or task."""
        data = checked(shapes.OrderInput, request.data)
        issue, task = urged_named(
            access_of(request.user), issue_id=data["issue"], task_id=data["task"]
        )
        order = order_urge(actor=request.user, words=data["words"], issue=issue, task=task)
        return Response(shapes.OrderOutput(order).data, status=201)


class OrderDetailApi(APIView):
    """One supervision order."""

    permission = "workstations.view_order"

    @extend_schema(responses=shapes.OrderOutput)
    def get(self, request, pk):
        """With its answer."""
        return Response(shapes.OrderOutput(order_for(access_of(request.user), pk)).data)


class OrderAnswerApi(APIView):
    """The community answers."""

    permission = "workstations.answer_order"

    @extend_schema(request=shapes.AnswerInput, responses=shapes.OrderOutput)
    def post(self, request, pk):
        """Once."""
        data = checked(shapes.AnswerInput, request.data)
        order = order_answer(actor=request.user, order_id=pk, words=data["answer"])
        return Response(shapes.OrderOutput(order).data)


class AssessmentListApi(APIView):
    """The stations' quarters in one's divisions."""

    permission = "workstations.view_assessment"

    @extend_schema(operation_id="assessments_list", responses=page_of(shapes.AssessmentOutput))
    def get(self, request):
        """Newest first, by cursor."""
        rows = assessments_visible(access_of(request.user))
        return paged(self, request, rows, shapes.AssessmentOutput)
