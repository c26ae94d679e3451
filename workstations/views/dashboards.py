"""The dashboard of officials, and the spreadsheet one can ask for."""

from django.shortcuts import redirect, render

from portal.access.mixins import PermissionView
from portal.dashboards.kpis import kpis_for
from portal.dashboards.periods import period_of
from portal.kernel import clock
from resident_affairs.selectors.categories import category_tree
from workstations.forms.dashboards import DashboardForm
from workstations.selectors import dashboard_faces as faces
from workstations.selectors import dashboards as select
from workstations.services.dashboard_exports import export_request


class DashboardView(PermissionView):
    """Where things stand, for a sub-district or the district."""

    permission = "workstations.view_dashboard"

    def get(self, request):
        """Figures of the period, table of what lies below, trend, and what is overdue longest."""
        tree = category_tree()
        leaves = [(leaf.pk, leaf.label) for root in tree for leaf in root.leaves]
        form = DashboardForm(request.GET or None, categories=leaves)
        wanted = form.wanted() if form.is_bound else DEFAULTS
        division = select.dashboard_division(self.access, wanted["division"])
        context = self._context(division, wanted, dict(leaves))
        return render(request, "workstations/dashboards/detail.html", context | {"form": form})

    def _context(self, division, wanted: dict, names: dict) -> dict:
        today, category, kpis = clock.today(), wanted["category"], kpis_for(self.access)
        period, year = period_of(wanted["period"], today), period_of("twelve", today)
        board = select.dashboard_board(division, period, year, category)
        return {
            "board": board,
            "wanted": wanted,
            "tiles": faces.headlines(board, period, wanted, kpis),
            "groups": faces.figure_groups(board, period, wanted, kpis),
            "heat": faces.heat(board, period, category),
            "trend": faces.trend_chart(board, year.months),
            "categories": faces.category_chart(board, names),
            "overdue": select.oldest_overdue(division, clock.now()),
            "period": period,
            "urges": self.access.is_granted(select.URGE, None),
        }


DEFAULTS = {"period": "month", "category": 0, "division": None}


class DashboardExportView(PermissionView):
    """Ask for the spreadsheet of a dashboard."""

    permission = "portal.export_figures"

    def post(self, request):
        """It is made by a job and found among one's files."""
        wanted = DashboardForm(request.POST).wanted()
        division = select.dashboard_division(self.access, wanted["division"])
        export_request(
            actor=request.user,
            division=division.pk,
            period=wanted["period"],
            category=wanted["category"],
        )
        return redirect("portal:exports")
