"""Supervision orders: the list, urging something overdue, answering."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from workstations.forms.supervision import AnswerForm, UrgeForm
from workstations.selectors import supervision as select
from workstations.services.opening import task_open_from_order
from workstations.services.supervision import is_urgeable, order_answer, order_urge
from workstations.views.parts import before_of, next_url

STATES = {"": None, "open": True, "answered": False}


class OrderListView(PermissionView):
    """What was urged and what was answered, and for officials what could be urged."""

    permission = "workstations.view_order"

    def get(self, request):
        """Newest first."""
        state = request.GET.get("state", "")
        page = select.orders_listed(
            self.access, is_open=STATES.get(state), before=before_of(request)
        )
        context = {
            "orders": page.rows,
            "next_url": next_url(request, page),
            "tabs": self._tabs(state),
            "overdue": select.overdue_to_urge(self.access) if self._may_urge() else None,
        }
        return render(request, "workstations/supervision/list.html", context)

    def _may_urge(self) -> bool:
        return self.access.is_granted("workstations.urge", None)

    @staticmethod
    def _tabs(state):
        url = reverse("workstations:order_list")
        labels = [("", _("全部")), ("open", _("等待答复")), ("answered", _("已答复"))]
        return [
            {"label": label, "url": f"{url}?state={key}", "is_current": key == state}
            for key, label in labels
        ]


class OrderDetailView(PermissionView):
    """One order with its answer; those who must answer find the form here."""

    permission = "workstations.view_order"

    def get(self, request, pk):
        """The page."""
        return self._page(request, select.order_for(self.access, pk), AnswerForm())

    def _page(self, request, order, form, status=200):
        may = self.access.can("workstations.answer_order", order) and not order.is_answered
        context = {"order": order, "form": form if may else None}
        context |= select.order_links(self.access, order)
        return render(request, "workstations/supervision/detail.html", context, status=status)


class OrderAnswerView(OrderDetailView):
    """POST the answer."""

    permission = "workstations.answer_order"

    def get(self, request, pk):
        """Back to the order."""
        return redirect("workstations:order_detail", pk=pk)

    def post(self, request, pk):
        """Answer, or show why not at the field."""
        order, form = select.order_for(self.access, pk), AnswerForm(request.POST)
        done = form_run(
            form, lambda d: order_answer(actor=request.user, order_id=pk, words=d["answer"])
        )
        if done is None:
            return self._page(request, order, form, 422)
        messages.success(request, _("已答复，督办的人会收到通知。"))
        return redirect("workstations:order_detail", pk=pk)


class OrderTaskView(PermissionView):
    """The head of the station opens the task of what was ordered to be put right."""

    permission = "workstations.assign_task"

    def post(self, request, pk):
        """Open it, or show the one that is there."""
        order = select.order_for(self.access, pk)
        task = task_open_from_order(actor=request.user, order=order)
        return redirect("workstations:task_detail", pk=task.pk)


class UrgeView(PermissionView):
    """Urge one overdue issue (``?issue=``) or task (``?task=``)."""

    permission = "workstations.urge"

    def get(self, request):
        """The form."""
        return self._page(request, *self._urged(), UrgeForm())

    def post(self, request):
        """Urge, or show why not at the field."""
        issue, task = self._urged()
        form = UrgeForm(request.POST)
        order = form_run(
            form,
            lambda d: order_urge(actor=request.user, words=d["words"], issue=issue, task=task),
        )
        if order is None:
            return self._page(request, issue, task, form, 422)
        messages.success(request, _("已督办，社区会收到通知并须答复。"))
        return redirect("workstations:order_detail", pk=order.pk)

    def _urged(self):
        return select.urged_named(
            self.access, issue_id=self._number("issue"), task_id=self._number("task")
        )

    def _number(self, name) -> int | None:
        value = self.request.GET.get(name, "")
        if value and not (value.isdecimal() and len(value) < 19):
            raise NotFound()
        return int(value) if value else None

    def _page(self, request, issue, task, form, status=200):
        urged = issue or task
        context = {"urged": urged, "form": form, "is_urgeable": is_urgeable(urged)}
        return render(request, "workstations/supervision/urge.html", context, status=status)
