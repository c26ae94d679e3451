"""Routes of demands for a meeting."""

from django.urls import path

from committees.views import demands

ROUTES = [
    path("demands/", demands.DemandListView.as_view(), name="demand_list"),
    path("demands/new/", demands.DemandCreateView.as_view(), name="demand_create"),
    path("demands/<key:pk>/", demands.DemandView.as_view(), name="demand"),
    path("demands/<key:pk>/sign/", demands.DemandSignView.as_view(), name="demand_sign"),
    path("demands/<key:pk>/paper/", demands.DemandPaperView.as_view(), name="demand_paper"),
    path("demands/<key:pk>/paper/check/", demands.DemandCheckView.as_view(), name="demand_check"),
    path(
        "demands/<key:pk>/steps/<slug:name>/", demands.DemandStepView.as_view(), name="demand_step"
    ),
]
