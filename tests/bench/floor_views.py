"""The floors' views: what any Django program pays for a list, a page of one, and a new row."""

import json
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import ensure_csrf_cookie

from tests.bench.models import FloorHistory, FloorIssue

ROWS = 50
FIELDS = ("id", "title", "status", "place", "created_at", "due_at", "community", "category")


def _is_forbidden(request) -> bool:
    """The stack knows who asks: a session and a user from the database."""
    return settings.FLOOR == "stack" and not request.user.is_authenticated


def issues(request):
    """The newest of one community; a new one by POST."""
    if _is_forbidden(request):
        return JsonResponse({"detail": "log in"}, status=401)
    if request.method == "POST":
        return _created(json.loads(request.body))
    rows = FloorIssue.objects.filter(community=request.GET["community"]).order_by("-id")[:ROWS]
    return JsonResponse({"results": list(rows.values(*FIELDS))})


def _created(data: dict):
    with transaction.atomic():
        now = datetime.now(UTC)
        row = FloorIssue.objects.create(**data, status="submitted", created_at=now)
        FloorHistory.objects.create(issue=row, happened_at=now, verb="file", to_state=row.status)
    return JsonResponse({"id": row.pk}, status=201)


def page(request):
    """The same list as a page."""
    if _is_forbidden(request):
        return HttpResponse(status=401)
    rows = FloorIssue.objects.filter(community=request.GET["community"]).order_by("-id")[:ROWS]
    return render(request, "list.html", {"rows": rows})


def issue(request, pk):
    """One with its history."""
    if _is_forbidden(request):
        return JsonResponse({"detail": "log in"}, status=401)
    row = FloorIssue.objects.values().get(pk=pk)
    steps = FloorHistory.objects.filter(issue=pk).order_by("id")
    return JsonResponse({**row, "steps": list(steps.values("happened_at", "verb", "to_state"))})


@ensure_csrf_cookie
def hello(request):
    """Where a client gets its CSRF cookie."""
    return HttpResponse("hello")


urlpatterns = [
    path("hello/", hello),
    path("issues/", issues),
    path("page/", page),
    path("issues/<int:pk>/", issue),
]
