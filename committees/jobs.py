"""Celery entry points of deliberation."""

from celery import shared_task

from committees.services import archives, demands, polls


@shared_task(name="committees.jobs.polls_sweep")
def polls_sweep() -> int:
    """Open and close the polls whose time has come."""
    return polls.polls_sweep()


@shared_task(name="committees.jobs.demands_sweep")
def demands_sweep() -> int:
    """End the demands whose time ran out; tell the street of duties that were not met."""
    return demands.demands_lapse() + demands.demands_alert()


@shared_task(name="committees.jobs.archives_sweep")
def archives_sweep() -> int:
    """File what has come to an end."""
    return archives.archives_sweep()
