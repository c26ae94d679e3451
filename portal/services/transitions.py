"""The only code that changes a status: lock, source state, permission, guards, set, record."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.access.checker import Post, access_of
from portal.kernel import events
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.kernel.workflow import Transition
from portal.models.records import Record
from portal.models.subjects import Subject
from portal.services.records import record_append


@dataclass(frozen=True)
class Step:
    """The outcome of a transition: the locked, updated subject and its row in the record."""

    subject: Any
    record: Record


def subject_create(subject: Subject, *, actor, post: Post | None, verb: str, **record) -> Record:
    """Store a new ``subject`` in its workflow's initial state and record it.

    ``record`` goes to ``record_append`` (remark, data, …).
    """
    subject.status = subject.workflow.initial
    # Foreign keys were looked up by whoever made the subject; asking again costs a query each.
    related = [field.name for field in subject._meta.fields if field.is_relation]
    subject.full_clean(exclude=related, validate_unique=False, validate_constraints=False)
    subject.save(force_insert=True)
    return record_append(
        subject=subject, verb=verb, actor=actor, post=post, to_state=subject.status, **record
    )


def subject_lock(subject: Subject):
    """The subject as it stands now, locked after what its steps also change. Rows that point to
    it may still be written meanwhile. Raises NotFound."""
    if connection.features.has_select_for_update:
        for rows in subject.locked_first():
            list(_locked(rows.order_by("pk").only("pk")))
    found = _locked(type(subject)._base_manager.filter(pk=subject.pk)).first()
    if found is None:
        raise NotFound()
    return found


def _locked(rows):
    return rows.select_for_update(of=("self",), no_key=True)


@transaction.atomic
def transition_apply(
    subject: Subject,
    name: str,
    *,
    actor=None,
    version: int | None = None,
    changes: dict | None = None,
    event=None,
    **record,
) -> Step:
    """Carry out the transition ``name`` on ``subject``.

    actor    who acts; None = the house (only for transitions whose permission is None)
    version  the version the actor's form was drawn from; another one is StaleWrite
    changes  fields to set together with the status
    event    an Event, or a function (subject) -> Event, published last
    record   further words for the record: remark, remark_is_public, data, is_public
    Raises NotFound, StaleWrite, TransitionRefused, Refused, RuleViolated.
    """
    subject = subject_lock(subject)
    step = subject.workflow[name]
    if version is not None and version != subject.version:
        raise StaleWrite(extra={"version": subject.version, "status": subject.status})
    state_check(subject, name)
    post = _check_permission(step, subject, actor)
    _check_reason(step, record.get("remark", ""))
    objection = _objection(step, subject, actor, post)
    if objection:
        raise TransitionRefused(objection, code="guard")
    from_state = subject.status
    _set(subject, step, changes or {})
    record.setdefault("is_public", step.public)
    row = record_append(
        subject=subject,
        verb=name,
        actor=actor,
        post=post,
        from_state=from_state,
        to_state=subject.status,
        **record,
    )
    if event is not None:
        events.publish(event(subject) if callable(event) else event)
    return Step(subject, row)


def state_check(subject: Subject, name: str) -> None:
    """Whether the step ``name`` may start from where ``subject`` is. TransitionRefused."""
    step = subject.workflow[name]
    if not step.allows_from(subject.status):
        raise TransitionRefused(
            _("现在是“%(state)s”，不能%(step)s。")
            % {"state": subject.get_status_display(), "step": step.label},
            extra={"status": subject.status},
        )


def _check_permission(step: Transition, subject: Subject, actor) -> Post | None:
    if step.permission is None:
        return None
    if actor is None:
        raise Refused()
    access = access_of(actor)
    access.require(step.permission, subject)
    return access.post_for(step.permission, subject)


def _objection(step: Transition, subject: Subject, actor, post: Post | None) -> str:
    """Why a guard says no, "" if none does. Whoever acts in somebody's place has to get past them
    in both names."""
    people = [actor] if actor is None else access_of(actor).people_behind(post)
    for person in people:
        for guard in step.guards:
            sentence = guard(subject, person)
            if sentence and person is not actor:
                words = _("您这是代%(name)s办。本人不能做的，代办人也不能做：%(why)s")
                return words % {"name": person.name, "why": sentence}
            if sentence:
                return str(sentence)
    return ""


def _check_reason(step: Transition, remark: str) -> None:
    if step.reason == "required" and not remark.strip():
        raise RuleViolated(_("请写明理由。"), field="remark", code="required")


def _set(subject: Subject, step: Transition, changes: dict) -> None:
    for name, value in changes.items():
        setattr(subject, name, value)
    subject.version += 1
    if step.target is not None:
        subject.status = step.target
    subject.save(update_fields=[*changes, "status", "version"])


def transitions_offered(subject: Subject, actor) -> list[dict]:
    """The steps from the present state that ``actor`` holds the permission for: each with
    ``step``, ``is_open`` and ``why_closed`` (a guard's sentence). Nothing is locked or written."""
    access = access_of(actor)
    offered = []
    for step in subject.workflow.leaving(subject.status):
        if step.permission is None or not access.can(step.permission, subject):
            continue
        why = _objection(step, subject, actor, access.post_for(step.permission, subject))
        offered.append({"step": step, "is_open": not why, "why_closed": why})
    return offered
