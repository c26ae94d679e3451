"""Celery's entry points on the common ground: each makes one service call."""

from functools import partial

import structlog
from celery import shared_task

from portal.services import clocks, exports, figures, files, mails, notices, sealing

FAIR = 5.0  # seconds after which long telling lets other work in
log = structlog.get_logger(__name__)


@shared_task(name="portal.jobs.record_follow")
def record_follow():
    """Seal what is new, then let each follower read on; one that fails does not stop the other."""
    sealing.record_seal()
    telling = partial(notices.notices_run, seconds=FAIR)
    for follow in (clocks.clocks_follow, figures.figures_run, telling):
        try:
            follow()
        except Exception:  # it stands where it stood and is tried again at the next beat
            log.exception("follower_failed", follower=repr(follow))


@shared_task(name="portal.jobs.exports_run")
def exports_run():
    """Make the files that people asked for."""
    exports.exports_run()


@shared_task(name="portal.jobs.mail_digest")
def mail_digest():
    """Send what waits to be mailed, one letter a person."""
    mails.digests_send()


@shared_task(name="portal.jobs.files_sweep")
def files_sweep():
    """Re-encode the pictures that wait."""
    files.pictures_sweep()


@shared_task(name="portal.jobs.strays_remove")
def strays_remove():
    """Remove uploads whose transaction rolled back."""
    files.strays_remove()


@shared_task(name="portal.jobs.abandoned_remove")
def abandoned_remove():
    """Remove pictures that belong to nothing after a day."""
    files.abandoned_remove()


@shared_task(name="portal.jobs.gauges_refresh")
def gauges_refresh():
    """Measure what is open and overdue now."""
    figures.gauges_refresh()


@shared_task(name="portal.jobs.figures_audit")
def figures_audit():
    """Count anew and complain of any drift; it must be none."""
    wrong = figures.figures_drift()
    if wrong:
        raise RuntimeError(f"figures drifted: {len(wrong)}; first: {wrong[0]}")


@shared_task(name="portal.jobs.clocks_sweep")
def clocks_sweep() -> int:
    """Announce every level that a clock has reached."""
    return clocks.clocks_sweep()
