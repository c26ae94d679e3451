"""Celery entry points of execution."""

from celery import shared_task

from workstations.services import contract_terms


@shared_task(name="workstations.jobs.contracts_sweep")
def contracts_sweep() -> int:
    """Move the contracts whose day has come."""
    return contract_terms.contracts_sweep()
