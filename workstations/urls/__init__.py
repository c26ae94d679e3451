"""Routes of the pages: one file per noun."""

from workstations.urls import (
    contracts,
    dashboards,
    entrusted,
    overdue,
    stations,
    supervision,
    tasks,
    transfers,
    whistles,
)

app_name = "workstations"
urlpatterns = [
    *contracts.ROUTES,
    *dashboards.ROUTES,
    *entrusted.ROUTES,
    *overdue.ROUTES,
    *stations.ROUTES,
    *supervision.ROUTES,
    *tasks.ROUTES,
    *transfers.ROUTES,
    *whistles.ROUTES,
]
