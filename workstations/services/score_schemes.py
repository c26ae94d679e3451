"""A sub-district sets by what measure it scores: weights, indicators, thresholds, with a date."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division
from portal.services.records import record_append
from workstations import scoring
from workstations.models import Scored, ScoreIndicator, ScoreScheme

KEEP = "workstations.keep_score_scheme"
BODIES = ("street_weight", "committee_weight", "residents_weight")
THRESHOLDS = ("excellent_from", "qualified_from", "basic_from")


@dataclass(frozen=True, kw_only=True)
class IndicatorDraft:
    """One thing to score; ``weight`` 1 to 100."""

    scored: str
    name: str
    definition: str
    weight: int
    evidence: str = ""
    topic: str = ""


@dataclass(frozen=True, kw_only=True)
class SchemeDraft:
    """The whole measure; weights and thresholds are whole points, thresholds include their
    number."""

    valid_from: date
    street_weight: int = 50
    committee_weight: int = 50
    residents_weight: int = 0
    excellent_from: int = 90
    qualified_from: int = 75
    basic_from: int = 60
    closing_quarter: int = 4
    indicators: tuple[IndicatorDraft, ...] = ()


def _check_numbers(draft: SchemeDraft) -> None:
    given = [getattr(draft, name) for name in BODIES]
    if draft.street_weight < 1 or draft.committee_weight < 1:
        field = "street_weight" if draft.street_weight < 1 else "committee_weight"
        raise RuleViolated(_("街道和居委会都要打分。"), field=field, code="two_bodies")
    if sum(given) != scoring.WHOLE or min(given) < 0:
        words = _("三方合计要等于 100，现在是 %(n)d。") % {"n": sum(given)}
        raise RuleViolated(words, field="residents_weight", code="sum")
    lines = [getattr(draft, name) for name in THRESHOLDS]
    if not scoring.WHOLE >= lines[0] > lines[1] > lines[2] >= 1:
        words = _("优秀、合格、基本合格的分数线要一个比一个低，在 1 到 100 之间。")
        raise RuleViolated(words, field="basic_from", code="order")
    if draft.closing_quarter not in {1, 2, 3, 4}:
        raise RuleViolated(_("请选择季度。"), field="closing_quarter", code="invalid")


def _check_indicators(draft: SchemeDraft) -> None:
    labels = dict(Scored.choices)
    for scored, label in labels.items():
        mine = [row for row in draft.indicators if row.scored == scored]
        total = sum(row.weight for row in mine)
        if total != scoring.WHOLE or any(row.weight < 1 for row in mine):
            words = _("%(whom)s的指标权重合计要等于 100，现在是 %(n)d。")
            raise RuleViolated(words % {"whom": label, "n": total}, field=scored, code="sum")
        if len({row.name.strip() for row in mine}) != len(mine):
            raise RuleViolated(_("有两项指标同名。"), field=scored, code="twice")
        if any(not row.name.strip() or not row.definition.strip() for row in mine):
            raise RuleViolated(_("每项指标都要写明怎么算。"), field=scored, code="required")


@transaction.atomic
def scheme_make(*, actor, subdistrict: Division, draft: SchemeDraft, submit_key) -> ScoreScheme:
    """Enact a measure from ``draft.valid_from`` on, which may not lie before this quarter: what
    has ended is scored by the measure it ran under. The same ``submit_key`` is the same measure.
    NotFound; RuleViolated on the field, on ``worker`` or ``station`` for the indicators."""
    # The rows of one sub-district wait for each other.
    subdistrict = Division.objects.select_for_update(of=("self",)).get(pk=subdistrict.pk)
    scheme = ScoreScheme(subdistrict=subdistrict, made_by=actor, submit_key=submit_key)
    access = access_of(actor)
    if not access.can(KEEP, scheme):
        raise NotFound()
    known = ScoreScheme.objects.filter(submit_key=submit_key, subdistrict=subdistrict).first()
    if known is not None:
        return known
    _check_numbers(draft)
    _check_indicators(draft)
    if draft.valid_from < scoring.quarter_first(clock.today()):
        words = _("不能早于本季度第一天：已经过去的季度按原来的办法考核。")
        raise RuleViolated(words, field="valid_from", code="past")
    if ScoreScheme.objects.filter(subdistrict=subdistrict, valid_from=draft.valid_from).exists():
        raise RuleViolated(_("这一天已有一份办法。"), field="valid_from", code="twice")
    for name in ("valid_from", "closing_quarter", *BODIES, *THRESHOLDS):
        setattr(scheme, name, getattr(draft, name))
    scheme.created_at = clock.now()
    scheme.save(force_insert=True)
    _indicators_store(scheme, draft)
    scheme.enacted_at = clock.now()
    scheme.save(update_fields=["enacted_at"])
    data = {"valid_from": draft.valid_from.isoformat()} | {n: getattr(draft, n) for n in BODIES}
    words = {"post": access.post_for(KEEP, scheme), "division_id": subdistrict.pk, "data": data}
    record_append(subject=scheme, verb="enact_scheme", actor=actor, **words)
    return scheme


def _indicators_store(scheme: ScoreScheme, draft: SchemeDraft) -> None:
    ScoreIndicator.objects.bulk_create(
        ScoreIndicator(
            scheme=scheme,
            scored=row.scored,
            position=position,
            name=row.name.strip(),
            definition=row.definition.strip(),
            weight=row.weight,
            evidence=row.evidence,
            topic=row.topic,
        )
        for position, row in enumerate(draft.indicators, start=1)
    )
