"""The latest result of somebody's year at a station (优/合格/基本合格/不合格), for the renewal."""

from collections.abc import Iterable


def year_results_for(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], dict]:
    """``{(user_id, station_id): {"year": int, "grade": str, "label": str}}`` of the newest result
    that was published to the person; who has none is left out. One statement for any number.

    No result is kept anywhere yet, so nobody has one."""
    return {}


def year_result_for(user_id: int, station_id: int) -> dict | None:
    """The same for one person: ``{"year", "grade", "label"}``, or None without a result."""
    return year_results_for([(user_id, station_id)]).get((user_id, station_id))
