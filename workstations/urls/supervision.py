"""Routes of supervision."""

from django.urls import path

from workstations.views import supervision

ROUTES = [
    path("supervision/", supervision.OrderListView.as_view(), name="order_list"),
    path("supervision/urge/", supervision.UrgeView.as_view(), name="order_urge"),
    path("supervision/<key:pk>/", supervision.OrderDetailView.as_view(), name="order_detail"),
    path("supervision/<key:pk>/task/", supervision.OrderTaskView.as_view(), name="order_task"),
    path(
        "supervision/<key:pk>/answer/", supervision.OrderAnswerView.as_view(), name="order_answer"
    ),
]
