"""Waking the worker once a write has committed: due work lives in rows, never in the wake-up."""

import os
import threading
import time

import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction

log = structlog.get_logger(__name__)

FOLLOWERS = "portal.jobs.record_follow"
PICTURES = "portal.jobs.files_sweep"
REST = 2.0  # seconds between two calls of one process: the pace of the beat, which comes anyway
EXPIRES = 5.0


def wake_on_commit(job: str) -> None:
    """Have the worker run ``job`` as soon as the caller's transaction stands.

    Never fails and never waits: a thread of its own talks to the broker. A call that is lost (the
    broker is down, the process is killed) is made good by the beat.
    """
    if not getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False):
        transaction.on_commit(lambda: _caller.ask(job), robust=True)


class Caller:
    """The thread that calls: at once when it was idle, then once per REST for all who asked."""

    def __init__(self):
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._jobs: set[str] = set()
        self._pid = 0

    def ask(self, job: str) -> None:
        """Note the wish; start the thread where there is none (threads do not survive a fork)."""
        with self._lock:
            self._jobs.add(job)
            if self._pid != os.getpid():
                self._pid = os.getpid()
                threading.Thread(target=self._run, name="wakeups", daemon=True).start()
        self._asked.set()

    def _run(self) -> None:
        while self._asked.wait():
            self._asked.clear()
            with self._lock:
                jobs, self._jobs = self._jobs, set()
            for job in jobs:
                self._call(job)
            time.sleep(REST)

    def _call(self, job: str) -> None:
        try:
            current_app.send_task(job, expires=EXPIRES, retry=False)
        except Exception as error:  # whatever the broker suffers from, the beat comes later
            log.warning("wakeup_failed", job=job, error=type(error).__name__)


_caller = Caller()
