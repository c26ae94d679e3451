"""What is counted of deliberation: motions by origin, outcomes, resolutions."""

from committees.selectors.meeting_duty import half_year_heights
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
gauge_add(
    GaugeSource(name="half_years_due", read=lambda: half_year_heights("due")),
    GaugeSource(name="half_years_met", read=lambda: half_year_heights("met")),
)
