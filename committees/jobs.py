"""Celery entry points of deliberation."""

from celery import shared_task

from committees.services import (
    archives,
    binding,
    demands,
    disclosure_duties,
    polls,
    recall_petitions,
    roll_uploads,
    sealed,
)


@shared_task(name="committees.jobs.polls_sweep")
def polls_sweep() -> int:
    """Open and close the polls whose time has come."""
    return polls.polls_sweep()


@shared_task(name="committees.jobs.demands_sweep")
def demands_sweep() -> int:
    """End the demands whose time ran out."""
    return demands.demands_lapse()


@shared_task(name="committees.jobs.recalls_sweep")
def recalls_sweep() -> int:
    """End the demands for a recall whose time ran out, or whose seat is empty."""
    return recall_petitions.petitions_sweep()


@shared_task(name="committees.jobs.rolls_sweep")
def rolls_sweep() -> int:
    """Remove the rolls' files that nobody confirmed."""
    return roll_uploads.rolls_tidy()


@shared_task(name="committees.jobs.sealed_sweep")
def sealed_sweep() -> int:
    """Close the sealed votes whose time is over."""
    return sealed.sealed_sweep()


@shared_task(name="committees.jobs.archives_sweep")
def archives_sweep() -> int:
    """File what has come to an end."""
    return archives.archives_sweep()


@shared_task(name="committees.jobs.archives_bind")
def archives_bind() -> int:
    """Print what is on file without its PDF."""
    return binding.archives_bind()


@shared_task(name="committees.jobs.disclosures_sweep")
def disclosures_sweep() -> int:
    """Note what had to be on a board by its day, and is not."""
    return disclosure_duties.disclosures_sweep()
