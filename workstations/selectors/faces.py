"""How a task shows itself: in whose hand it is, whose turn it is, and how its clock stands."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import clock
from resident_affairs.selectors.faces import Deadline, deadline_shown
from workstations.models import Task
from workstations.workflows import TaskStatus

S = TaskStatus
SOURCES = {
    "issue": gettext_lazy("居民诉求"),
    "resolution": gettext_lazy("居委会决议"),
    "order": gettext_lazy("督办"),
    "entrusted": gettext_lazy("委托事项"),
    "plan": gettext_lazy("工作计划"),
}
HANDS = {S.DELIVERED: "deliberation", S.VERIFIED: "calm", S.CANCELLED: "calm"}


@dataclass(frozen=True)
class TaskRow:
    """A task as a card or the head of a page shows it."""

    task: Task
    url: str
    hand: str
    status_label: Any
    unit: str
    person: str
    deadline: Deadline
    source: str
    needs_you: bool
    needs_label: str = ""

    @property
    def whose(self) -> str:
        """Who has it, in one line."""
        return self.person or self.unit

    @property
    def card(self) -> dict:
        """The words and the moment of components/affair_card.html."""
        return {
            "title": self.task.title,
            "url": self.url,
            "hand": self.hand,
            "status_label": self.status_label,
            "whose": self.whose,
            "meta": self.source,
            "needs_you": self.needs_you,
            "needs_you_label": self.needs_label,
            "deadline_state": self.deadline.state,
            "deadline_text": self.deadline.text,
            "deadline_date": self.deadline.date,
            "reference": self.task.reference,
        }


def task_deadline(task) -> Deadline:
    """The clock of ``task``: it stops when the work is delivered."""
    if not task.is_open:
        return Deadline("none")
    if task.delivered_at:
        return Deadline("ok", _("已交付，等待验收"))
    if task.clock_paused_at:
        return Deadline("paused", _("时限暂停"))
    return deadline_shown(task.clock_reading, clock.now())


def task_row(task, access=None) -> TaskRow:
    """The row of ``task`` (community and assignee loaded with it) as ``access`` sees it."""
    unit, person = _turn(task)
    label = _needs(task, access) if access else ""
    before, after = _address(get_script_prefix())
    return TaskRow(
        task=task,
        url=f"{before}{task.pk}{after}",
        hand=HANDS.get(task.status, "execution"),
        status_label=task.status_name(),
        unit=unit,
        person=person,
        deadline=task_deadline(task),
        source=source_words(task),
        needs_you=bool(label),
        needs_label=label,
    )


@cache
def _address(_prefix: str) -> list[str]:
    """What stands before and after the id in the address of a task: a list asks a hundred times."""
    return reverse("workstations:task_detail", args=[0]).split("0", 1)


def source_words(task) -> str:
    """Where it comes from, in two or three words."""
    words = str(SOURCES[task.source])
    if task.parent_id:
        return _("%(source)s · 分项") % {"source": words}
    if task.occurs_on:
        day = formats.date_format(task.occurs_on, "MONTH_DAY_FORMAT")
        return f"{words} · {day}"
    return words


def _turn(task) -> tuple[str, str]:
    place = task.community.short_name
    if task.status == S.DELIVERED:
        return _("%(place)s居委会") % {"place": place}, ""
    if not task.is_open:
        return "", ""
    person = task.assignee.name if task.assignee_id else ""
    if task.__dict__.get("stand_in_ids"):  # its viewer stands in
        person = _("代 %(name)s") % {"name": person}
    return _("%(place)s社工站") % {"place": place}, person


def _mine(task, user_id: int) -> bool:
    """Without asking: lists say for whom their viewer stands in, where that matters."""
    return task.assignee_id == user_id or user_id in task.__dict__.get("stand_in_ids", ())


def _needs(task, access) -> str:
    """What this person has to do with it now; "" when nothing."""
    mine = _mine(task, access.user.pk)
    if task.status == S.OPEN and access.can("workstations.assign_task", task):
        return _("等您派人")
    if task.status == S.ASSIGNED and mine:
        return _("等您接下")
    if task.status == S.REWORK and mine:
        return _("等您返工")
    if task.status == S.DELIVERED and access.can("workstations.verify_task", task):
        return _("等您验收")
    return ""
