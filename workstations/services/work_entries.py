"""Time and money of a task: written down by whoever has it in hand, and struck by the same."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock
from workstations.models import Task, WorkEntry
from workstations.models.work_entries import DAY_MINUTES
from workstations.services.evidence import EXECUTE, executor_add
from workstations.workflows import WORKING, TaskStatus

LIVING = WORKING | {TaskStatus.DELIVERED}
MOST_FEN = 10**10


@transaction.atomic
def work_log(
    *, actor, task: Task, on: date, minutes: int, fen: int, words: str, submit_key
) -> WorkEntry:
    """Write down what the actor spent on the task on ``on``: whole minutes, whole fen. One entry a
    ``submit_key``. RuleViolated on ``minutes``, ``fen``, ``words`` or ``on`` (before the task or
    after today; more than 24 hours of one person on one day); TransitionRefused unless the task is
    being worked on or waits to be verified."""
    task = subject_lock(task)
    known = WorkEntry.objects.filter(submit_key=submit_key, task=task, author=actor).first()
    if known is not None:
        return known
    access = access_of(actor)
    access.require(EXECUTE, task)
    if task.status not in LIVING:
        raise TransitionRefused(_("接下任务以后、验收之前才能记工时。"), code="state")
    _check(actor, task, on, minutes, fen, words)
    try:
        with transaction.atomic():
            entry = WorkEntry.objects.create(
                task=task,
                author=actor,
                in_place_of_id=access.post_for(EXECUTE, task).in_place_of,
                on=on,
                minutes=minutes,
                fen=fen,
                words=words.strip(),
                submit_key=submit_key,
            )
    except IntegrityError as error:
        words = _("这份表单已经用过，请重新填写。")
        raise RuleViolated(words, field="submit_key", code="used") from error
    executor_add(task, actor)
    _recorded(access, task, entry, "log_work", 1)
    return entry


def _check(actor, task, on, minutes, fen, words) -> None:
    if not words.strip():
        raise RuleViolated(_("请写一句做了什么。"), field="words", code="required")
    if not 0 <= minutes <= DAY_MINUTES:
        raise RuleViolated(_("一天最多 24 小时。"), field="minutes", code="range")
    if not 0 <= fen <= MOST_FEN:
        raise RuleViolated(_("费用太大，请核对。"), field="fen", code="range")
    if not minutes and not fen:
        raise RuleViolated(_("工时和费用至少填一样。"), field="minutes", code="nothing")
    first = timezone.localtime(task.created_at).date()
    if not first <= on <= clock.today():
        words = _("要在任务立起来的 %(first)s 到今天之间。") % {"first": first.isoformat()}
        raise RuleViolated(words, field="on", code="range")
    same_day = WorkEntry.objects.standing().filter(author=actor, on=on)
    if minutes + (same_day.aggregate(n=Sum("minutes"))["n"] or 0) > DAY_MINUTES:
        words = _("这一天您记的工时加起来超过 24 小时了。")
        raise RuleViolated(words, field="minutes", code="day_full")


@transaction.atomic
def work_strike(*, actor, entry_id: int) -> WorkEntry:
    """Take one's own mistaken entry back: it stays, struck, and counts no more. NotFound for
    anybody else's; TransitionRefused once the task has been verified, or twice."""
    entry = WorkEntry.objects.filter(pk=entry_id, author=actor).select_related("task").first()
    if entry is None:
        raise NotFound()
    task = subject_lock(entry.task)
    access = access_of(actor)
    access.require(EXECUTE, task)
    entry = WorkEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if task.status not in LIVING:
        raise TransitionRefused(_("任务已经验收，工时不能再改。"), code="state")
    if entry.struck_at is not None:
        raise TransitionRefused(_("这一条已经作废。"), code="struck")
    entry.struck_at = clock.now()
    entry.save(update_fields=["struck_at"])
    _recorded(access, task, entry, "strike_work", -1)
    return entry


def _recorded(access, task: Task, entry: WorkEntry, verb: str, sign: int) -> None:
    data = {"entry": entry.pk, "source": task.source}
    data |= {"minutes": sign * entry.minutes, "fen": sign * entry.fen}
    record_append(
        subject=task,
        verb=verb,
        actor=access.user,
        post=access.post_for(EXECUTE, task),
        data=data,
        is_public=False,
    )
