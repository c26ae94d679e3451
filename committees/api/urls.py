"""Routes of the API."""

from django.urls import path

from committees.api import (
    bodies,
    consultations,
    covenants,
    disclosures,
    elections,
    handovers,
    meetings,
    views,
    wider,
)

app_name = "committees-api"
urlpatterns = [
    path("committees/", views.CommitteeListApi.as_view(), name="committees"),
    path("committees/<key:pk>/", views.CommitteeDetailApi.as_view(), name="committee"),
    path("motions/", views.MotionListApi.as_view(), name="motions"),
    path("motions/<key:pk>/", views.MotionDetailApi.as_view(), name="motion"),
    path("motions/<key:pk>/steps/<slug:name>/", views.MotionStepApi.as_view(), name="motion_step"),
    path("meetings/", meetings.MeetingListApi.as_view(), name="meetings"),
    path("meetings/<key:pk>/", meetings.MeetingDetailApi.as_view(), name="meeting"),
    path("meetings/<key:pk>/attendance/", meetings.AttendanceApi.as_view(), name="attendance"),
    path(
        "meetings/<key:pk>/steps/<slug:name>/",
        meetings.MeetingStepApi.as_view(),
        name="meeting_step",
    ),
    path("votes/", meetings.VoteListApi.as_view(), name="votes"),
    path("votes/<key:pk>/", meetings.VoteDetailApi.as_view(), name="vote"),
    path("votes/<key:pk>/cast/", meetings.VoteCastApi.as_view(), name="vote_cast"),
    path("votes/<key:pk>/hands/", meetings.VoteHandsApi.as_view(), name="vote_hands"),
    path("votes/<key:pk>/count/", meetings.VoteCountApi.as_view(), name="vote_count"),
    path("votes/<key:pk>/recuse/", meetings.VoteRecuseApi.as_view(), name="vote_recuse"),
    path("votes/<key:pk>/close/", meetings.VoteCloseApi.as_view(), name="vote_close"),
    path("resolutions/", views.ResolutionListApi.as_view(), name="resolutions"),
    path("resolutions/<key:pk>/", views.ResolutionDetailApi.as_view(), name="resolution"),
    path(
        "resolutions/<key:pk>/steps/<slug:name>/",
        views.ResolutionStepApi.as_view(),
        name="resolution_step",
    ),
    path("consultations/", consultations.ConsultationListApi.as_view(), name="consultations"),
    path(
        "consultations/<key:pk>/",
        consultations.ConsultationDetailApi.as_view(),
        name="consultation",
    ),
    path("consultations/<key:pk>/opinion/", consultations.OpinionApi.as_view(), name="opinion"),
    path("polls/<key:pk>/answer/", consultations.PollAnswerApi.as_view(), name="poll_answer"),
    path("communities/<key:pk>/bodies/", bodies.BodiesApi.as_view(), name="bodies"),
    path("communities/<key:pk>/seats/", bodies.SeatApi.as_view(), name="seats"),
    path("seats/<key:pk>/end/", bodies.SeatEndApi.as_view(), name="seat_end"),
    path(
        "communities/<key:pk>/representatives/",
        bodies.RepresentativesApi.as_view(),
        name="representatives",
    ),
    path(
        "representatives/<key:pk>/end/",
        bodies.RepresentativeEndApi.as_view(),
        name="representative_end",
    ),
    path("covenants/", covenants.CovenantListApi.as_view(), name="covenants"),
    path("covenants/<key:pk>/", covenants.CovenantDetailApi.as_view(), name="covenant"),
    path("guidance/", covenants.GuidanceListApi.as_view(), name="guidance_notes"),
    path("guidance/<key:pk>/", covenants.GuidanceDetailApi.as_view(), name="guidance_note"),
    path("corrections/", covenants.CorrectionListApi.as_view(), name="corrections"),
    path("corrections/<key:pk>/", covenants.CorrectionDetailApi.as_view(), name="correction"),
    path("appraisals/", covenants.AppraisalListApi.as_view(), name="appraisals"),
    path("appraisals/<key:pk>/", covenants.AppraisalDetailApi.as_view(), name="appraisal"),
    path("disclosures/", disclosures.DisclosureListApi.as_view(), name="disclosures"),
    path("disclosures/<key:pk>/", disclosures.DisclosureDetailApi.as_view(), name="disclosure"),
    path(
        "disclosures/<key:pk>/questions/",
        disclosures.QuestionAskApi.as_view(),
        name="disclosure_ask",
    ),
    path("questions/", disclosures.QuestionListApi.as_view(), name="questions"),
    path(
        "questions/<key:pk>/answer/",
        disclosures.QuestionAnswerApi.as_view(),
        name="question_answer",
    ),
    path("elections/", elections.ElectionListApi.as_view(), name="elections"),
    path("elections/<key:pk>/", elections.ElectionDetailApi.as_view(), name="election"),
    path("demands/", wider.DemandListApi.as_view(), name="demands"),
    path("demands/<key:pk>/sign/", wider.DemandSignApi.as_view(), name="demand_sign"),
    path("matters/", wider.MatterListApi.as_view(), name="matters"),
    path("matters/<key:pk>/", wider.MatterDetailApi.as_view(), name="matter"),
    path("sealed-votes/", wider.SealedListApi.as_view(), name="sealed_votes"),
    path("sealed-votes/<key:pk>/", wider.SealedBoardApi.as_view(), name="sealed_vote"),
    path("handovers/<key:pk>/", handovers.HandoverDetailApi.as_view(), name="handover"),
    *(
        path(f"{where}/", view.as_view(), name=name.replace("-", "_"))
        for where, name, view in handovers.VIEWS
    ),
    path("yearly-reports/", covenants.ReportListApi.as_view(), name="yearly_reports"),
]
