"""What residents' affairs contribute to menu, landing page and public board."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add
from resident_affairs.selectors.issues import (
    IssueFilter,
    issues_for_board,
    issues_for_triage,
    issues_of_reporter,
)
from resident_affairs.selectors.rows import rows_of

FILE = "resident_affairs.file_issue"
TRIAGE = "resident_affairs.triage_issue"
STREET = "resident_affairs.handle_escalated_issue"
DISTRICT = "resident_affairs.handle_district_issue"
DESK = "resident_affairs:desk_issue"


def report_door(access, params) -> dict:
    """The way to say something: before everything else, and always there."""
    return {"url": reverse("resident_affairs:report")}


def my_affairs(access, params) -> dict:
    """The newest five of one's own issues, those that need a word first."""
    rows = rows_of(issues_of_reporter(access, size=8).rows, access.user.pk)
    rows.sort(key=lambda row: not row.face.needs_you)
    return {"rows": rows[:5], "more": len(rows) > 5}


def triage_inbox(access, params) -> dict:
    """The newest undecided issues of one's communities."""
    page = issues_for_triage(access, IssueFilter(state="undecided"))
    return {"rows": rows_of(page.rows[:5], access.user.pk, route=DESK), "more": len(page.rows) > 5}


def escalated_inbox(access, params) -> dict:
    """What the communities escalated to the sub-district."""
    page = issues_for_triage(access, IssueFilter(state="escalated"))
    return {"rows": rows_of(page.rows[:5], access.user.pk, route=DESK), "more": len(page.rows) > 5}


def district_inbox(access, params) -> dict | None:
    """What the sub-districts handed up to the district; nothing when nothing waits."""
    page = issues_for_triage(access, IssueFilter(state="at_district"))
    rows = rows_of(page.rows[:5], access.user.pk, route=DESK)
    return {"rows": rows, "more": len(page.rows) > 5} if rows else None


def board_issues(access, params) -> dict:
    """What the public board says of issues."""
    community = params["community"]
    found = issues_for_board(community.pk)
    shown = {name: rows_of(rows, access.user.pk) for name, rows in found.items()}
    list_url = f"{reverse('resident_affairs:issue_list')}?community={community.pk}"
    return {**shown, "list_url": list_url}


panel_add(
    Panel(
        name="resident_affairs.report",
        surface="home",
        order=1,
        permission=FILE,
        template="resident_affairs/panels/report.html",
        data=report_door,
    ),
    Panel(
        name="resident_affairs.mine",
        surface="home",
        order=10,
        permission=FILE,
        template="resident_affairs/panels/mine.html",
        data=my_affairs,
    ),
    Panel(
        name="resident_affairs.triage",
        surface="home",
        order=20,
        permission=TRIAGE,
        template="resident_affairs/panels/triage.html",
        data=triage_inbox,
    ),
    Panel(
        name="resident_affairs.escalated",
        surface="home",
        order=20,
        permission=STREET,
        template="resident_affairs/panels/escalated.html",
        data=escalated_inbox,
    ),
    Panel(
        name="resident_affairs.district",
        surface="home",
        order=20,
        permission=DISTRICT,
        template="resident_affairs/panels/district.html",
        data=district_inbox,
    ),
    Panel(
        name="resident_affairs.board",
        surface="board",
        order=10,
        permission=None,
        template="resident_affairs/panels/board.html",
        data=board_issues,
    ),
)

menu_add(
    MenuEntry(
        key="report",
        label=_("我要反映"),
        icon="plus-circle",
        url_name="resident_affairs:report",
        order=10,
        permission=FILE,
    ),
    MenuEntry(
        key="my_issues",
        label=_("我的事"),
        icon="person-lines-fill",
        url_name="resident_affairs:my_issues",
        order=11,
        permission=FILE,
    ),
    MenuEntry(
        key="triage",
        label=_("受理台"),
        icon="inbox",
        url_name="resident_affairs:desk",
        order=12,
        permission=TRIAGE,
    ),
    MenuEntry(
        key="escalated",
        label=_("上报件"),
        icon="arrow-up-circle",
        url_name="resident_affairs:escalated",
        order=12,
        permission=STREET,
    ),
    MenuEntry(
        key="at_district",
        label=_("上报件"),
        icon="arrow-up-circle",
        url_name="resident_affairs:at_district",
        order=12,
        permission=DISTRICT,
    ),
    MenuEntry(
        key="counter",
        label=_("窗口登记"),
        icon="clipboard-plus",
        url_name="resident_affairs:counter_report",
        order=40,
        permission="resident_affairs.file_issue_for_resident",
    ),
    MenuEntry(
        key="issues",
        label=_("大家的事"),
        icon="list-ul",
        url_name="resident_affairs:issue_list",
        order=30,
        needs_login=False,
    ),
    MenuEntry(
        key="categories",
        group="settings",
        label=_("诉求类别"),
        icon="tags",
        url_name="resident_affairs:category_list",
        order=64,
        permission="resident_affairs.manage_categories",
    ),
    MenuEntry(
        key="track",
        label=_("查进度"),
        icon="search",
        url_name="resident_affairs:track",
        order=50,
        needs_login=False,
        hidden_with="resident_affairs.view_issue",
    ),
)
