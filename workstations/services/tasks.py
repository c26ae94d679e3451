"""The one door to everything that is done with a task."""

from workstations.services.assigning import task_assign, task_hand_over, task_return
from workstations.services.checking import task_cancel, task_send_back, task_verify
from workstations.services.executing import (
    task_accept,
    task_block,
    task_deliver,
    task_note_progress,
    task_unblock,
)
from workstations.services.extensions import extension_ask, extension_decide
from workstations.services.opening import (
    task_cancel_with_source,
    task_open_from_action_item,
    task_open_from_issue,
)

__all__ = [
    "extension_ask",
    "extension_decide",
    "task_accept",
    "task_assign",
    "task_block",
    "task_cancel",
    "task_cancel_with_source",
    "task_deliver",
    "task_hand_over",
    "task_note_progress",
    "task_open_from_action_item",
    "task_open_from_issue",
    "task_return",
    "task_send_back",
    "task_unblock",
    "task_verify",
]
