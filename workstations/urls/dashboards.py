"""Routes of the dashboards."""

from django.urls import path

from workstations.views import burden, dashboards

ROUTES = [
    path("dashboard/burden/", burden.BurdenView.as_view(), name="burden"),
    path("dashboard/", dashboards.DashboardView.as_view(), name="dashboard"),
    path("dashboard/export/", dashboards.DashboardExportView.as_view(), name="dashboard_export"),
]
