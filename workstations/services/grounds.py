"""What a task rests on: the entry of the lists of powers, chosen, checked and told (S24, §43)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import Duty, DutyBody, DutyList
from portal.selectors.duties import forbidden_to, wording_on
from portal.services.duties import GENERAL, MANAGE
from portal.services.records import record_append
from portal.services.transitions import subject_lock
from resident_affairs.models import Category
from workstations.models import CategoryBasis, Task
from workstations.workflows import OPEN_STATES
from workstations.workflows.plans import PLAN_WORK

FORBIDDEN = {DutyList.NEGATIVE, DutyList.CERTIFICATE}


def duty_check(duty: Duty | None, on: date | None = None) -> Duty:
    """``duty`` if a station's task may rest on it on ``on`` (default today). RuleViolated on
    ``duty``, naming the entry: nothing chosen, off its list, forbidden, or the sub-district's."""
    on = on or clock.today()
    if duty is None:
        raise RuleViolated(_("请选择权责清单上的条目。"), field="duty", code="required")
    if duty.list_kind in FORBIDDEN:
        words = _("在清单上：%(entry)s（%(basis)s）。")
        words %= {"entry": str(duty), "basis": duty.basis}
        raise RuleViolated(words, field="duty", code="forbidden", extra={"duty": duty.pk})
    if duty.body == DutyBody.SUBDISTRICT:
        words = _("这是街道的职责：%(entry)s。要交给社工站办，请走委托（费随事转）。")
        raise RuleViolated(words % {"entry": str(duty)}, field="duty", code="street")
    if duty.valid_from > on or (duty.valid_to is not None and duty.valid_to <= on):
        words = _("这一条现在不在清单上：%(entry)s。")
        raise RuleViolated(words % {"entry": str(duty)}, field="duty", code="off_list")
    return duty


def duty_for_routine(category_id: int | None, on: date | None = None) -> Duty:
    """The wording that routine work of the category rests on: its own entry, else the general one.
    RuleViolated when neither is on a list: no ground, no task."""
    own = CategoryBasis.objects.filter(category=category_id).first() if category_id else None
    duty = wording_on(own.list_kind, own.number, on) if own else None
    duty = duty or wording_on(*GENERAL, on)
    if duty is None:
        words = _("权责清单上没有这类事情可以依据的条目，不能立任务；请区里先列入清单。")
        raise RuleViolated(words, field="duty", code="no_entry")
    return duty


def committee_refusal() -> str:
    """Why a task is never the committee's, with the entries of the negative list that say so."""
    words = str(_("任务只能派给本社区社工站的人员；居委会不承担行政任务。"))
    entries = forbidden_to(DutyBody.COMMITTEE)
    if not entries:
        return words
    named = "、".join(f"{row.number} {row.title}" for row in entries[:5])
    return words + str(_("依据负面清单：%(entries)s。") % {"entries": named})


@transaction.atomic
def task_rest_on(*, actor, task: Task, duty: Duty | None, version: int | None = None) -> Task:
    """The head names another entry for a routine task that rests on one. RuleViolated on ``duty``;
    TransitionRefused when it is over, or rests on a resolution or on what it was entrusted by."""
    task = subject_lock(task)
    access = access_of(actor)
    access.require(PLAN_WORK, task)
    if task.status not in OPEN_STATES or task.duty_id is None or task.issue_id is None:
        raise TransitionRefused(_("这项任务的依据不能在这里改。"), code="ground")
    duty = duty_check(duty)
    if duty.pk == task.duty_id:
        return task
    data = {"duty": duty.pk, "before": task.duty_id}
    task.duty = duty
    task.version += 1
    task.save(update_fields=["duty", "version"])
    post = access.post_for(PLAN_WORK, task)
    record_append(subject=task, verb="rebase", actor=actor, post=post, data=data)
    return task


@transaction.atomic
def category_basis_set(*, actor, category: Category, duty: Duty | None) -> CategoryBasis | None:
    """On which entry routine tasks of ``category`` rest from now on; None = the general one again.
    RuleViolated on ``duty``."""
    access_of(actor).require(MANAGE)
    if duty is None:
        gone = CategoryBasis.objects.select_for_update().filter(category=category).first()
        if gone is not None:
            record_append(
                subject=gone, verb="unset_basis", actor=actor, data={"category": category.pk}
            )
            gone.delete()
        return None
    duty_check(duty)
    words = {"list_kind": duty.list_kind, "number": duty.number, "set_by": actor}
    row, _made = CategoryBasis.objects.update_or_create(category=category, defaults=words)
    data = {"category": category.pk, "list": duty.list_kind, "number": duty.number}
    record_append(subject=row, verb="set_basis", actor=actor, data=data)
    return row
