"""Who hears of a step of a contract or of an enrolment, and who has to act next."""

from workstations.selectors.audience import HEADS, LEADERS, STREET, holders
from workstations.workflows.contracts import ContractStatus
from workstations.workflows.training import EnrolStatus

C, E = ContractStatus, EnrolStatus
SILENT = {"carry_opinion"}


def contract_needs(record, contract) -> set[int]:
    """Whoever holds the next step, as long as the contract still is where this row left it."""
    if record.to_state and record.to_state != contract.status:
        return set()
    if contract.status == C.OPINED:
        return {contract.user_id}
    if contract.status == C.DRAFTED or contract.waits_for_renewal_opinion:
        return holders(LEADERS, contract.community_id) - {contract.user_id}
    if contract.status == C.PERSON_SIGNED or _is_to_decide(record, contract):
        return holders(STREET, contract.subdistrict_id) - {contract.user_id}
    return set()


def _is_to_decide(record, contract) -> bool:
    return contract.status == C.EXPIRING and record.verb == "give_renewal_opinion"


def contract_audience(record, contract) -> dict[int, str]:
    """The person, and whoever has to act next; of an end in the queue the sub-district too."""
    if record.verb in SILENT:
        return {}
    people = {contract.user_id} | contract_needs(record, contract)
    if record.verb in {"enter_expiry", "lapse"}:
        people |= holders(STREET, contract.subdistrict_id)
    return dict.fromkeys(people, "responsible")


def enrolment_needs(record, enrolment) -> set[int]:
    """The head, or the sub-district where the head enrolled."""
    if enrolment.status != E.ASKED:
        return set()
    heads = holders(HEADS, enrolment.community_id)
    if enrolment.user_id in heads or not heads:
        return holders(STREET, enrolment.subdistrict_id)
    return heads


def enrolment_audience(record, enrolment) -> dict[int, str]:
    """The person, and who approves."""
    people = {enrolment.user_id} | enrolment_needs(record, enrolment)
    return dict.fromkeys(people, "responsible")
