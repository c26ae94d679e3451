"""Files in the making: a person asks, a job makes them with progress, they are found again later.

The storeys above contribute makers; this only keeps the queue, the lease and the file.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from portal.kernel import clock
from portal.models import Export, ExportState, User
from portal.services.wakeups import wake_on_commit

JOB = "portal.jobs.exports_run"
LEASE = timedelta(seconds=45)  # renewed while it is being made; a killed worker's is taken over
MAX_ATTEMPTS = 3
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Advance = Callable[[int, int], None]
Make = Callable[[Export, User, Advance], bytes]
_makers: dict[str, Make] = {}


def maker_add(kind: str, make: Make) -> None:
    """Contribute the maker of a kind of file: ``make(export, actor, advance) -> bytes``. It asks
    for the actor's right again and calls ``advance(done, total)`` now and then."""
    if kind in _makers:
        raise ValueError(f"maker {kind} is declared twice")
    _makers[kind] = make


@transaction.atomic
def export_ask(*, actor: User, kind: str, title: str, filename: str, params: dict) -> Export:
    """Queue a file; the caller has asked for the right. It is made by :func:`exports_run`."""
    if kind not in _makers:
        raise ValueError(f"nobody makes {kind!r}")
    wake_on_commit(JOB)
    return Export.objects.create(
        kind=kind, title=title, filename=filename, requested_by=actor, params=params
    )


def exports_run(limit: int = 5) -> int:
    """Make what waits, and what a killed worker left behind; returns how many were made."""
    made = 0
    for _round in range(limit):
        export = _lease()
        if export is None:
            break
        _make(export)
        made += 1
    return made


@transaction.atomic
def _lease() -> Export | None:
    """Take the oldest one that nobody is making."""
    moment = clock.now()
    waiting = Q(progress_state=ExportState.WAITING)
    left = Q(progress_state=ExportState.RUNNING, lease_until__lt=moment)
    rows = Export.objects.select_for_update(skip_locked=True, of=("self",)).filter(waiting | left)
    export = rows.order_by("id").first()
    if export is None:
        return None
    if export.attempts >= MAX_ATTEMPTS:
        Export.objects.filter(pk=export.pk).update(progress_state=ExportState.FAILED)
        return None
    export.progress_state, export.lease_until = ExportState.RUNNING, moment + LEASE
    export.attempts += 1
    export.save(update_fields=["progress_state", "lease_until", "attempts"])
    return export


def _make(export: Export) -> None:
    """The right is asked again: the job acts for the one who asked."""
    actor = User.objects.get(pk=export.requested_by_id)

    def advance(done: int, total: int) -> None:
        percent, until = 95 * done // max(total, 1), clock.now() + LEASE
        Export.objects.filter(pk=export.pk).update(percent=percent, lease_until=until)

    with translation.override("zh-hans"):
        data = _makers[export.kind](export, actor, advance)
    export.file.save("export", ContentFile(data), save=False)
    export.sha256 = hashlib.sha256(data).hexdigest()
    export.percent, export.progress_state = 100, ExportState.READY
    export.save(update_fields=["file", "sha256", "percent", "progress_state"])


def cell_safe(text: str) -> str:
    """``text`` that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
