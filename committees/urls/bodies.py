"""Routes of the committee and who sits on it, and of the bodies around it."""

from django.urls import path

from committees.views import (
    bodies,
    body_forms,
    group_leaders,
    handovers,
    kin_ties,
    sub_committees,
    terms,
)

HOME = "communities/<key:pk>"

ROUTES = [
    path(f"{HOME}/committee/", bodies.CommitteePublicView.as_view(), name="committee_public"),
    path("bodies/", terms.BodyListView.as_view(), name="body_list"),
    path(f"{HOME}/bodies/", terms.BodiesView.as_view(), name="bodies"),
    path(f"{HOME}/bodies/term/", body_forms.TermOpenView.as_view(), name="term_open"),
    path(f"{HOME}/bodies/seats/", body_forms.SeatView.as_view(), name="seat"),
    path("seats/<key:pk>/end/", body_forms.SeatEndView.as_view(), name="seat_end"),
    path(f"{HOME}/bodies/kin/", body_forms.KinView.as_view(), name="kin"),
    path(
        f"{HOME}/bodies/kin/<key:tie>/withdraw/",
        kin_ties.KinWithdrawView.as_view(),
        name="kin_withdraw",
    ),
    path(f"{HOME}/representatives/", terms.RepresentativesView.as_view(), name="representatives"),
    path(
        f"{HOME}/representatives/new/",
        body_forms.RepresentativeView.as_view(),
        name="representative_add",
    ),
    path(
        "representatives/<key:pk>/end/",
        body_forms.RepresentativeEndView.as_view(),
        name="representative_end",
    ),
    path(f"{HOME}/bodies/oversight/", body_forms.OversightView.as_view(), name="oversight"),
    path(
        "oversight/<key:pk>/end/",
        body_forms.CircleEndView.as_view(kind="oversight"),
        name="oversight_end",
    ),
    path(f"{HOME}/bodies/delegates/", body_forms.DelegateView.as_view(), name="delegate"),
    path(
        "delegates/<key:pk>/end/",
        body_forms.CircleEndView.as_view(kind="delegates"),
        name="delegate_end",
    ),
    path(f"{HOME}/bodies/leaders/", group_leaders.LeaderView.as_view(), name="leader"),
    path(
        "group-leaders/<key:pk>/end/",
        body_forms.CircleEndView.as_view(kind="leaders"),
        name="leader_end",
    ),
    path(
        f"{HOME}/bodies/sub-committees/",
        sub_committees.SubCommitteeView.as_view(),
        name="sub_committee",
    ),
    path(
        "sub-committees/<key:pk>/members/",
        sub_committees.SubSeatView.as_view(),
        name="sub_seat_add",
    ),
    path(
        "sub-committees/<key:pk>/dissolve/",
        sub_committees.SubDissolveView.as_view(),
        name="sub_committee_dissolve",
    ),
    path(
        "sub-committee-seats/<key:pk>/end/",
        sub_committees.SubSeatEndView.as_view(),
        name="sub_seat_end",
    ),
    path("handovers/<key:pk>/", handovers.HandoverView.as_view(), name="handover"),
    path("handovers/<key:pk>/record.pdf", handovers.HandoverPdfView.as_view(), name="handover_pdf"),
    path(
        "handovers/<key:pk>/items/<key:item>/",
        handovers.HandoverLineView.as_view(),
        name="handover_line",
    ),
    path(
        "handovers/<key:pk>/items/<key:item>/<slug:side>/",
        handovers.HandoverTickView.as_view(),
        name="handover_tick",
    ),
    path(
        "handovers/<key:pk>/steps/<slug:name>/",
        handovers.HandoverStepView.as_view(),
        name="handover_step",
    ),
]
