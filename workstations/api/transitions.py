"""The steps of a task in the API, one class each: POST /tasks/{id}/{step}/."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.access.checker import access_of
from portal.services.transitions import transitions_offered
from workstations.api import serializers as shapes
from workstations.api.views import checked
from workstations.selectors.stations import colleague_named
from workstations.selectors.tasks import task_for
from workstations.services import tasks as do
from workstations.services.evidence import evidence_add

EXECUTE = "workstations.execute_task"


class StepApi(APIView):
    """One step: the shape in, the service, the task out."""

    name: str
    permission = EXECUTE
    shape = shapes.VersionInput

    def post(self, request, pk):
        """Take the step."""
        task = task_for(access_of(request.user), pk)
        data = checked(self.shape, request.data)
        if "assignee" in data:
            data["assignee"] = colleague_named(data["assignee"], task.community_id)
        task = type(self).service(actor=request.user, task=task, **data)
        return Response(shapes.TaskOutput(task).data)


def _step(step: str, service, shape=shapes.VersionInput, permission: str = EXECUTE):
    """A view class for one plain step."""
    words = {
        "name": step.replace("_", "-"),
        "service": staticmethod(service),
        "shape": shape,
        "permission": permission,
        "__doc__": f"The step “{step}”.",
    }
    view = type("".join(part.title() for part in step.split("_")) + "TaskApi", (StepApi,), words)
    return extend_schema(methods=["POST"], request=shape, responses=shapes.TaskOutput)(view)


VIEWS = (
    _step("assign", do.task_assign, shapes.AssignInput, "workstations.assign_task"),
    _step("accept", do.task_accept),
    _step("return", do.task_return, shapes.ReasonInput),
    _step("block", do.task_block, shapes.ReasonInput),
    _step("unblock", do.task_unblock),
    _step("hand_over", do.task_hand_over, shapes.HandOverInput),
    _step("deliver", do.task_deliver, shapes.RemarkInput),
    _step("verify", do.task_verify, shapes.RemarkInput, "workstations.verify_task"),
    _step("send_back", do.task_send_back, shapes.ReasonInput, "workstations.verify_task"),
    _step("cancel", do.task_cancel, shapes.ReasonInput, "workstations.cancel_task"),
)


class TransitionListApi(APIView):
    """What one may do with a task now."""

    permission = "workstations.view_task"

    @extend_schema(responses=shapes.StepOutput(many=True))
    def get(self, request, pk):
        """Each step one holds the permission for, and why it is closed, if it is."""
        task = task_for(access_of(request.user), pk)
        offers = transitions_offered(task, request.user)
        return Response(shapes.StepOutput(offers, many=True).data)


class NoteApi(APIView):
    """A progress note, with photos as multipart; the same submit_key is the same note."""

    permission = EXECUTE

    @extend_schema(request=shapes.NoteInput, responses={201: shapes.NoteOutput})
    def post(self, request, pk):
        """Write it down."""
        task = task_for(access_of(request.user), pk)
        data = checked(shapes.NoteInput, request.data)
        data["uploads"] = data.pop("photos")
        note = do.task_note_progress(actor=request.user, task=task, **data)
        return Response(shapes.NoteOutput(note).data, status=201)


class EvidenceApi(APIView):
    """Photos that prove the work (multipart)."""

    permission = EXECUTE

    @extend_schema(request=shapes.EvidenceInput, responses={201: shapes.EvidenceOutput(many=True)})
    def post(self, request, pk):
        """Add up to six."""
        task = task_for(access_of(request.user), pk)
        data = checked(shapes.EvidenceInput, request.data)
        rows = evidence_add(
            actor=request.user,
            task=task,
            uploads=data["photos"],
            stage=data["stage"],
            caption=data["caption"],
            submit_key=data["submit_key"],
        )
        return Response(shapes.EvidenceOutput(rows, many=True).data, status=201)


class ExtensionApi(APIView):
    """Asking for more time."""

    permission = EXECUTE

    @extend_schema(request=shapes.ExtensionInput, responses={201: shapes.ExtensionOutput})
    def post(self, request, pk):
        """One question at a time."""
        task = task_for(access_of(request.user), pk)
        data = checked(shapes.ExtensionInput, request.data)
        asked = do.extension_ask(actor=request.user, task=task, **data)
        return Response(shapes.ExtensionOutput(asked).data, status=201)


class ExtensionDecisionApi(APIView):
    """Granting or refusing more time, by another person."""

    permission = "workstations.decide_extension"

    @extend_schema(request=shapes.DecisionInput, responses=shapes.ExtensionOutput)
    def post(self, request, pk):
        """Decide once."""
        data = checked(shapes.DecisionInput, request.data)
        asked = do.extension_decide(actor=request.user, extension_id=pk, **data)
        return Response(shapes.ExtensionOutput(asked).data)
