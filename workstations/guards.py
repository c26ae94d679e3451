"""The guards of a task's steps: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _


def task_has_evidence(task, actor):
    """T2: nothing is delivered without evidence."""
    if not task.has_evidence:
        return _("请先上传办理照片，作为验收的凭据。")
    return None


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
