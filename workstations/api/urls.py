"""Routes of the API."""

from django.urls import path

from workstations.api import dashboards, transitions, views, work

app_name = "workstations-api"
urlpatterns = [
    path("tasks/", views.TaskListApi.as_view(), name="tasks"),
    path("tasks/<key:pk>/", views.TaskDetailApi.as_view(), name="task"),
    path(
        "tasks/<key:pk>/transitions/", transitions.TransitionListApi.as_view(), name="transitions"
    ),
    path("tasks/<key:pk>/notes/", transitions.NoteApi.as_view(), name="notes"),
    path("tasks/<key:pk>/evidence/", transitions.EvidenceApi.as_view(), name="evidence"),
    path("tasks/<key:pk>/extensions/", transitions.ExtensionApi.as_view(), name="extensions"),
    path(
        "extensions/<key:pk>/decision/",
        transitions.ExtensionDecisionApi.as_view(),
        name="extension-decision",
    ),
    path("exports/", dashboards.ExportListApi.as_view(), name="exports"),
    path("dashboard/", dashboards.DashboardApi.as_view(), name="dashboard"),
    path("affairs/<key:pk>/", views.AffairApi.as_view(), name="affair"),
    path("supervision-orders/", views.OrderListApi.as_view(), name="orders"),
    path("supervision-orders/<key:pk>/", views.OrderDetailApi.as_view(), name="order"),
    path(
        "supervision-orders/<key:pk>/answer/", views.OrderAnswerApi.as_view(), name="order-answer"
    ),
    path("assessments/", views.AssessmentListApi.as_view(), name="assessments"),
    *(
        path(f"tasks/<key:pk>/{view.name}/", view.as_view(), name=f"task-{view.name}")
        for view in transitions.VIEWS
    ),
    *(path(f"{name}/", rows.as_view(), name=name) for name, rows, _page in work.VIEWS),
    *(
        path(f"{name}/<key:pk>/", page.as_view(), name=f"{name}-detail")
        for name, _rows, page in work.VIEWS
    ),
]
