"""What a count brings: kept with the vote, and the motion carried on to where it leads."""

from django.utils.translation import gettext as _

from committees.models import VoteEvent
from committees.services.amendments import amendment_settle
from committees.services.motions import motion_release_issue
from committees.services.resolutions import resolution_create
from committees.services.telling import issue_told
from committees.tally import ADOPTED, REJECTED, VOID, TallyResult
from portal.kernel import clock
from portal.services.transitions import transition_apply

COUNTED = [
    *("closed_at", "outcome", "present", "recused", "result"),
    *("quorum_present", "quorum_needed", "votes_for", "votes_needed"),
]


def result_store(event: VoteEvent, result: TallyResult) -> None:
    """Close the vote with its result."""
    event.closed_at = clock.now()
    event.outcome = result.outcome
    event.result = result.to_json()
    event.quorum_present = result.steps[0].left
    event.quorum_needed = result.quorum_needed
    event.votes_for = result.counts["votes_for"]
    event.votes_needed = result.votes_needed
    event.save(update_fields=COUNTED)


def conclude(actor, event: VoteEvent, outcome: str) -> None:
    """Adopted: a resolution; rejected: the issue is routed anew; void: debated on; no quorum:
    another day. An amendment only changes the text."""
    motion = event.motion
    data = {"vote": event.pk, "origin": motion.origin, "outcome": outcome}
    if event.amendment_id:
        event.motion = amendment_settle(actor=actor, event=event)
    elif outcome == ADOPTED:
        event.motion = transition_apply(motion, "adopt", actor=actor, data=data).subject
        resolution_create(actor=actor, motion=event.motion, event=event)
    elif outcome == REJECTED:
        _rejected(actor, event, data)
    elif outcome == VOID:
        event.motion = transition_apply(motion, "void_vote", actor=actor, data=data).subject
    else:
        step = transition_apply(motion, "defer_without_quorum", actor=actor, data=data)
        event.motion = step.subject
        told = {"what": "motion_deferred", "motion": motion.reference}
        issue_told(actor, event.motion.issue, told)


def _rejected(actor, event: VoteEvent, data: dict) -> None:
    event.motion = transition_apply(event.motion, "reject", actor=actor, data=data).subject
    counts = event.result["counts"]
    said = {name: counts[name] for name in ("against", "abstain")}
    said |= {"what": "motion_rejected", "for": counts["votes_for"]}
    issue_told(actor, event.motion.issue, said)
    words = _("会议表决没有通过。")
    motion_release_issue(actor=actor, motion=event.motion, remark=words)
