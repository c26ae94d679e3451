"""Celery's entry points of the station's storey: each makes one service call."""

from celery import shared_task

from workstations.services import exports


@shared_task(name="workstations.jobs.exports_run")
def exports_run():
    """Make the spreadsheets that wait."""
    exports.exports_run()
