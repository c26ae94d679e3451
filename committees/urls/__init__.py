"""Routes of the pages: one file per noun."""

from committees.urls import (
    appraisals,
    archives,
    bodies,
    consultations,
    corrections,
    covenants,
    deliberation,
    demands,
    disclosures,
    elections,
    minutes,
    sealed,
)

app_name = "committees"
urlpatterns = [
    *deliberation.ROUTES,
    *bodies.ROUTES,
    *minutes.ROUTES,
    *consultations.ROUTES,
    *demands.ROUTES,
    *disclosures.ROUTES,
    *elections.ROUTES,
    *archives.ROUTES,
    *covenants.ROUTES,
    *corrections.ROUTES,
    *appraisals.ROUTES,
    *sealed.ROUTES,
]
