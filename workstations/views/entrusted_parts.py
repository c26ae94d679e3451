"""What the page of an entrusted affair is put together from."""

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.selectors.papers import money
from portal.kernel import clock
from resident_affairs.selectors.faces import deadline_shown
from workstations.selectors.entrusted_faces import entrusted_facts, ledger_table, stages
from workstations.selectors.faces import task_row
from workstations.services.entrusted import agreement_intact
from workstations.services.ledger import APPROVE
from workstations.views.parts import way_shown
from workstations.workflows import EntrustStatus
from workstations.workflows.entrusted import APPLY, KEEP, QUOTE

S = EntrustStatus
VIEW_TASK = "workstations.view_task"
PAYING = {S.RUNNING, S.DELIVERED, S.ACCEPTED}


def entrusted_tabs(group: str, kept: dict) -> list[dict]:
    """Running, over, all; ``kept`` is what the list is narrowed to besides."""
    words = {"open": _("进行中"), "over": _("已结束"), "all": _("全部")}
    more = "".join(f"&{name}={value}" for name, value in kept.items() if value)
    return [
        {"label": label, "url": f"?group={name}{more}", "is_current": name == group}
        for name, label in words.items()
    ]


def entrusted_context(access, page) -> dict:
    """Everything on the page."""
    affair = page.affair
    known = access.user.is_authenticated
    return {
        "page": page,
        "affair": affair,
        "stages": stages(affair),
        "facts": entrusted_facts(affair, page.minutes),
        **_parts(page),
        **_tasks(access, page),
        "intact": bool(affair.agreement) and agreement_intact(affair),
        "decides": known and access.can(APPROVE, affair),
        "my_id": access.user.pk,
        **(_links(access, affair) if known else {}),
    }


def _tasks(access, page) -> dict:
    """Its tasks for who may open them; the unit that pays reads how many there are and how many
    are done."""
    tasks = page.tasks if page.is_insider else []
    counts = {"task_count": len(tasks), "tasks_done": sum(not task.is_open for task in tasks)}
    may_open = bool(tasks) and access.can(VIEW_TASK, tasks[0])
    return {"tasks": [task_row(task, access) for task in tasks] if may_open else [], **counts}


def _parts(page) -> dict:
    """The account, the way, the clock's history, and the chip of the review while it runs."""
    reading = page.affair.clock_reading
    chip = deadline_shown(reading, clock.now()) if reading else None
    return {"chip": chip, **_account(page), **way_shown(page.timeline)}


def _account(page) -> dict:
    return {"ledger": ledger_table(page.entries), "fund": money(page.affair.fund_fen)}


def _links(access, affair) -> dict:
    """Where the person may go on from here."""
    found = {}
    if affair.status == S.RUNNING and access.can(QUOTE, affair):
        found["task_url"] = reverse("workstations:entrusted_task", args=[affair.pk])
    if affair.status in PAYING and access.can(QUOTE, affair):
        found["payout_url"] = reverse("workstations:entrusted_payout", args=[affair.pk])
    if affair.status in PAYING | {S.FUNDED} and access.can(KEEP, affair):
        found["tranche_url"] = reverse("workstations:entrusted_tranche", args=[affair.pk])
        found["reverses"] = True
    if affair.signed_at is None and access.can(APPLY, affair):
        found["papers_url"] = reverse("workstations:entrusted_papers", args=[affair.pk])
    return found
