"""Routes of the pages: one file per noun."""

from committees.urls import bodies, consultations, deliberation

app_name = "committees"
urlpatterns = [*deliberation.ROUTES, *bodies.ROUTES, *consultations.ROUTES]
