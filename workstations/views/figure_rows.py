"""The page that proves a figure: what it is, what came out, and the rows it was counted from."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.dashboards.kpis import kpis_for
from portal.dashboards.periods import period_of
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.selectors.figure_rows import figure_rows
from portal.selectors.figures import kpi_sums
from portal.views.steps import before_of
from workstations.forms.dashboards import DashboardForm
from workstations.selectors import dashboard_faces as faces
from workstations.selectors.dashboards import dashboard_division
from workstations.views.parts import moment_words


class FigureRowsView(PermissionView):
    """``?kpi=`` by its name, of a division, period and category as on the dashboard."""

    permission = "workstations.view_figures"

    def get(self, request):
        """20 at a time."""
        kpi = self._kpi(request.GET.get("kpi", ""))
        wanted = DashboardForm(request.GET).wanted()
        division = dashboard_division(self.access, wanted["division"], self.permission)
        period = period_of(wanted["period"], clock.today())
        given = (kpi, division, (period.first, period.until), wanted["category"])
        page = figure_rows(self.access, *given, before_of(request))
        context = {"kpi": kpi, "division": division, "period": period, "rows": page.rows}
        context |= {"tile": self._tile(kpi, division, period, wanted["category"])}
        context |= {"lines": [_line(kpi, row) for row in page.rows]}
        context["tabs"] = self._tabs(kpi, division, wanted)
        if page.next_before:
            here = faces.rows_url(kpi, division, wanted["period"], wanted["category"])
            context["next_url"] = f"{here}&before={page.next_before}"
        return render(request, "workstations/dashboards/rows.html", context)

    def _kpi(self, name: str):
        found = next((kpi for kpi in kpis_for(self.access) if kpi.name == name), None)
        if found is None or not found.has_rows:
            raise NotFound()
        return found

    @staticmethod
    def _tile(kpi, division, period, category: int) -> dict:
        value = kpi.value(kpi_sums(kpi, division.pk, period.first, period.last, category))
        return {"value": faces.shown(kpi, value.number), "n": faces.basis(kpi, value)}

    @staticmethod
    def _tabs(kpi, division, wanted: dict) -> list[dict]:
        return [
            {
                "label": label,
                "url": faces.rows_url(kpi, division, name, wanted["category"]),
                "is_current": name == wanted["period"],
            }
            for name, label in DashboardForm.base_fields["period"].choices
        ]


def _line(kpi, row) -> dict:
    """One row in words; of what residents did the day, not the minute."""
    words = {True: _("符合"), False: _("不符合"), None: ""}
    when = (
        date_format(timezone.localtime(row.when), "Y-m-d") if kpi.people else moment_words(row.when)
    )
    return {
        "title": row.title or _("不在您的阅看范围，只计数"),
        "is_shown": bool(row.title),
        "url": row.url,
        "meta": " · ".join(part for part in (row.kind, row.place, when) if part),
        "what": row.what,
        "amount": faces.row_amount(kpi, row),
        "is_in": row.is_in,
        "in_words": words[row.is_in],
    }
