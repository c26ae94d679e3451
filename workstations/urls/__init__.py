"""Routes of the pages: one file per noun."""

from workstations.urls import (
    cases,
    contracts,
    dashboards,
    entrusted,
    leaves,
    overdue,
    plans,
    scores,
    stations,
    supervision,
    tasks,
    transfers,
    whistles,
)

app_name = "workstations"
urlpatterns = [
    *cases.ROUTES,
    *contracts.ROUTES,
    *dashboards.ROUTES,
    *entrusted.ROUTES,
    *leaves.ROUTES,
    *overdue.ROUTES,
    *plans.ROUTES,
    *scores.ROUTES,
    *stations.ROUTES,
    *supervision.ROUTES,
    *tasks.ROUTES,
    *transfers.ROUTES,
    *whistles.ROUTES,
]
