"""Pages of the results of years: computed, confirmed, told, replied to, appealed, decided."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.kernel.errors import NotFound, RuleViolated
from portal.views.steps import before_of, buttons_for, int_of, reason_of, split
from workstations.forms import scores as forms
from workstations.selectors import score_faces as faces
from workstations.selectors import year_results as read
from workstations.services import year_results as write
from workstations.services.reads import look_note
from workstations.views.score_parts import ScoreFormView, score_tabs
from workstations.workflows.year_results import CONFIRM, DECIDE, DRAFT

DETAIL, STEP = "workstations:year_result", "workstations:year_result_step"
PAGES = {
    "confirm": "workstations:year_result_confirm",
    "reply": "workstations:year_result_reply",
    "appeal": "workstations:year_result_appeal",
    "uphold": "workstations:year_result_decide",
    "change": "workstations:year_result_decide",
}


class YearListView(PermissionView):
    """What waits for one, whose year may be computed, all results."""

    permission = read.VIEW

    def get(self, request):
        """What waits first."""
        waiting = read.results_waiting(self.access)
        rows = read.results_listed(self.access, before_of(request))
        mine = {row.pk for row in waiting}
        context = {
            "waiting": [faces.result_row(row, needs_you=True) for row in waiting],
            "rows": [faces.result_row(row) for row in rows[: read.PAGE] if row.pk not in mine],
            "open": read.year_to_compute(self.access),
            "tabs": score_tabs(self.access, "year_results"),
            "next_url": f"?before={rows[read.PAGE - 1].pk}" if rows[read.PAGE :] else "",
        }
        return render(request, "workstations/scores/years.html", context)


class YearDraftView(PermissionView):
    """The result of one person's year is computed."""

    permission = DRAFT

    def post(self, request):
        """For one of those whom the list offers."""
        offered = read.year_to_compute(self.access)
        wanted = int_of(request.POST.get("user")), int_of(request.POST.get("station"))
        people = offered.people if offered else []
        found = next((p for p in people if (p.user.pk, p.station.pk) == wanted), None)
        if found is None:
            raise NotFound()
        words = {"station": found.station, "user": found.user, "year": offered.year}
        try:
            result = write.year_draft(actor=request.user, **words)
        except RuleViolated as error:
            messages.error(request, error.message)
            return redirect("workstations:year_results")
        return redirect(DETAIL, pk=result.pk)


class YearResultView(PermissionView):
    """One person's year: for the person once told, for who decides or watches (noted)."""

    permission = read.OWN

    def get(self, request, pk):
        """How it came about; the look is written down."""
        page = read.result_page(self.access, pk)
        result = page.result
        if not (page.is_own or page.is_looked):
            look_note(actor=request.user, subject=result, permission=read.VIEW)
        context = {
            "page": page,
            "result": result,
            "facts": faces.result_facts(page),
            "steps": faces.year_arithmetic(result),
            "deadline": faces.deadline_chip(result),
        }
        context |= split(buttons_for(result, request.user, STEP, PAGES))
        return render(request, "workstations/scores/year.html", context)


class YearStepView(PermissionView):
    """publish, send_back, withdraw_appeal."""

    permission = read.OWN

    def post(self, request, pk, name):
        """Take it."""
        result = read.result_for(self.access, pk)
        words = {"name": name, "remark": reason_of(request)}
        write.year_step(actor=request.user, result=result, **words)
        return redirect(DETAIL, pk=pk)


class YearFormView(ScoreFormView):
    """One form about one result."""

    def thing(self, pk):
        """The result, by whoever may do this with it."""
        return read.result_for(self.access, pk, self.permission)

    def page_of(self, result):
        """Back to it."""
        return reverse(DETAIL, args=[result.pk])


class YearConfirmView(YearFormView):
    """Another person confirms."""

    permission = CONFIRM
    title = property(lambda self: _("确认结果"))
    button = property(lambda self: _("确认"))
    lead = property(lambda self: _("算出结果的人不能自己确认。结果不一样的要写理由，会告诉本人。"))

    def form(self, result, *given):
        """With what was computed."""
        return forms.GradeForm(*given, subject=result, initial={"grade": result.computed_grade})

    def keep(self, result, form, data):
        """Confirm."""
        words = {name: data[name] for name in ("grade", "departure", "version")}
        return write.year_confirm(actor=self.request.user, result=result, **words)


class YearReplyView(YearFormView):
    """The person's own words."""

    permission = read.OWN
    title = property(lambda self: _("写说明"))
    lead = property(lambda self: _("说明和结果放在一起，街道和居委会看得到。这不是申诉。"))

    def form(self, result, *given):
        """Empty or as sent."""
        return forms.WordsForm(*given, subject=result)

    def keep(self, result, form, data):
        """Keep them."""
        words = {"words": data["words"], "version": data["version"]}
        return write.year_reply(actor=self.request.user, result=result, **words)


class YearAppealView(YearFormView):
    """The person appeals to the district."""

    permission = read.OWN
    title = property(lambda self: _("申诉"))
    button = property(lambda self: _("提出申诉"))
    lead = property(
        lambda self: _("告知以后五个工作日内提出。由区里另外的人决定，不是街道；要说明理由。")
    )

    def form(self, result, *given):
        """Empty or as sent."""
        return forms.WordsForm(*given, subject=result, label=_("为什么不同意"))

    def keep(self, result, form, data):
        """Appeal."""
        words = {"words": data["words"], "version": data["version"]}
        return write.year_appeal(actor=self.request.user, result=result, **words)


class YearDecideView(YearFormView):
    """The district decides the appeal."""

    permission = DECIDE
    title = property(lambda self: _("决定申诉"))
    button = property(lambda self: _("作出决定"))

    def facts(self, result):
        """What the person said."""
        return [{"label": _("申诉理由"), "value": result.appeal}]

    def form(self, result, *given):
        """With the result as it stands."""
        return forms.DecideForm(*given, subject=result, initial={"grade": result.grade})

    def keep(self, result, form, data):
        """Decide."""
        words = {name: data[name] for name in ("grade", "decision", "version")}
        return write.appeal_decide(actor=self.request.user, result=result, **words)
