"""Who hears of a step of an entrusted affair, and who has to act next."""

from portal.kernel.deadlines import ESCALATED
from portal.models import Role
from workstations.selectors.audience import HEADS, LEADERS, STREET, holders

ENTRUSTED_NEXT = {
    "applied": STREET,
    "admitted": LEADERS,
    "opined": HEADS,
    "unit_signed": STREET,
    "signed": STREET,
    "funded": HEADS,
    "accepted": STREET,
    "settled": STREET,
}
FOR_THE_UNIT = {"quoted", "delivered"}


def entrusted_needs(record, affair) -> set[int]:
    """Whoever holds the next step, as long as the affair still is where this row left it."""
    if record.to_state and record.to_state != affair.status:
        return set()
    if affair.status in FOR_THE_UNIT:
        return set(_of_unit(affair))
    roles = ENTRUSTED_NEXT.get(affair.status, ())
    place = affair.subdistrict_id if roles is STREET else affair.community_id
    return holders(roles, place) if roles else set()


def _of_unit(affair) -> list[int]:
    rows = affair.unit.members.filter(valid_to__isnull=True)
    return list(rows.values_list("user_id", flat=True))


def entrusted_audience(record, affair) -> dict[int, str]:
    """The people of the unit, and whoever has to act next."""
    people = set(_of_unit(affair)) | entrusted_needs(record, affair)
    return dict.fromkeys(people, "responsible")


def review_clock_hears(affair, level: str) -> set[int]:
    """The sub-district, whose review it is; the district when half the time has passed once
    more: user ids."""
    people = holders(STREET, affair.subdistrict_id)
    if level == ESCALATED:
        people |= holders((Role.DISTRICT_OFFICIAL,), affair.district_id)
    return people
