"""The Celery app: finds each app's ``jobs`` room."""

import os
from pathlib import Path

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")

app = Celery("yixing")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    ["portal", "resident_affairs", "committees", "workstations"], related_name="jobs"
)


@app.on_after_configure.connect
def _make_broker_folders(sender, source, **kwargs):
    """The filesystem broker expects its folders to be there."""
    if str(source.get("broker_url", "")).startswith("filesystem"):
        options = source["broker_transport_options"]
        for name in ("data_folder_in", "data_folder_out", "control_folder"):
            Path(options[name]).mkdir(parents=True, exist_ok=True)
