"""Celery entry points of execution."""

from celery import shared_task

from workstations.services import plan_sweep


@shared_task(name="workstations.jobs.plans_sweep")
def plans_sweep() -> int:
    """Make the tasks of recurring plans that have fallen due."""
    return plan_sweep.plans_sweep()
