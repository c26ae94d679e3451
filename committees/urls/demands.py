"""Routes of demands for a meeting."""

from django.urls import path

from committees.views import demands

ROUTES = [
    path("demands/", demands.DemandListView.as_view(), name="demand_list"),
    path("demands/new/", demands.DemandCreateView.as_view(), name="demand_create"),
    path("demands/<int:pk>/", demands.DemandView.as_view(), name="demand"),
    path("demands/<int:pk>/sign/", demands.DemandSignView.as_view(), name="demand_sign"),
    path("demands/<int:pk>/paper/", demands.DemandPaperView.as_view(), name="demand_paper"),
    path("demands/<int:pk>/paper/check/", demands.DemandCheckView.as_view(), name="demand_check"),
    path(
        "demands/<int:pk>/steps/<slug:name>/", demands.DemandStepView.as_view(), name="demand_step"
    ),
]
