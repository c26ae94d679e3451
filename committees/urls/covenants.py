"""Routes of covenants and charters."""

from django.urls import path

from committees.views import covenants

ROUTES = [
    path("covenants/", covenants.CovenantListView.as_view(), name="covenant_list"),
    path("covenants/new/", covenants.CovenantCreateView.as_view(), name="covenant_create"),
    path("covenants/<int:pk>/", covenants.CovenantDetailView.as_view(), name="covenant_detail"),
    path("covenants/<int:pk>/edit/", covenants.CovenantEditView.as_view(), name="covenant_edit"),
    path("covenants/<int:pk>/adopt/", covenants.CovenantAdoptView.as_view(), name="covenant_adopt"),
    path(
        "covenants/<int:pk>/steps/<slug:name>/",
        covenants.CovenantStepView.as_view(),
        name="covenant_step",
    ),
]
