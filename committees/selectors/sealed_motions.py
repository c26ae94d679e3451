"""The sealed boxes of motions: which is prepared, and where one may be."""

from committees.models import MeetingKind, Motion, SealedVote, VoteEvent
from committees.workflows import MotionStatus
from committees.workflows.sealed import RUN, SealedStatus
from portal.access.checker import Access
from portal.kernel import clock
from portal.selectors.rules import rule_set_for

PREPARED = [SealedStatus.DRAFTED, SealedStatus.ROLL_FROZEN, SealedStatus.KEYED]
READY = {MotionStatus.SCHEDULED, MotionStatus.UNDER_DEBATE}
SCHEDULE = "committees.schedule_motion"


def box_prepared(motion_id: int) -> SealedVote | None:
    """The box that waits for the vote on a motion; one statement."""
    rows = SealedVote.objects.filter(motion=motion_id, status__in=PREPARED)
    return rows.order_by("-id").first()


def box_of_motion(access: Access, motion: Motion) -> dict:
    """{"box": the newest this person may see, "may_seal": whether they may prepare one now}."""
    item = motion.current_agenda_item
    if item is None or item.meeting.kind != MeetingKind.REPRESENTATIVES:
        return {"box": None, "may_seal": False}
    boxes = SealedVote.objects.filter(motion=motion, meeting=item.meeting_id)
    box = boxes.exclude(status=SealedStatus.CANCELLED).first()
    runs = access.can(RUN, motion) and access.can(SCHEDULE, motion)
    may_seal = box is None and runs and motion.status in READY and _allows(item.meeting, motion)
    is_shown = box is not None and (runs or box.status != SealedStatus.DRAFTED)
    return {"box": box if is_shown else None, "may_seal": may_seal}


def _allows(meeting, motion: Motion) -> bool:
    """The rules frozen with the meeting, or those of today while it is still to come."""
    rules = meeting.rules or rule_set_for(clock.today(), motion.community).rules["reps_meeting"]
    return bool(rules.get("sealed_ballots"))


def vote_of_box(box: SealedVote) -> VoteEvent | None:
    """The vote that a box was opened with, and its resolution; one statement."""
    return VoteEvent.objects.select_related("resolution").filter(sealed=box.pk).first()
