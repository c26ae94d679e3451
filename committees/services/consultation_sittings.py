"""Sittings of a consultation: who came, what was said, and the short minutes (§32)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models.consultations import Consultation
from committees.models.voices import ConsultationSitting
from committees.services.disclosures import public_text_check
from committees.workflows.consultations import ConsultationStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock

LEAD = "committees.lead_consultation"
MOST = 5000
HELD = frozenset({ConsultationStatus.NOTICED, ConsultationStatus.DELIBERATING})


@dataclass(frozen=True, kw_only=True)
class SittingDraft:
    """How a sitting went. ``names`` one a line, may be fewer than ``present``."""

    held_at: datetime
    place: str
    present: int
    minutes: str
    names: str = ""
    notes: str = ""


def _check(draft: SittingDraft) -> None:
    if draft.held_at > clock.now():
        raise RuleViolated(_("会还没开，开完再记。"), field="held_at", code="future")
    if not draft.place.strip():
        raise RuleViolated(_("请写明在哪里开会。"), field="place", code="required")
    if not 1 <= draft.present <= MOST:
        raise RuleViolated(_("请填到场人数。"), field="present", code="range")
    if len([line for line in draft.names.splitlines() if line.strip()]) > draft.present:
        raise RuleViolated(_("名单上的人比到场人数多。"), field="names", code="more")
    public_text_check("minutes", draft.minutes)


def sitting_record(
    *, actor, consultation: Consultation, draft: SittingDraft, submit_key
) -> ConsultationSitting:
    """Write down a sitting after the notice and before the conclusion. The minutes and the number
    are public, names and notes are not. The same ``submit_key`` is the same sitting."""
    known = ConsultationSitting.objects.filter(submit_key=submit_key, recorded_by=actor).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return _record(actor, subject_lock(consultation), draft, submit_key)
    except IntegrityError:
        known = ConsultationSitting.objects.filter(submit_key=submit_key, recorded_by=actor).first()
        if known is None:
            raise
        return known


def _record(actor, row: Consultation, draft: SittingDraft, submit_key) -> ConsultationSitting:
    access = access_of(actor)
    access.require(LEAD, row)
    if row.status not in HELD:
        raise TransitionRefused(_("公告以后、写结论以前才能记会议。"), code="not_now")
    _check(draft)
    words = {name: getattr(draft, name).strip() for name in ("place", "minutes", "names", "notes")}
    sitting = ConsultationSitting.objects.create(
        consultation=row,
        held_at=draft.held_at,
        present=draft.present,
        recorded_by=actor,
        submit_key=submit_key,
        **words,
    )
    data = {"sitting": sitting.pk, "present": sitting.present}
    post = access.post_for(LEAD, row)
    record_append(subject=row, verb="record_sitting", actor=actor, post=post, data=data)
    return sitting
