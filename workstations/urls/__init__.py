"""Routes of the pages: one file per noun."""

from workstations.urls import (
    contracts,
    dashboards,
    entrusted,
    stations,
    supervision,
    tasks,
    transfers,
)

app_name = "workstations"
urlpatterns = [
    *contracts.ROUTES,
    *dashboards.ROUTES,
    *entrusted.ROUTES,
    *stations.ROUTES,
    *supervision.ROUTES,
    *tasks.ROUTES,
    *transfers.ROUTES,
]
