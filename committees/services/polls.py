"""Polls: set and frozen, answered once, closed by the clock and counted."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models.consultations import Consultation
from committees.models.polls import Poll, PollKind, PollUnit
from committees.poll_tally import poll_count
from committees.selectors.rolls import profile_sizes, resident_ids
from committees.services.consultations import closes_check
from committees.texts import canonical_hash
from committees.workflows.consultations import ConsultationStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.records import record_append
from portal.services.transitions import subject_lock

LEAD = "committees.lead_consultation"
MOST_OPTIONS = 12
MOST_ON_ROLL = 1_000_000
SETTABLE = frozenset({ConsultationStatus.NOTICED, ConsultationStatus.DELIBERATING})


@dataclass(frozen=True, kw_only=True)
class PollDraft:
    """A question as it comes from a form or the API."""

    kind: str
    unit: str
    question: str
    options: tuple[str, ...]
    closes_at: datetime
    roll_size: int
    opens_at: datetime | None = None
    least: int = 1
    most: int = 1


def _check(draft: PollDraft, consultation: Consultation) -> None:
    if draft.kind not in PollKind.values or draft.unit not in PollUnit.values:
        raise RuleViolated(_("请选题型和按什么计。"), field="kind", code="invalid")
    if not draft.question.strip():
        raise RuleViolated(_("请写问题。"), field="question", code="required")
    options = [text.strip() for text in draft.options]
    fewest = 1 if draft.kind == PollKind.SCORE else 2
    if not fewest <= len(options) <= MOST_OPTIONS or not all(options):
        words = _("请写 %(least)d 至 %(most)d 个选项，每行一个。")
        numbers = {"least": fewest, "most": MOST_OPTIONS}
        raise RuleViolated(words % numbers, field="options", code="count")
    if len(set(options)) != len(options) or max(map(len, options)) > 80:
        raise RuleViolated(_("选项不能重复，每个不超过八十字。"), field="options", code="twice")
    if draft.kind == PollKind.MULTIPLE and not 1 <= draft.least <= draft.most <= len(options):
        raise RuleViolated(_("至少选、最多选与选项数对不上。"), field="most", code="limits")
    closes_check(draft.closes_at)
    if draft.opens_at and draft.opens_at >= draft.closes_at:
        raise RuleViolated(_("开始要早于截止。"), field="opens_at", code="order")
    _check_roll(draft, consultation)


def _check_roll(draft: PollDraft, consultation: Consultation) -> None:
    known = len(resident_ids(consultation.community_id))
    least = known if draft.unit == PollUnit.PERSON else 1
    if draft.roll_size < least:
        words = _("名册总数不能少于已登记的 %(n)d 人。") % {"n": least}
        raise RuleViolated(words, field="roll_size", code="roll")
    size = profile_sizes(consultation.community_id)[draft.unit]
    if draft.roll_size > max(size or MOST_ON_ROLL, least):
        words = _("名册总数不能多于社区概况登记的 %(n)d。") % {"n": size or MOST_ON_ROLL}
        raise RuleViolated(words, field="roll_size", code="profile")


def _rules(draft: PollDraft, consultation: Consultation) -> dict:
    """The rules in force on the day the poll opens, with the profile's figure beside the roll."""
    day = timezone.localdate(draft.opens_at) if draft.opens_at else clock.today()
    rules, _hash = rules_frozen(rule_set_for(day, consultation.community), "consultation")
    return rules | {"profile_size": profile_sizes(consultation.community_id)[draft.unit]}


def poll_set(*, actor, consultation: Consultation, draft: PollDraft, submit_key) -> Poll:
    """Ask a question: from here on its words, rules, roll and times are frozen. It opens at
    ``opens_at`` (default: now). The same ``submit_key`` is the same poll."""
    known = Poll.objects.filter(submit_key=submit_key, set_by=actor).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return _set(actor, consultation, draft, submit_key)
    except IntegrityError:
        known = Poll.objects.filter(submit_key=submit_key, set_by=actor).first()
        if known is None:
            raise
        return known


def _set(actor, consultation, draft, submit_key) -> Poll:
    consultation = subject_lock(consultation)
    access = access_of(actor)
    access.require(LEAD, consultation)
    if consultation.status not in SETTABLE:
        raise TransitionRefused(_("发出公告以后、写结论以前才能发问卷。"), code="not_now")
    _check(draft, consultation)
    multiple = draft.kind == PollKind.MULTIPLE
    poll = Poll(
        consultation=consultation,
        kind=draft.kind,
        unit=draft.unit,
        question=draft.question.strip(),
        options=[{"id": n, "text": t.strip()} for n, t in enumerate(draft.options, 1)],
        least=draft.least if multiple else 1,
        most=draft.most if multiple else 1,
        rules=_rules(draft, consultation),
        roll_size=draft.roll_size,
        salt=secrets.token_hex(16),
        opens_at=draft.opens_at or clock.now(),
        closes_at=draft.closes_at,
        set_by=actor,
        submit_key=submit_key,
    )
    poll.frozen_hash = poll_hash(poll)
    poll.save(force_insert=True)
    post = access.post_for(LEAD, consultation)
    data = {"hash": poll.frozen_hash, "roll": poll.roll_size, "unit": poll.unit}
    record_append(subject=poll, verb="set", actor=actor, post=post, data=data)
    if poll.opens_at <= clock.now():
        _open(poll)
    return poll


def poll_hash(poll: Poll) -> str:
    """The fingerprint of everything that may not change."""
    return canonical_hash(
        {
            "question": poll.question,
            "kind": poll.kind,
            "unit": poll.unit,
            "options": poll.options,
            "limits": [poll.least, poll.most],
            "rules": poll.rules,
            "roll": poll.roll_size,
            "times": [t.astimezone(UTC).isoformat() for t in (poll.opens_at, poll.closes_at)],
        }
    )


def _open(poll: Poll) -> None:
    poll.opened_at = clock.now()
    poll.save(update_fields=["opened_at"])
    record_append(subject=poll, verb="open", data={"hash": poll.frozen_hash})


@transaction.atomic
def poll_open_due(*, poll_id: int) -> bool:
    """Its time has come: tell those on the roll."""
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll_id)
    if poll.opened_at or poll.closed_at or poll.opens_at > clock.now():
        return False
    _open(poll)
    return True


@transaction.atomic
def poll_close_due(*, poll_id: int) -> bool:
    """Its time is over: count and store. Nobody closes earlier, nobody counts later."""
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll_id)
    if poll.closed_at or poll.closes_at > clock.now():
        return False
    result = poll_result(poll)
    poll.closed_at, poll.result = clock.now(), result
    poll.opened_at = poll.opened_at or poll.opens_at
    poll.save(update_fields=["closed_at", "opened_at", "result"])
    data = {"hash": canonical_hash(result), "cast": result["cast"], "roll": poll.roll_size}
    record_append(subject=poll, verb="close", data=data)
    return True


def poll_result(poll: Poll) -> dict:
    """The count from the raw answers that stand confirmed; ``unconfirmed`` stayed outside."""
    rows = list(poll.answers.filter(refused_at__isnull=True))
    counted = [row for row in rows if row.source == "online" or row.confirmed_at]
    result = poll_count(
        poll.kind,
        [option["id"] for option in poll.options],
        [row.content for row in counted],
        roll=poll.roll_size,
        turnout=poll.rules["poll_turnout"],
        share=poll.rules["poll_share"],
    )
    paper = sum(row.source == "paper" for row in counted)
    return result | {
        "online": len(counted) - paper,
        "paper": paper,
        "unconfirmed": len(rows) - len(counted),
    }


def polls_sweep() -> int:
    """Open and close what is due by the clock; returns how many changed."""
    now = clock.now()
    running = Poll.objects.filter(closed_at__isnull=True)
    opening = running.filter(opened_at__isnull=True, opens_at__lte=now, closes_at__gt=now)
    closing = running.filter(closes_at__lte=now)
    opened = [poll_open_due(poll_id=pk) for pk in opening.values_list("pk", flat=True)]
    closed = [poll_close_due(poll_id=pk) for pk in closing.values_list("pk", flat=True)]
    return sum(opened) + sum(closed)
