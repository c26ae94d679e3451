"""Routes of minutes; they hang on their meeting."""

from django.urls import path

from committees.views import minutes, minutes_sheets

HERE = "meetings/<key:pk>/minutes"
ROUTES = [
    path(
        "meetings/<key:pk>/minutes/sheets/",
        minutes_sheets.SheetEnterView.as_view(),
        name="minutes_sheet",
    ),
    path(
        "meetings/<key:pk>/minutes/sheets/<key:sheet>/",
        minutes_sheets.SheetCheckView.as_view(),
        name="minutes_sheet_check",
    ),
    path(f"{HERE}/", minutes.MinutesView.as_view(), name="meeting_minutes"),
    path(f"{HERE}.pdf", minutes.MinutesPdfView.as_view(), name="meeting_minutes_pdf"),
    path(f"{HERE}/summary/", minutes.MinutesSummaryView.as_view(), name="minutes_summary"),
    path(f"{HERE}/amendments/", minutes.AmendmentView.as_view(), name="minutes_amendment"),
    path(
        f"{HERE}/amendments/<key:amendment>/",
        minutes.AmendmentDecideView.as_view(),
        name="minutes_amendment_decide",
    ),
    path(f"{HERE}/steps/<slug:name>/", minutes.MinutesStepView.as_view(), name="minutes_step"),
]
