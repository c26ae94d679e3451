"""What the page of a demand needs: the count against each roll, facts, and steps."""

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.selectors.arithmetic import count_steps
from committees.selectors.papers import moment
from committees.views.clock_parts import turns_shown
from portal.views.steps import buttons_for, split

ENTER = "committees.enter_signature"


def demand_facts(demand) -> list[dict]:
    """Who started it, until when, and what law counts."""
    rows = [
        (_("要求召开"), demand.get_kind_display()),
        (_("发起时间"), moment(demand.created_at)),
        (_("联名截止"), moment(demand.closes_on)),
        (_("达到人数"), moment(demand.reached_at)),
        (_("应在何时召集"), moment(demand.due_on)),
        (_("依据"), f"{demand.rules['title']} {demand.rules['article']}"),
    ]
    return [{"label": label, "value": value, "url": ""} for label, value in rows]


def demand_context(access, page, form) -> dict:
    """Everything on the page."""
    demand = page.demand
    buttons = buttons_for(demand, access.user, "committees:demand_step")
    return {
        "page": page,
        "demand": demand,
        "steps": count_steps(page.verdict),
        "facts": demand_facts(demand),
        "turns": turns_shown(demand, names=access.can(ENTER, demand)),
        "form": form,
        **demand_rights(access, page),
        **split([button for button in buttons if button["name"] == "withdraw"]),
    }


def demand_rights(access, page) -> dict:
    """What this person may do with it now."""
    demand = page.demand
    signs = demand.takes_signatures and page.mine is None
    called = demand.meetings.exclude(status="cancelled").exists()
    convenes = (
        demand.status == "reached"
        and not called
        and access.can("committees.convene_meeting", demand)
    )
    address = reverse("committees:meeting_create") + f"?demand={demand.pk}"
    return {
        "may_sign": signs and access.can("committees.demand_meeting", demand),
        "may_enter": demand.takes_signatures and access.can(ENTER, demand),
        "convene_url": address if convenes else "",
    }
