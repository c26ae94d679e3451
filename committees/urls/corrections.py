"""Routes of guidance and orders to correct."""

from django.urls import path

from committees.views import corrections as views

ROUTES = [
    path("guidance/", views.GuidanceListView.as_view(), name="guidance_list"),
    path("guidance/new/", views.GuidanceCreateView.as_view(), name="guidance_create"),
    path("guidance/<key:pk>/", views.GuidanceDetailView.as_view(), name="guidance_detail"),
    path("guidance/<key:pk>/answer/", views.GuidanceAnswerView.as_view(), name="guidance_answer"),
    path("corrections/", views.CorrectionListView.as_view(), name="correction_list"),
    path("corrections/new/", views.CorrectionCreateView.as_view(), name="correction_create"),
    path("corrections/<key:pk>/", views.CorrectionDetailView.as_view(), name="correction_detail"),
    path(
        "corrections/<key:pk>/amend/", views.CorrectionAmendView.as_view(), name="correction_amend"
    ),
    path(
        "corrections/<key:pk>/steps/<slug:name>/",
        views.CorrectionStepView.as_view(),
        name="correction_step",
    ),
]
