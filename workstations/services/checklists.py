"""The checklist of a task: ticked and unticked by its assignee while the work goes on."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock
from workstations.models import ChecklistItem, Task
from workstations.services.evidence import EXECUTE, executor_add
from workstations.workflows import WORKING


@transaction.atomic
def line_tick(*, actor, task: Task, item_id: int, is_done: bool) -> ChecklistItem:
    """Tick a line, or take the tick away; saying the same twice changes nothing. NotFound for a
    line of another task; TransitionRefused unless the task is being worked on."""
    task = subject_lock(task)
    access = access_of(actor)
    access.require(EXECUTE, task)
    item = ChecklistItem.objects.filter(task=task, pk=item_id).first()
    if item is None:
        raise NotFound()
    if task.status not in WORKING:
        raise TransitionRefused(_("接下任务以后、交付之前才能打勾。"), code="state")
    if (item.ticked_at is not None) == is_done:
        return item
    post = access.post_for(EXECUTE, task)
    item.ticked_by = actor if is_done else None
    item.in_place_of_id = post.in_place_of if is_done else None
    item.ticked_at = clock.now() if is_done else None
    item.save(update_fields=["ticked_by", "in_place_of", "ticked_at"])
    executor_add(task, actor)
    record_append(
        subject=task,
        verb="tick" if is_done else "untick",
        actor=actor,
        post=post,
        data={"line": item.position},
        is_public=False,
    )
    return item
