"""The route of what is overdue and why."""

from django.urls import path

from workstations.views import overdue

ROUTES = [
    path("supervision/overdue/", overdue.OverdueListView.as_view(), name="overdue_list"),
]
