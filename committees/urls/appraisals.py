"""Routes of the yearly appraisal and the yearly reports."""

from django.urls import path

from committees.views import appraisals as views
from committees.views import reports

ROUTES = [
    path("appraisals/", views.AppraisalListView.as_view(), name="appraisal_list"),
    path("appraisals/new/", views.AppraisalCreateView.as_view(), name="appraisal_create"),
    path("appraisals/<key:pk>/", views.AppraisalDetailView.as_view(), name="appraisal_detail"),
    path("appraisals/<key:pk>/open/", views.AppraisalOpenView.as_view(), name="appraisal_open"),
    path("appraisals/<key:pk>/count/", views.AppraisalCountView.as_view(), name="appraisal_count"),
    path(
        "appraisals/<key:pk>/steps/<slug:name>/",
        views.AppraisalStepView.as_view(),
        name="appraisal_step",
    ),
    path("reports/yearly/", reports.ReportListView.as_view(), name="report_list"),
    path("reports/yearly/new/", reports.ReportCreateView.as_view(), name="report_create"),
    path("reports/yearly/<key:pk>/", reports.ReportDetailView.as_view(), name="report_detail"),
]
