"""Routes of the pages: one file per noun."""

from workstations.urls import dashboards, entrusted, plans, stations, supervision, tasks

app_name = "workstations"
urlpatterns = [
    *dashboards.ROUTES,
    *tasks.ROUTES,
    *stations.ROUTES,
    *entrusted.ROUTES,
    *plans.ROUTES,
    *supervision.ROUTES,
]
