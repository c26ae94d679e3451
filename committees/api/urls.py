"""Routes of the API."""

from django.urls import path

from committees.api import (
    bodies,
    consultations,
    covenants,
    disclosures,
    elections,
    meetings,
    views,
)

app_name = "committees-api"
urlpatterns = [
    path("committees/", views.CommitteeListApi.as_view(), name="committees"),
    path("committees/<int:pk>/", views.CommitteeDetailApi.as_view(), name="committee"),
    path("motions/", views.MotionListApi.as_view(), name="motions"),
    path("motions/<int:pk>/", views.MotionDetailApi.as_view(), name="motion"),
    path("motions/<int:pk>/steps/<slug:name>/", views.MotionStepApi.as_view(), name="motion_step"),
    path("meetings/", meetings.MeetingListApi.as_view(), name="meetings"),
    path("meetings/<int:pk>/", meetings.MeetingDetailApi.as_view(), name="meeting"),
    path("meetings/<int:pk>/attendance/", meetings.AttendanceApi.as_view(), name="attendance"),
    path(
        "meetings/<int:pk>/steps/<slug:name>/",
        meetings.MeetingStepApi.as_view(),
        name="meeting_step",
    ),
    path("votes/", meetings.VoteListApi.as_view(), name="votes"),
    path("votes/<int:pk>/", meetings.VoteDetailApi.as_view(), name="vote"),
    path("votes/<int:pk>/cast/", meetings.VoteCastApi.as_view(), name="vote_cast"),
    path("votes/<int:pk>/hands/", meetings.VoteHandsApi.as_view(), name="vote_hands"),
    path("votes/<int:pk>/count/", meetings.VoteCountApi.as_view(), name="vote_count"),
    path("votes/<int:pk>/recuse/", meetings.VoteRecuseApi.as_view(), name="vote_recuse"),
    path("votes/<int:pk>/close/", meetings.VoteCloseApi.as_view(), name="vote_close"),
    path("resolutions/", views.ResolutionListApi.as_view(), name="resolutions"),
    path("resolutions/<int:pk>/", views.ResolutionDetailApi.as_view(), name="resolution"),
    path(
        "resolutions/<int:pk>/steps/<slug:name>/",
        views.ResolutionStepApi.as_view(),
        name="resolution_step",
    ),
    path("consultations/", consultations.ConsultationListApi.as_view(), name="consultations"),
    path(
        "consultations/<int:pk>/",
        consultations.ConsultationDetailApi.as_view(),
        name="consultation",
    ),
    path("consultations/<int:pk>/opinion/", consultations.OpinionApi.as_view(), name="opinion"),
    path("polls/<int:pk>/answer/", consultations.PollAnswerApi.as_view(), name="poll_answer"),
    path("communities/<int:pk>/bodies/", bodies.BodiesApi.as_view(), name="bodies"),
    path("communities/<int:pk>/seats/", bodies.SeatApi.as_view(), name="seats"),
    path("seats/<int:pk>/end/", bodies.SeatEndApi.as_view(), name="seat_end"),
    path(
        "communities/<int:pk>/representatives/",
        bodies.RepresentativesApi.as_view(),
        name="representatives",
    ),
    path(
        "representatives/<int:pk>/end/",
        bodies.RepresentativeEndApi.as_view(),
        name="representative_end",
    ),
    path("covenants/", covenants.CovenantListApi.as_view(), name="covenants"),
    path("covenants/<int:pk>/", covenants.CovenantDetailApi.as_view(), name="covenant"),
    path("guidance/", covenants.GuidanceListApi.as_view(), name="guidance_notes"),
    path("guidance/<int:pk>/", covenants.GuidanceDetailApi.as_view(), name="guidance_note"),
    path("corrections/", covenants.CorrectionListApi.as_view(), name="corrections"),
    path("corrections/<int:pk>/", covenants.CorrectionDetailApi.as_view(), name="correction"),
    path("appraisals/", covenants.AppraisalListApi.as_view(), name="appraisals"),
    path("appraisals/<int:pk>/", covenants.AppraisalDetailApi.as_view(), name="appraisal"),
    path("disclosures/", disclosures.DisclosureListApi.as_view(), name="disclosures"),
    path("disclosures/<int:pk>/", disclosures.DisclosureDetailApi.as_view(), name="disclosure"),
    path(
        "disclosures/<int:pk>/questions/",
        disclosures.QuestionAskApi.as_view(),
        name="disclosure_ask",
    ),
    path("questions/", disclosures.QuestionListApi.as_view(), name="questions"),
    path(
        "questions/<int:pk>/answer/",
        disclosures.QuestionAnswerApi.as_view(),
        name="question_answer",
    ),
    path("elections/", elections.ElectionListApi.as_view(), name="elections"),
    path("elections/<int:pk>/", elections.ElectionDetailApi.as_view(), name="election"),
    path("yearly-reports/", covenants.ReportListApi.as_view(), name="yearly_reports"),
]
