"""The public board on the community's page, on the desks, and in the menu."""

from django.utils.translation import gettext_lazy as _

from committees.selectors import disclosures as read
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add


def board_panel(access, params) -> dict:
    """The newest entries, and how many are owed."""
    community = params["community"]
    late = [row for row in read.owed_by(community) if row.is_overdue]
    entries = read.entries_shown(community.pk)[:3]
    return {"community": community, "entries": entries, "late": len(late)}


def committee_panel(access, params) -> dict | None:
    """Questions to answer, drafts to publish, what is owed."""
    questions, drafts = read.questions_waiting(access), read.drafts_for(access)
    return {"questions": questions, "drafts": drafts} if questions or drafts else None


def street_panel(access, params) -> dict | None:
    """Complaints of untruth to look into."""
    untruths = read.untruths_waiting(access)
    return {"untruths": untruths} if untruths else None


panel_add(
    Panel(
        name="committees.disclosure",
        surface="board",
        order=18,
        permission=None,
        template="committees/panels/disclosure_board.html",
        data=board_panel,
    ),
    *(
        Panel(
            name=f"committees.disclosure_{name}",
            surface="home",
            order=order,
            permission=permission,
            template="committees/panels/disclosure_desk.html",
            data=data,
        )
        for name, order, permission, data in (
            ("committee", 15, read.ANSWER, committee_panel),
            ("street", 17, read.FIND, street_panel),
        )
    ),
)
menu_add(
    MenuEntry(
        key="disclosure",
        group="open",
        label=_("居务公开"),
        icon="megaphone",
        url_name="committees:disclosure_desk",
        order=50,
        permission=read.DESK,
    )
)
