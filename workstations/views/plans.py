"""Pages of planning: plans, templates, open parts, and what categories rest on."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.services.duties import MANAGE
from portal.views.steps import before_of, reason_of
from workstations.forms import plans as forms
from workstations.selectors import plans as read
from workstations.selectors.entrusted import duties_to_name
from workstations.selectors.stations import staff_with_load
from workstations.services import grounds
from workstations.services import plans as write
from workstations.services.templates import template_keep, template_switch
from workstations.views.plan_parts import plan_context, plan_rows, plan_tabs
from workstations.workflows.plans import PLAN_WORK

FORM = "workstations/form.html"


def form_page(request, form, title, back_url, lead="", kicker="", status=200):
    """One form with its way back."""
    context = {"form": form, "title": title, "back_url": back_url, "lead": lead, "kicker": kicker}
    return render(request, FORM, context, status=status)


class PlanListView(PermissionView):
    """The plans of a station, with the days to come."""

    permission = read.VIEW

    def get(self, request):
        """20 at a time."""
        group = "ended" if request.GET.get("group") == "ended" else "alive"
        rows = read.plans_listed(self.access, group, before_of(request))
        context = {"rows": plan_rows(rows[: read.PAGE]), "group": group}
        context |= {"tabs": plan_tabs(self.access, "plans"), "plans": self._plans()}
        if len(rows) > read.PAGE:
            context["next_url"] = f"?group={group}&before={rows[read.PAGE - 1].pk}"
        return render(request, "workstations/plans/list.html", context)

    def _plans(self) -> bool:
        return self.access.is_granted(PLAN_WORK, None)


class PlanView(PermissionView):
    """One plan."""

    permission = read.VIEW

    def get(self, request, pk):
        """When, on which ground, what comes next."""
        page = read.plan_page(self.access, pk)
        return render(request, "workstations/plans/detail.html", plan_context(request.user, page))


class PlanFormView(PermissionView):
    """A plan is made, or (with ``pk``) changed."""

    permission = PLAN_WORK

    def get(self, request, pk=None):
        """The form."""
        plan, station = self._found(pk)
        initial = forms.plan_initial(plan) if plan else None
        return self._page(plan, self._form(station, plan, initial=initial))

    def post(self, request, pk=None):
        """Keep it, or say why not at its field."""
        plan, station = self._found(pk)
        form = self._form(station, plan, request.POST)
        kept = form_run(form, lambda data: self._keep(station, plan, form, data))
        if kept is None:
            return self._page(plan, form, 422)
        messages.success(request, _("计划已保存，到日子会自动立任务。"))
        return redirect("workstations:plan", pk=kept.pk)

    def _found(self, pk):
        if pk is None:
            return None, read.station_planned(self.access)
        plan = read.plan_for(self.access, pk, PLAN_WORK)
        return plan, plan.station

    def _form(self, station, plan, *given, **words):
        words |= {"duties": duties_to_name(), "templates": read.templates_to_use(station.pk)}
        words["people"] = staff_with_load(station.community_id)
        return forms.PlanForm(*given, subject=plan, **words)

    def _keep(self, station, plan, form, data):
        actor, draft = self.request.user, form.draft()
        if plan is None:
            key = data["submit_key"]
            return write.plan_add(actor=actor, station=station, draft=draft, submit_key=key)
        return write.plan_change(actor=actor, plan=plan, draft=draft, version=data["version"])

    def _page(self, plan, form, status=200):
        address = ("workstations:plan", [plan.pk]) if plan else ("workstations:plan_list", [])
        title = _("修改计划") if plan else _("排一个计划")
        lead = _("到了日子，系统自动立一项任务；每个日子只立一次。")
        kicker = plan.title if plan else ""
        back = reverse(address[0], args=address[1])
        return form_page(self.request, form, title, back, lead, kicker, status)


class PlanStepView(PermissionView):
    """Pause, resume, end."""

    permission = PLAN_WORK

    def get(self, request, pk, name):
        """Somebody reloaded: back to the plan."""
        return redirect("workstations:plan", pk=pk)

    def post(self, request, pk, name):
        """With the reason typed beside the button."""
        plan = read.plan_for(self.access, pk)
        words = {"name": name, "remark": reason_of(request)}
        write.plan_step(actor=request.user, plan=plan, **words)
        messages.success(request, _("已记录。"))
        return redirect("workstations:plan", pk=pk)


class TemplateListView(PermissionView):
    """The templates of the station."""

    permission = read.VIEW

    def get(self, request):
        """Those in use first."""
        context = {"rows": read.templates_listed(self.access)}
        context |= {"tabs": plan_tabs(self.access, "templates")}
        context["plans"] = self.access.is_granted(PLAN_WORK, None)
        return render(request, "workstations/plans/templates.html", context)


class TemplateFormView(PermissionView):
    """A template is written, or (with ``pk``) changed."""

    permission = PLAN_WORK

    def get(self, request, pk=None):
        """The form."""
        template = read.template_for(self.access, pk) if pk else None
        initial = forms.template_initial(template) if template else None
        return self._page(template, self._form(template, initial=initial))

    def post(self, request, pk=None):
        """Keep it, or say why not at its field."""
        template = read.template_for(self.access, pk) if pk else None
        form = self._form(template, request.POST)
        if form_run(form, lambda data: self._keep(template, form, data)) is None:
            return self._page(template, form, 422)
        messages.success(request, _("模板已保存；已经立的任务不变。"))
        return redirect("workstations:template_list")

    def _form(self, template, *given, **words):
        categories = read.categories_to_name()
        return forms.TemplateForm(*given, subject=template, categories=categories, **words)

    def _keep(self, template, form, data):
        station = template.station if template else read.station_planned(self.access)
        words = {"template": template, "version": data["version"], "draft": form.draft()}
        return template_keep(actor=self.request.user, station=station, **words)

    def _page(self, template, form, status=200):
        title = _("修改模板") if template else _("写一份模板")
        kicker = template.title if template else ""
        back = reverse("workstations:template_list")
        return form_page(self.request, form, title, back, kicker=kicker, status=status)


class TemplateSwitchView(PermissionView):
    """Out of use, or back into it."""

    permission = PLAN_WORK

    def post(self, request, pk):
        """``on`` is yes or anything else."""
        template = read.template_for(self.access, pk)
        is_active = request.POST.get("on") == "yes"
        template_switch(actor=request.user, template=template, is_active=is_active)
        return redirect("workstations:template_list")


class PartListView(PermissionView):
    """The split tasks that are still open, with their parts."""

    permission = PLAN_WORK

    def get(self, request):
        """The soonest due first."""
        context = {"rows": read.parts_open(self.access)}
        context["tabs"] = plan_tabs(self.access, "parts")
        return render(request, "workstations/plans/parts.html", context)


class CategoryGroundListView(PermissionView):
    """On which entry the routine tasks of each category rest."""

    permission = MANAGE

    def get(self, request):
        """Every category."""
        context = {"rows": read.category_grounds()}
        return render(request, "workstations/plans/grounds.html", context)


class CategoryGroundView(PermissionView):
    """The entry of one category is chosen."""

    permission = MANAGE

    def get(self, request, pk):
        """The form."""
        row = read.category_ground(pk)
        return self._page(row, self._form(initial={"duty": row.duty}))

    def post(self, request, pk):
        """Keep it, or say why not at its field."""
        row, form = read.category_ground(pk), self._form(request.POST)
        if form_run(form, lambda data: self._keep(row, data)) is None:
            return self._page(row, form, 422)
        messages.success(request, _("已记录，以后立的任务照此办理。"))
        return redirect("workstations:category_grounds")

    def _form(self, *given, **words):
        empty = _("不单列，用通用的一条")
        return forms.GroundForm(*given, duties=duties_to_name(), empty=empty, **words)

    def _keep(self, row, data):
        words = {"category": row.category, "duty": data["duty"]}
        grounds.category_basis_set(actor=self.request.user, **words)
        return True

    def _page(self, row, form, status=200):
        back = reverse("workstations:category_grounds")
        kicker = row.category.label
        return form_page(self.request, form, _("类别依据"), back, kicker=kicker, status=status)
