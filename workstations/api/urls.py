"""Routes of the API."""

from django.urls import path

from workstations.api import dashboards, views, work
from workstations.api.acts.table import views_of

app_name = "workstations-api"
MADE = views_of({name: (name, rows) for name, rows, _page in work.VIEWS if rows})
urlpatterns = [
    path("tasks/", views.TaskListApi.as_view(), name="tasks"),
    path("tasks/<key:pk>/", views.TaskDetailApi.as_view(), name="task"),
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
        path(f"{name}/<key:pk>/", page.as_view(), name=f"{name}-detail")
        for name, _rows, page in work.VIEWS
    ),
    *(path(f"{where}/", view.as_view(), name=name) for where, (name, view) in MADE.items()),
]
