"""Quarterly scores: opened when a quarter has ended, given by two bodies, locked, told."""

from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import RoleAssignment
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply
from workstations import scoring
from workstations.models import (
    ScoreBody,
    Scored,
    ScoreIndicator,
    ScoreRecusal,
    ScoreScheme,
    ScoreSheet,
    StaffScore,
    Workstation,
)
from workstations.policies.groups import STATION
from workstations.selectors.score_evidence import evidence_of
from workstations.selectors.score_schemes import scheme_in_force
from workstations.services.score_schemes import KEEP
from workstations.workflows.scores import COMMITTEE, STREET, ScoreStatus

S = ScoreStatus
PERMISSION = {ScoreBody.STREET: STREET, ScoreBody.COMMITTEE: COMMITTEE}
STEPS = frozenset({"publish", "drop"})
# Where a body's points go from each state; anywhere else the first step says what is wrong.
_STEP = {
    (S.OPEN, "street"): "file_street",
    (S.OPEN, "committee"): "file_committee",
    (S.STREET_IN, "street"): "correct_street",
    (S.STREET_IN, "committee"): "complete_committee",
    (S.COMMITTEE_IN, "street"): "complete_street",
    (S.COMMITTEE_IN, "committee"): "correct_committee",
}


@transaction.atomic
def quarter_open(*, actor, station: Workstation, quarter: date) -> int:
    """The sub-district begins to score the quarter whose first day is ``quarter``: one row for
    everybody who was at the station on its last day. Returns how many are new; a second click
    makes none. NotFound; RuleViolated on ``quarter`` (not over, no scheme)."""
    if not access_of(actor).can(KEEP, station):
        raise NotFound()
    if quarter != scoring.quarter_first(quarter):
        raise RuleViolated(_("请选择季度。"), field="quarter", code="invalid")
    if scoring.quarter_last(quarter) >= clock.today():
        raise RuleViolated(_("这个季度还没有结束。"), field="quarter", code="early")
    scheme = scheme_in_force(station.community.parent_id, scoring.quarter_last(quarter))
    if scheme is None:
        raise RuleViolated(_("那时还没有考核办法。"), field="quarter", code="no_scheme")
    return _opened(station, quarter, scheme, actor)


def _opened(station: Workstation, quarter: date, scheme: ScoreScheme, actor=None) -> int:
    Workstation.objects.select_for_update(of=("self",)).get(pk=station.pk)
    posts = RoleAssignment.objects.active(scoring.quarter_last(quarter))
    posts = posts.filter(division=station.community_id, role__in=sorted(STATION))
    people = set(posts.values_list("user", flat=True))
    known = StaffScore.objects.filter(station=station, quarter=quarter)
    new = sorted(people - set(known.values_list("user", flat=True)))
    post = access_of(actor).post_for(KEEP, station) if actor else None
    for user in new:
        row = StaffScore(
            community_id=station.community_id,
            subdistrict_id=station.community.parent_id,
            district_id=station.community.parent.parent_id,
            station=station,
            user_id=user,
            quarter=quarter,
            scheme=scheme,
            created_at=clock.now(),
        )
        words = {"verb": "open_quarter", "data": {"quarter": quarter.isoformat()}}
        subject_create(row, actor=actor, post=post, is_public=False, **words)
    return len(new)


def quarters_open_due() -> int:
    """The house: open the quarter that has ended wherever a scheme held on its last day; how many
    rows. A second run, or another worker at the same time, finds nothing left to open."""
    quarter = scoring.quarter_before(clock.today())
    made = 0
    for station in Workstation.objects.select_related("community__parent").order_by("pk"):
        scheme = scheme_in_force(station.community.parent_id, scoring.quarter_last(quarter))
        if scheme is not None and station.opened_on <= scoring.quarter_last(quarter):
            with transaction.atomic():
                made += _opened(station, quarter, scheme)
    return made


def points_checked(scheme_id: int, scored: str, points: dict[int, int]) -> tuple[list, int]:
    """The lines to store and their total in hundredths of points, from {indicator id: points}.
    RuleViolated on ``points_<indicator>``."""
    rows = ScoreIndicator.objects.filter(scheme=scheme_id, scored=scored)
    lines, pairs = [], []
    for indicator in rows.order_by("position"):
        given = points.get(indicator.pk)
        if not isinstance(given, int) or not 0 <= given <= scoring.WHOLE:
            words = _("请填 0 到 100 的整数。")
            raise RuleViolated(words, field=f"points_{indicator.pk}", code="range")
        lines.append({"indicator": indicator.pk, "points": given})
        pairs.append((indicator.weight, given))
    return lines, scoring.sheet_total(pairs)


@transaction.atomic
def score_file(
    *, actor, score: StaffScore, body: str, points: dict[int, int], remark: str = "", version=None
) -> StaffScore:
    """Give the points of one body, {indicator id: 0–100}, or change one's own before the other
    body's are in; with the second body both are locked and the quarter's points computed.
    Refused; TransitionRefused; StaleWrite; RuleViolated on ``points_<indicator>``."""
    if body not in PERMISSION:
        raise NotFound()
    score = subject_lock(score)
    access_of(actor).require(PERMISSION[body], score)
    lines, total = points_checked(score.scheme_id, Scored.WORKER, points)
    name = _STEP.get((score.status, body), f"file_{body}")
    last = scoring.quarter_last(score.quarter)
    found = evidence_of(score.station, score.quarter, last, score.user)
    sheet = {"lines": lines, "total": total, "remark": remark.strip(), "evidence": found}
    sheet["filed_at"] = clock.now()
    changes = _locking(score, body, sheet) if name.startswith("complete") else {}
    words = {"changes": changes, "data": {"body": body}, "version": version}
    score = transition_apply(score, name, actor=actor, **words).subject
    rows = ScoreSheet.objects.filter(score=score)
    if name.startswith("correct"):
        rows.filter(body=body).update(**sheet)
    else:
        ScoreSheet.objects.create(score=score, body=body, scorer=actor, **sheet)
    if score.locked_at:
        rows.update(locked_at=score.locked_at)
    return score


def _locking(score: StaffScore, body: str, sheet: dict) -> dict:
    """The fields that are set when the second body's points come in."""
    totals = dict(score.sheets.values_list("body", "total")) | {body: sheet["total"]}
    found, scheme = sheet["evidence"], score.scheme
    street, committee = (Fraction(totals[name], 100) for name in ("street", "committee"))
    residents = scoring.rating_points(found["rated"], found["score_sum"])
    points = scoring.quarter_points(
        [
            (scheme.street_weight, street),
            (scheme.committee_weight, committee),
            (scheme.residents_weight, residents),
        ]
    )
    return {
        "points_num": points.numerator,
        "points_den": points.denominator,
        "evidence": found,
        "locked_at": clock.now(),
    }


@transaction.atomic
def score_step(*, actor, score: StaffScore, name: str, remark: str = "", version=None):
    """Tell the person, or drop the quarter with a reason. NotFound for any other step."""
    if name not in STEPS:
        raise NotFound()
    changes = {"published_at": clock.now()} if name == "publish" else {}
    told = name == "publish" and score.points is not None
    data = {"points": scoring.whole_points(score.points)} if told else {}
    words = {"changes": changes, "remark": remark, "version": version, "data": data}
    return transition_apply(score, name, actor=actor, **words).subject


@transaction.atomic
def score_recuse(*, actor, score: StaffScore, words: str) -> ScoreRecusal:
    """Say that one has an interest in the person: from then on one scores them no more. Refused to
    whoever would not score here; RuleViolated on ``words``."""
    score = subject_lock(score)
    access = access_of(actor)
    held = [name for name in PERMISSION.values() if access.is_granted(name, score)]
    if not held or score.user_id == actor.pk:
        raise NotFound()
    if not words.strip():
        raise RuleViolated(_("请写明原因。"), field="words", code="required")
    row, is_new = ScoreRecusal.objects.get_or_create(
        scorer=actor, user_id=score.user_id, defaults={"words": words.strip()[:200]}
    )
    access.__dict__.pop("score_recusals", None)
    if is_new:
        post = access.post_for(held[0], score)
        record_append(subject=score, verb="recuse", actor=actor, post=post, is_public=False)
    return row
