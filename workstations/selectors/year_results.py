"""Results of years (优/合格/基本合格/不合格): for the renewal, the list, one result, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import User
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations import scoring
from workstations.models import Grade, StaffScore, Workstation, YearResult
from workstations.policies.scores import no_tie_to
from workstations.selectors.looks import tells_of_look
from workstations.selectors.score_schemes import schemes_in_force
from workstations.workflows.scores import ScoreStatus
from workstations.workflows.year_results import CONFIRM, DECIDE, DRAFT, TOLD, YearStatus

VIEW, OWN = "workstations.view_score", "workstations.answer_own_result"
Y = YearStatus
PAGE = 20
CLOSINGS = (1, 2, 3, 4)


def year_results_for(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], dict]:
    """``{(user_id, station_id): {"year": int, "grade": str, "label": str, "id": int,
    "is_appealed": bool}}`` of the newest result that was published to the person; who has none is
    left out. One statement for any number; none for nobody."""
    wanted = set(pairs)
    if not wanted:
        return {}
    rows = YearResult.objects.told().filter(
        user__in={user for user, _station in wanted},
        station__in={station for _user, station in wanted},
    )
    found = {}
    for row in rows.only("user", "station", "year", "grade", "status").order_by("year"):
        pair = (row.user_id, row.station_id)
        if pair in wanted:
            found[pair] = {
                "year": row.year,
                "grade": row.grade,
                "label": row.grade_name,
                "id": row.pk,
                "is_appealed": row.status == Y.APPEALED,
            }
    return found


def year_result_for(user_id: int, station_id: int) -> dict | None:
    """The same for one person, or None without a result."""
    return year_results_for([(user_id, station_id)]).get((user_id, station_id))


def _rows():
    return YearResult.objects.select_related("user", "station", "scheme", "community__parent")


def year_results_by_ids(ids) -> dict[int, YearResult]:
    """For notices, timelines and clocks; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def may_see_result(access: Access, result: YearResult) -> bool:
    """The person once told; those who score, decide or watch."""
    if result.user_id == access.user.pk:
        return result.status in TOLD
    return access.can(VIEW, result)


def result_for(access: Access, pk: int, permission: str = "") -> YearResult:
    """One that the person may see (and on which ``permission`` holds); NotFound."""
    result = _rows().filter(pk=pk).first()
    if result is None or not may_see_result(access, result):
        raise NotFound()
    if permission and not access.can(permission, result):
        raise NotFound()
    return result


def results_listed(access: Access, before: int | None = None) -> list[YearResult]:
    """Up to 21, newest first, never one's own."""
    rows = _rows().filter(access.scope(VIEW)).exclude(user=access.user)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.exclude(status=Y.DISCARDED).order_by("-id")[: PAGE + 1])


def results_waiting(access: Access) -> list[YearResult]:
    """What waits for the person: to confirm, to tell, an appeal to decide; soonest due first."""
    me = access.user
    confirm = access.scope(CONFIRM) & Q(status=Y.DRAFTED) & ~Q(drafted_by=me)
    appeals = access.scope(DECIDE) & Q(status=Y.APPEALED) & ~Q(drafted_by=me)
    appeals &= Q(confirmed_by__isnull=True) | ~Q(confirmed_by=me)
    todo = confirm | appeals | (access.scope(DRAFT) & Q(status=Y.CONFIRMED))
    return list(_rows().filter(todo & no_tie_to(me)).order_by("decide_by", "id")[:50])


def results_of(user: User) -> list[YearResult]:
    """The person's own that were told to them, newest first; one statement."""
    return list(_rows().filter(user=user).told().order_by("-year", "-id")[:10])


@dataclass(frozen=True)
class Candidate:
    """Somebody whose year may be computed; ``quarters`` told to them, ``late`` not yet."""

    user: User
    station: Workstation
    quarters: int
    late: int

    @property
    def is_ready(self) -> bool:
        """Whether there is enough, and nothing is open."""
        return self.quarters >= scoring.LEAST_QUARTERS and not self.late


@dataclass(frozen=True)
class YearOpen:
    """The newest year that is over, and who has no result of it yet."""

    year: int
    people: list[Candidate]


def year_to_compute(access: Access) -> YearOpen | None:
    """For the sub-district whose measure the viewer keeps; None without one, or with nobody left;
    one statement: when the year closes is asked within it."""
    posts = access.posts_with(DRAFT)
    if not posts:
        return None
    area = posts[0].division_id
    now = schemes_in_force(area, clock.today()).values("closing_quarter")[:1]
    wanted = Q(pk__in=[])
    for closing in CLOSINGS:
        year = _last_year(closing)
        quarters = scoring.quarters_of_year(year, closing)
        done = YearResult.objects.filter(user=OuterRef("user"), station=OuterRef("station"))
        done = done.filter(year=year).exclude(status=Y.DISCARDED)
        wanted |= Q(closing=closing, quarter__in=quarters) & ~Exists(done)
    rows = StaffScore.objects.filter(subdistrict=area).annotate(closing=Subquery(now))
    rows = rows.filter(wanted).exclude(status=ScoreStatus.DROPPED).exclude(user=access.user)
    found = list(
        rows.select_related("user", "station").order_by("station__community__code", "user")
    )
    return YearOpen(_last_year(found[0].closing), _candidates(found)) if found else None


def _last_year(closing: int) -> int:
    """The newest year of assessment that is over today."""
    today = clock.today()
    running = scoring.year_of(scoring.quarter_first(today), closing)
    return running - 1


def _candidates(rows: list[StaffScore]) -> list[Candidate]:
    found: dict[tuple, list] = {}
    for row in rows:
        found.setdefault((row.user_id, row.station_id), []).append(row)
    people = []
    for mine in found.values():
        told = sum(row.status == ScoreStatus.PUBLISHED for row in mine)
        people.append(Candidate(mine[0].user, mine[0].station, told, len(mine) - told))
    return people


@dataclass(frozen=True)
class ResultPage:
    """One year with what belongs to it."""

    result: YearResult
    is_own: bool
    computed: str
    timeline: list
    is_looked: bool = False


def result_page(access: Access, pk: int) -> ResultPage:
    """One result; four statements at most."""
    result = result_for(access, pk)
    records = records_of_one(result, public_only=False)
    return ResultPage(
        result,
        result.user_id == access.user.pk,
        str(Grade(result.computed_grade).label),
        timeline_entries(records, names=True),
        tells_of_look(records, access.user),
    )
