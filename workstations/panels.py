"""What execution contributes to menu, landing page and public board."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add
from workstations.demo.accounts import demo_accounts
from workstations.selectors.dashboards import dashboard_summary
from workstations.selectors.entrusted import entrusted_waiting, payout_waiting
from workstations.selectors.stations import station_for_board
from workstations.selectors.supervision import orders_to_answer
from workstations.selectors.tasks import (
    extensions_to_decide,
    tasks_mine,
    tasks_to_assign,
    tasks_to_verify,
)

VIEW = "workstations.view_task"
EXECUTE = "workstations.execute_task"
ASSIGN = "workstations.assign_task"
VERIFY = "workstations.verify_task"
ANSWER = "workstations.answer_order"
DASHBOARD = "workstations.view_dashboard"
SHOWN = 5


def station_desk(access, params) -> dict | None:
    """My tasks by due date with the counts that matter; a head without any has other panels."""
    groups = tasks_mine(access)
    if not groups and access.is_granted(ASSIGN, None):
        return None
    counts = {group.key: len(group.rows) for group in groups}
    working = [row for group in groups if group.key != "delivered" for row in group.rows]
    return {
        "rows": working[:SHOWN],
        "more": len(working) > SHOWN,
        "stats": [
            _stat(_("超期"), counts.get("overdue", 0), "now"),
            _stat(_("今天到期"), counts.get("today", 0), "soon"),
            _stat(_("本周到期"), counts.get("week", 0)),
            _stat(_("待验收"), counts.get("delivered", 0)),
        ],
    }


def _stat(label, value: int, state: str = "") -> dict:
    return {"label": label, "value": value, "state": state if value else ""}


def head_desk(access, params) -> dict | None:
    """What the head has to give to somebody, and questions for more time."""
    rows, asked = tasks_to_assign(access), extensions_to_decide(access)
    if not rows and not asked:
        return None
    return {"rows": rows[:SHOWN], "count": len(rows), "extensions": asked[:SHOWN]}


def verify_desk(access, params) -> dict | None:
    """What waits for the committee to verify."""
    rows = tasks_to_verify(access)
    return {"rows": rows[:SHOWN], "count": len(rows)} if rows else None


def orders_desk(access, params) -> dict | None:
    """Urgings that this person has to answer."""
    orders = orders_to_answer(access)
    return {"orders": orders[:SHOWN], "count": len(orders)} if orders else None


def officials_desk(access, params) -> dict:
    """This month's figures of the official's own division and what has been overdue longest."""
    return dashboard_summary(access)


def board_station(access, params) -> dict | None:
    """The station on the public board."""
    return station_for_board(params["community"].pk)


def _panel(name, order, permission, template, data, surface="home") -> Panel:
    return Panel(
        name=f"workstations.{name}",
        surface=surface,
        order=order,
        permission=permission,
        template=f"workstations/panels/{template}.html",
        data=data,
    )


def demo_desk(access, params) -> list | None:
    """Whom one can log in as, on the demo's log-in page only."""
    return demo_accounts() if settings.DEMO else None


panel_add(
    _panel("demo", 10, None, "demo", demo_desk, surface="login"),
    _panel("orders", 5, ANSWER, "orders", orders_desk),
    _panel("figures", 3, DASHBOARD, "figures", officials_desk),
    _panel("mine", 15, EXECUTE, "mine", station_desk),
    _panel("head", 14, ASSIGN, "head", head_desk),
    _panel("verify", 17, VERIFY, "verify", verify_desk),
    _panel("board", 40, None, "board", board_station, surface="board"),
)

menu_add(
    MenuEntry(
        key="dashboard",
        label=_("数据"),
        icon="bar-chart",
        url_name="workstations:dashboard",
        order=10,
        permission=DASHBOARD,
    ),
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
    MenuEntry(
        key="assessment",
        label=_("考核"),
        icon="star",
        url_name="workstations:assessment_list",
        order=45,
        permission="workstations.view_assessment",
    ),
    MenuEntry(
        key="supervision",
        label=_("督办"),
        icon="megaphone",
        url_name="workstations:order_list",
        order=26,
        permission="workstations.view_order",
        hidden_with="workstations.urge",
    ),
    MenuEntry(
        key="urge",
        label=_("督办"),
        icon="megaphone",
        url_name="workstations:order_list",
        order=13,
        permission="workstations.urge",
    ),
    MenuEntry(
        key="stations",
        label=_("社工站"),
        icon="building",
        url_name="workstations:station_list",
        order=56,
        permission="workstations.post_station",
    ),
)
menu_add(
    MenuEntry(
        key="entrusted",
        label=_("委托事项"),
        icon="briefcase",
        url_name="workstations:entrusted_list",
        order=55,
        needs_login=False,
    ),
    MenuEntry(
        key="units",
        label=_("委托单位"),
        icon="building-check",
        url_name="workstations:units",
        order=63,
        permission="workstations.keep_units",
    ),
)


def entrusted_desk(access, params) -> dict | None:
    """Entrusted affairs and payouts that wait for the person."""
    rows, payouts = entrusted_waiting(access), payout_waiting(access)
    if not rows and not payouts:
        return None
    return {"title": _("委托事项"), "rows": rows[:SHOWN], "payouts": payouts[:SHOWN]}


panel_add(
    *(
        Panel(
            name=f"workstations.entrusted_{number}",
            surface="home",
            order=23,
            permission=permission,
            template="workstations/panels/entrusted.html",
            data=entrusted_desk,
        )
        for number, permission in enumerate(
            ("workstations.view_entrusted", "workstations.apply_entrusted")
        )
    )
)
