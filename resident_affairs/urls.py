"""Routes of the pages."""

from django.urls import path

from resident_affairs.views import categories, desk, issues, report, steps, talk, tracking

app_name = "resident_affairs"
urlpatterns = [
    path("report/", report.ReportView.as_view(), name="report"),
    path("report/hints/", report.HintsView.as_view(), name="report_hints"),
    path("counter/report/", report.CounterReportView.as_view(), name="counter_report"),
    path("track/", tracking.TrackView.as_view(), name="track"),
    path("issues/", issues.IssueListView.as_view(), name="issue_list"),
    path("issues/mine/", issues.MyIssuesView.as_view(), name="my_issues"),
    path("issues/<key:pk>/", issues.IssueDetailView.as_view(), name="issue_detail"),
    path("issues/<key:pk>/filed/", issues.IssueFiledView.as_view(), name="issue_filed"),
    path("issues/<key:pk>/receipt/", issues.ReceiptView.as_view(), name="receipt"),
    path("issues/<key:pk>/receipt.pdf", issues.ReceiptPdfView.as_view(), name="receipt_pdf"),
    path("issues/<key:pk>/message/", talk.MessageView.as_view(), name="issue_message"),
    path("issues/<key:pk>/follow/", talk.FollowView.as_view(), name="issue_follow"),
    path("issues/<key:pk>/unfollow/", talk.UnfollowView.as_view(), name="issue_unfollow"),
    path("issues/<key:pk>/support/", talk.SupportView.as_view(), name="issue_support"),
    path("issues/<key:pk>/reporter/", talk.ReporterView.as_view(), name="issue_reporter"),
    path("desk/issues/", desk.DeskView.as_view(), name="desk"),
    path("desk/issues/<key:pk>/", desk.DeskIssueView.as_view(), name="desk_issue"),
    path("desk/escalated/", desk.EscalatedView.as_view(), name="escalated"),
    path("desk/district/", desk.DistrictView.as_view(), name="at_district"),
    path("categories/", categories.CategoryListView.as_view(), name="category_list"),
    path("categories/new/", categories.CategoryAddView.as_view(), name="category_add"),
    path("categories/<key:pk>/", categories.CategoryChangeView.as_view(), name="category_change"),
    *(
        path(
            f"issues/<key:pk>/{view.name.replace('_', '-')}/",
            view.as_view(),
            name=f"issue_{view.name}",
        )
        for view in (
            steps.AcceptView,
            steps.DeclineView,
            steps.AnswerView,
            steps.AssignView,
            steps.ReferView,
            steps.EscalateView,
            steps.HandBackView,
            steps.SettleEscalatedView,
            steps.EscalateDistrictView,
            steps.HandDownView,
            steps.SettleDistrictView,
            steps.MergeView,
            steps.RateView,
            steps.ReopenView,
            steps.WithdrawView,
        )
    ),
]
