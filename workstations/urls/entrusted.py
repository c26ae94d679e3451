"""Routes of entrusted affairs, their money and their units."""

from django.urls import path

from workstations.views import entrusted, entrusted_papers, units

ROUTES = [
    path("entrusted/", entrusted.EntrustedListView.as_view(), name="entrusted_list"),
    path("entrusted/new/", entrusted.EntrustedApplyView.as_view(), name="entrusted_apply"),
    path("entrusted/receipts/", entrusted_papers.ReceiptsView.as_view(), name="entrusted_receipts"),
    path(
        "entrusted/<key:pk>/agreement.pdf",
        entrusted_papers.AgreementPdfView.as_view(),
        name="entrusted_agreement",
    ),
    path("entrusted/<key:pk>/", entrusted.EntrustedView.as_view(), name="entrusted"),
    path("entrusted/<key:pk>/opinion/", entrusted.OpinionView.as_view(), name="entrusted_opinion"),
    path("entrusted/<key:pk>/quote/", entrusted.QuoteView.as_view(), name="entrusted_quote"),
    path("entrusted/<key:pk>/fee/", entrusted.FeeView.as_view(), name="entrusted_fee"),
    path("entrusted/<key:pk>/tranche/", entrusted.TrancheView.as_view(), name="entrusted_tranche"),
    path("entrusted/<key:pk>/task/", entrusted.EntrustedTaskView.as_view(), name="entrusted_task"),
    path("entrusted/<key:pk>/payout/", entrusted.PayoutView.as_view(), name="entrusted_payout"),
    path("entrusted/<key:pk>/settle/", entrusted.SettleView.as_view(), name="entrusted_settle"),
    path(
        "entrusted/<key:pk>/papers/",
        entrusted.EntrustedPapersView.as_view(),
        name="entrusted_papers",
    ),
    path(
        "entrusted/<key:pk>/steps/<slug:name>/",
        entrusted.EntrustedStepView.as_view(),
        name="entrusted_step",
    ),
    path("payouts/<key:pk>/decide/", entrusted.PayoutDecideView.as_view(), name="payout_decide"),
    path("ledger/<key:pk>/reverse/", entrusted.ReverseView.as_view(), name="entry_reverse"),
    path("units/", units.UnitListView.as_view(), name="units"),
    path("units/<key:pk>/", units.UnitView.as_view(), name="unit"),
    path("units/members/<key:pk>/end/", units.UnitMemberEndView.as_view(), name="unit_member_end"),
]
