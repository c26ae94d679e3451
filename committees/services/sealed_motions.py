"""The sealed box of a motion: opened with the vote on it, and told with its close, never alone."""

from django.utils.translation import gettext as _

from committees.models import Meeting, Motion, SealedVote, VoteEvent, VoteMethod
from committees.selectors.presence import holding_a_seat
from committees.selectors.recusals import standing_aside
from committees.services.sealed_opening import LEAST_SHOWN, tally_of
from committees.services.sealed_rooms import refuse_unless_allowed
from committees.tally import TallyInput
from committees.workflows.sealed import SealedStatus
from portal.kernel import clock
from portal.kernel.errors import TransitionRefused
from portal.services.transitions import subject_lock, transition_apply

PREPARED = [SealedStatus.DRAFTED, SealedStatus.ROLL_FROZEN, SealedStatus.KEYED]


def box_for(motion: Motion, meeting: Meeting, method: str) -> SealedVote | None:
    """The box that this vote opens; None for another method. TransitionRefused when no box is
    ready, or when one that was prepared would be passed by: one motion, one way to its result."""
    boxes = SealedVote.objects.filter(motion=motion, status__in=PREPARED)
    if method != VoteMethod.SEALED:
        if boxes.exists():
            words = _("已为这项议案筹备了密封投票；先停止它，才能用别的方式表决。")
            raise TransitionRefused(words, code="box")
        return None
    refuse_unless_allowed(meeting.rules)
    box = boxes.filter(meeting=meeting, status=SealedStatus.KEYED).first()
    if box is None:
        words = _("这次会议还没有锁好名册、登记好公钥的密封票箱，请先筹备密封投票。")
        raise TransitionRefused(words, code="no_box")
    return box


def box_begin(*, actor, event: VoteEvent) -> None:
    """Open the box with the vote. TransitionRefused when words or roll are no longer those that it
    was frozen with, before its hour or after, or when too few are there for a result to be told."""
    box = subject_lock(event.sealed)
    if box.rules["text_hash"] != event.text_hash:
        words = _("锁定以后议案的文字改过了：请停止这次密封投票，重新筹备，或者用纸质选票。")
        raise TransitionRefused(words, code="text")
    if _roll(box) != set(event.base):
        words = _("锁定以后会议的名册变了：请停止这次密封投票，重新筹备，或者用纸质选票。")
        raise TransitionRefused(words, code="roll")
    rows = event.meeting.participants.filter(pk__in=event.base, presence="present")
    rows = rows.annotate(is_recused=standing_aside(event.motion_id))
    if sum(not row.is_recused for row in rows) < LEAST_SHOWN:
        words = _("到会可以表决的不到 %(n)d 人，密封票箱不会有结果，请用纸质选票。")
        raise TransitionRefused(words % {"n": LEAST_SHOWN}, code="few")
    event.sealed = transition_apply(box, "begin", actor=actor).subject


def _roll(box: SealedVote) -> set[int]:
    """Whose entries still have their place, and their seat."""
    entries = box.entries.filter(removed_at__isnull=True)
    places = box.meeting.participants.filter(holding_a_seat(), sealed_entries__in=entries)
    found = set(places.values_list("pk", flat=True))
    return found if len(found) == box.roll_size else set()


def input_of(event: VoteEvent, said: list[int] | None) -> TallyInput:
    """The raw counts of a vote whose box is closed: ``said`` [for, against, abstain], None when it
    is not told."""
    present, recused = set(event.present), set(event.recused)
    votes_for, against, abstain = said or (0, 0, 0)
    return TallyInput(
        members=len(event.base),
        present=len(present),
        votes_for=votes_for,
        against=against,
        abstain=abstain,
        recused=len(recused),
        recused_present=len(recused & present),
    )


def box_announce(*, actor, event: VoteEvent) -> tuple[TallyInput, bool]:
    """Publish the box with the close of its vote: the counts, and whether so many voted that they
    may be told. TransitionRefused until two people have brought the same from the opening."""
    box = subject_lock(event.sealed)
    if box.status != SealedStatus.OPENED:
        words = _("密封票箱还没有开箱：要等截止、开箱，两个人录入一致，才能结束表决。")
        raise TransitionRefused(words, code="box")
    counts = tally_of(box)
    changes = {"published_at": clock.now()}
    event.sealed = transition_apply(box, "announce", actor=actor, changes=changes).subject
    return input_of(event, counts and counts[0]), counts is not None
