"""Routes of the dashboards."""

from django.urls import path

from workstations.views import burden, dashboards, figure_rows

ROUTES = [
    path("dashboard/burden/", burden.BurdenView.as_view(), name="burden"),
    path("dashboard/rows/", figure_rows.FigureRowsView.as_view(), name="figure_rows"),
    path("dashboard/", dashboards.DashboardView.as_view(), name="dashboard"),
    path("dashboard/export/", dashboards.DashboardExportView.as_view(), name="dashboard_export"),
]
