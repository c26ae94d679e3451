"""Why a task is late, in a sentence: whose turn it is, and what stopped it."""

from django.utils.translation import gettext as _

from portal.models import Record
from workstations.workflows import TaskStatus

S = TaskStatus


def tasks_why(tasks) -> dict[int, str]:
    """{task: why}; the words of whoever marked it blocked. One statement where any is blocked."""
    stopped = _words_of_blocks([task.pk for task in tasks if task.status == S.BLOCKED])
    return {task.pk: _why(task, stopped.get(task.pk, "")) for task in tasks}


def _words_of_blocks(ids: list[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = Record.objects.filter(subject_type="task", subject_id__in=ids, verb="block")
    rows = rows.order_by("id").select_related("remark")
    return {row.subject_id: row.remark.text if row.remark else "" for row in rows}


def _why(task, stopped: str) -> str:
    name = task.assignee.name if task.assignee_id else ""
    words = {
        S.OPEN: _("社工站还没有派人"),
        S.ASSIGNED: _("派给%(name)s，还没有接") % {"name": name},
        S.IN_PROGRESS: _("%(name)s在办，进度 %(percent)d%%")
        % {"name": name, "percent": task.percent},
        S.REWORK: _("验收没有通过，%(name)s在返工") % {"name": name},
        S.BLOCKED: _("受阻：%(words)s") % {"words": stopped or _("没有写明原因")},
    }
    return words.get(task.status, task.status_name())
