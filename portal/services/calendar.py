"""Setting a date to be, or not to be, a working day."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated
from portal.models.calendar import CalendarOverride
from portal.selectors.calendar import is_working_day, overrides_forget
from portal.services.records import record_append

MANAGE = "portal.manage_calendar"


@transaction.atomic
def calendar_override_set(
    *, actor, date: date, is_workday: bool, note: str = ""
) -> CalendarOverride:
    """Say of ``date`` whether it is worked; a second word on the same date replaces the first.
    RuleViolated on ``is_workday`` when the calendar says so already."""
    access_of(actor).require(MANAGE)
    standing = CalendarOverride.objects.select_for_update().filter(date=date).first()
    if standing is None and is_working_day(date) == is_workday:
        raise RuleViolated(_("公布的日历已经是这样，不用调整。"), field="is_workday", code="same")
    override, _made = CalendarOverride.objects.update_or_create(
        date=date, defaults={"is_workday": is_workday, "note": note}
    )
    _recorded(override, "calendar_set", actor)
    return override


@transaction.atomic
def calendar_override_remove(*, actor, override: CalendarOverride) -> None:
    """Back to the published calendar. Deadlines that were computed stay as they were told."""
    access_of(actor).require(MANAGE)
    _recorded(override, "calendar_unset", actor)
    override.delete()


def _recorded(override: CalendarOverride, verb: str, actor) -> None:
    data = {"date": override.date.isoformat(), "workday": override.is_workday}
    record_append(subject=override, verb=verb, actor=actor, data=data)
    transaction.on_commit(overrides_forget)
