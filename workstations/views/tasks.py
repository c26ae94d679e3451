"""Pages of tasks: mine, the board, the list, what waits to be verified, one task."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.views.steps import int_of
from workstations.forms.tasks import FilterNameForm, TaskFilterForm
from workstations.selectors import tasks as select
from workstations.selectors.saved_filters import filters_of
from workstations.selectors.task_detail import task_detail
from workstations.selectors.workload import ASSIGN
from workstations.services.saved_filters import filter_drop, filter_save
from workstations.views.parts import before_of, detail_context, next_url


def tabs(access, current: str) -> list[dict]:
    """The ways this person may look at the station's tasks."""
    mine = access.may_enter(MyTasksView.permission)
    heads = access.is_granted(ASSIGN, None)
    found = [
        *([("task_mine", _("我的"), "person-check")] if mine else []),
        ("task_board", _("看板"), "kanban"),
        ("task_list", _("列表"), "list-ul"),
        ("plan_list", _("计划"), "calendar-event"),
        *([("task_people", _("人手"), "people")] if heads else []),
        *([("task_day", _("上门单"), "printer")] if mine else []),
    ]
    return tabs_of(found, current)


def tabs_of(found, current: str) -> list[dict]:
    """(route, words, icon) as components/tabs.html draws them."""
    return [
        {
            "label": label,
            "icon": icon,
            "url": reverse(f"workstations:{name}"),
            "is_current": name == current,
        }
        for name, label, icon in found
    ]


def wanted_of(form) -> select.TaskFilter:
    """What the form asks for; a filter that makes no sense narrows nothing."""
    return select.TaskFilter(**(form.cleaned_data if form.is_valid() else {}))


def filter_url(row) -> str:
    """The list narrowed by a kept filter."""
    return f"{reverse('workstations:task_list')}?{urlencode(row.wanted)}"


def filters_context(user, wanted, name_form) -> dict:
    """The chips of the person's kept filters, and whether the present one may be kept."""
    said = wanted.said
    chips = [
        {"row": row, "url": filter_url(row), "is_current": row.wanted == said}
        for row in filters_of(user)
    ]
    is_kept = any(chip["is_current"] for chip in chips)
    return {"chips": chips, "name_form": name_form, "may_keep": bool(said) and not is_kept}


class MyTasksView(PermissionView):
    """What I have in hand, by due date."""

    permission = "workstations.execute_task"

    def get(self, request):
        """Overdue, today, this week, later."""
        groups = select.tasks_mine(self.access)
        context = {"groups": groups, "tabs": tabs(self.access, "task_mine")}
        context["cut_at"] = select.cut_at(groups)
        return render(request, "workstations/tasks/mine.html", context)


class TaskBoardView(PermissionView):
    """The station's open tasks in columns; a list on a phone."""

    permission = "workstations.view_task"

    def get(self, request):
        """All columns, also empty ones."""
        groups = select.tasks_board(self.access)
        context = {"groups": groups, "tabs": tabs(self.access, "task_board")}
        context["cut_at"] = select.cut_at(groups)
        return render(request, "workstations/tasks/board.html", context)


class TaskListView(PermissionView):
    """Every task in scope, filtered, newest first."""

    permission = "workstations.view_task"

    def get(self, request):
        """Filters live in the URL; a filter that makes no sense is ignored and told."""
        return self._page(TaskFilterForm(request.GET), FilterNameForm())

    def post(self, request):
        """Keep the filter of the address under a name, or say why not at its field."""
        form, name = TaskFilterForm(request.GET), FilterNameForm(request.POST)
        wanted = wanted_of(form)
        kept = form_run(
            name, lambda data: filter_save(actor=request.user, name=data["name"], wanted=wanted)
        )
        if kept is None:
            return self._page(form, name, 422)
        messages.success(request, _("已存下，下次点一下就行。"))
        return redirect(filter_url(kept))

    def _page(self, form, name, status=200):
        wanted = wanted_of(form)
        page = select.tasks_listed(self.access, wanted, before_of(self.request))
        context = {"form": form, "rows": page.rows, "next_url": next_url(self.request, page)}
        context["tabs"] = tabs(self.access, "task_list")
        context |= filters_context(self.request.user, wanted, name)
        context["whose"] = page.rows[0].task.assignee if wanted.assignee and page.rows else None
        return render(self.request, "workstations/tasks/list.html", context, status=status)


class FilterDropView(PermissionView):
    """One's own filter is given up."""

    permission = "workstations.view_task"

    def post(self, request, pk):
        """Somebody else's is none."""
        filter_drop(actor=request.user, pk=pk)
        messages.success(request, _("已删去。"))
        return redirect("workstations:task_list")


class VerifyListView(PermissionView):
    """What waits for the committee's eye."""

    permission = "workstations.verify_task"

    def get(self, request):
        """Oldest delivery first, and the questions for more time."""
        context = {
            "rows": select.tasks_to_verify(self.access),
            "extensions": select.extensions_to_decide(self.access),
        }
        return render(request, "workstations/tasks/verify.html", context)


class TaskDetailView(PermissionView):
    """One task: the next action on top, then what it is and its way."""

    permission = "workstations.view_task"

    def get(self, request, pk):
        """The page."""
        detail = task_detail(self.access, pk)
        context = detail_context(detail, request.user, reply=int_of(request.GET.get("reply")))
        return render(request, "workstations/tasks/detail.html", context)
