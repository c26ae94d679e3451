"""Celery entry points of execution."""

from celery import shared_task

from workstations.services import contract_terms, plan_sweep, scores, year_results


@shared_task(name="workstations.jobs.contracts_sweep")
def contracts_sweep() -> int:
    """Move the contracts whose day has come."""
    return contract_terms.contracts_sweep()


@shared_task(name="workstations.jobs.plans_sweep")
def plans_sweep() -> int:
    """Make the tasks of recurring plans that have fallen due."""
    return plan_sweep.plans_sweep()


@shared_task(name="workstations.jobs.scores_sweep")
def scores_sweep() -> int:
    """Open the quarter that is over; close the years that nobody appealed against in time."""
    return scores.quarters_open_due() + year_results.results_lapse()
