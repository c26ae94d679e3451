"""The plan of an election: each step with the day the law gives it, and the day it was done."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import Election
from committees.workflows.elections import ElectionStatus as E

ORDER = (
    E.PLANNED,
    E.COMMITTEE_FORMED,
    E.REGISTRATION,
    E.ROLL_PUBLISHED,
    E.NOMINATED,
    E.MET_RESIDENTS,
    E.VOTING,
    E.COUNTED,
    E.ANNOUNCED,
    E.FILED,
)


@dataclass(frozen=True)
class PlanStep:
    """One step. ``due_on`` None where the law names no day; state done, current, late or todo."""

    name: str
    label: str
    due_on: date | None
    done_on: date | None
    state: str


def _reached(election: Election, state: str) -> bool:
    if election.status not in ORDER:
        return False
    return ORDER.index(election.status) >= ORDER.index(state)


def _steps(election: Election) -> list[tuple]:
    """(name, label, the state that means done, due_on, done_on)."""
    rules, day = election.rules, election.election_day
    published = election.roll_published_on
    last_roll = day - timedelta(days=rules["roll"]["published_days"])
    objections = (published or last_roll) + timedelta(days=rules["roll"]["objection_days"])
    announced = election.announced_at and timezone.localdate(election.announced_at)
    rows = [
        ("committee", _("选举委员会就位"), E.COMMITTEE_FORMED, None, None),
        ("roll", _("公布名单"), E.ROLL_PUBLISHED, last_roll, published),
        ("objections", _("名单异议截止"), E.NOMINATED, objections, None),
    ]
    if election.is_recall:
        rows.append(("defence", _("听取申辩"), E.MET_RESIDENTS, day, None))
    else:
        shown, met = election.candidates_published_on, election.met_residents_on
        rows.append(("candidates", _("公布候选人"), E.NOMINATED, day, shown))
        rows.append(("meeting", _("与居民见面"), E.MET_RESIDENTS, day, met))
    rows.append(
        ("voting", _("投票"), E.COUNTED, day, day if _reached(election, E.VOTING) else None)
    )
    rows.append(("announced", _("当日公布结果"), E.ANNOUNCED, day, announced))
    if election.term_from:
        handover = election.term_from + timedelta(days=rules["handover"]["days"])
        rows.append(("handover", _("新老移交"), E.FILED, handover, None))
    return rows


def plan_of(election: Election, today: date) -> list[PlanStep]:
    """The steps in order; the first one that is not done is the current one, or late."""
    found, current = [], election.status != E.CANCELLED
    for name, label, state, due_on, done_on in _steps(election):
        if name == "objections":
            closed = election.roll_published_on is not None and today > due_on
            is_done = closed or _reached(election, E.VOTING)
        else:
            is_done = done_on is not None or _reached(election, state)
        if is_done:
            found.append(PlanStep(name, label, due_on, done_on, "done"))
            continue
        late = due_on is not None and today > due_on
        mark = "todo" if not current else "late" if late else "current"
        found.append(PlanStep(name, label, due_on, done_on, mark))
        current = False
    return found
