"""Routes of sealed votes."""

from django.urls import path

from committees.views import booth, sealed
from committees.views import sealed_prepare as prepare

ROUTES = [
    path("sealed-votes/", sealed.SealedListView.as_view(), name="sealed_list"),
    path("sealed-votes/new/", prepare.SealedCreateView.as_view(), name="sealed_create"),
    path("sealed-votes/tool/", sealed.ToolView.as_view(), name="sealed_tool"),
    path("sealed-votes/<key:pk>/", sealed.SealedDetailView.as_view(), name="sealed"),
    path("sealed-votes/<key:pk>/receipts/", sealed.ReceiptsView.as_view(), name="sealed_receipts"),
    path("sealed-votes/<key:pk>/booth/", booth.BoothView.as_view(), name="sealed_booth"),
    path("sealed-votes/<key:pk>/receipt/", booth.ReceiptView.as_view(), name="sealed_receipt"),
    path(
        "sealed-votes/<key:pk>/questions/",
        prepare.QuestionView.as_view(),
        name="sealed_question",
    ),
    path(
        "sealed-votes/<key:pk>/questions/<key:number>/remove/",
        prepare.QuestionRemoveView.as_view(),
        name="sealed_question_remove",
    ),
    path("sealed-votes/<key:pk>/roll/", prepare.RollView.as_view(), name="sealed_roll"),
    path(
        "sealed-votes/<key:pk>/roll/fill/<slug:whom>/",
        prepare.RollFillView.as_view(),
        name="sealed_roll_fill",
    ),
    path(
        "sealed-votes/<key:pk>/roll/<key:entry>/remove/",
        prepare.EntryRemoveView.as_view(),
        name="sealed_entry_remove",
    ),
    path(
        "sealed-votes/<key:pk>/roll/<key:entry>/paper/",
        sealed.PaperView.as_view(),
        name="sealed_paper",
    ),
    path("sealed-votes/<key:pk>/key/", prepare.KeyView.as_view(), name="sealed_key"),
    path("sealed-votes/<key:pk>/trial/", prepare.TrialView.as_view(), name="sealed_trial"),
    path("sealed-votes/<key:pk>/export/", sealed.ExportView.as_view(), name="sealed_export"),
    path("sealed-votes/<key:pk>/opened/", sealed.OpenedView.as_view(), name="sealed_opened"),
    path("sealed-votes/<key:pk>/destroy/", sealed.DestroyView.as_view(), name="sealed_destroy"),
    path(
        "sealed-votes/<key:pk>/steps/<slug:name>/",
        sealed.SealedStepView.as_view(),
        name="sealed_step",
    ),
]
