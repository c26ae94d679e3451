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
        transaction.on_commit(_callers.setdefault(job, Caller(job)).ask, robust=True)


class Caller:
    """A thread that calls for one job: at once when idle, then once per REST for all who asked."""

    def __init__(self, job: str):
        self.job, self.rest = job, REST
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._pid = 0

    def ask(self) -> None:
        """Note the wish; start the thread where there is none (threads do not survive a fork)."""
        self._asked.set()
        with self._lock:
            if self._pid != os.getpid():
                self._pid = os.getpid()
                name = f"wakeup {self.job}"
                threading.Thread(target=self._run, name=name, daemon=True).start()

    def _run(self) -> None:
        while self._asked.wait():
            self._asked.clear()
            self.call()
            time.sleep(self.rest)

    def call(self) -> None:
        """Tell the broker, once."""
        try:
            current_app.send_task(self.job, expires=EXPIRES, retry=False)
        except Exception as error:  # whatever the broker suffers from, the beat comes later
            log.warning("wakeup_failed", job=self.job, error=type(error).__name__)


_callers: dict[str, Caller] = {}
