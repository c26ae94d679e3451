"""The steps of an issue in the API: POST /issues/{id}/{transition}/, one view per step."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.access.checker import access_of
from resident_affairs.api.serializers import IssueOutput, TransitionInput
from resident_affairs.api.views import checked
from resident_affairs.selectors.categories import category_leaf
from resident_affairs.selectors.details import issue_for_viewer
from resident_affairs.selectors.tracking import issue_by_reference
from resident_affairs.services import closing, triage
from resident_affairs.workflows import ISSUE


class TransitionApi(APIView):
    """One step."""

    name = ""
    service = None
    takes: tuple[str, ...] = ("remark",)

    @extend_schema(request=TransitionInput, responses=IssueOutput)
    def post(self, request, pk):
        """The issue after the step; 409 in the wrong state or for a stale version."""
        data = checked(TransitionInput, request)
        access = access_of(request.user)
        issue = issue_for_viewer(access, pk)
        words = {name: data.get(name) or "" for name in self.takes}
        words = {**words, **self.looked_up(access, data)}
        version = data.get("version")
        done = type(self).service(actor=request.user, issue=issue, version=version, **words)
        return Response(IssueOutput(done).data)

    def looked_up(self, access, data) -> dict:
        """What has to be found by an id or a number."""
        return {}


class AcceptApi(TransitionApi):
    """accept, perhaps in a better category."""

    name, service, takes = "accept", triage.issue_accept, ()
    permission = ISSUE["accept"].permission

    def looked_up(self, access, data) -> dict:
        """The category."""
        return {"category": category_leaf(data["category"]) if data.get("category") else None}


class MergeApi(TransitionApi):
    """merge into ``target`` (a reference)."""

    name, service, takes = "merge", triage.issue_merge, ()
    permission = ISSUE["merge"].permission

    def looked_up(self, access, data) -> dict:
        """The other issue."""
        return {"target": issue_by_reference(access, data.get("target") or "")}


def _plain(step: str, run, takes=("remark",)):
    """A view for a step that needs words only."""
    words = {
        "__doc__": f"{step}.",
        "__module__": __name__,
        "name": step,
        "service": run,
        "takes": takes,
        "permission": ISSUE[step].permission,
    }
    return type(f"{step.title().replace('_', '')}Api", (TransitionApi,), words)


VIEWS = (
    AcceptApi,
    MergeApi,
    _plain("decline", triage.issue_decline, ("remark", "where_to_go")),
    _plain("answer", triage.issue_answer),
    _plain("assign", triage.issue_assign),
    _plain("refer", triage.issue_refer),
    _plain("escalate", triage.issue_escalate),
    _plain("hand_back", triage.issue_hand_back),
    _plain("settle_escalated", triage.issue_settle_escalated),
    _plain("escalate_district", triage.issue_escalate_district),
    _plain("hand_down", triage.issue_hand_down),
    _plain("settle_district", triage.issue_settle_district),
    _plain("withdraw", triage.issue_withdraw),
    _plain("reopen", closing.issue_reopen),
)
