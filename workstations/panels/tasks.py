"""What tasks contribute to menu and desk."""

from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import panel_add
from workstations.panels.making import SHOWN, panel, stat
from workstations.selectors.tasks import (
    counts_of,
    extensions_to_decide,
    tasks_mine,
    tasks_to_assign,
    tasks_to_verify,
)
from workstations.selectors.workload import leavers

VIEW = "workstations.view_task"
EXECUTE = "workstations.execute_task"
ASSIGN = "workstations.assign_task"
VERIFY = "workstations.verify_task"


def station_desk(access, params) -> dict | None:
    """My tasks by due date with the counts that matter; a head without any has other panels."""
    groups = tasks_mine(access)
    if not groups and access.is_granted(ASSIGN, None):
        return None
    counts = counts_of(groups)
    working = [row for group in groups if group.key != "delivered" for row in group.rows]
    return {
        "rows": working[:SHOWN],
        "more": len(working) > SHOWN,
        "stats": [
            stat(_("超期"), counts.get("overdue", "—"), "now"),
            stat(_("今天到期"), counts.get("today", "—"), "soon"),
            stat(_("本周到期"), counts.get("week", "—")),
            stat(_("待验收"), counts.get("delivered", "—")),
        ],
    }


def head_desk(access, params) -> dict | None:
    """What the head has to give to somebody, and questions for more time."""
    rows, asked = tasks_to_assign(access), extensions_to_decide(access)
    gone = leavers(access)
    if not rows and not asked and not gone:
        return None
    words = {"rows": rows[:SHOWN], "count": len(rows), "leavers": gone[:SHOWN]}
    return words | {"extensions": asked[:SHOWN]}


def verify_desk(access, params) -> dict | None:
    """What waits for the committee to verify."""
    rows = tasks_to_verify(access)
    return {"rows": rows[:SHOWN], "count": len(rows)} if rows else None


panel_add(
    panel("mine", 15, EXECUTE, "mine", station_desk),
    panel("head", 14, ASSIGN, "head", head_desk),
    panel("verify", 17, VERIFY, "verify", verify_desk),
)
menu_add(
    MenuEntry(
        key="tasks",
        label=_("我的任务"),
        icon="list-check",
        url_name="workstations:task_mine",
        order=14,
        permission=EXECUTE,
    ),
    MenuEntry(
        key="verify",
        label=_("验收"),
        icon="check-circle",
        url_name="workstations:task_verify_list",
        order=24,
        permission=VERIFY,
    ),
    MenuEntry(
        key="task_list",
        label=_("任务看板"),
        icon="kanban",
        url_name="workstations:task_board",
        order=25,
        permission=VIEW,
        hidden_with=EXECUTE,
    ),
)
