"""The guards of a task's steps: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def task_has_evidence(task, actor):
    """T2: nothing is delivered without evidence, and rework not with that of before."""
    if task.has_evidence:
        return None
    if task.rework_count:
        return _("返工以后要有新拍的照片，作为验收的凭据。")
    return _("请先上传办理照片，作为验收的凭据。")


def return_is_in_time(task, actor):
    """DOMAIN d: a task is returned within one working day of being assigned."""
    if task.return_by is None or clock.now() <= task.return_by:
        return None
    return _("派下来超过一个工作日，不能再退回；请标记受阻、申请延期，或者转交同事。")


def verifier_is_not_executor(task, actor):
    """I4: nobody verifies his own work."""
    if actor is not None and task.was_executed_by(actor.pk):
        return _("自己办的事不能由自己验收。")
    return None


def executor_has_not_voted(task, actor):
    """I1: nobody votes a resolution and executes its task."""
    if actor is not None and task.was_voted_by(actor.pk):
        return _("您参加过这项决议的表决，不能再承办它的任务（议行分设）。")
    return None


def checklist_is_done(task, actor):
    """Nothing is delivered while a required line of its checklist is open."""
    if not task.open_lines:
        return None
    return _("清单里还有 %(n)s 项必做的没有打勾。") % {"n": task.open_lines}


def parts_are_verified(task, actor):
    """The whole is handed in when its parts have been verified (or called off)."""
    if not task.open_parts:
        return None
    return _("还有 %(n)s 个分项没有验收。") % {"n": task.open_parts}
