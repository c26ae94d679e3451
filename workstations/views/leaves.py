"""Pages of leave: the list, asking, one leave, naming who stands in, the steps."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import TransitionRefused
from portal.views.steps import before_of, buttons_for, reason_of, split
from workstations.forms import leaves as forms
from workstations.selectors import leaves as read
from workstations.services import leaves as write
from workstations.services.reads import looks_note
from workstations.views.parts import moment_words
from workstations.views.plans import form_page
from workstations.workflows.leaves import ASK, DECIDE, VIEW

PAGES = {"approve": "workstations:leave_substitute", "replace": "workstations:leave_substitute"}
HANDS = {"asked": "execution", "approved": "execution"}


class LeaveListView(PermissionView):
    """Mine, those I decide about, those I stand in for."""

    permission = VIEW

    def get(self, request):
        """20 at a time."""
        group = "over" if request.GET.get("group") == "over" else "open"
        rows = read.leaves_listed(self.access, group, before_of(request))
        context = {"rows": rows[: read.PAGE], "group": group}
        context["asks"] = self.access.is_granted(ASK, None)
        looks_note(actor=request.user, subjects=context["rows"], permission=VIEW)
        if len(rows) > read.PAGE:
            context["next_url"] = f"?group={group}&before={rows[read.PAGE - 1].pk}"
        return render(request, "workstations/leaves/list.html", context)


class LeaveAskView(PermissionView):
    """Leave is asked for; the head writes it down for somebody else too."""

    permission = ASK

    def get(self, request):
        """The form."""
        return self._page(self._form(read.station_of_worker(self.access)))

    def post(self, request):
        """Ask, or say why not at its field."""
        station = read.station_of_worker(self.access)
        form = self._form(station, request.POST)
        asked = form_run(form, lambda data: self._ask(station, form, data))
        if asked is None:
            return self._page(form, 422)
        messages.success(request, _("已提出，等准假的人决定。"))
        return redirect("workstations:leave", pk=asked.pk)

    def _form(self, station, *given):
        people = read.colleagues_of(station.community_id)
        own = None if self.access.can(DECIDE, None) else self.request.user
        return forms.LeaveForm(*given, people=people, own=own)

    def _ask(self, station, form, data):
        words = {"draft": form.draft(), "submit_key": data["submit_key"]}
        return write.leave_ask(actor=self.request.user, station=station, **words)

    def _page(self, form, status=200):
        lead = _("假期里由代办人接着办，任务的期限不停。")
        back = reverse("workstations:leave_list")
        return form_page(self.request, form, _("请假"), back, lead, status=status)


class LeaveView(PermissionView):
    """One leave."""

    permission = VIEW

    def get(self, request, pk):
        """Who, when, who stands in, what may be done now."""
        page = read.leave_page(self.access, pk)
        leave = page.leave
        looks_note(actor=request.user, subjects=[leave], permission=VIEW)
        context = {
            "leave": leave,
            "hand": HANDS.get(leave.status, "calm"),
            "facts": _facts(self.access, leave),
            "entries": [replace(row, when=moment_words(row.when)) for row in page.timeline],
            **split(buttons_for(leave, request.user, "workstations:leave_step", PAGES)),
        }
        return render(request, "workstations/leaves/detail.html", context)


def _facts(access, leave) -> list[dict]:
    """The reason is for the person and whoever decides."""
    sees = leave.user_id == access.user.pk or access.can(DECIDE, leave)
    substitute = leave.substitute.name if leave.substitute else _("由准假的人定")
    term = f"{leave.starts_on.isoformat()} — {leave.ends_on.isoformat()}"
    return [
        {"label": _("请假人"), "value": leave.user.name},
        {"label": _("哪种假"), "value": leave.get_kind_display()},
        {"label": _("期间"), "value": _("%(term)s（%(n)s 天）") % {"term": term, "n": leave.days}},
        {"label": _("代办人"), "value": substitute},
        {"label": _("事由"), "value": leave.reason if sees else ""},
        {"label": _("社工站"), "value": leave.station.name},
    ]


class LeaveSubstituteView(PermissionView):
    """Allow it with a substitute, or name another one."""

    permission = DECIDE

    def get(self, request, pk):
        """The station's people and what each has in hand."""
        leave = read.leave_for(self.access, pk, DECIDE)
        initial = {"substitute": leave.substitute}
        return self._page(leave, self._form(leave, initial=initial))

    def post(self, request, pk):
        """Name them, or say why not at the field."""
        leave = read.leave_for(self.access, pk, DECIDE)
        form = self._form(leave, request.POST)
        if form_run(form, lambda data: self._name(leave, data)) is None:
            return self._page(leave, form, 422)
        messages.success(request, _("已记录，双方都会收到通知。"))
        return redirect("workstations:leave", pk=pk)

    def _form(self, leave, *given, **words):
        people = read.colleagues_of(leave.community_id, leave.user_id)
        return forms.SubstituteForm(*given, people=people, subject=leave, **words)

    def _name(self, leave, data):
        service = write.leave_approve if leave.status == "asked" else write.leave_replace
        words = {"substitute": data["substitute"], "version": data["version"]}
        return service(actor=self.request.user, leave=leave, **words)

    def _page(self, leave, form, status=200):
        if leave.status not in {"asked", "approved"}:
            raise TransitionRefused(_("这次假已经定了，不能再改。"), code="state")
        title = _("准假，定代办人") if leave.status == "asked" else _("换代办人")
        back = reverse("workstations:leave", args=[leave.pk])
        kicker = f"{leave.user.name} · {leave}"
        return form_page(self.request, form, title, back, kicker=kicker, status=status)


class LeaveStepView(PermissionView):
    """Refuse, withdraw, end."""

    permission = VIEW

    def get(self, request, pk, name):
        """Somebody reloaded: back to the leave."""
        return redirect("workstations:leave", pk=pk)

    def post(self, request, pk, name):
        """With the reason typed beside the button."""
        leave = read.leave_for(self.access, pk)
        words = {"name": name, "remark": reason_of(request)}
        write.leave_step(actor=request.user, leave=leave, **words)
        messages.success(request, _("已记录。"))
        return redirect("workstations:leave", pk=pk)
