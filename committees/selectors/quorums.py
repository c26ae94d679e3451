"""Presence against the quorum: of the roll by name, or of a number where everybody may come."""

from committees.models import Meeting, Participant
from committees.selectors.arithmetic import quorum_live
from committees.tally import COMMITTEE_DEFAULT, TallyRules
from portal.kernel import clock
from portal.selectors.rules import rule_set_for


def rules_of(meeting: Meeting) -> TallyRules:
    """The frozen rules once it was opened; before, those of today for its kind."""
    if meeting.rules:
        return TallyRules.from_json(meeting.rules)
    rules = rule_set_for(clock.today(), meeting.community).rules.get(meeting.kind)
    return TallyRules.from_json(rules) if rules else COMMITTEE_DEFAULT


def quorum_of(meeting: Meeting, people: list[Participant]) -> dict:
    """The presence of a meeting as it stands, of those with a vote."""
    voting = [row for row in people if row.has_vote]
    present = sum(row.is_present for row in voting)
    members = meeting.entitled if meeting.is_of_residents else len(voting)
    return quorum_live(rules_of(meeting), members, present)


def meeting_lacked_quorum(meeting: Meeting) -> bool:
    """Whether it ended without having been able to decide."""
    if meeting.ended_at is None:
        return False
    if meeting.vote_events.filter(outcome="no_quorum").exists():
        return True
    counted = meeting.vote_events.filter(outcome__in=["adopted", "rejected"])
    people = list(meeting.participants.only("presence", "has_vote", "meeting"))
    return not counted.exists() and not quorum_of(meeting, people)["is_enough"]
