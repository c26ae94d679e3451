"""Words between resident and staff; a question to the resident stops the clock until answered."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock, events
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, Refused, RuleViolated
from portal.services.records import record_append
from resident_affairs.events import IssueClockPaused, IssueClockResumed
from resident_affairs.models import Issue, Message
from resident_affairs.services.clocks import clock_paused, clock_resumed

MESSAGE = "resident_affairs.message_issue"
NOTE = "resident_affairs.note_issue"


def message_post(
    *,
    actor,
    issue,
    body: str,
    submit_key,
    is_internal: bool = False,
    asks_resident: bool = False,
) -> Message:
    """Post a message on ``issue``; the same ``submit_key`` again returns the same message.

    is_internal    a note among those who handle it, never shown to the resident
    asks_resident  the clock stops until the resident answers; pause and new deadline are recorded
    """
    try:
        with transaction.atomic():
            return _post(actor, issue, body.strip(), submit_key, is_internal, asks_resident)
    except IntegrityError:
        earlier = _posted_before(actor, submit_key)
        if earlier is None:
            raise
        return earlier


def _posted_before(actor, submit_key) -> Message | None:
    earlier = Message.objects.filter(submit_key=submit_key).first()
    if earlier is not None and earlier.author_id != actor.pk:
        raise RuleViolated(_("这份表单已经用过，请重新填写。"), field="submit_key", code="used")
    return earlier


def _post(actor, issue, body, submit_key, is_internal, asks_resident) -> Message:
    issue = Issue.objects.select_for_update(of=("self",)).filter(pk=issue.pk).first()
    from_resident = _check(actor, issue, body, is_internal, asks_resident)
    earlier = _posted_before(actor, submit_key)
    if earlier:
        return earlier
    message = Message.objects.create(
        issue=issue,
        author=actor,
        is_from_resident=from_resident,
        is_internal=is_internal,
        asks_resident=asks_resident,
        body=body,
        submit_key=submit_key,
    )
    post = None if from_resident else access_of(actor).post_for(MESSAGE, issue)
    record_append(
        subject=issue,
        verb="note" if is_internal else "message",
        actor=actor,
        post=post,
        data={"message": message.pk, "asks": asks_resident, "from_resident": from_resident},
        is_public=False,
    )
    if asks_resident:
        _clock_move(issue, "clock_paused", clock_paused(issue), actor, post)
    elif from_resident:
        _clock_move(issue, "clock_resumed", clock_resumed(issue), actor, None)
    return message


def _check(actor, issue, body, is_internal, asks_resident) -> bool:
    """Whether the words are the resident's own; raises when ``actor`` may not say them here."""
    access = access_of(actor)
    if issue is None or not access.can("resident_affairs.view_issue", issue):
        raise NotFound()
    access.require(NOTE if is_internal else MESSAGE, issue)
    if not body:
        raise RuleViolated(_("请写点内容。"), field="body", code="required")
    if asks_resident and (is_internal or not issue.is_open):
        raise RuleViolated(
            _("只有还在办的事，才能请反映人补充。"), field="asks_resident", code="closed"
        )
    if asks_resident and issue.reporter_id is None:
        raise RuleViolated(
            _("反映人没有账号，请打电话联系。"), field="asks_resident", code="no_account"
        )
    from_resident = issue.reporter_id == actor.pk
    if from_resident and asks_resident:
        raise Refused()
    return from_resident and not is_internal


def _clock_move(issue, verb, changes, actor, post) -> None:
    """Set what the clock says and record it, with the length of the pause."""
    if not changes:
        return
    data = {"category": issue.category_id}
    pause, before = clock.now() - (issue.clock_paused_at or clock.now()), issue.due_at
    if verb == "clock_resumed":
        data["paused_seconds"] = int(pause.total_seconds())
    for name, value in changes.items():
        setattr(issue, name, value)
    issue.version += 1
    issue.save(update_fields=[*changes, "version"])
    data["due_at"] = issue.due_at.isoformat() if issue.due_at else None
    data |= clock_fact(verb.removeprefix("clock_"), before, changes.get("due_at"))
    record_append(subject=issue, verb=verb, actor=actor, post=post, data=data)
    if verb == "clock_paused":
        events.publish(IssueClockPaused(issue_id=issue.pk))
    else:
        events.publish(IssueClockResumed(issue_id=issue.pk, paused=pause))
