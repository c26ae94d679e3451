"""Routes of the pages: one file per noun."""

from workstations.urls import cases, dashboards, entrusted, stations, supervision, tasks

app_name = "workstations"
urlpatterns = [
    *dashboards.ROUTES,
    *tasks.ROUTES,
    *stations.ROUTES,
    *entrusted.ROUTES,
    *cases.ROUTES,
    *supervision.ROUTES,
]
