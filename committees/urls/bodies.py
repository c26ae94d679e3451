"""Routes of the committee and who sits on it."""

from django.urls import path

from committees.views import bodies

ROUTES = [
    path(
        "communities/<int:pk>/committee/",
        bodies.CommitteePublicView.as_view(),
        name="committee_public",
    ),
]
