"""A year's result: computed from the quarters, confirmed by another, told, replied to, appealed."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import User
from portal.selectors.calendar import deadline_after
from portal.services.transitions import subject_create, subject_lock, transition_apply
from workstations import scoring
from workstations.models import Grade, ScoreScheme, StaffScore, Workstation, YearResult
from workstations.selectors.score_schemes import schemes_enacted
from workstations.workflows.scores import ScoreStatus
from workstations.workflows.year_results import DECIDE, DRAFT, YearStatus

APPEAL_DAYS = 5  # working days (DOMAIN d, staff year)
DECIDE_DAYS = 10  # working days for the district's decision (a setting of ours, no law)
PLAIN = frozenset({"send_back", "withdraw_appeal"})


def year_scheme(subdistrict_id: int, year: int) -> tuple[ScoreScheme, list]:
    """The measure by which ``year`` is graded and the first days of its quarters; one statement.
    RuleViolated on ``year``: not over, or without a measure."""
    return _year_scheme(list(schemes_enacted(subdistrict_id)), year)


def _year_scheme(schemes: list[ScoreScheme], year: int) -> tuple[ScoreScheme, list]:
    today = clock.today()
    for closing in (4, 3, 2, 1) if 2000 <= year <= today.year + 1 else ():
        quarters = scoring.quarters_of_year(year, closing)
        last = scoring.quarter_last(quarters[-1])
        scheme = next((row for row in schemes if row.valid_from <= last), None)
        if scheme is not None and scheme.closing_quarter == closing:
            if scoring.quarter_last(quarters[-1]) >= today:
                raise RuleViolated(_("这个考核年度还没有结束。"), field="year", code="early")
            return scheme, quarters
    raise RuleViolated(_("这一年没有考核办法。"), field="year", code="no_scheme")


@dataclass(frozen=True)
class YearOver:
    """A year of assessment that is over, its measure and the first days of its quarters."""

    year: int
    scheme: ScoreScheme
    quarters: list[date]


def year_over(subdistrict_id: int) -> YearOver | None:
    """The newest one that a measure covered; None without any. One statement."""
    return year_over_by(list(schemes_enacted(subdistrict_id)))


def year_over_by(schemes: list[ScoreScheme]) -> YearOver | None:
    """The same from all measures of a sub-district, the newest first; no statement."""
    today = clock.today()
    for year in (today.year, today.year - 1):
        try:
            return YearOver(year, *_year_scheme(schemes, year))
        except RuleViolated:
            continue
    return None


def last_year_over(subdistrict_id: int) -> YearOver:
    """The same; NotFound without any."""
    found = year_over(subdistrict_id)
    if found is None:
        raise NotFound(_("还没有一个考核年度结束：先由街道定考核办法。"))
    return found


def _quarters_counted(station: Workstation, user: User, quarters) -> list[StaffScore]:
    rows = StaffScore.objects.filter(station=station, user=user, quarter__in=quarters)
    rows = list(rows.exclude(status=ScoreStatus.DROPPED).order_by("quarter"))
    late = [row for row in rows if row.status != ScoreStatus.PUBLISHED]
    if late:
        words = _("%(quarter)s还没有打完分、告知本人。") % {"quarter": late[0].quarter_name}
        raise RuleViolated(words, field="user", code="open")
    if len(rows) < scoring.LEAST_QUARTERS:
        words = _("这一年只有 %(n)d 个季度有分数，不到半年的不定等次。")
        raise RuleViolated(words % {"n": len(rows)}, field="user", code="few")
    return rows


@transaction.atomic
def year_draft(*, actor, station: Workstation, user: User, year: int) -> YearResult:
    """Compute the result of ``user``'s year from the quarters told to them, by the thresholds of
    the measure; another person confirms it. Computing twice gives the same row. NotFound;
    RuleViolated on ``year`` or ``user``."""
    Workstation.objects.select_for_update(of=("self",)).get(pk=station.pk)
    area = station.community.parent
    result = YearResult(
        community=station.community,
        subdistrict=area,
        district_id=area.parent_id,
        station=station,
        user=user,
        year=year,
        drafted_by=actor,
        created_at=clock.now(),
    )
    access = access_of(actor)
    if not access.can(DRAFT, result):
        raise NotFound()
    known = YearResult.objects.filter(station=station, user=user, year=year)
    known = known.exclude(status=YearStatus.DISCARDED).first()
    if known is not None:
        return known
    result.scheme, quarters = year_scheme(area.pk, year)
    rows = _quarters_counted(station, user, quarters)
    points = scoring.year_points(row.points for row in rows)
    result.quarters = [
        {
            "score": row.pk,
            "quarter": row.quarter.isoformat(),
            "num": row.points_num,
            "den": row.points_den,
        }
        for row in rows
    ]
    result.points_num, result.points_den = points.numerator, points.denominator
    result.computed_grade = result.grade = result.scheme.grade_of(points)
    post, data = access.post_for(DRAFT, result), {"year": year, "quarters": len(rows)}
    subject_create(result, actor=actor, post=post, verb="draft", data=data, is_public=False)
    return result


@transaction.atomic
def year_confirm(*, actor, result: YearResult, grade: str, departure: str = "", version=None):
    """Another person confirms: the computed grade, or another one with a reason. Refused;
    TransitionRefused; RuleViolated on ``grade`` or ``departure``."""
    result = subject_lock(result)
    if grade not in Grade.values:
        raise RuleViolated(_("请选择结果。"), field="grade", code="invalid")
    departs = grade != result.computed_grade
    if departs and not departure.strip():
        words = _("和计算结果不一样，要写明理由。")
        raise RuleViolated(words, field="departure", code="required")
    changes = {"grade": grade, "confirmed_by": actor}
    changes["departure"] = departure.strip() if departs else ""
    words = {"changes": changes, "data": {"departs": departs}, "version": version}
    return transition_apply(result, "confirm", actor=actor, **words).subject


def year_publish(*, actor, result: YearResult, version=None) -> YearResult:
    """Tell the person; from now on five working days to appeal. Refused; TransitionRefused."""
    now = clock.now()
    until = deadline_after(now, APPEAL_DAYS, "wd")
    changes = {"published_at": now, "appeal_until": until}
    words = {"changes": changes, "version": version}
    return transition_apply(result, "publish", actor=actor, **words).subject


def year_step(*, actor, result: YearResult, name: str, remark: str = "", version=None):
    """A step with a reason at most: publish, send_back, withdraw_appeal. NotFound for others."""
    if name == "publish":
        return year_publish(actor=actor, result=result, version=version)
    if name not in PLAIN:
        raise NotFound()
    words = {"remark": remark, "version": version}
    return transition_apply(result, name, actor=actor, **words).subject


def year_reply(*, actor, result: YearResult, words: str, version=None) -> YearResult:
    """What the person says to it; it stays beside the result. RuleViolated on ``words``."""
    changes = {"reply": _wanted(words, "words")}
    given = {"changes": changes, "version": version}
    return transition_apply(result, "reply", actor=actor, **given).subject


def year_appeal(*, actor, result: YearResult, words: str, version=None) -> YearResult:
    """The person appeals to the district within five working days; ten for the decision.
    TransitionRefused afterwards; RuleViolated on ``words``."""
    now = clock.now()
    changes = {"appeal": _wanted(words, "words"), "appealed_at": now}
    changes["decide_by"] = deadline_after(now, DECIDE_DAYS, "wd")
    given = {"data": clock_fact("started", after=changes["decide_by"]), "version": version}
    return transition_apply(result, "appeal", actor=actor, changes=changes, **given).subject


@transaction.atomic
def appeal_decide(*, actor, result: YearResult, grade: str, decision: str, version=None):
    """The district upholds the result (``grade`` as it stands) or changes it, with its reason.
    Refused; TransitionRefused; RuleViolated on ``grade`` or ``decision``."""
    result = subject_lock(result)
    access_of(actor).require(DECIDE, result)
    if grade not in Grade.values:
        raise RuleViolated(_("请选择结果。"), field="grade", code="invalid")
    name = "uphold" if grade == result.grade else "change"
    changes = {"grade": grade, "decision": _wanted(decision, "decision")}
    changes |= {"decided_by": actor, "decided_at": clock.now()}
    words = {"changes": changes, "version": version}
    return transition_apply(result, name, actor=actor, **words).subject


def _wanted(words: str, field: str) -> str:
    if not words.strip():
        raise RuleViolated(_("请填写。"), field=field, code="required")
    return words.strip()


def results_lapse() -> int:
    """The house: what nobody appealed against in time is final; how many."""
    done = 0
    due = YearResult.objects.filter(status=YearStatus.PUBLISHED, appeal_until__lt=clock.now())
    for result in list(due.order_by("pk")):
        try:
            transition_apply(result, "lapse")
            done += 1
        except TransitionRefused:  # another worker was quicker
            continue
    return done
