"""Routes of covenants and charters."""

from django.urls import path

from committees.views import covenants

ROUTES = [
    path("covenants/", covenants.CovenantListView.as_view(), name="covenant_list"),
    path("covenants/new/", covenants.CovenantCreateView.as_view(), name="covenant_create"),
    path("covenants/<key:pk>/", covenants.CovenantDetailView.as_view(), name="covenant_detail"),
    path("covenants/<key:pk>/edit/", covenants.CovenantEditView.as_view(), name="covenant_edit"),
    path("covenants/<key:pk>/adopt/", covenants.CovenantAdoptView.as_view(), name="covenant_adopt"),
    path(
        "covenants/<key:pk>/steps/<slug:name>/",
        covenants.CovenantStepView.as_view(),
        name="covenant_step",
    ),
]
