"""The steps of a task: form, service, back to the task."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from workstations.forms.tasks import AssignForm, HandOverForm
from workstations.selectors.task_detail import task_detail
from workstations.selectors.tasks import task_for
from workstations.selectors.workload import loads_of
from workstations.services import tasks as do
from workstations.services.evidence import evidence_add
from workstations.services.work_entries import work_log
from workstations.views.parts import STEP_FORMS, detail_context, step_form


def _words(data, *names):
    return {name: data[name] for name in ("version", *names)}


RUN = {
    "accept": lambda a, t, d: do.task_accept(actor=a, task=t, **_words(d)),
    "return": lambda a, t, d: do.task_return(actor=a, task=t, **_words(d, "remark")),
    "note_progress": lambda a, t, d: do.task_note_progress(
        actor=a,
        task=t,
        uploads=d["photos"],
        **_words(d, "text", "percent", "stage", "is_public", "submit_key"),
    ),
    "block": lambda a, t, d: do.task_block(actor=a, task=t, **_words(d, "remark")),
    "unblock": lambda a, t, d: do.task_unblock(actor=a, task=t, **_words(d)),
    "deliver": lambda a, t, d: do.task_deliver(
        actor=a, task=t, uploads=d["photos"], **_words(d, "remark")
    ),
    "verify": lambda a, t, d: do.task_verify(actor=a, task=t, **_words(d, "remark")),
    "send_back": lambda a, t, d: do.task_send_back(actor=a, task=t, **_words(d, "remark")),
    "cancel": lambda a, t, d: do.task_cancel(actor=a, task=t, **_words(d, "remark")),
    "ask_extension": lambda a, t, d: do.extension_ask(
        actor=a, task=t, new_due_on=d["new_due_on"], reason=d["reason"]
    ),
    "log_work": lambda a, t, d: work_log(
        actor=a,
        task=t,
        minutes=d["minutes"] or 0,
        fen=d["fen"] or 0,
        **{name: d[name] for name in ("on", "words", "submit_key")},
    ),
    "add_evidence": lambda a, t, d: evidence_add(
        actor=a,
        task=t,
        uploads=d["photos"],
        **{name: d[name] for name in ("stage", "caption", "submit_key")},
    ),
}


class TaskStepView(PermissionView):
    """POST one step; a wrong form comes back on the page with what was typed. The page is open to
    whoever may see the task, the service asks for the step's own permission."""

    permission = "workstations.view_task"

    def get(self, request, pk, name):
        """Somebody reloaded: back to the task."""
        return redirect("workstations:task_detail", pk=pk)

    def post(self, request, pk, name):
        """Done: on to the page. Wrong: the page again, the form open."""
        task = task_for(self.access, pk)
        if name not in RUN:
            raise NotFound()
        form = step_form(name, task, request.POST, request.FILES)
        if form_run(form, lambda data: RUN[name](request.user, task, data) or True) is None:
            return self._again(request, pk, name, form)
        messages.success(request, _("已办好这一步，并记入办理过程。"))
        return redirect("workstations:task_detail", pk=pk)

    def _again(self, request, pk, name, form):
        detail = task_detail(self.access, pk)
        context = detail_context(detail, request.user, refused=(name, form))
        return render(request, "workstations/tasks/detail.html", context, status=422)


class TaskAssignView(PermissionView):
    """The head gives a task to somebody; who has how many stands beside each name."""

    permission = "workstations.assign_task"
    form_class = AssignForm
    service = staticmethod(do.task_assign)

    def get(self, request, pk):
        """The people of the station."""
        return self._page(request, self._task(pk))

    def post(self, request, pk):
        """Give it."""
        task = self._task(pk)
        people = loads_of(task.community_id)
        form = self.form_class(request.POST, people=people, subject=task)
        if form_run(form, lambda data: self._give(task, data)) is None:
            return self._page(request, task, form, 422)
        messages.success(request, _("已派出，对方会收到通知。"))
        return redirect("workstations:task_detail", pk=pk)

    def _task(self, pk):
        return task_for(self.access, pk, self.permission)

    def _give(self, task, data):
        words = {name: data[name] for name in ("assignee", "remark", "version")}
        return self.service(actor=self.request.user, task=task, **words)

    def _page(self, request, task, form=None, status=200):
        if form is None:
            people = loads_of(task.community_id)
            form = self.form_class(people=people, subject=task)
        context = {"task": task, "form": form, "is_hand_over": self.form_class is HandOverForm}
        return render(request, "workstations/tasks/assign.html", context, status=status)


class TaskHandOverView(TaskAssignView):
    """The assignee passes it on to a colleague."""

    permission = "workstations.execute_task"
    form_class = HandOverForm
    service = staticmethod(do.task_hand_over)


class ExtensionDecideView(PermissionView):
    """Grant or refuse a question for more time."""

    permission = "workstations.decide_extension"

    def get(self, request, pk, extension):
        """Back to the task."""
        return redirect("workstations:task_detail", pk=pk)

    def post(self, request, pk, extension):
        """Decide, or show why not at the field."""
        task = task_for(self.access, pk)
        form = STEP_FORMS["decide_extension"](request.POST, auto_id="id_decide_extension_%s")
        decided = form_run(form, lambda data: self._decide(extension, data))
        if decided is None:
            detail = task_detail(self.access, task.pk)
            context = detail_context(detail, request.user, decide_form=form)
            return render(request, "workstations/tasks/detail.html", context, status=422)
        messages.success(request, _("已作决定，申请人会收到通知。"))
        return redirect("workstations:task_detail", pk=pk)

    def _decide(self, extension, data):
        return do.extension_decide(
            actor=self.request.user,
            extension_id=extension,
            is_granted=data["decision"] == "grant",
            remark=data["remark"],
        )
