"""Routes of the pages: one file per noun."""

from workstations.urls import dashboards, entrusted, stations, supervision, tasks, whistles

app_name = "workstations"
urlpatterns = [
    *dashboards.ROUTES,
    *tasks.ROUTES,
    *stations.ROUTES,
    *entrusted.ROUTES,
    *supervision.ROUTES,
    *whistles.ROUTES,
]
