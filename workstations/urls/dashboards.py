"""Routes of the dashboards."""

from django.urls import path

from workstations.views import dashboards

ROUTES = [
    path("dashboard/", dashboards.DashboardView.as_view(), name="dashboard"),
    path("dashboard/export/", dashboards.DashboardExportView.as_view(), name="dashboard_export"),
]
