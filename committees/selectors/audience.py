"""Who hears of a step of deliberation, why, and who has to act next."""

from django.utils.translation import gettext as _

from committees.models import Participant, VoteMethod
from committees.policies import COMMITTEE, LEADERS
from committees.selectors.rolls import resident_ids
from committees.workflows import DemandStatus, MotionStatus, ResolutionStatus
from portal.kernel import clock
from portal.kernel.deadlines import ESCALATED, YELLOW
from portal.models import Role, RoleAssignment

TO_LEADERS = {"propose", "raise", "record_party_opinion"}
SILENT_MOTION = {"edit", "recuse", "open_vote", "adopt", "reject", "defer_without_quorum", "debate"}
TOLD_MEETING = {"notify", "open", "end", "cancel"}
TOLD_VOTE = {"open", "close"}
TOLD_RESOLUTION = {"adopt", "publish", "implement", "publish_result", "rescind"}


def holders(roles, community_id: int) -> set[int]:
    """Who holds one of the roles at the division now."""
    rows = RoleAssignment.objects.active().filter(role__in=roles, division_id=community_id)
    return set(rows.values_list("user_id", flat=True))


def _on_roll(event) -> set[int]:
    rows = Participant.objects.filter(pk__in=event.base, user__isnull=False)
    return set(rows.values_list("user_id", flat=True))


def _invited(meeting) -> set[int]:
    rows = meeting.participants.filter(user__isnull=False)
    return set(rows.values_list("user_id", flat=True))


def motion_audience(record, motion) -> dict[int, str]:
    """Leaders of what is new, the Party organisation of what it should study, the proposer of
    the rest; votes tell of themselves."""
    if record.verb in SILENT_MOTION:
        return {}
    people = {motion.proposed_by_id: "responsible"}
    if record.verb in TO_LEADERS:
        people |= dict.fromkeys(holders(LEADERS, motion.community_id), "responsible")
    if record.verb == "send_to_party_study":
        secretaries = holders([Role.PARTY_SECRETARY], motion.community_id)
        people |= dict.fromkeys(secretaries, "responsible")
    return people


def motion_needs(record, motion) -> set[int]:
    """The Party organisation while it studies; the leaders while the motion waits for them."""
    if motion.status == MotionStatus.PARTY_STUDY and record.verb == "send_to_party_study":
        return holders([Role.PARTY_SECRETARY], motion.community_id)
    waits = motion.status in {MotionStatus.PROPOSED, MotionStatus.STUDIED}
    if waits and record.verb in TO_LEADERS:
        return holders(LEADERS, motion.community_id)
    return set()


def meeting_audience(record, meeting) -> dict[int, str]:
    """Everybody on its roll, guests among them; of a residents' meeting everybody who may come is
    told of its notice and of its being called off (§26)."""
    if record.verb not in TOLD_MEETING:
        return {}
    people = {}
    if meeting.is_of_residents and record.verb in {"notify", "cancel"}:
        people = dict.fromkeys(resident_ids(meeting.community_id), "voter")
    return people | dict.fromkeys(_invited(meeting), "responsible")


def vote_audience(record, event) -> dict[int, str]:
    """Everybody on the roll."""
    return dict.fromkeys(_on_roll(event), "voter") if record.verb in TOLD_VOTE else {}


def vote_needs(record, event) -> set[int]:
    """Whoever on the roll has not voted yet."""
    if record.verb != "open" or not event.is_open or event.method != VoteMethod.NAMED:
        return set()
    voted = event.votes.values_list("participant__user_id", flat=True)
    return _on_roll(event) - set(voted)


def resolution_audience(record, resolution) -> dict[int, str]:
    """Those who voted on it."""
    if record.verb not in TOLD_RESOLUTION:
        return {}
    return dict.fromkeys(_on_roll(resolution.vote_event), "voter")


def resolution_needs(record, resolution) -> set[int]:
    """The leaders owe the board the resolution and, later, its result."""
    unpublished = record.verb == "adopt" and resolution.published_at is None
    done = record.verb == "implement" and resolution.status == ResolutionStatus.IMPLEMENTED
    return holders(LEADERS, resolution.community_id) if unpublished or done else set()


def demand_audience(record, demand) -> dict[int, str]:
    """Whoever started it; once the number is reached, the leaders, whose duty it is now."""
    people = {demand.started_by_id: "responsible"}
    if record.verb == "reach":
        people |= dict.fromkeys(holders(LEADERS, demand.community_id), "responsible")
    told = {"reach", "convene", "lapse", "withdraw", "reopen"}
    return people if record.verb in told else {}


def demand_needs(record, demand) -> set[int]:
    """The leaders owe a meeting once the number is reached."""
    waits = demand.status == DemandStatus.REACHED and record.verb in {"reach", "reopen"}
    return holders(LEADERS, demand.community_id) if waits else set()


def callers(petition) -> set[int]:
    """Who has to call the vote on a recall: the leaders without the one it is about, the other
    members where nobody else leads (as ``committees.call_recall`` allows)."""
    about = {petition.membership.user_id}
    leaders = holders(LEADERS, petition.community_id) - about
    return leaders or holders(COMMITTEE, petition.community_id) - about


def demand_clock_hears(demand, level: str) -> set[int]:
    """Who is told that the days for convening run out (``duty_hears``)."""
    return duty_hears(demand, holders(LEADERS, demand.community_id), level)


def duty_hears(subject, owe: set[int], level: str) -> set[int]:
    """Who hears of a duty that residents' signatures made: those who owe it; once its last day is
    over whoever began the demand and the street, which guides the committee (§6); when it is
    exceeded by half the district, where complaints go (§22)."""
    people = set(owe)
    if level != YELLOW:
        people |= {subject.started_by_id}
        people |= holders([Role.SUBDISTRICT_OFFICIAL], subject.subdistrict_id)
    if level == ESCALATED:
        people |= holders([Role.DISTRICT_OFFICIAL], subject.district_id)
    return people


def duty_why(subject) -> str:
    """Why such a duty is late, in a sentence: since when it waits."""
    days = (clock.now() - subject.reached_at).days
    return _("联名人数已到 %(n)d 天，还没有办") % {"n": days}
