"""The steps of an issue, one view each: form, service, back to where one was."""

from django.contrib import messages
from django.shortcuts import redirect, render

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from resident_affairs.forms.filters import choices_of
from resident_affairs.selectors.categories import category_leaf, category_tree
from resident_affairs.selectors.details import detail_of, issue_for_viewer
from resident_affairs.selectors.tracking import issue_by_reference
from resident_affairs.services import closing, triage
from resident_affairs.views.parts import STEP_FORMS, detail_context
from resident_affairs.workflows import ISSUE


class StepView(PermissionView):
    """POST one step; a wrong form comes back on the page with what was typed."""

    name: str

    def post(self, request, pk):
        """Done: on to the page. Wrong: the page again, the form open."""
        issue = issue_for_viewer(self.access, pk)
        form = self.form(request.POST)
        done = form_run(form, lambda data: self.run(issue, data))
        if done is None:
            return self._again(request, issue, form)
        messages.success(request, ISSUE[self.name].plain)
        if request.GET.get("desk"):
            return redirect("resident_affairs:desk_issue", pk=pk)
        return redirect("resident_affairs:issue_detail", pk=pk)

    def get(self, request, pk):
        """Somebody reloaded: back to the issue."""
        return redirect("resident_affairs:issue_detail", pk=pk)

    def form(self, data):
        """The form of this step, with what was sent."""
        return STEP_FORMS[self.name](data, auto_id=f"id_{self.name}_%s")

    def run(self, issue, data):
        """Call the service with the form's fields."""
        words = {k: v for k, v in data.items() if k != "submit_key"}
        return type(self).service(actor=self.request.user, issue=issue, **words)

    def _again(self, request, issue, form):
        context = detail_context(request, detail_of(self.access, issue), refused=(self.name, form))
        return render(request, "resident_affairs/issues/detail.html", context, status=422)


class AcceptView(StepView):
    """Take it in, in a better category if need be."""

    name = "accept"
    permission = "resident_affairs.triage_issue"

    def form(self, data):
        """With the categories to choose from."""
        choices = choices_of(category_tree()) if data.get("category") else ()
        return STEP_FORMS["accept"](data, categories=choices, auto_id="id_accept_%s")

    def run(self, issue, data):
        """An empty choice keeps the resident's."""
        leaf = category_leaf(data["category"]) if data["category"] else None
        return triage.issue_accept(
            actor=self.request.user, issue=issue, category=leaf, version=data["version"]
        )


class DeclineView(StepView):
    """Not the community's business."""

    name = "decline"
    permission = "resident_affairs.triage_issue"
    service = triage.issue_decline


class AnswerView(StepView):
    """Answer at once."""

    name = "answer"
    permission = "resident_affairs.answer_issue"
    service = triage.issue_answer


class AssignView(StepView):
    """To the station."""

    name = "assign"
    permission = "resident_affairs.triage_issue"
    service = triage.issue_assign


class ReferView(StepView):
    """To the committee."""

    name = "refer"
    permission = "resident_affairs.triage_issue"
    service = triage.issue_refer


class EscalateView(StepView):
    """To the sub-district."""

    name = "escalate"
    permission = "resident_affairs.triage_issue"
    service = triage.issue_escalate


class HandBackView(StepView):
    """Back to the community."""

    name = "hand_back"
    permission = "resident_affairs.handle_escalated_issue"
    service = triage.issue_hand_back


class SettleEscalatedView(StepView):
    """Settled by the sub-district."""

    name = "settle_escalated"
    permission = "resident_affairs.handle_escalated_issue"
    service = triage.issue_settle_escalated


class EscalateDistrictView(StepView):
    """To the district."""

    name = "escalate_district"
    permission = "resident_affairs.handle_escalated_issue"
    service = triage.issue_escalate_district


class HandDownView(StepView):
    """From the district back to the sub-district."""

    name = "hand_down"
    permission = "resident_affairs.handle_district_issue"
    service = triage.issue_hand_down


class SettleDistrictView(StepView):
    """Settled by the district."""

    name = "settle_district"
    permission = "resident_affairs.handle_district_issue"
    service = triage.issue_settle_district


class MergeView(StepView):
    """Into another issue, named by its number."""

    name = "merge"
    permission = "resident_affairs.triage_issue"

    def run(self, issue, data):
        """Find the other one, then join."""
        target = issue_by_reference(self.access, data["target"])
        return triage.issue_merge(
            actor=self.request.user, issue=issue, target=target, version=data["version"]
        )


class RateView(StepView):
    """Confirm and rate; "not solved, do it again" reopens in the same click."""

    name = "rate"
    permission = "resident_affairs.rate_issue"
    service = closing.issue_rate


class ReopenView(StepView):
    """Not solved."""

    name = "reopen"
    permission = "resident_affairs.rate_issue"
    service = closing.issue_reopen


class WithdrawView(StepView):
    """Taken back."""

    name = "withdraw"
    permission = "resident_affairs.withdraw_issue"
    service = triage.issue_withdraw
