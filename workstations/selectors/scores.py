"""Quarterly scores: what waits, the list, one score as its viewer may see it, one's own."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import User
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations import scoring
from workstations.models import Scored, ScoreIndicator, ScoreSheet, StaffScore, Workstation
from workstations.policies.scores import no_tie_to
from workstations.selectors.looks import tells_of_look
from workstations.selectors.score_schemes import indicators_of
from workstations.workflows.scores import BOTH_IN, COMMITTEE, PUBLISH, STREET, ScoreStatus

VIEW, OWN = "workstations.view_score", "workstations.answer_own_result"
KEEP = "workstations.keep_score_scheme"
S = ScoreStatus
PAGE = 20
WEAK = 60  # below this many points something is to be learned


def _rows():
    return StaffScore.objects.select_related("user", "station", "scheme", "community__parent")


def staff_scores_by_ids(ids) -> dict[int, StaffScore]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def may_see_score(access: Access, score: StaffScore) -> bool:
    """The person once told; those who score or watch."""
    if score.user_id == access.user.pk:
        return score.status == S.PUBLISHED
    return access.can(VIEW, score)


def score_for(access: Access, pk: int, permission: str = "") -> StaffScore:
    """One that the person may see (and on which ``permission`` holds); NotFound."""
    if permission:
        return access.fetch(_rows(), permission, pk=pk)
    score = _rows().filter(pk=pk).first()
    if score is None or not may_see_score(access, score):
        raise NotFound()
    return score


def body_of(access: Access, score: StaffScore) -> str:
    """For which body the viewer may score: street, committee, or "" for none."""
    if access.can(STREET, score):
        return "street"
    return "committee" if access.can(COMMITTEE, score) else ""


def scores_listed(access: Access, group: str, before: int | None = None) -> list[StaffScore]:
    """Up to 21, newest first, never one's own; ``group`` open (not told yet) or told."""
    over = Q(status__in=[S.PUBLISHED, S.DROPPED])
    rows = _rows().filter(access.scope(VIEW)).filter(over if group == "told" else ~over)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.exclude(user=access.user).order_by("-id")[: PAGE + 1])


def scores_waiting(access: Access) -> list[StaffScore]:
    """What the person may score or tell now, the oldest quarter first; nobody they have a tie to;
    one statement."""
    mine = ScoreSheet.objects.filter(score=OuterRef("pk"), scorer=access.user)
    todo = access.scope(STREET) & Q(status__in=[S.OPEN, S.COMMITTEE_IN])
    todo |= access.scope(COMMITTEE) & Q(status__in=[S.OPEN, S.STREET_IN])
    rows = _rows().filter(todo & no_tie_to(access.user) & ~Exists(mine))
    tell = _rows().filter(access.scope(PUBLISH), status=S.LOCKED).exclude(user=access.user)
    return list((rows | tell).order_by("quarter", "id")[:50])


@dataclass(frozen=True)
class SheetFace:
    """What one body gave: its name, total in points, remark, points by indicator."""

    body: str
    label: str
    points: str
    remark: str
    evidence: dict
    by_indicator: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ScorePage:
    """One quarter's score with what its viewer may see of it."""

    score: StaffScore
    is_own: bool
    body: str
    indicators: list[ScoreIndicator]
    sheets: list[SheetFace]
    timeline: list
    is_looked: bool = False

    @property
    def evidence(self) -> dict:
        """The figures as they were frozen: when both were in, before that with one's own points;
        {} where the viewer has filed none."""
        return self.score.evidence or (self.sheets[0].evidence if self.sheets else {})


def sheet_face(sheet: ScoreSheet) -> SheetFace:
    """As pages show it."""
    return SheetFace(
        sheet.body,
        sheet.get_body_display(),
        scoring.shown(sheet.points),
        sheet.remark,
        sheet.evidence,
        {line["indicator"]: line["points"] for line in sheet.lines},
    )


def score_page(access: Access, pk: int) -> ScorePage:
    """One score. Before both bodies are in, each sees its own points alone, so that neither
    copies the other; six statements at most."""
    score = score_for(access, pk)
    is_own = score.user_id == access.user.pk
    prefetch_related_objects([score], "sheets")  # what the guards of its steps look at as well
    sheets = sorted(score.sheets.all(), key=lambda sheet: sheet.body, reverse=True)
    records = records_of_one(score, public_only=False)
    if score.status not in BOTH_IN:
        sheets = [row for row in sheets if row.scorer_id == access.user.pk]
    return ScorePage(
        score,
        is_own,
        "" if is_own else body_of(access, score),
        indicators_of(score.scheme_id, Scored.WORKER),
        [sheet_face(row) for row in sheets],
        timeline_entries(records, names=True),
        tells_of_look(records, access.user),
    )


def sheet_of(score: StaffScore, user: User) -> SheetFace | None:
    """What this person filed here before; one statement."""
    row = ScoreSheet.objects.filter(score=score, scorer=user).first()
    return sheet_face(row) if row else None


def scores_of(user: User) -> list[StaffScore]:
    """The person's own that were told to them, newest first; one statement."""
    return list(_rows().filter(user=user, status=S.PUBLISHED).order_by("-quarter")[:12])


def stations_to_open(access: Access) -> list[tuple[Workstation, object]]:
    """The stations of the viewer's sub-district whose last quarter is over and not opened yet,
    each with that quarter's first day; one statement."""
    above = [post.division_id for post in access.posts_with(KEEP)]
    quarter = scoring.quarter_before(clock.today())
    begun = StaffScore.objects.filter(station=OuterRef("pk"), quarter=quarter)
    rows = Workstation.objects.filter(
        community__parent__in=above, opened_on__lte=scoring.quarter_last(quarter)
    )
    rows = rows.exclude(Exists(begun)).select_related("community__parent")
    return [(row, quarter) for row in rows.order_by("community__code")]


@dataclass(frozen=True)
class Weak:
    """What the last quarter told to somebody shows as weak, and that quarter."""

    score: StaffScore
    indicators: list[ScoreIndicator]


def weak_spots(users: list[int], station_id: int) -> dict[int, Weak]:
    """By user: the indicators in which the last quarter told to each was weak by the mean of both
    bodies (below :data:`WEAK`) and for which there is something to learn; three statements."""
    told = StaffScore.objects.filter(station=station_id, user__in=users, status=S.PUBLISHED)
    newest = {row.user_id: row for row in told.order_by("quarter")}
    sheets = ScoreSheet.objects.filter(score__in=[row.pk for row in newest.values()])
    given: dict[tuple[int, int], list[int]] = {}
    owner = {row.pk: user for user, row in newest.items()}
    for sheet in sheets:
        for line in sheet.lines:
            given.setdefault((owner[sheet.score_id], line["indicator"]), []).append(line["points"])
    weak = {pair for pair, points in given.items() if sum(points) < WEAK * len(points)}
    rows = ScoreIndicator.objects.filter(pk__in={one for _user, one in weak}).exclude(topic="")
    known = {row.pk: row for row in rows.order_by("position")}
    return {
        user: Weak(newest[user], [known[pk] for pk in sorted(known) if (user, pk) in weak])
        for user in users
        if any((user, pk) in weak for pk in known)
    }
