"""Duties of the public board: whether each was met by its day, told once (§34, §37)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from committees.models import Committee, Resolution
from committees.models.appraisals import Appraisal
from committees.models.disclosures import DisclosureEntry
from committees.selectors.disclosures import account_due_on, duties_since, owed_by
from committees.selectors.yearly import APPRAISAL_DUE, REPORT_DUE, Owed
from committees.services.seats import place_lock
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Level, Record
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append

MISSED = "disclosure_missed"


def duty_of(owed: Owed) -> str:
    """The name of a duty: the same one for what is owed and for what is published."""
    if owed.resolution is not None:
        return f"resolution:{owed.resolution.pk}"
    if owed.task:
        return f"{owed.task}:{owed.due_on.year - 1}"
    return f"{owed.disclosure_class}:{owed.half_year}"


@contextmanager
def duty_facts(community: Division, duty: str, due_on: date | None) -> Iterator[dict]:
    """What the record keeps of a publication, in whose transaction it is made: ``on_time``, once a
    duty; nothing where there was none, or where the house noted already that it was missed."""
    if due_on is None:
        yield {}
    elif clock.today() <= due_on:
        yield {"on_time": True}
    else:
        with transaction.atomic():
            place_lock(community)
            yield {} if duty in _missed(community) else {"on_time": False}


def _missed(community: Division) -> set[str]:
    rows = Record.objects.of(community).filter(verb=MISSED)
    return {data["duty"] for data in rows.values_list("data", flat=True)}


def resolution_duty(resolution: Resolution) -> tuple[Division, str, date | None]:
    """Community, duty and day for :func:`duty_facts`."""
    community = resolution.community
    try:
        rules = rule_set_for(clock.today(), community).rules["disclosure"]
    except RuleViolated:  # no law is loaded for this day: nothing is owed
        return community, "", None
    due_on = timezone.localdate(resolution.adopted_at) + timedelta(days=rules["publish_days"])
    return community, f"resolution:{resolution.pk}", due_on


def entry_duty(entry: DisclosureEntry) -> tuple[Division, str, date | None]:
    """The same for an entry: only the first account of a half-year is a duty."""
    duty = f"{entry.disclosure_class}:{entry.half_year}"
    given = entry.disclosure_class, entry.half_year
    due_on = None if entry.replaces_id else account_due_on(entry.community, *given)
    return entry.community, duty, due_on


def report_duty(community: Division, year: int, number: int) -> tuple[Division, str, date | None]:
    """The same for the committee's report of a year, of which the first one is the duty."""
    due_on = date(year + 1, *REPORT_DUE) if number == 1 else None
    return community, f"report:{year}", _if_owed(community, year, due_on)


def appraisal_duty(appraisal: Appraisal) -> tuple[Division, str, date | None]:
    """The same for the appraisal of a year."""
    year, community = appraisal.year, appraisal.community
    same = Appraisal.objects.filter(community=community, year=year, published_at__isnull=False)
    due_on = None if same.exclude(pk=appraisal.pk).exists() else date(year + 1, *APPRAISAL_DUE)
    return community, f"appraisal:{year}", _if_owed(community, year, due_on)


def _if_owed(community: Division, year: int, due_on: date | None) -> date | None:
    """Nothing is owed of a year that ended before the committee's term or the law."""
    first = duties_since(community) if due_on else None
    return due_on if first is not None and date(year, 12, 31) >= first else None


def disclosures_sweep() -> int:
    """The house: note every duty whose day passed without a publication, once each; how many. A
    second run, or another worker at the same time, finds nothing left to note."""
    places = Committee.objects.filter(community__level=Level.COMMUNITY).values("community")
    rows = Division.objects.filter(pk__in=places).select_related("parent")
    return sum(_noted(community) for community in rows.order_by("pk"))


def _noted(community: Division) -> int:
    if not any(row.is_overdue for row in owed_by(community)):
        return 0
    with transaction.atomic():
        place_lock(community)
        known = _missed(community)
        late = {duty_of(row): row for row in owed_by(community) if row.is_overdue}
        new = {duty: row for duty, row in late.items() if duty not in known}
        for duty, row in new.items():
            data = {"duty": duty, "due_on": row.due_on.isoformat()}
            words = {"division_id": community.pk, "data": data, "is_public": False}
            record_append(subject=community, verb=MISSED, **words)
    return len(new)
