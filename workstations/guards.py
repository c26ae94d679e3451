"""The guards of a task's steps: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _


def task_has_evidence(task, actor):
    """T2: nothing is delivered without evidence."""
    if not task.evidence.exists():
        return _("请先上传办理照片，作为验收的凭据。")
    return None


def verifier_is_not_executor(task, actor):
    """I4: nobody verifies his own work."""
    if actor is not None and task.executors.filter(user=actor).exists():
        return _("自己办的事不能由自己验收。")
    return None
