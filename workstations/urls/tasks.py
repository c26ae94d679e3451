"""Routes of tasks and of one affair from end to end."""

from django.urls import path

from workstations.views import affairs, day, steps, tasks

ROUTES = [
    path("tasks/", tasks.MyTasksView.as_view(), name="task_mine"),
    path("tasks/board/", tasks.TaskBoardView.as_view(), name="task_board"),
    path("tasks/day/", day.DayView.as_view(), name="task_day"),
    path("tasks/list/", tasks.TaskListView.as_view(), name="task_list"),
    path("tasks/filters/<key:pk>/drop/", tasks.FilterDropView.as_view(), name="filter_drop"),
    path("tasks/verify/", tasks.VerifyListView.as_view(), name="task_verify_list"),
    path("tasks/<key:pk>/", tasks.TaskDetailView.as_view(), name="task_detail"),
    path("tasks/<key:pk>/assign/", steps.TaskAssignView.as_view(), name="task_assign"),
    path("tasks/<key:pk>/hand-over/", steps.TaskHandOverView.as_view(), name="task_hand_over"),
    path(
        "tasks/<key:pk>/extensions/<key:extension>/",
        steps.ExtensionDecideView.as_view(),
        name="extension_decide",
    ),
    path("tasks/<key:pk>/steps/<slug:name>/", steps.TaskStepView.as_view(), name="task_step"),
    path("affairs/<key:pk>/", affairs.AffairView.as_view(), name="affair"),
    path("affairs/<key:pk>/public/", affairs.AffairPublicView.as_view(), name="affair_public"),
]
