"""Who hears of a step of a case or a petition; the other side only from the moment it is told."""

from portal.kernel.deadlines import ESCALATED, YELLOW
from portal.models import Role
from workstations.models import CaseLevel, PartyKind
from workstations.policies.cases import DESKS, HEARD
from workstations.selectors.audience import holders
from workstations.workflows.cases import TOLD_STATES, CaseStatus
from workstations.workflows.petitions import PetitionStatus

S, P = CaseStatus, PetitionStatus
TO_THE_OTHER_SIDE = frozenset({"notify", "find", "order", "send_back", "check", "close"})
TO_THE_COMPLAINANT = frozenset({"accept", "refuse", "find", "close"})
AT_THE_DESK = frozenset({"explain", "report", "note_direction", "note_question", "note_look"})
ABOVE = (Role.DISTRICT_OFFICIAL, Role.DISCIPLINE_INSPECTOR)
WAITING_FOR_SOMEBODY = frozenset({"open", "recuse", "reassign"})


def _concerned(case) -> set[int]:
    return {user for user, _kind in case.party_rows} | {case.complainant_id}


def desk_of(case) -> set[int]:
    """Whose desk it is: the officer who has it, else everybody who may take it."""
    if case.handler_id:
        return {case.handler_id}
    if case.level == CaseLevel.SUBDISTRICT:
        found = holders((Role.SUBDISTRICT_OFFICIAL,), case.subdistrict_id)
    else:
        found = holders(DESKS[case.source], case.district_id)
    return found - _concerned(case)


def other_side(case) -> set[int]:
    """Those who are heard: the accused, and who speaks for the body. Nobody before it is told."""
    if case.status not in TOLD_STATES or not case.notice:
        return set()
    place = case.subdistrict_id if case.body == "subdistrict" else case.community_id
    accused = {user for user, kind in case.party_rows if kind == PartyKind.ACCUSED}
    return accused | (holders(HEARD[case.body], place) - {case.complainant_id})


def case_audience(record, case) -> dict[int, str]:
    """The desk of what comes in, the other side of what is said to it, the complainant of how it
    ends; nobody else."""
    people = {}
    if record.verb in WAITING_FOR_SOMEBODY | AT_THE_DESK:
        people |= dict.fromkeys(desk_of(case), "responsible")
    if record.verb in TO_THE_OTHER_SIDE:
        people |= dict.fromkeys(other_side(case), "responsible")
    if record.verb in TO_THE_COMPLAINANT and case.complainant_id:
        people[case.complainant_id] = "reporter"
    return people


def case_needs(record, case) -> set[int]:
    """Whoever holds the next step, as long as the case still is where this row left it."""
    if record.to_state and record.to_state != case.status:
        return set()
    if record.verb in WAITING_FOR_SOMEBODY | {"explain", "report"} and case.is_open:
        return desk_of(case)
    if record.verb in {"notify", "order", "send_back"}:
        return other_side(case)
    return set()


def _answers(case) -> set[int]:
    """The other side while the step is its own, else nobody."""
    is_theirs = case.status == S.NOTIFIED or (
        case.status == S.RECTIFYING and case.rectification.reported_at is None
    )
    return other_side(case) if is_theirs else set()


def case_clock_hears(case, level: str) -> set[int]:
    """Whoever's step it is; from red on the desk too; in the end those who read all cases of the
    district. Nobody who is concerned, but the other side of its own step: user ids."""
    people = _answers(case)
    if level != YELLOW or not people:
        people |= desk_of(case)
    if level == ESCALATED:
        people |= holders(ABOVE, case.district_id) - _concerned(case)
    return people


def _office_of(petition) -> set[int]:
    """The office whose step it is."""
    if petition.status in {P.TRANSFERRED, P.ACKNOWLEDGED}:
        return holders((Role.SUBDISTRICT_OFFICIAL,), petition.subdistrict_id)
    if petition.status in {P.REGISTERED, P.RE_REVIEW}:
        return holders((Role.PETITION_OFFICER,), petition.district_id)
    if petition.status == P.REVIEW:
        return holders((Role.DISTRICT_OFFICIAL,), petition.district_id)
    return set()


def petition_clock_hears(petition, level: str) -> set[int]:
    """The office whose step it is; from red on the petition office; in the end the district's
    officials. Never the petitioner: user ids."""
    people = _office_of(petition)
    if level != YELLOW:
        people |= holders((Role.PETITION_OFFICER,), petition.district_id)
    if level == ESCALATED:
        people |= holders((Role.DISTRICT_OFFICIAL,), petition.district_id)
    return people - {petition.petitioner_id}


def petition_needs(record, petition) -> set[int]:
    """The office whose turn it is."""
    if record.verb == "ask_extension" and petition.extension_asked_by_id:
        roles = (Role.PETITION_OFFICER, Role.DISTRICT_OFFICIAL)
        return holders(roles, petition.district_id) - {petition.petitioner_id}
    if record.to_state != petition.status:
        return set()
    return set() if petition.status == P.ACKNOWLEDGED else _office_of(petition)


TO_THE_PETITIONER = frozenset(
    {
        *("transfer", "refuse", "hand_over", "acknowledge", "grant_extension"),
        *("answer", "review", "re_review", "end"),
    }
)


def petition_audience(record, petition) -> dict[int, str]:
    """The petitioner of every step that concerns them, the extension too (XF §34: told)."""
    people = dict.fromkeys(petition_needs(record, petition), "responsible")
    if record.verb in {"grant_extension", "deny_extension", "withdraw"}:
        street = holders((Role.SUBDISTRICT_OFFICIAL,), petition.subdistrict_id)
        people |= dict.fromkeys(street, "responsible")
    if record.verb in TO_THE_PETITIONER and petition.petitioner_id:
        people[petition.petitioner_id] = "reporter"
    return people
