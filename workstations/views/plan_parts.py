"""What the pages of planning are put together from."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.views.steps import buttons_for, split
from workstations.policies.replies import KEEP
from workstations.selectors.plans import PlanPage, days_to_come, rhythm_words
from workstations.views.parts import moment_words
from workstations.workflows.plans import PLAN_WORK

STEP, PAGES = "workstations:plan_step", {"change": "workstations:plan_change"}
HANDS = {"active": "execution", "paused": "calm", "ended": "calm"}


def plan_tabs(access, current: str) -> list[dict]:
    """Plans, templates, and for the head the open parts."""
    found = [
        ("plans", _("计划"), "plan_list", "calendar-event"),
        ("templates", _("模板"), "template_list", "list-check"),
    ]
    if access.is_granted(PLAN_WORK, None):
        found.append(("parts", _("分项"), "part_list", "diagram-3"))
    if access.is_granted(KEEP, None):
        found.append(("replies", _("用语"), "reply_list", "pencil-square"))
    return [_tab(*one, current) for one in found]


def _tab(name, label, route, icon, current) -> dict:
    url = reverse(f"workstations:{route}")
    return {"label": label, "icon": icon, "url": url, "is_current": name == current}


def plan_rows(plans) -> list[dict]:
    """Each plan with when and when next."""
    return [
        {
            "plan": plan,
            "hand": HANDS[plan.status],
            "when": rhythm_words(plan),
            "next": next(iter(days_to_come(plan)), None),
        }
        for plan in plans
    ]


def plan_facts(plan) -> list[dict]:
    """On which ground, when, by whom."""
    duty_url = reverse("portal:duty", args=[plan.duty_id])
    lead = _("提前 %(n)s 天") % {"n": plan.lead_days} if plan.lead_days else _("当天")
    until = plan.valid_to.isoformat() if plan.valid_to else _("一直")
    return [
        {"label": _("依据"), "value": str(plan.duty), "url": duty_url},
        {"label": _("时间"), "value": rhythm_words(plan)},
        {"label": _("期间"), "value": f"{plan.valid_from.isoformat()} — {until}"},
        {"label": _("立任务"), "value": lead},
        {"label": _("平常由谁办"), "value": plan.assignee.name if plan.assignee else _("站长派")},
        {"label": _("模板"), "value": plan.template.title if plan.template else ""},
    ]


def plan_context(user, page: PlanPage) -> dict:
    """Everything on the page of one plan."""
    entries = [replace(entry, when=moment_words(entry.when)) for entry in page.timeline]
    return {
        "page": page,
        "plan": page.plan,
        "hand": HANDS[page.plan.status],
        "facts": plan_facts(page.plan),
        "entries": entries,
        **split(buttons_for(page.plan, user, STEP, PAGES)),
    }
