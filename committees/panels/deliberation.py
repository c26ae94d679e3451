"""What deliberation contributes to menu, desk and public board."""

from django.utils.translation import gettext_lazy as _

from committees.selectors.meetings import meetings_coming
from committees.selectors.motions import issues_without_motion, motions_listed
from committees.selectors.resolutions import resolutions_for_board, resolutions_to_publish
from committees.selectors.votes import votes_waiting_for
from portal.dashboards.menu import MenuEntry, menu_add
from portal.dashboards.panel import Panel, panel_add

VIEW = "committees.view_deliberation"
SHOWN = 5


def votes_panel(access, params) -> dict | None:
    """ "待您表决": the votes that wait for this person, each one tap away."""
    events = votes_waiting_for(access)
    return {"events": events} if events else None


def intake_panel(access, params) -> dict | None:
    """What the committee has before it: issues to take up, motions to study or schedule."""
    intake = issues_without_motion(access)
    motions = motions_listed(access, "waiting")
    if not intake and not motions:
        return None
    return {
        "intake": intake[:SHOWN],
        "intake_count": len(intake),
        "motions": motions[:SHOWN],
        "motion_count": len(motions),
        "may_raise": access.can("committees.raise_motion"),
        "may_consult": access.can("committees.lead_consultation"),
    }


def meetings_panel(access, params) -> dict:
    """The coming meetings, and what the board still waits for."""
    return {
        "meetings": meetings_coming(access),
        "unpublished": resolutions_to_publish(access),
        "may_convene": access.can("committees.convene_meeting", None),
    }


def oversight_panel(access, params) -> dict:
    """What the oversight committee attends and checks (§36): coming meetings, and what was
    decided and still waits for the board."""
    return {
        "meetings": meetings_coming(access),
        "unpublished": resolutions_to_publish(access, "committees.oversee"),
    }


def board_panel(access, params) -> dict | None:
    """The newest resolutions on the public board."""
    community = params["community"]
    return {"community": community, "resolutions": resolutions_for_board(community.pk)}


def study_panel(access, params) -> dict | None:
    """The major matters that wait for the Party organisation."""
    rows = [row for row in motions_listed(access, "waiting") if row.status == "party_study"]
    return {"motions": rows} if rows else None


panel_add(
    Panel(
        name="committees.votes",
        surface="home",
        order=5,
        permission="committees.vote_motion",
        template="committees/panels/votes.html",
        data=votes_panel,
    ),
    Panel(
        name="committees.study",
        surface="home",
        order=8,
        permission="committees.study_motion",
        template="committees/panels/study.html",
        data=study_panel,
    ),
    Panel(
        name="committees.meetings",
        surface="home",
        order=20,
        permission="committees.raise_motion",
        template="committees/panels/meetings.html",
        data=meetings_panel,
    ),
    Panel(
        name="committees.oversight",
        surface="home",
        order=20,
        permission="committees.oversee",
        template="committees/panels/oversight.html",
        data=oversight_panel,
    ),
    Panel(
        name="committees.intake",
        surface="home",
        order=25,
        permission="committees.raise_motion",
        template="committees/panels/intake.html",
        data=intake_panel,
    ),
    Panel(
        name="committees.resolutions",
        surface="board",
        order=20,
        permission=None,
        template="committees/panels/board.html",
        data=board_panel,
    ),
)
menu_add(
    MenuEntry(
        key="motions",
        group="deliberation",
        label=_("议事"),
        icon="people",
        url_name="committees:motion_list",
        order=20,
        permission=VIEW,
    ),
    MenuEntry(
        key="meetings",
        group="deliberation",
        label=_("会议"),
        icon="calendar-event",
        url_name="committees:meeting_list",
        order=22,
        permission=VIEW,
    ),
    MenuEntry(
        key="resolutions",
        group="deliberation",
        label=_("决议"),
        icon="journal-check",
        url_name="committees:resolution_list",
        order=30,
        needs_login=False,
        hidden_with=VIEW,
    ),
)
