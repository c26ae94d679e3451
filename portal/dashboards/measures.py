"""Measures: what the apps count from the record, each declared once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from portal.models import Record

Counts = Iterable[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One counted thing.

    name          as in Figure.measure
    subject_type  whose rows are looked at
    verbs         which rows count
    count         (record) -> (bucket, value) pairs; one plain count by default
    month_in      the key in ``data`` of the ISO day whose month the row counts for, where that is
                  not the day it happened: money that came is counted with what was agreed
    plain         (record) -> what happened, in words, for subjects without a kind of their own
    """

    name: str
    subject_type: str
    verbs: frozenset[str]
    count: Callable[[Record], Counts] = lambda record: ((0, 1),)
    month_in: str = ""
    plain: Callable[[Record], str] | None = None


@dataclass(frozen=True, kw_only=True)
class GaugeSource:
    """A height measured now: ``read()`` gives (community id, category id, value) rows."""

    name: str
    read: Callable[[], Iterable[tuple[int, int, int]]]


_measures: dict[tuple[str, str], list[Measure]] = {}
_names: set[str] = set()
_gauges: dict[str, GaugeSource] = {}


def measure_add(*measures: Measure) -> None:
    """Declare measures; called once per app from its ``figures`` room."""
    for measure in measures:
        if measure.name in _names:
            raise ValueError(f"measure {measure.name} is declared twice")
        _names.add(measure.name)
        for verb in measure.verbs:
            _measures.setdefault((measure.subject_type, verb), []).append(measure)


def gauge_add(*gauges: GaugeSource) -> None:
    """Declare gauges; called once per app from its ``figures`` room."""
    for gauge in gauges:
        if gauge.name in _gauges:
            raise ValueError(f"gauge {gauge.name} is declared twice")
        _gauges[gauge.name] = gauge


def measures_of(record: Record) -> list[Measure]:
    """What ``record`` counts for."""
    return _measures.get((record.subject_type, record.verb), [])


def month_of(measure: Measure, record: Record) -> date | None:
    """The first day of the month that ``measure.month_in`` names; None where the row does not say:
    then it is unknown and not counted."""
    day = record.data.get(measure.month_in)
    return date.fromisoformat(day).replace(day=1) if day else None


def measures_named(names: Iterable[str]) -> list[Measure]:
    """The measures of these names, each once."""
    wanted = set(names)
    found = {m.name: m for row in _measures.values() for m in row if m.name in wanted}
    return list(found.values())


def measured_verbs() -> set[str]:
    """The verbs that any measure counts, of whatever kind of subject."""
    return {verb for _subject_type, verb in _measures}


def all_gauges() -> tuple[GaugeSource, ...]:
    """The declared gauges."""
    return tuple(_gauges.values())
