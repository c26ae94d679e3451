"""Routes of meetings, motions, votes and resolutions."""

from django.urls import path

from committees.views import (
    amendments,
    check_in,
    live,
    meetings,
    motions,
    papers,
    participants,
    points,
    recusals,
    resolutions,
    subject_papers,
    votes,
)

ROUTES = [
    path("motions/", motions.MotionListView.as_view(), name="motion_list"),
    path("motions/new/", motions.MotionCreateView.as_view(), name="motion_create"),
    path("motions/<int:pk>/", motions.MotionDetailView.as_view(), name="motion_detail"),
    path(
        "motions/<int:pk>/papers/",
        subject_papers.MotionPapersView.as_view(),
        name="motion_papers",
    ),
    path("motions/<int:pk>/edit/", motions.MotionEditView.as_view(), name="motion_edit"),
    path("motions/<int:pk>/opinion/", motions.MotionOpinionView.as_view(), name="motion_opinion"),
    path(
        "motions/<int:pk>/schedule/", motions.MotionScheduleView.as_view(), name="motion_schedule"
    ),
    path(
        "motions/<int:pk>/steps/<slug:name>/", motions.MotionStepView.as_view(), name="motion_step"
    ),
    path("meetings/", meetings.MeetingListView.as_view(), name="meeting_list"),
    path("meetings/new/", meetings.MeetingCreateView.as_view(), name="meeting_create"),
    path("meetings/<int:pk>/", meetings.MeetingDetailView.as_view(), name="meeting_detail"),
    path("meetings/<int:pk>/notice.pdf", papers.NoticePdfView.as_view(), name="meeting_notice_pdf"),
    path("meetings/<int:pk>/agenda.pdf", papers.AgendaPdfView.as_view(), name="meeting_agenda_pdf"),
    path("meetings/<int:pk>/quorum/", meetings.MeetingQuorumView.as_view(), name="meeting_quorum"),
    path("meetings/<int:pk>/notice/", live.MeetingNoticeView.as_view(), name="meeting_notice"),
    path("meetings/<int:pk>/live/", live.MeetingLiveView.as_view(), name="meeting_live"),
    path("meetings/<int:pk>/live/now/", live.MeetingNowView.as_view(), name="meeting_now"),
    path("meetings/<int:pk>/hall/", live.MeetingHallView.as_view(), name="meeting_hall"),
    path("meetings/<int:pk>/hall/now/", live.HallNowView.as_view(), name="hall_now"),
    path("meetings/<int:pk>/points/", points.PointCreateView.as_view(), name="point_create"),
    path(
        "meetings/<int:pk>/points/<int:point>/", points.PointStepView.as_view(), name="point_step"
    ),
    path(
        "meetings/<int:pk>/agenda/<int:item>/aside/",
        recusals.MeetingRecusalView.as_view(),
        name="meeting_recuse",
    ),
    path("meetings/<int:pk>/code/", check_in.CheckInCodeView.as_view(), name="check_in_code"),
    path("meetings/<int:pk>/arrive/", check_in.CheckInView.as_view(), name="check_in"),
    path(
        "meetings/<int:pk>/attendance/",
        participants.MeetingAttendanceView.as_view(),
        name="meeting_attendance",
    ),
    path(
        "meetings/<int:pk>/agenda/<int:item>/",
        meetings.MeetingAgendaView.as_view(),
        name="meeting_agenda",
    ),
    path(
        "meetings/<int:pk>/agenda/<int:item>/notes/",
        meetings.DebateNoteView.as_view(),
        name="debate_note",
    ),
    path("meetings/<int:pk>/sign-in/", participants.SignInView.as_view(), name="meeting_sign_in"),
    path(
        "meetings/<int:pk>/sign-in/list/",
        participants.SignInListView.as_view(),
        name="meeting_sign_in_list",
    ),
    path("meetings/<int:pk>/guests/", participants.GuestView.as_view(), name="meeting_guests"),
    path(
        "meetings/<int:pk>/again/",
        meetings.MeetingReconveneView.as_view(),
        name="meeting_reconvene",
    ),
    path(
        "meetings/<int:pk>/agenda/<int:item>/speakers/",
        participants.SpeakerView.as_view(),
        name="speaker_ask",
    ),
    path("speakers/<int:pk>/over/", participants.SpeakerOverView.as_view(), name="speaker_over"),
    path(
        "meetings/<int:pk>/agenda/<int:item>/amendments/",
        amendments.AmendmentCreateView.as_view(),
        name="amendment_create",
    ),
    path(
        "amendments/<int:pk>/vote/", amendments.AmendmentVoteView.as_view(), name="amendment_vote"
    ),
    path(
        "amendments/<int:pk>/withdraw/",
        amendments.AmendmentWithdrawView.as_view(),
        name="amendment_withdraw",
    ),
    path(
        "meetings/<int:pk>/steps/<slug:name>/",
        meetings.MeetingStepView.as_view(),
        name="meeting_step",
    ),
    path("votes/<int:pk>/", votes.VoteDetailView.as_view(), name="vote_detail"),
    path("votes/<int:pk>/cast/", votes.VoteCastView.as_view(), name="vote_cast"),
    path("votes/<int:pk>/hands/", votes.VoteHandsView.as_view(), name="vote_hands"),
    path("votes/<int:pk>/count/", votes.VoteCountView.as_view(), name="vote_count"),
    path("votes/<int:pk>/recuse/", votes.VoteRecuseView.as_view(), name="vote_recuse"),
    path("votes/<int:pk>/close/", votes.VoteCloseView.as_view(), name="vote_close"),
    path("resolutions/", resolutions.ResolutionListView.as_view(), name="resolution_list"),
    path(
        "resolutions/<int:pk>/",
        resolutions.ResolutionDetailView.as_view(),
        name="resolution_detail",
    ),
    path(
        "resolutions/<int:pk>.pdf", resolutions.ResolutionPdfView.as_view(), name="resolution_pdf"
    ),
    path(
        "resolutions/<int:pk>/steps/<slug:name>/",
        resolutions.ResolutionStepView.as_view(),
        name="resolution_step",
    ),
]
