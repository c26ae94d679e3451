"""Who hears of a step of a whistle, of a request for one, of a referral; and who acts next."""

from django.utils.translation import gettext as _

from portal.kernel.deadlines import ESCALATED, YELLOW
from portal.models import Role
from workstations.models import UnitMember
from workstations.selectors.audience import HEADS, STREET, holders
from workstations.workflows import WhistleStatus
from workstations.workflows.whistles import WHISTLE_OPEN

TO_UNITS = {"blow", "finish", "cancel"}
TO_STREET = {"arrive_some", "arrive_all", "arrive_late", "report"}
SCORES = {"score_one", "score_all"}
STREET_NEXT = {
    "arrive_all": WhistleStatus.ARRIVED,
    "finish": WhistleStatus.DONE,
    "score_all": WhistleStatus.SCORED,
}


def people_of(unit_ids) -> set[int]:
    """Who acts for these units now: user ids."""
    rows = UnitMember.objects.filter(unit__in=list(unit_ids), valid_to__isnull=True)
    return set(rows.values_list("user_id", flat=True))


def _community(subject) -> set[int]:
    """The head of the station and the chair, who may have asked for it."""
    return holders((*HEADS, "chair"), subject.community_id)


def whistle_audience(record, whistle) -> dict[int, str]:
    """Departments of the call and the end, each of its own score; the sub-district of what
    happens on the spot; the community of beginning and end."""
    if record.verb in SCORES:
        return dict.fromkeys(people_of({record.data.get("unit")}), "responsible")
    people: set[int] = set()
    if record.verb in TO_UNITS:
        people |= people_of(whistle.unit_ids) | _community(whistle)
    if record.verb in TO_STREET | set(STREET_NEXT):
        people |= holders(STREET, whistle.subdistrict_id)
    return dict.fromkeys(people, "responsible")


def whistle_needs(record, whistle) -> set[int]:
    """Departments that are not there yet; the sub-district when the next step is its own."""
    if record.verb == "blow" and whistle.status in WHISTLE_OPEN:
        absent = {call.unit_id for call in whistle.calls.all() if not call.has_come}
        return people_of(absent)
    if STREET_NEXT.get(record.verb) == whistle.status:
        return holders(STREET, whistle.subdistrict_id)
    return set()


def request_audience(record, request) -> dict[int, str]:
    """The sub-district of the question, whoever asked of the answer."""
    if record.verb == "refuse":
        return {request.asked_by_id: "responsible"}
    return dict.fromkeys(holders(STREET, request.subdistrict_id), "responsible")


def request_needs(record, request) -> set[int]:
    """The sub-district, until it has decided."""
    return holders(STREET, request.subdistrict_id) if request.is_waiting else set()


def referral_audience(record, referral) -> dict[int, str]:
    """The department of the question and of its recall, the sub-district of the answer."""
    if record.verb in {"answer", "decline"}:
        return dict.fromkeys(holders(STREET, referral.subdistrict_id), "responsible")
    return dict.fromkeys(people_of(referral.unit_ids), "responsible")


def referral_needs(record, referral) -> set[int]:
    """Whoever has the word: the department, then the sub-district again while it is there."""
    if record.verb == "refer" and referral.is_waiting:
        return people_of(referral.unit_ids)
    if record.verb in {"answer", "decline"} and referral.issue.status == "escalated":
        return holders(STREET, referral.subdistrict_id)
    return set()


def _late(subject, level: str, units) -> set[int]:
    """The departments of what they let run out, from red on who called them, in the end the
    district."""
    people = people_of(units)
    if level != YELLOW:
        people |= holders(STREET, subject.subdistrict_id)
    if level == ESCALATED:
        people |= holders((Role.DISTRICT_OFFICIAL,), subject.district_id)
    return people


def whistle_clock_hears(whistle, level: str) -> set[int]:
    """The departments that are not there, then the sub-district, then the district: user ids."""
    return _late(whistle, level, {call.unit_id for call in whistle.absent})


def whistles_why(whistles) -> dict[int, str]:
    """{whistle: which departments are still to come}; no statement of its own."""
    return {
        row.pk: _("还没有到场：%(names)s") % {"names": "、".join(c.unit.name for c in row.absent)}
        for row in whistles
    }


def referral_clock_hears(referral, level: str) -> set[int]:
    """The department asked, then the sub-district, then the district: user ids."""
    return _late(referral, level, referral.unit_ids)


def referrals_why(referrals) -> dict[int, str]:
    """{referral: who has not answered}; no statement of its own."""
    return {row.pk: _("%(name)s还没有答复") % {"name": row.unit.name} for row in referrals}
