"""The half-yearly duty of the representatives' meeting (§28): held or owed, and by when."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import Committee, Meeting, MeetingKind, Representative
from committees.selectors.quorums import meeting_lacked_quorum
from committees.workflows import MeetingStatus
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Level
from portal.selectors.rules import rule_set_for


@dataclass(frozen=True)
class HalfYear:
    """One half-year of a community: how many meetings it asks for, and how many were held."""

    name: str
    needed: int
    held: int
    planned: int
    due_on: date

    @property
    def is_met(self) -> bool:
        """Whether enough were held."""
        return self.held >= self.needed

    @property
    def is_overdue(self) -> bool:
        """Whether its time is over without enough of them."""
        return not self.is_met and clock.today() > self.due_on

    @property
    def label(self) -> str:
        """``2026 年上半年``."""
        half = _("上半年") if self.name.endswith("H1") else _("下半年")
        return _("%(year)s 年%(half)s") % {"year": self.name[:4], "half": half}


def half_of(day: date) -> tuple[str, date, date]:
    """(name, first day, last day) of the half-year of a day."""
    if day.month <= 6:
        return f"{day.year}H1", date(day.year, 1, 1), date(day.year, 6, 30)
    return f"{day.year}H2", date(day.year, 7, 1), date(day.year, 12, 31)


def _before(first: date) -> date:
    """A day of the half-year before the one that begins on ``first``."""
    return date(first.year, 3, 1) if first.month == 7 else date(first.year - 1, 9, 1)


def _half_year(community: Division, day: date) -> HalfYear | None:
    """None where the rules of that time ask for no meetings, or nobody was there to hold one."""
    name, first, last = half_of(day)
    if not Committee.objects.filter(community=community, term_from__lte=first).exists():
        return None
    try:
        rules = rule_set_for(min(last, clock.today()), community).rules["reps_meeting"]
    except RuleViolated:  # no law was in force then, so none asked for a meeting
        return None
    needed = rules.get("per_half_year", 0)
    if not needed:
        return None
    rows = Meeting.objects.filter(community=community, kind=MeetingKind.REPRESENTATIVES)
    ended = rows.filter(status=MeetingStatus.ENDED, opened_at__isnull=False)
    in_time = [row for row in ended if first <= timezone.localtime(row.opened_at).date() <= last]
    held = sum(1 for row in in_time if not meeting_lacked_quorum(row))
    coming = rows.filter(status__in=[MeetingStatus.PLANNED, MeetingStatus.NOTICED])
    planned = sum(1 for row in coming if first <= timezone.localtime(row.starts_at).date() <= last)
    return HalfYear(name, needed, held, planned, last)


def half_year_duties(community: Division) -> list[HalfYear]:
    """This half-year, and the last one where it was not met; a few statements."""
    today = clock.today()
    now = _half_year(community, today)
    last = _half_year(community, _before(half_of(today)[1]))
    return [row for row in (last if last and not last.is_met else None, now) if row]


def half_year_heights(what: str):
    """(community, category 0, 1) for a gauge: every community whose last whole half-year asked for
    meetings (``due``), or those of them that held enough (``met``)."""
    places = Committee.objects.filter(community__level=Level.COMMUNITY).values("community")
    day = _before(half_of(clock.today())[1])
    for community in Division.objects.filter(pk__in=places).select_related("parent"):
        row = _half_year(community, day)
        if row is not None and (what == "due" or row.is_met):
            yield community.pk, 0, 1


def representatives_exist(community: Division) -> bool:
    """Whether there is anybody to call together."""
    return Representative.objects.active().filter(community=community).exists()
