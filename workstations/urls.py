"""Routes of the pages."""

from django.urls import path

from workstations.views import (
    affairs,
    dashboards,
    entrusted,
    stations,
    steps,
    supervision,
    tasks,
    units,
)

app_name = "workstations"
urlpatterns = [
    path("dashboard/", dashboards.DashboardView.as_view(), name="dashboard"),
    path("dashboard/export/", dashboards.DashboardExportView.as_view(), name="dashboard_export"),
    path("tasks/", tasks.MyTasksView.as_view(), name="task_mine"),
    path("tasks/board/", tasks.TaskBoardView.as_view(), name="task_board"),
    path("tasks/list/", tasks.TaskListView.as_view(), name="task_list"),
    path("tasks/verify/", tasks.VerifyListView.as_view(), name="task_verify_list"),
    path("tasks/<int:pk>/", tasks.TaskDetailView.as_view(), name="task_detail"),
    path("tasks/<int:pk>/assign/", steps.TaskAssignView.as_view(), name="task_assign"),
    path("tasks/<int:pk>/hand-over/", steps.TaskHandOverView.as_view(), name="task_hand_over"),
    path(
        "tasks/<int:pk>/extensions/<int:extension>/",
        steps.ExtensionDecideView.as_view(),
        name="extension_decide",
    ),
    path("tasks/<int:pk>/steps/<slug:name>/", steps.TaskStepView.as_view(), name="task_step"),
    path("affairs/<int:pk>/", affairs.AffairView.as_view(), name="affair"),
    path("affairs/<int:pk>/public/", affairs.AffairPublicView.as_view(), name="affair_public"),
    path(
        "communities/<int:pk>/station/", stations.StationPublicView.as_view(), name="station_detail"
    ),
    path("stations/", stations.StationListView.as_view(), name="station_list"),
    path("stations/<int:pk>/", stations.StationPostView.as_view(), name="station_post"),
    path("entrusted/", entrusted.EntrustedListView.as_view(), name="entrusted_list"),
    path("entrusted/new/", entrusted.EntrustedApplyView.as_view(), name="entrusted_apply"),
    path("entrusted/<int:pk>/", entrusted.EntrustedView.as_view(), name="entrusted"),
    path("entrusted/<int:pk>/opinion/", entrusted.OpinionView.as_view(), name="entrusted_opinion"),
    path("entrusted/<int:pk>/quote/", entrusted.QuoteView.as_view(), name="entrusted_quote"),
    path("entrusted/<int:pk>/fee/", entrusted.FeeView.as_view(), name="entrusted_fee"),
    path("entrusted/<int:pk>/tranche/", entrusted.TrancheView.as_view(), name="entrusted_tranche"),
    path("entrusted/<int:pk>/task/", entrusted.EntrustedTaskView.as_view(), name="entrusted_task"),
    path("entrusted/<int:pk>/payout/", entrusted.PayoutView.as_view(), name="entrusted_payout"),
    path("entrusted/<int:pk>/settle/", entrusted.SettleView.as_view(), name="entrusted_settle"),
    path(
        "entrusted/<int:pk>/papers/",
        entrusted.EntrustedPapersView.as_view(),
        name="entrusted_papers",
    ),
    path(
        "entrusted/<int:pk>/steps/<slug:name>/",
        entrusted.EntrustedStepView.as_view(),
        name="entrusted_step",
    ),
    path("payouts/<int:pk>/decide/", entrusted.PayoutDecideView.as_view(), name="payout_decide"),
    path("ledger/<int:pk>/reverse/", entrusted.ReverseView.as_view(), name="entry_reverse"),
    path("units/", units.UnitListView.as_view(), name="units"),
    path("units/<int:pk>/", units.UnitView.as_view(), name="unit"),
    path("units/members/<int:pk>/end/", units.UnitMemberEndView.as_view(), name="unit_member_end"),
    path("assessments/", stations.AssessmentView.as_view(), name="assessment_list"),
    path("supervision/", supervision.OrderListView.as_view(), name="order_list"),
    path("supervision/urge/", supervision.UrgeView.as_view(), name="order_urge"),
    path("supervision/<int:pk>/", supervision.OrderDetailView.as_view(), name="order_detail"),
    path(
        "supervision/<int:pk>/answer/", supervision.OrderAnswerView.as_view(), name="order_answer"
    ),
]
