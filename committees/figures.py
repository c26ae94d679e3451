"""What is counted of deliberation: motions by origin, outcomes, resolutions."""

from committees.selectors.disclosures import missed_words
from committees.selectors.meeting_duty import half_year_heights
from committees.services.disclosure_duties import MISSED
from portal.dashboards.measures import GaugeSource, Measure, gauge_add, measure_add


def _of(name: str, subject_type: str, *verbs: str, **more) -> Measure:
    return Measure(name=name, subject_type=subject_type, verbs=frozenset(verbs), **more)


measure_add(
    _of("motions_raised", "motion", "raise", "propose"),
    _of("motions_from_residents", "motion", "raise"),
    _of("motions_adopted", "motion", "adopt"),
    _of("motions_rejected", "motion", "reject"),
    _of("resolutions_adopted", "resolution", "adopt"),
    _of(
        "resolutions_with_tasks",
        "resolution",
        "adopt",
        count=lambda record: ((0, 1),) if record.data.get("actions") else (),
    ),
    _of("resolutions_implemented", "resolution", "implement"),
    _of("meetings_held", "meeting", "end"),
)


def _known(fact: str):
    """Add up ``data[fact]``; a row without both figures of a vote is not counted."""

    def count(record):
        roll, cast = record.data.get("roll"), record.data.get("cast")
        if not roll or cast is None:
            return ()
        return ((0, roll if fact == "roll" else min(cast, roll)),)

    return count


def _day_known(*values):
    """Count a publication that was a duty: in time, or in time or late."""
    return lambda record: ((0, 1),) if record.data.get("on_time") in values else ()


ON_BOARD = {
    "resolution": ("resolution", ("publish", "publish_late")),
    "account": ("disclosure", ("publish",)),
    "report": ("yearly_report", ("publish",)),
    "appraisal": ("appraisal", ("publish",)),
}
for _name, (_kind, _verbs) in ON_BOARD.items():
    measure_add(
        _of(f"due_{_name}", _kind, *_verbs, count=_day_known(True, False)),
        _of(f"disclosed_{_name}", _kind, *_verbs, count=_day_known(True)),
    )
measure_add(
    _of("due_missed", "division", MISSED, plain=missed_words),
    _of("election_roll", "election", "announce", count=_known("roll")),
    _of("election_cast", "election", "announce", count=_known("cast")),
    _of("poll_roll", "poll", "close", count=_known("roll")),
    _of("poll_cast", "poll", "close", count=_known("cast")),
)
gauge_add(
    GaugeSource(name="half_years_due", read=lambda: half_year_heights("due")),
    GaugeSource(name="half_years_met", read=lambda: half_year_heights("met")),
)
