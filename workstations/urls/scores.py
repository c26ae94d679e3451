"""Routes of scores, results of years, stations' assessments and their measure."""

from django.urls import path

from workstations.views import scores, station_reviews, year_results

_SCORE, _YEAR, _REVIEW = "scores/<key:pk>/", "year-results/<key:pk>/", "station-reviews/<key:pk>/"

ROUTES = [
    path("scores/", scores.ScoreListView.as_view(), name="scores"),
    path("scores/schemes/", scores.SchemeListView.as_view(), name="score_schemes"),
    path("scores/schemes/new/", scores.SchemeMakeView.as_view(), name="score_scheme_make"),
    path("scores/open/<key:pk>/", scores.QuarterOpenView.as_view(), name="quarter_open"),
    path(_SCORE, scores.StaffScoreView.as_view(), name="staff_score"),
    path(f"{_SCORE}sheet/", scores.ScoreSheetView.as_view(), name="score_sheet"),
    path(f"{_SCORE}recuse/", scores.ScoreRecuseView.as_view(), name="score_recuse"),
    path(
        f"{_SCORE}steps/<slug:name>/", scores.StaffScoreStepView.as_view(), name="staff_score_step"
    ),
    path("year-results/", year_results.YearListView.as_view(), name="year_results"),
    path("year-results/compute/", year_results.YearDraftView.as_view(), name="year_result_draft"),
    path(_YEAR, year_results.YearResultView.as_view(), name="year_result"),
    path(f"{_YEAR}confirm/", year_results.YearConfirmView.as_view(), name="year_result_confirm"),
    path(f"{_YEAR}reply/", year_results.YearReplyView.as_view(), name="year_result_reply"),
    path(f"{_YEAR}appeal/", year_results.YearAppealView.as_view(), name="year_result_appeal"),
    path(f"{_YEAR}decide/", year_results.YearDecideView.as_view(), name="year_result_decide"),
    path(
        f"{_YEAR}steps/<slug:name>/", year_results.YearStepView.as_view(), name="year_result_step"
    ),
    path("station-reviews/", station_reviews.ReviewListView.as_view(), name="station_reviews"),
    path(
        "station-reviews/new/",
        station_reviews.ReviewDraftView.as_view(),
        name="station_review_draft",
    ),
    path(_REVIEW, station_reviews.ReviewView.as_view(), name="station_review"),
    path(
        f"{_REVIEW}amend/", station_reviews.ReviewAmendView.as_view(), name="station_review_amend"
    ),
    path(
        f"{_REVIEW}resolve/",
        station_reviews.ReviewResolveView.as_view(),
        name="station_review_resolve",
    ),
    path(
        f"{_REVIEW}words/", station_reviews.ReviewWordsView.as_view(), name="station_review_words"
    ),
    path(
        f"{_REVIEW}steps/<slug:name>/",
        station_reviews.ReviewStepView.as_view(),
        name="station_review_step",
    ),
]
