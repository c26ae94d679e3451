"""The dashboard of officials, and the spreadsheet one can ask for."""

from django.http import FileResponse
from django.shortcuts import redirect, render

from portal.access.mixins import PermissionView
from portal.dashboards.periods import period_of
from portal.kernel import clock
from portal.kernel.errors import NotFound
from resident_affairs.selectors.categories import category_tree
from workstations.forms.dashboards import DashboardForm
from workstations.selectors import dashboard_faces as faces
from workstations.selectors import dashboards as select
from workstations.selectors.exports import export_of, exports_of
from workstations.services.exports import export_request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        today, category = clock.today(), wanted["category"]
        period, year = period_of(wanted["period"], today), period_of("twelve", today)
        board = select.dashboard_board(division, period, year, category)
        return {
            "board": board,
            "wanted": wanted,
            "tiles": faces.tiles(board, period, category),
            "heat": faces.heat(board, period, category),
            "trend": faces.trend_chart(board, year.months),
            "categories": faces.category_chart(board, names),
            "overdue": select.oldest_overdue(division, clock.now()),
            "period": period,
        }


DEFAULTS = {"period": "month", "category": 0, "division": None}


class ExportListView(PermissionView):
    """The spreadsheets one has asked for."""

    permission = "portal.export_figures"

    def get(self, request):
        """Newest first; those in the making show their progress."""
        exports = exports_of(request.user)
        return render(request, "workstations/dashboards/exports.html", {"exports": exports})

    def post(self, request):
        """Ask for one."""
        wanted = DashboardForm(request.POST).wanted()
        division = select.dashboard_division(self.access, wanted["division"])
        export_request(
            actor=request.user,
            division=division.pk,
            period=wanted["period"],
            category=wanted["category"],
        )
        return redirect("workstations:exports")


class ExportProgressView(PermissionView):
    """One spreadsheet's row, asked for again by the page while it is being made."""

    permission = "portal.export_figures"

    def get(self, request, pk):
        """The fragment."""
        context = {"export": export_of(request.user, pk)}
        return render(request, "workstations/dashboards/export_row.html", context)


class ExportFileView(PermissionView):
    """The finished spreadsheet, for the one who asked."""

    permission = "portal.export_figures"

    def get(self, request, pk):
        """As an attachment; 404 while it is not there."""
        export = export_of(request.user, pk)
        if not export.file:
            raise NotFound()
        return FileResponse(
            export.file.open("rb"),
            as_attachment=True,
            filename=export.filename,
            content_type=XLSX,
        )
