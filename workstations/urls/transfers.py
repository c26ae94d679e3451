"""Routes of fiscal transfers."""

from django.urls import path

from workstations.views import transfer_shares, transfers

ROUTES = [
    path("transfers/", transfers.PlanListView.as_view(), name="transfer_list"),
    path("transfers/new/", transfers.PlanMakeView.as_view(), name="transfer_make"),
    path("transfers/<key:pk>/", transfers.PlanView.as_view(), name="transfer_plan"),
    path(
        "transfers/<key:pk>/compute/", transfers.PlanComputeView.as_view(), name="transfer_compute"
    ),
    path("transfers/<key:pk>/pay-down/", transfers.PayDownView.as_view(), name="transfer_pay_down"),
    path(
        "transfers/<key:pk>/steps/<slug:name>/",
        transfers.PlanStepView.as_view(),
        name="transfer_plan_step",
    ),
    path("transfer-shares/<key:pk>/", transfer_shares.ShareView.as_view(), name="transfer_share"),
    path(
        "transfer-shares/<key:pk>/adjust/",
        transfers.ShareAdjustView.as_view(),
        name="transfer_adjust",
    ),
    path(
        "transfer-shares/<key:pk>/allot/",
        transfer_shares.AllotView.as_view(),
        name="transfer_allot",
    ),
    path("transfer-shares/<key:pk>/use/", transfer_shares.UseView.as_view(), name="transfer_use"),
    path(
        "transfer-shares/<key:pk>/audit/",
        transfer_shares.AuditView.as_view(),
        name="transfer_audit",
    ),
    path(
        "transfer-shares/<key:pk>/steps/<slug:name>/",
        transfer_shares.ShareStepView.as_view(),
        name="transfer_share_step",
    ),
    path(
        "transfer-uses/<key:pk>/decide/",
        transfer_shares.UseDecideView.as_view(),
        name="transfer_use_decide",
    ),
    path(
        "transfer-entries/<key:pk>/reverse/",
        transfer_shares.UseReverseView.as_view(),
        name="transfer_use_reverse",
    ),
]
