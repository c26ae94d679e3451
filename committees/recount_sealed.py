"""Sealed votes counted again: the roll, the box, what was opened of it, and the vote it decides."""

from collections import Counter

from django.db.models import Q

from committees import sealing
from committees.models import SealedVote, VoteEvent
from committees.services.sealed_opening import LEAST_SHOWN
from committees.services.sealed_roll import frozen_of
from committees.tally import TallyInput, TallyResult, TallyRules, tally, tally_void
from committees.workflows.sealed import SealedStatus

TOLD = {SealedStatus.PUBLISHED, SealedStatus.DESTROYED}


def places_voted(box: SealedVote) -> set[int]:
    """Ids of the participants by whose entry a ballot came in."""
    rows = box.entries.filter(Q(ballots__isnull=False) | Q(paper_checked_by__isnull=False))
    return set(rows.values_list("participant_id", flat=True)) - {None}


def said_of(box: SealedVote) -> list[int] | None:
    """How often each option of the one question was chosen; None where so few voted, or the box
    stayed shut, that nothing is told."""
    if box.status not in TOLD:
        return None
    paper = box.entries.filter(paper_checked_by__isnull=False).count()
    if box.opened["valid"] + paper < LEAST_SHOWN:
        return None
    said = Counter(one for chosen in box.opened["choices"][0] for one in chosen)
    on_paper = box.paper[0] if box.paper else [0, 0, 0]
    return [said[option] + on_paper[option] for option in range(3)]


def sealed_result(event: VoteEvent) -> TallyResult:
    """What the opened box comes to by the rules of the meeting. ValueError for figures that no
    meeting can have."""
    present, recused = set(event.present), set(event.recused)
    said = said_of(event.sealed)
    votes_for, against, abstain = said or (0, 0, 0)
    counts = TallyInput(
        members=len(event.base),
        present=len(present),
        votes_for=votes_for,
        against=against,
        abstain=abstain,
        recused=len(recused),
        recused_present=len(recused & present),
    )
    rules = TallyRules.from_json(event.rules)
    return tally_void(rules, counts) if said is None else tally(rules, counts)


def box_misfit(box: SealedVote) -> str:
    """In what a box does not fit: what was asked of whom, its ballots, its opening, its vote."""
    if box.frozen_hash and frozen_of(box) != box.frozen_hash:
        return "frozen"
    if not box.root:
        return ""
    ballots = box.ballots.filter(entry__paper_checked_by__isnull=True).order_by("version")
    latest = {row.entry_id: row for row in ballots}
    is_there = box.status != SealedStatus.DESTROYED
    if is_there and sealing.root_of(sorted(_receipts(latest.values()))) != box.root:
        return "root"
    if box.opened and not _was_opened(box, len(latest) if is_there else None):
        return "opened"
    return _vote_beside(box)


def _receipts(ballots) -> list[str]:
    return [sealing.receipt_of(bytes(row.ciphertext)) for row in ballots]


def _was_opened(box: SealedVote, ballots: int | None) -> bool:
    """Two people brought it, it is of this box, and there are as many as went in."""
    digest = sealing.opened_hash({"opened": box.opened, "paper": box.paper})
    brought = box.imports.filter(opened_hash=digest).values("brought_by").distinct().count()
    count = box.opened["valid"] + box.opened["invalid"]
    return brought >= 2 and box.opened["root"] == box.root and ballots in {None, count}


def _vote_beside(box: SealedVote) -> str:
    """A motion's box has one vote: running while it is, closed when it is told, void when shut."""
    event = VoteEvent.objects.filter(sealed=box).first()
    if box.motion_id is None:
        return "" if event is None else "vote"
    if event is None or event.motion_id != box.motion_id or event.meeting_id != box.meeting_id:
        return "vote"
    if box.status == SealedStatus.CANCELLED:
        return "" if event.outcome == "void" else "vote"
    return "" if (box.status in TOLD) == (event.closed_at is not None) else "vote"
