"""Routes of the pages: one file per noun."""

from workstations.urls import dashboards, entrusted, stations, supervision, tasks, transfers

app_name = "workstations"
urlpatterns = [
    *dashboards.ROUTES,
    *tasks.ROUTES,
    *stations.ROUTES,
    *entrusted.ROUTES,
    *supervision.ROUTES,
    *transfers.ROUTES,
]
