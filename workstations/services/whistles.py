"""Whistles (吹哨报到): the sub-district calls departments, ends it, scores each of them."""

from dataclasses import dataclass, fields
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.transitions import subject_create, subject_lock, transition_apply
from resident_affairs.models import Issue
from resident_affairs.workflows import CLOCKED_STATES
from workstations.models import Task, Unit, Whistle, WhistleCall, WhistleKind, WhistleRequest
from workstations.models.whistles import MOST_HOURS
from workstations.services.departments import (
    affair_tell,
    category_of,
    chain_of,
    department_checked,
    text_checked,
)
from workstations.workflows.whistles import BLOW

MOST_UNITS = 12
PLAIN = {"start_work", "close"}


@dataclass(frozen=True, kw_only=True)
class WhistleDraft:
    """What departments are called for. ``hours`` within which they are to be there; ``brief`` and
    ``place`` are all they read of the affair."""

    kind: str
    title: str
    brief: str
    place: str
    hours: int
    contact: str = ""


def source_checked(source: Issue | Task) -> None:
    """Only for what is still to be done. TransitionRefused."""
    if source is None:
        raise NotFound()
    is_open = source.status in CLOCKED_STATES if isinstance(source, Issue) else source.is_open
    if not is_open:
        raise TransitionRefused(_("这件事已经不在办理中。"), code="source")


def kind_checked(kind: str) -> None:
    """Enforcement, emergency, key work, and nothing else. RuleViolated on ``kind``."""
    if kind not in WhistleKind.values:
        words = _("只能为综合执法、应急处置、重点工作吹哨。")
        raise RuleViolated(words, field="kind", code="kind")


def _checked(draft: WhistleDraft, units: list[Unit], district_id: int) -> WhistleDraft:
    kind_checked(draft.kind)
    words = {field.name: getattr(draft, field.name) for field in fields(draft)}
    for name in ("title", "brief", "place"):
        words[name] = text_checked(name, words[name])
    words["contact"] = text_checked("contact", draft.contact, required=False)
    if not 1 <= draft.hours <= MOST_HOURS:
        limit = _("到场时限为 1 到 %(most)d 小时。") % {"most": MOST_HOURS}
        raise RuleViolated(limit, field="hours", code="hours")
    if not 1 <= len({unit.pk for unit in units}) <= MOST_UNITS:
        limit = _("请选择 1 到 %(most)d 个部门。") % {"most": MOST_UNITS}
        raise RuleViolated(limit, field="units", code="units")
    for unit in units:
        department_checked(unit, district_id, "units")
    return WhistleDraft(**words)


def whistle_blow(
    *, actor, source: Issue | Task, draft: WhistleDraft, units: list[Unit], submit_key, request=None
) -> Whistle:
    """Call ``units`` to ``source``; with ``request`` what was asked for is granted thereby. The
    same ``submit_key`` is the same whistle. RuleViolated on a field of the draft or ``units``;
    TransitionRefused when one is open for it already."""
    known = Whistle.objects.filter(submit_key=submit_key, blown_by=actor).first()
    if known:
        return known
    if source is None:
        raise NotFound()
    access_of(actor).require(BLOW, source)
    source_checked(source)
    draft = _checked(draft, units, source.district_id)
    whistle = _drafted(actor, source, draft, submit_key)
    try:
        with transaction.atomic():
            return _blown(actor, whistle, units, request)
    except IntegrityError as error:
        known = Whistle.objects.filter(submit_key=submit_key, blown_by=actor).first()
        if known is None:
            words = _("这件事已经吹过哨，还没有办完。")
            raise TransitionRefused(words, code="already") from error
        return known


def _drafted(actor, source, draft, submit_key) -> Whistle:
    words = {field.name: getattr(draft, field.name) for field in fields(draft)}
    is_issue = isinstance(source, Issue)
    moment = clock.now()
    return Whistle(
        **chain_of(source),
        issue=source if is_issue else None,
        task=None if is_issue else source,
        due_at=moment + timedelta(hours=draft.hours),
        blown_by=actor,
        submit_key=submit_key,
        created_at=moment,
        **words,
    )


def _blown(actor, whistle, units, request) -> Whistle:
    post = access_of(actor).post_for(BLOW, whistle)
    count = len({unit.pk for unit in units})
    data = {"calls": count, "hours": whistle.hours, "kind": str(whistle.kind)}
    data |= clock_fact("started", after=whistle.due_at)
    subject_create(whistle, actor=actor, post=post, verb="blow", data=data)
    called = sorted({unit.pk for unit in units})
    WhistleCall.objects.bulk_create(WhistleCall(whistle=whistle, unit_id=pk) for pk in called)
    affair_tell(whistle, "whistle_blown", actor=actor, post=post, calls=count)
    if request is not None:
        _granted(request, whistle)
    return whistle


def _granted(request: WhistleRequest, whistle: Whistle) -> None:
    rows = WhistleRequest.objects.select_for_update(of=("self",))
    asked = rows.filter(pk=request.pk, issue=whistle.issue_id, task=whistle.task_id).first()
    if asked is None:
        raise NotFound()
    if not asked.is_waiting:
        raise TransitionRefused(_("这个请求已经有了结果。"), code="decided")
    asked.whistle, asked.decided_at = whistle, clock.now()
    asked.save(update_fields=["whistle", "decided_at"])


@transaction.atomic
def whistle_step(*, actor, whistle: Whistle, name: str, version=None) -> Whistle:
    """start_work or close; NotFound for any other step."""
    if name not in PLAIN:
        raise NotFound()
    done = transition_apply(whistle, name, actor=actor, version=version)
    if name == "start_work":
        post = access_of(actor).post_for(BLOW, done.subject)
        affair_tell(done.subject, "whistle_working", actor=actor, post=post)
    return done.subject


def whistle_finish(*, actor, whistle: Whistle, outcome: str, version=None) -> Whistle:
    """The departments have done what they came for; ``outcome`` is public. RuleViolated."""
    outcome = text_checked("outcome", outcome)
    words = {"more": {"outcome": outcome}, "version": version}
    return _ended(actor, whistle, "finish", "whistle_done", outcome, **words)


def whistle_cancel(*, actor, whistle: Whistle, reason: str, version=None) -> Whistle:
    """They are not needed any more; whoever should have been there already is still counted."""
    reason = text_checked("reason", reason)
    return _ended(actor, whistle, "cancel", "whistle_cancelled", reason, version=version)


@transaction.atomic
def _ended(actor, whistle, name, what, remark, *, more=None, version=None) -> Whistle:
    whistle = subject_lock(whistle)
    moment = clock.now()
    calls = list(whistle.calls.all())
    due = [call for call in calls if call.has_come or whistle.due_at <= moment]
    in_time = sum(call.is_in_time for call in due)
    changes = {"ended_at": moment, "calls_due": len(due), "calls_in_time": in_time, **(more or {})}
    data = {"calls": len(due), "in_time": in_time, **category_of(whistle.origin)}
    if any(not call.has_come for call in calls):
        data |= clock_fact("stopped")
    given = {"remark": remark, "remark_is_public": True, "changes": changes, "data": data}
    done = transition_apply(whistle, name, actor=actor, version=version, **given).subject
    post = access_of(actor).post_for(BLOW, done)
    affair_tell(done, what, actor=actor, post=post, remark=remark)
    return done
