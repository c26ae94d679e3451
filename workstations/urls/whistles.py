"""Routes of whistles, referrals and the desk of a department."""

from django.urls import path

from workstations.views import referrals, whistle_calls, whistles, work_papers

ROUTES = [
    path("whistles/", whistles.WhistleListView.as_view(), name="whistle_list"),
    path("whistles/find/", whistles.WhistleFindView.as_view(), name="whistle_find"),
    path(
        "whistles/<key:pk>/papers/",
        work_papers.WhistlePapersView.as_view(),
        name="whistle_papers",
    ),
    path("whistles/new/", whistles.WhistleNewView.as_view(), name="whistle_new"),
    path("whistles/ask/", whistles.WhistleAskView.as_view(), name="whistle_ask"),
    path("whistles/<key:pk>/", whistles.WhistleView.as_view(), name="whistle"),
    path("whistles/<key:pk>/finish/", whistles.WhistleFinishView.as_view(), name="whistle_finish"),
    path(
        "whistles/<key:pk>/steps/<slug:name>/",
        whistles.WhistleStepView.as_view(),
        name="whistle_step",
    ),
    path(
        "whistle-requests/<key:pk>/",
        whistles.WhistleRequestView.as_view(),
        name="whistle_request",
    ),
    path(
        "whistle-calls/<key:pk>/arrive/",
        whistle_calls.CallArriveView.as_view(),
        name="call_arrive",
    ),
    path(
        "whistle-calls/<key:pk>/report/",
        whistle_calls.CallReportView.as_view(),
        name="call_report",
    ),
    path("whistle-calls/<key:pk>/score/", whistle_calls.CallScoreView.as_view(), name="call_score"),
    path("referrals/", referrals.ReferralListView.as_view(), name="referral_list"),
    path("referrals/new/", referrals.ReferralNewView.as_view(), name="referral_new"),
    path("referrals/<key:pk>/", referrals.ReferralView.as_view(), name="referral"),
    path(
        "referrals/<key:pk>/answer/",
        referrals.ReferralAnswerView.as_view(),
        name="referral_answer",
    ),
    path(
        "referrals/<key:pk>/decline/",
        referrals.ReferralDeclineView.as_view(),
        name="referral_decline",
    ),
    path(
        "referrals/<key:pk>/steps/<slug:name>/",
        referrals.ReferralStepView.as_view(),
        name="referral_step",
    ),
    path("department/", referrals.DepartmentView.as_view(), name="department"),
]
