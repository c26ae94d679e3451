"""The telephone numbers on a day list: each one looked at is on the record of its affair."""

from django.db import transaction

from portal.access.checker import access_of
from resident_affairs.services.reporters import SEE, reporter_reveal
from workstations.selectors.day import Day


@transaction.atomic
def day_reveal(*, actor, day: Day) -> Day:
    """``day`` with name and phone of the reporter on those calls whose reporter the actor may see;
    every look is recorded, an affair with several tasks once."""
    access = access_of(actor)
    seen: dict[int, object] = {}
    for call in day.calls:
        issue = call.issue
        if issue is None or not access.can(SEE, issue):
            continue
        if issue.pk not in seen:
            seen[issue.pk] = reporter_reveal(actor=actor, issue=issue)
        call.reporter = seen[issue.pk]
    return day
