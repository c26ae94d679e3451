"""Routes of supervision."""

from django.urls import path

from workstations.views import supervision

ROUTES = [
    path("supervision/", supervision.OrderListView.as_view(), name="order_list"),
    path("supervision/urge/", supervision.UrgeView.as_view(), name="order_urge"),
    path("supervision/<int:pk>/", supervision.OrderDetailView.as_view(), name="order_detail"),
    path("supervision/<int:pk>/task/", supervision.OrderTaskView.as_view(), name="order_task"),
    path(
        "supervision/<int:pk>/answer/", supervision.OrderAnswerView.as_view(), name="order_answer"
    ),
]
