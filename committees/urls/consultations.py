"""Routes of consultations, polls and major matters."""

from django.urls import path

from committees.views import consultations, matters, polls, subject_papers, voices
from committees.workflows.matters import BY_HAND

_WRITTEN = ("set_participants", "conclude", "give_feedback")

ROUTES = [
    path("consultations/", consultations.ConsultationListView.as_view(), name="consultation_list"),
    path(
        "consultations/new/",
        consultations.ConsultationCreateView.as_view(),
        name="consultation_create",
    ),
    path(
        "consultations/<key:pk>/",
        consultations.ConsultationDetailView.as_view(),
        name="consultation_detail",
    ),
    *(
        path(
            f"consultations/<key:pk>/{name}/",
            consultations.ConsultationWriteView.as_view(),
            {"name": name},
            name=f"consultation_{name}",
        )
        for name in _WRITTEN
    ),
    path(
        "consultations/<key:pk>/steps/<slug:name>/",
        consultations.ConsultationStepView.as_view(),
        name="consultation_step",
    ),
    path(
        "consultations/<key:pk>/support/",
        consultations.ConsultationSupportView.as_view(),
        name="consultation_support",
    ),
    path(
        "consultations/<key:pk>/opinion/",
        consultations.OpinionWriteView.as_view(),
        name="opinion_write",
    ),
    path(
        "consultations/<key:pk>/papers/",
        subject_papers.ConsultationPapersView.as_view(),
        name="consultation_papers",
    ),
    path(
        "consultations/<key:pk>/voices/check/",
        voices.VoiceCheckView.as_view(),
        name="voice_check",
    ),
    path(
        "consultations/<key:pk>/voices/<slug:kind>/",
        voices.VoiceEnterView.as_view(),
        name="voice_enter",
    ),
    path(
        "consultations/<key:pk>/sitting/",
        voices.SittingView.as_view(),
        name="consultation_sitting",
    ),
    path("opinions/<key:pk>/hide/", consultations.OpinionHideView.as_view(), name="opinion_hide"),
    path("consultations/<key:pk>/polls/new/", polls.PollCreateView.as_view(), name="poll_create"),
    path("polls/<key:pk>/answer/", polls.PollAnswerView.as_view(), name="poll_answer"),
    path("polls/<key:pk>/paper/", polls.PaperEnterView.as_view(), name="poll_paper"),
    path("polls/<key:pk>/paper/check/", polls.PaperCheckView.as_view(), name="paper_check"),
    path("matters/", matters.MatterListView.as_view(), name="matter_list"),
    path("matters/new/", matters.MatterCreateView.as_view(), name="matter_create"),
    path("matters/<key:pk>/", matters.MatterDetailView.as_view(), name="matter_detail"),
    path("matters/<key:pk>/steps/<slug:name>/", matters.MatterEndView.as_view(), name="matter_end"),
    *(
        path(
            f"matters/<key:pk>/{step}/",
            matters.MatterStepView.as_view(),
            {"step": step},
            name=f"matter_{step}",
        )
        for step in BY_HAND
    ),
]
