"""Routes of the public board."""

from django.urls import path

from committees.views import disclosure_data as data
from committees.views import disclosures as views
from committees.views import questions, subject_papers

ROUTES = [
    path("communities/<key:pk>/disclosure/", views.BoardView.as_view(), name="disclosure_board"),
    path("communities/<key:pk>/disclosure/feed/", data.FeedView.as_view(), name="disclosure_feed"),
    path(
        "communities/<key:pk>/disclosure/data/<slug:what>/<slug:shape>/",
        data.OpenDataView.as_view(),
        name="disclosure_data",
    ),
    path("disclosure/", views.DisclosureDeskView.as_view(), name="disclosure_desk"),
    path("disclosure/new/", views.EntryCreateView.as_view(), name="disclosure_create"),
    path("disclosure/<key:pk>/", views.EntryView.as_view(), name="disclosure"),
    path("disclosure/<key:pk>/edit/", views.EntryEditView.as_view(), name="disclosure_edit"),
    path(
        "disclosure/<key:pk>/papers/",
        subject_papers.EntryPapersView.as_view(),
        name="disclosure_papers",
    ),
    path("disclosure/<key:pk>/ask/", questions.QuestionAskView.as_view(), name="question_ask"),
    path("disclosure/<key:pk>/untruth/", questions.UntruthFileView.as_view(), name="untruth_file"),
    path(
        "disclosure/<key:pk>/steps/<slug:name>/",
        views.EntryStepView.as_view(),
        name="disclosure_step",
    ),
    path(
        "disclosure/questions/<key:pk>/answer/",
        questions.QuestionAnswerView.as_view(),
        name="question_answer",
    ),
    path(
        "disclosure/questions/<key:pk>/hide/",
        questions.QuestionHideView.as_view(),
        name="question_hide",
    ),
    path(
        "disclosure/untruths/<key:pk>/find/",
        questions.UntruthFindView.as_view(),
        name="untruth_find",
    ),
]
