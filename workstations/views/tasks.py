"""Pages of tasks: mine, the board, the list, what waits to be verified, one task."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from workstations.forms.tasks import TaskFilterForm
from workstations.selectors import tasks as select
from workstations.selectors.task_detail import task_detail
from workstations.views.parts import before_of, detail_context, next_url


def tabs(access, current: str) -> list[dict]:
    """The ways this person may look at the station's tasks."""
    found = [("task_board", _("看板"), "kanban"), ("task_list", _("列表"), "list-ul")]
    found.append(("plan_list", _("计划"), "calendar-event"))
    if access.may_enter(MyTasksView.permission):
        found.insert(0, ("task_mine", _("我的"), "person-check"))
    return [
        {
            "label": label,
            "icon": icon,
            "url": reverse(f"workstations:{name}"),
            "is_current": name == current,
        }
        for name, label, icon in found
    ]


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
        form = TaskFilterForm(request.GET)
        data = form.cleaned_data if form.is_valid() else {}
        page = select.tasks_listed(self.access, select.TaskFilter(**data), before_of(request))
        context = {
            "form": form,
            "rows": page.rows,
            "next_url": next_url(request, page),
            "tabs": tabs(self.access, "task_list"),
        }
        return render(request, "workstations/tasks/list.html", context)


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
        context = detail_context(task_detail(self.access, pk), request.user)
        return render(request, "workstations/tasks/detail.html", context)
