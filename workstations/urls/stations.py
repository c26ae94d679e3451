"""Routes of stations and their assessment."""

from django.urls import path

from workstations.views import stations

ROUTES = [
    path(
        "communities/<key:pk>/station/", stations.StationPublicView.as_view(), name="station_detail"
    ),
    path("stations/", stations.StationListView.as_view(), name="station_list"),
    path("stations/<key:pk>/", stations.StationPostView.as_view(), name="station_post"),
    path("assessments/", stations.AssessmentView.as_view(), name="assessment_list"),
]
