"""Who hears of a step of the transfers, and who has to act next."""

from portal.models import Role
from workstations.models import TransferUse
from workstations.selectors.audience import LEADERS, STREET, holders
from workstations.workflows import ShareStatus, TransferStatus

DISTRICT, AUDITORS = (Role.DISTRICT_OFFICIAL,), (Role.AUDITOR,)


def plan_needs(record, plan) -> set[int]:
    """Another person of the district while it waits for approval; whoever pays it down after."""
    if record.to_state != plan.status:
        return set()
    if plan.status == TransferStatus.PROPOSED:
        return holders(DISTRICT, plan.district_id) - {plan.proposed_by_id}
    if plan.status == TransferStatus.APPROVED:
        return holders(DISTRICT, plan.district_id)
    return set()


def plan_audience(record, plan) -> dict[int, str]:
    """Who made it, and whoever has to act."""
    return dict.fromkeys({plan.made_by_id} | plan_needs(record, plan), "responsible")


def share_needs(record, share) -> set[int]:
    """The sub-district to pass it on, the auditor to audit, the leaders to approve a use."""
    if record.verb in {"ask_use", "approve_use"}:
        return _approvers(record, share)
    if record.to_state != share.status:
        return set()
    if share.status == ShareStatus.AT_STREET:
        return holders(STREET, share.subdistrict_id)
    if share.status == ShareStatus.CLOSED:
        return holders(AUDITORS, share.district_id)
    return set()


def _approvers(record, share) -> set[int]:
    """Leaders who neither asked nor approved before, as long as the request waits."""
    use = TransferUse.objects.waiting().filter(pk=record.data.get("use")).first()
    if use is None:
        return set()
    return holders(LEADERS, share.community_id) - {use.asked_by_id, use.first_by_id}


def share_audience(record, share) -> dict[int, str]:
    """The leaders of the community of what comes in and goes out, and whoever has to act."""
    people = share_needs(record, share)
    if record.verb in {"allot", "close", "audit", "pay_use", "reverse_use"}:
        people |= holders(LEADERS, share.community_id)
    if record.verb in {"pay_use", "refuse_use"}:
        people |= set(
            TransferUse.objects.filter(pk=record.data.get("use")).values_list("asked_by", flat=True)
        )
    return dict.fromkeys(people, "responsible")
