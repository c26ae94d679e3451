"""Celery entry points of residents' affairs."""

from celery import shared_task

from resident_affairs.services import closing, responses


@shared_task(name="resident_affairs.jobs.silent_issues_close")
def silent_issues_close() -> int:
    """Close as unrated what has waited seven days for a word."""
    return closing.silent_issues_close()


@shared_task(name="resident_affairs.jobs.responses_sweep")
def responses_sweep() -> int:
    """Note whose issue waits past its time for a first word."""
    return responses.responses_sweep()
