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
    path("motions/<key:pk>/", motions.MotionDetailView.as_view(), name="motion_detail"),
    path(
        "motions/<key:pk>/papers/",
        subject_papers.MotionPapersView.as_view(),
        name="motion_papers",
    ),
    path("motions/<key:pk>/edit/", motions.MotionEditView.as_view(), name="motion_edit"),
    path("motions/<key:pk>/opinion/", motions.MotionOpinionView.as_view(), name="motion_opinion"),
    path(
        "motions/<key:pk>/schedule/", motions.MotionScheduleView.as_view(), name="motion_schedule"
    ),
    path(
        "motions/<key:pk>/steps/<slug:name>/", motions.MotionStepView.as_view(), name="motion_step"
    ),
    path("meetings/", meetings.MeetingListView.as_view(), name="meeting_list"),
    path("meetings/new/", meetings.MeetingCreateView.as_view(), name="meeting_create"),
    path("meetings/<key:pk>/", meetings.MeetingDetailView.as_view(), name="meeting_detail"),
    path("meetings/<key:pk>/notice.pdf", papers.NoticePdfView.as_view(), name="meeting_notice_pdf"),
    path("meetings/<key:pk>/agenda.pdf", papers.AgendaPdfView.as_view(), name="meeting_agenda_pdf"),
    path("meetings/<key:pk>/quorum/", meetings.MeetingQuorumView.as_view(), name="meeting_quorum"),
    path("meetings/<key:pk>/notice/", live.MeetingNoticeView.as_view(), name="meeting_notice"),
    path("meetings/<key:pk>/live/", live.MeetingLiveView.as_view(), name="meeting_live"),
    path("meetings/<key:pk>/live/now/", live.MeetingNowView.as_view(), name="meeting_now"),
    path("meetings/<key:pk>/hall/", live.MeetingHallView.as_view(), name="meeting_hall"),
    path("meetings/<key:pk>/hall/now/", live.HallNowView.as_view(), name="hall_now"),
    path("meetings/<key:pk>/points/", points.PointCreateView.as_view(), name="point_create"),
    path(
        "meetings/<key:pk>/points/<key:point>/", points.PointStepView.as_view(), name="point_step"
    ),
    path(
        "meetings/<key:pk>/agenda/<key:item>/aside/",
        recusals.MeetingRecusalView.as_view(),
        name="meeting_recuse",
    ),
    path("meetings/<key:pk>/code/", check_in.CheckInCodeView.as_view(), name="check_in_code"),
    path("meetings/<key:pk>/arrive/", check_in.CheckInView.as_view(), name="check_in"),
    path(
        "meetings/<key:pk>/attendance/",
        participants.MeetingAttendanceView.as_view(),
        name="meeting_attendance",
    ),
    path(
        "meetings/<key:pk>/agenda/<key:item>/",
        meetings.MeetingAgendaView.as_view(),
        name="meeting_agenda",
    ),
    path(
        "meetings/<key:pk>/agenda/<key:item>/notes/",
        meetings.DebateNoteView.as_view(),
        name="debate_note",
    ),
    path("meetings/<key:pk>/sign-in/", participants.SignInView.as_view(), name="meeting_sign_in"),
    path(
        "meetings/<key:pk>/sign-in/list/",
        participants.SignInListView.as_view(),
        name="meeting_sign_in_list",
    ),
    path("meetings/<key:pk>/guests/", participants.GuestView.as_view(), name="meeting_guests"),
    path(
        "meetings/<key:pk>/again/",
        meetings.MeetingReconveneView.as_view(),
        name="meeting_reconvene",
    ),
    path(
        "meetings/<key:pk>/agenda/<key:item>/speakers/",
        participants.SpeakerView.as_view(),
        name="speaker_ask",
    ),
    path("speakers/<key:pk>/over/", participants.SpeakerOverView.as_view(), name="speaker_over"),
    path(
        "meetings/<key:pk>/agenda/<key:item>/amendments/",
        amendments.AmendmentCreateView.as_view(),
        name="amendment_create",
    ),
    path(
        "amendments/<key:pk>/vote/", amendments.AmendmentVoteView.as_view(), name="amendment_vote"
    ),
    path(
        "amendments/<key:pk>/compare/",
        amendments.AmendmentCompareView.as_view(),
        name="amendment_compare",
    ),
    path(
        "amendments/<key:pk>/withdraw/",
        amendments.AmendmentWithdrawView.as_view(),
        name="amendment_withdraw",
    ),
    path(
        "meetings/<key:pk>/steps/<slug:name>/",
        meetings.MeetingStepView.as_view(),
        name="meeting_step",
    ),
    path("votes/<key:pk>/", votes.VoteDetailView.as_view(), name="vote_detail"),
    path("votes/<key:pk>/cast/", votes.VoteCastView.as_view(), name="vote_cast"),
    path("votes/<key:pk>/hands/", votes.VoteHandsView.as_view(), name="vote_hands"),
    path("votes/<key:pk>/count/", votes.VoteCountView.as_view(), name="vote_count"),
    path("votes/<key:pk>/recuse/", votes.VoteRecuseView.as_view(), name="vote_recuse"),
    path("votes/<key:pk>/close/", votes.VoteCloseView.as_view(), name="vote_close"),
    path("resolutions/", resolutions.ResolutionListView.as_view(), name="resolution_list"),
    path(
        "resolutions/<key:pk>/",
        resolutions.ResolutionDetailView.as_view(),
        name="resolution_detail",
    ),
    path(
        "resolutions/<key:pk>.pdf", resolutions.ResolutionPdfView.as_view(), name="resolution_pdf"
    ),
    path(
        "resolutions/<key:pk>/steps/<slug:name>/",
        resolutions.ResolutionStepView.as_view(),
        name="resolution_step",
    ),
]
