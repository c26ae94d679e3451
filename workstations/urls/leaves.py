"""Routes of leave, of the people's load and of handing tasks over."""

from django.urls import path

from workstations.views import handing, leaves

ROUTES = [
    path("leaves/", leaves.LeaveListView.as_view(), name="leave_list"),
    path("leaves/new/", leaves.LeaveAskView.as_view(), name="leave_ask"),
    path("leaves/<key:pk>/", leaves.LeaveView.as_view(), name="leave"),
    path(
        "leaves/<key:pk>/substitute/",
        leaves.LeaveSubstituteView.as_view(),
        name="leave_substitute",
    ),
    path("leaves/<key:pk>/steps/<slug:name>/", leaves.LeaveStepView.as_view(), name="leave_step"),
    path("tasks/people/", handing.PeopleView.as_view(), name="task_people"),
    path("tasks/hand/", handing.HandView.as_view(), name="task_hand"),
]
