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


# Where the rules of an older election name no days of a plan.
DAYS = {"registration_days": 10, "candidates_days": 7, "meeting_days": 3, "proxy_days": 1}


@dataclass(frozen=True)
class PlanStep:
    """One step. ``from_on`` where it is a window; ``due_on`` None where nothing names a day;
    ``article`` by what the day is so; state done, current, late or todo."""

    name: str
    label: str
    from_on: date | None
    due_on: date | None
    done_on: date | None
    article: str
    state: str


def _reached(election: Election, state: str) -> bool:
    if election.status == E.VOIDED:
        return True
    if election.status not in ORDER:
        return False
    return ORDER.index(election.status) >= ORDER.index(state)


def _before(election: Election) -> list[tuple]:
    """Up to the roll, its objections and rulings."""
    rules, day = election.rules, election.election_day
    plan, roll = rules.get("election_plan", DAYS), rules["roll"]
    published, law = election.roll_published_on, roll["article"]
    last_roll = day - timedelta(days=roll["published_days"])
    formed = last_roll - timedelta(days=plan["registration_days"])
    shown = published or last_roll
    objected = shown + timedelta(days=roll["objection_days"])
    ruled = objected + timedelta(days=roll["ruling_days"])
    usual = plan.get("article", "默认")
    return [
        ("committee", _("选举委员会就位"), E.COMMITTEE_FORMED, None, formed, None, usual),
        ("registration", _("选民登记"), E.ROLL_PUBLISHED, formed, last_roll, published, usual),
        ("roll", _("公布名单"), E.ROLL_PUBLISHED, None, last_roll, published, law),
        ("objections", _("名单异议截止"), E.NOMINATED, shown, objected, None, law),
        ("rulings", _("异议处理完毕"), E.VOTING, None, ruled, None, law),
    ]


def _candidates(election: Election) -> list[tuple]:
    """Nominations, candidates, the meeting and the proxies; of a recall the defence."""
    rules, day = election.rules, election.election_day
    plan = rules.get("election_plan", DAYS)
    usual = plan.get("article", "默认")
    if election.is_recall:
        law = rules["recall"]["article"]
        rows = [("defence", _("听取申辩"), E.MET_RESIDENTS, None, day, None, law)]
    else:
        opens = election.roll_published_on or day - timedelta(days=rules["roll"]["published_days"])
        until = max(day - timedelta(days=plan["candidates_days"]), opens)
        meets = election.meeting_at and timezone.localdate(election.meeting_at)
        meets = meets or max(day - timedelta(days=plan["meeting_days"]), until)
        shown, met = election.candidates_published_on, election.met_residents_on
        law = rules["nomination"]["article"]
        rows = [
            ("nominations", _("提名候选人、审查资格"), E.NOMINATED, opens, until, shown, law),
            ("candidates", _("公布候选人"), E.NOMINATED, None, until, shown, usual),
            ("meeting", _("与居民见面"), E.MET_RESIDENTS, None, meets, met, law),
        ]
    if election.form == "representatives" and not rules["proxy"]["in_representatives_form"]:
        return rows
    last = day - timedelta(days=plan["proxy_days"])
    return [*rows, ("proxies", _("委托投票登记截止"), E.VOTING, None, last, None, usual)]


def _steps(election: Election) -> list[tuple]:
    """(name, label, the state that means done, from, due, done, article)."""
    rules, day = election.rules, election.election_day
    announced = election.announced_at and timezone.localdate(election.announced_at)
    voted = day if _reached(election, E.VOTING) else None
    law = rules["election"]["validity_article"]
    rows = [] if election.is_runoff else [*_before(election), *_candidates(election)]
    rows += [
        ("voting", _("投票"), E.COUNTED, None, day, voted, law),
        ("announced", _("当日公布结果"), E.ANNOUNCED, None, day, announced, law),
    ]
    filed = day
    if election.term_from:
        filed = election.term_from + timedelta(days=rules["handover"]["days"])
        law = rules["handover"]["article"]
        rows.append(("handover", _("新老移交"), E.FILED, election.term_from, filed, None, law))
    rows.append(("filing", _("选举材料归档"), E.FILED, None, filed, None, "默认"))
    return rows


def plan_of(election: Election, today: date) -> list[PlanStep]:
    """The steps in order; the first one that is not done is the current one, or late, together
    with the windows that are open before it. An election
    that is not stored yet has its plan too."""
    found, current = [], election.status != E.CANCELLED
    for name, label, state, from_on, due_on, done_on, article in _steps(election):
        words = (name, label, from_on, due_on, done_on, article)
        is_done = done_on is not None or _reached(election, state)
        if name in {"objections", "rulings"} and election.roll_published_on is not None:
            is_done = is_done or today > due_on
        if is_done:
            found.append(PlanStep(*words, "done"))
            continue
        late = due_on is not None and today > due_on
        mark = "todo" if not current else "late" if late else "current"
        found.append(PlanStep(*words, mark))
        # A window runs beside what ends it: registration beside the roll, objections beside
        # nominations.
        current = current and from_on is not None
    return found
