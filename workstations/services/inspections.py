"""Inspections: what somebody from above saw on the spot, written down once (S48, S49)."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division
from portal.services.records import record_append
from workstations.models import Inspection, InspectionLine, LineResult
from workstations.services.cases import chain_at

INSPECT = "workstations.inspect"
MOST_LINES = 20


@dataclass(frozen=True)
class Line:
    """One line of the checklist: what was looked at, how it came out, what was seen."""

    item: str
    result: str
    note: str = ""


def inspection_record(
    *,
    actor,
    community: Division,
    title: str,
    visited_on: date,
    lines: list[Line],
    summary: str,
    submit_key,
) -> Inspection:
    """Write down a visit in one's own place. The same key is the same visit. RuleViolated on
    ``title``, ``summary``, ``visited_on`` or ``lines``; Refused elsewhere."""
    known = Inspection.objects.filter(submit_key=submit_key, inspected_by=actor).first()
    if known:
        return known
    row = Inspection(
        **chain_at(community),
        title=title.strip(),
        visited_on=visited_on,
        summary=summary.strip(),
        inspected_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(INSPECT, row)
    _check(row, lines)
    try:
        return _stored(actor, access.post_for(INSPECT, row), row, lines)
    except IntegrityError:
        known = Inspection.objects.filter(submit_key=submit_key, inspected_by=actor).first()
        if known is None:
            raise
        return known


def _check(row: Inspection, lines: list[Line]) -> None:
    for field in ("title", "summary"):
        if not getattr(row, field):
            raise RuleViolated(_("请填写。"), field=field, code="required")
    if row.visited_on > clock.today():
        raise RuleViolated(_("不能是将来的日子。"), field="visited_on", code="future")
    if not 1 <= len(lines) <= MOST_LINES:
        words = _("至少一项，最多 %(most)d 项，一行一项。") % {"most": MOST_LINES}
        raise RuleViolated(words, field="lines", code="count")
    for line in lines:
        if not line.item.strip() or line.result not in LineResult.values:
            raise RuleViolated(_("每一项都要写明查什么和结果。"), field="lines", code="line")
        if line.result == LineResult.BAD and not line.note.strip():
            words = _("有问题的要写明看到什么：%(item)s") % {"item": line.item}
            raise RuleViolated(words, field="lines", code="note")


@transaction.atomic
def _stored(actor, post, row: Inspection, lines: list[Line]) -> Inspection:
    row.save(force_insert=True)
    InspectionLine.objects.bulk_create(
        InspectionLine(
            inspection=row,
            position=number,
            item=line.item.strip(),
            result=line.result,
            note=line.note.strip(),
        )
        for number, line in enumerate(lines, start=1)
    )
    bad = sum(line.result == LineResult.BAD for line in lines)
    data = {"lines": len(lines), "bad": bad}
    words = {"verb": "inspect", "actor": actor, "post": post, "data": data}
    record_append(subject=row, is_public=False, **words)
    return row
