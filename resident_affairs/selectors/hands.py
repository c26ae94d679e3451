"""Through which hands an issue went up and down: where, since when, why. The clock runs on."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

UP_AND_DOWN = ("escalate", "escalate_district", "hand_down", "hand_back")


@dataclass(frozen=True)
class Hand:
    """One stop: the division, since when, and the reason it was handed there (public words)."""

    where: str
    since: datetime
    why: str
    is_now: bool = False


def hands_of(issue, records) -> list[Hand]:
    """The stops, oldest first; [] for an issue that never left its community.

    records  the issue's own rows of the record, newest first
    """
    moved = [row for row in reversed(records) if row.verb in UP_AND_DOWN]
    if not moved:
        return []
    found = [Hand(issue.community.short_name, issue.created_at, _("居民反映"))]
    for row in moved:
        remark = row.remark
        why = remark.text if remark and remark.is_public else ""
        found.append(Hand(_place_after(issue, row.verb), row.happened_at, why))
    if issue.is_open:
        last = found.pop()
        found.append(Hand(last.where, last.since, last.why, is_now=True))
    return found


def _place_after(issue, verb: str) -> str:
    if verb == "escalate_district":
        return issue.district.short_name
    return (issue.community if verb == "hand_back" else issue.subdistrict).short_name
