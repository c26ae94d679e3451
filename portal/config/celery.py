"""The Celery app: finds each app's ``jobs`` room."""

import os
from pathlib import Path

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")

app = Celery("yixing")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    ["portal", "resident_affairs", "committees", "workstations"], related_name="jobs"
)

if settings.CELERY_BROKER_URL == "filesystem://":
    for folder in settings.CELERY_BROKER_TRANSPORT_OPTIONS.values():
        Path(folder).mkdir(parents=True, exist_ok=True)
