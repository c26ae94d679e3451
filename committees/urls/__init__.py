"""Routes of the pages: one file per noun."""

from committees.urls import (
    appraisals,
    bodies,
    consultations,
    corrections,
    covenants,
    deliberation,
    minutes,
)

app_name = "committees"
urlpatterns = [
    *deliberation.ROUTES,
    *bodies.ROUTES,
    *minutes.ROUTES,
    *consultations.ROUTES,
    *covenants.ROUTES,
    *corrections.ROUTES,
    *appraisals.ROUTES,
]
