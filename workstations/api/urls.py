"""Routes of the API."""

from django.urls import path

from workstations.api import dashboards, transitions, views

app_name = "workstations-api"
urlpatterns = [
    path("tasks/", views.TaskListApi.as_view(), name="tasks"),
    path("tasks/<int:pk>/", views.TaskDetailApi.as_view(), name="task"),
    path(
        "tasks/<int:pk>/transitions/", transitions.TransitionListApi.as_view(), name="transitions"
    ),
    path("tasks/<int:pk>/notes/", transitions.NoteApi.as_view(), name="notes"),
    path("tasks/<int:pk>/evidence/", transitions.EvidenceApi.as_view(), name="evidence"),
    path("tasks/<int:pk>/extensions/", transitions.ExtensionApi.as_view(), name="extensions"),
    path(
        "extensions/<int:pk>/decision/",
        transitions.ExtensionDecisionApi.as_view(),
        name="extension-decision",
    ),
    path("exports/", dashboards.ExportListApi.as_view(), name="exports"),
    path("dashboard/", dashboards.DashboardApi.as_view(), name="dashboard"),
    path("affairs/<int:pk>/", views.AffairApi.as_view(), name="affair"),
    path("supervision-orders/", views.OrderListApi.as_view(), name="orders"),
    path("supervision-orders/<int:pk>/", views.OrderDetailApi.as_view(), name="order"),
    path(
        "supervision-orders/<int:pk>/answer/", views.OrderAnswerApi.as_view(), name="order-answer"
    ),
    path("assessments/", views.AssessmentListApi.as_view(), name="assessments"),
    *(
        path(f"tasks/<int:pk>/{view.name}/", view.as_view(), name=f"task-{view.name}")
        for view in transitions.VIEWS
    ),
]
