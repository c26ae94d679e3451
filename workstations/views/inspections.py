"""Pages of inspections: the list, one visit, and writing one down."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.views.steps import before_of
from workstations.forms.cases import InspectionForm
from workstations.selectors import inspections as read
from workstations.selectors.case_origins import OPEN, places_for_cases
from workstations.services.inspections import INSPECT, inspection_record

DETAIL = "workstations:inspection"


class InspectionListView(PermissionView):
    """What was seen on the spot."""

    permission = read.VIEW

    def get(self, request):
        """20 at a time."""
        rows = read.inspections_listed(self.access, before_of(request))
        context = {"rows": rows[: read.PAGE], "inspects": self.access.is_granted(INSPECT, None)}
        if len(rows) > read.PAGE:
            context["next_url"] = f"?before={rows[read.PAGE - 1].pk}"
        return render(request, "workstations/inspections/list.html", context)


class InspectionView(PermissionView):
    """One visit with its lines."""

    permission = read.VIEW

    def get(self, request, pk):
        """The page; whoever may open a case does so from here."""
        row = read.inspection_for(self.access, pk)
        context = {"row": row, "lines": list(row.lines.all())}
        context["opens"] = self.access.is_granted(OPEN, row)
        return render(request, "workstations/inspections/detail.html", context)


class InspectionRecordView(PermissionView):
    """Write a visit down."""

    permission = INSPECT

    def get(self, request):
        """The form."""
        return self._page(self._form())

    def post(self, request):
        """Keep it."""
        form = self._form(request.POST)
        row = form_run(form, lambda data: self._record(form, data))
        return redirect(DETAIL, pk=row.pk) if row else self._page(form, 400)

    def _form(self, *given):
        return InspectionForm(*given, places=places_for_cases(self.access, INSPECT))

    def _record(self, form, data):
        names = ("community", "title", "visited_on", "summary", "submit_key")
        words = {name: data[name] for name in names}
        return inspection_record(actor=self.request.user, lines=form.lines(), **words)

    def _page(self, form, status=200):
        lead = _("一项一项写下看到的。写好以后不能改；有问题的可以从这里立案。")
        context = {"form": form, "lead": lead, "title": _("记录检查")}
        context["back_url"] = reverse("workstations:inspection_list")
        return render(self.request, "workstations/inspections/form.html", context, status=status)
