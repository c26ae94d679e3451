"""Celery entry points of execution."""

from celery import shared_task

from workstations.services import contract_terms, plan_sweep


@shared_task(name="workstations.jobs.contracts_sweep")
def contracts_sweep() -> int:
    """Move the contracts whose day has come."""
    return contract_terms.contracts_sweep()


@shared_task(name="workstations.jobs.plans_sweep")
def plans_sweep() -> int:
    """Make the tasks of recurring plans that have fallen due."""
    return plan_sweep.plans_sweep()
