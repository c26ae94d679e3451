"""Amendments on paper: entered for somebody on the roll, counted once a second person compared."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Amendment, AmendmentOutcome, Motion, Participant
from committees.services.amendments import (
    amendment_check_words,
    amendment_known,
    amendment_note,
    amendment_store,
    motion_debated,
)
from committees.services.drafts import ActionDraft
from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.files import pictures_take
from portal.services.transitions import subject_lock

ENTER = "committees.note_debate"


def _mover(motion: Motion, mover: Participant | None, actor) -> Participant:
    """The place on the meeting's roll whose paper it is; RuleViolated on ``mover``."""
    meeting = motion.current_agenda_item.meeting_id
    rows = Participant.objects.filter(meeting=meeting, has_vote=True)
    found = rows.filter(pk=mover.pk).first() if mover is not None else None
    if found is None:
        words = _("请选名册上有表决权的提出人。")
        raise RuleViolated(words, field="mover", code="not_on_roll")
    if found.user_id == actor.pk:
        raise RuleViolated(_("自己的修正案请以本人名义提出。"), field="mover", code="self")
    return found


@transaction.atomic
def amendment_enter(
    *,
    actor,
    motion: Motion,
    mover: Participant,
    text: str,
    scans,
    submit_key,
    reason: str = "",
    actions: Sequence[ActionDraft] | None = None,
) -> Amendment:
    """Enter the paper of somebody on the roll, with its scan; it can be put to the vote once a
    second person compared the two. The same ``submit_key`` is the same amendment. RuleViolated on
    ``mover``, ``text``, ``actions`` or ``scan``; TransitionRefused when it is not debated."""
    motion = subject_lock(motion)
    known = amendment_known(submit_key, entered_by=actor)
    if known:
        return known
    access_of(actor).require(ENTER, motion)
    motion_debated(motion)
    found = _mover(motion, mover, actor)
    amendment_check_words(motion, text, actions)
    if not [scan for scan in scans if scan]:
        raise RuleViolated(_("请附上纸质件的照片。"), field="scan", code="required")
    who = {"mover": found, "entered_by": actor}
    who["scan"] = pictures_take(actor=actor, uploads=scans, limit=1, field="scan")[0]
    row = amendment_store(motion, text, actions, reason, submit_key, **who)
    amendment_note(motion, "amendment_enter", actor, row, permission=ENTER)
    return row


@transaction.atomic
def amendment_compare(*, actor, amendment: Amendment, is_right: bool) -> Amendment:
    """A second person compares the entry with the paper: right can be voted on, wrong is out.
    TransitionRefused for one's own entry, one's own amendment, or when it was compared."""
    motion = subject_lock(amendment.motion)
    access_of(actor).require(ENTER, motion)
    row = Amendment.objects.select_related("mover").get(pk=amendment.pk)
    if not row.waits_for_check or row.outcome:
        raise TransitionRefused(_("这一份已经复核过。"), code="checked")
    if actor.pk in {row.entered_by_id, row.mover.user_id}:
        words = _("录入人和本人不能复核，请另一个人来。")
        raise TransitionRefused(words, code="same_person")
    row.checked_by = actor
    if not is_right:
        row.outcome = AmendmentOutcome.REFUSED
    row.save(update_fields=["checked_by", "outcome"])
    verb = "amendment_confirm" if is_right else "amendment_refuse"
    amendment_note(motion, verb, actor, row, permission=ENTER)
    return row
