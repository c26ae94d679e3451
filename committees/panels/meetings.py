"""The duties and dates of meetings: on the desk, for whoever may come, and on the public board."""

from committees.selectors.following import meetings_announced, meetings_to_come_to
from committees.selectors.meeting_duty import half_year_duties, representatives_exist
from portal.dashboards.panel import Panel, panel_add
from portal.models import Level


def duty_panel(access, params) -> dict | None:
    """The representatives' meeting this half-year still owes, and the one the last half-year did
    not hold."""
    places = [a.division for a in access.assignments if a.division.level == Level.COMMUNITY]
    convenes = {post.division_id for post in access.posts_with("committees.convene_meeting")}
    rows = [
        (place, duty)
        for place in {place.pk: place for place in places if place.pk in convenes}.values()
        for duty in half_year_duties(place)
        if not duty.is_met
    ]
    if not rows:
        return None
    return {"duties": rows, "has_representatives": representatives_exist(rows[0][0])}


def coming_panel(access, params) -> dict | None:
    """The meetings the person may come to, with the page that follows them."""
    rows = meetings_to_come_to(access)
    return {"meetings": rows} if rows else None


def announced_panel(access, params) -> dict | None:
    """The notices of wider meetings, and whether the half-yearly duty is met."""
    community = params["community"]
    rows, duties = meetings_announced(community.pk), half_year_duties(community)
    return {"meetings": rows, "duties": duties} if rows or duties else None


panel_add(
    Panel(
        name="committees.meeting_duty",
        surface="home",
        order=9,
        permission="committees.convene_meeting",
        template="committees/panels/meeting_duty.html",
        data=duty_panel,
    ),
    Panel(
        name="committees.coming",
        surface="home",
        order=6,
        permission="committees.attend_meeting",
        template="committees/panels/coming.html",
        data=coming_panel,
    ),
    Panel(
        name="committees.announced",
        surface="board",
        order=15,
        permission=None,
        template="committees/panels/announced.html",
        data=announced_panel,
    ),
)
