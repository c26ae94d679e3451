"""What the pages of transfers are put together from."""

from django.urls import reverse

from committees.selectors.papers import money
from workstations.selectors.transfer_faces import (
    ledger_table,
    plan_facts,
    share_facts,
    share_rows,
)
from workstations.services.transfer_money import APPROVE, ASK
from workstations.workflows.transfers import ALLOT, MAKE, ShareStatus, TransferStatus


def plan_context(access, page) -> dict:
    """Everything on the page of a year."""
    plan = page.plan
    drafting = plan.status == TransferStatus.DRAFTED and access.can(MAKE, plan)
    found = {
        "page": page,
        "plan": plan,
        "facts": plan_facts(page),
        "rows": share_rows(page, drafting),
    }
    if drafting:
        found["compute_url"] = reverse("workstations:transfer_compute", args=[plan.pk])
    return found


def share_context(access, page) -> dict:
    """Everything on the page of one community's money."""
    share = page.share
    return {
        "page": page,
        "share": share,
        "facts": share_facts(share),
        "fund": money(share.fund_fen),
        "my_id": access.user.pk,
        "ledger": ledger_table(page.entries),
        **(_links(access, share) if access.user.is_authenticated else {}),
    }


def _links(access, share) -> dict:
    """What the person may do with this money now."""
    in_use = share.status == ShareStatus.IN_USE
    found = {"decides": access.can(APPROVE, share)}
    found["reverses"] = in_use and access.can(ALLOT, share)
    if in_use and access.can(ASK, share):
        found["use_url"] = reverse("workstations:transfer_use", args=[share.pk])
    return found
