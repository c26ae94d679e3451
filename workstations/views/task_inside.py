"""What is done inside a task: its checklist, its parts, its ground, its time and money."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from workstations.forms import plans as forms
from workstations.selectors import plans as read
from workstations.selectors.entrusted import duties_to_name
from workstations.selectors.tasks import task_for
from workstations.services.checklists import line_tick
from workstations.services.grounds import task_rest_on
from workstations.services.parts import part_open
from workstations.services.work_entries import work_strike
from workstations.views.plans import form_page
from workstations.workflows.plans import PLAN_WORK

DETAIL = "workstations:task_detail"


def _back(pk: int, anchor: str):
    return redirect(f"{reverse(DETAIL, args=[pk])}#{anchor}")


class LineTickView(PermissionView):
    """One tap on a line of the checklist."""

    permission = "workstations.execute_task"

    def get(self, request, pk, line):
        """Somebody reloaded: back to the list."""
        return _back(pk, "checklist")

    def post(self, request, pk, line):
        """``done`` is yes, or the tick is taken away."""
        task = task_for(self.access, pk)
        is_done = request.POST.get("done") == "yes"
        line_tick(actor=request.user, task=task, item_id=line, is_done=is_done)
        return _back(pk, "checklist")


class WorkStrikeView(PermissionView):
    """One's own mistaken entry is taken back."""

    permission = "workstations.execute_task"

    def post(self, request, pk):
        """It stays, struck."""
        entry = work_strike(actor=request.user, entry_id=pk)
        return _back(entry.task_id, "work")


class PartOpenView(PermissionView):
    """A part is split off."""

    permission = PLAN_WORK

    def get(self, request, pk):
        """The form."""
        task = task_for(self.access, pk, PLAN_WORK)
        return self._page(task, self._form(task))

    def post(self, request, pk):
        """Open it, or say why not at its field."""
        task = task_for(self.access, pk, PLAN_WORK)
        form = self._form(task, request.POST)
        if form_run(form, lambda data: self._open(task, data)) is None:
            return self._page(task, form, 422)
        messages.success(request, _("分项已立，请派人。"))
        return _back(pk, "parts")

    def _form(self, task, *given):
        return forms.PartForm(*given, templates=read.templates_to_use(task.station_id))

    def _open(self, task, data):
        names = ("title", "weight", "due_on", "evidence_wanted", "template")
        words = {name: data[name] for name in names}
        return part_open(actor=self.request.user, task=task, **words)

    def _page(self, task, form, status=200):
        lead = _("分项各派各的人、各自验收；都验收了，整项才能交付。")
        back = reverse(DETAIL, args=[task.pk])
        return form_page(self.request, form, _("拆出一个分项"), back, lead, task.title, status)


class TaskGroundView(PermissionView):
    """Another entry for a routine task."""

    permission = PLAN_WORK

    def get(self, request, pk):
        """The form."""
        task = task_for(self.access, pk, PLAN_WORK)
        return self._page(task, self._form(initial={"duty": task.duty}))

    def post(self, request, pk):
        """Rest it on that, or say why not at the field."""
        task = task_for(self.access, pk, PLAN_WORK)
        form = self._form(request.POST)
        if form_run(form, lambda data: self._rest(task, data)) is None:
            return self._page(task, form, 422)
        messages.success(request, _("依据已更换，并记入办理过程。"))
        return redirect(DETAIL, pk=pk)

    def _form(self, *given, **words):
        return forms.GroundForm(*given, duties=duties_to_name(), **words)

    def _rest(self, task, data):
        return task_rest_on(actor=self.request.user, task=task, duty=data["duty"])

    def _page(self, task, form, status=200):
        lead = _("没有常设决议的日常任务，要写明依据清单上的哪一条。")
        back = reverse(DETAIL, args=[task.pk])
        return form_page(self.request, form, _("换依据"), back, lead, task.title, status)
