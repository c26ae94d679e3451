"""Sealed votes as their pages show them: the public board, the voter's own ballot, the steps."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.contrib.staticfiles.finders import find

from committees import sealing
from committees.appraisal_tally import least_of
from committees.models import SealedBallot, SealedEntry, SealedVote
from committees.services.sealed import current_ballots
from committees.services.sealed_opening import CHALLENGE, tally_of
from committees.workflows.sealed import RUN, SealedStatus
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Record
from portal.selectors.timelines import timeline_entries

VIEW = "committees.view_sealed"
PAGE, ROLL_PAGE = 20, 50
BATCH = 20  # while the box is open the board grows by so many at a time
SHOWN = 40
AFTER = {
    SealedStatus.CLOSED,
    SealedStatus.OPENED,
    SealedStatus.PUBLISHED,
    SealedStatus.DESTROYED,
}
QUIET = ("cast", "paper", "enter_roll")
RESULT_SHOWN = {SealedStatus.PUBLISHED, SealedStatus.DESTROYED}


@dataclass(frozen=True)
class Board:
    """What hangs out: how many are on the roll and have voted, and the receipts. While the box is
    open ``current`` holds full batches of whatever was put in, replaced ballots among them."""

    roll: int
    sealed: int
    paper: int
    current: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)

    @property
    def voted(self) -> int:
        """Everybody who has voted, either way."""
        return self.sealed + self.paper


def _rows():
    return SealedVote.objects.select_related(
        "community__parent", "appraisal", "consultation", "motion", "meeting"
    )


def sealed_by_ids(ids) -> dict[int, SealedVote]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def sealed_all(access: Access, community: int | None = None):
    """Those the person may read: all but what is only being prepared elsewhere."""
    rows = _rows().exclude(status=SealedStatus.DRAFTED) | _rows().filter(access.scope(VIEW))
    return rows.filter(community=community) if community else rows


def sealed_listed(access: Access, community: int | None, before: int | None = None) -> list:
    """Up to 21, newest first."""
    rows = sealed_all(access, community)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def may_see(access: Access, vote: SealedVote) -> bool:
    """Preparations are for those who prepare and watch."""
    return vote.status != SealedStatus.DRAFTED or access.can(VIEW, vote)


def sealed_for(access: Access, pk: int, permission: str = "") -> SealedVote:
    """One vote; NotFound unless it may be seen (and ``permission`` holds on it)."""
    if permission:
        return access.fetch(_rows(), permission, pk=pk)
    vote = _rows().filter(pk=pk).first()
    if vote is None or not may_see(access, vote):
        raise NotFound()
    return vote


def board_of(vote: SealedVote) -> Board:
    """The board; two or three statements."""
    entries = vote.entries.filter(removed_at__isnull=True)
    paper = entries.filter(paper_checked_by__isnull=False).count()
    roll = vote.roll_size if vote.roll_size is not None else entries.count()
    everything = list(vote.ballots.order_by("pk").values_list("receipt", flat=True))
    if vote.status not in AFTER:
        on_line = vote.ballots.filter(entry__paper_checked_by__isnull=True)
        sealed = on_line.values("entry").distinct().count()
        full = len(everything) // BATCH * BATCH
        return Board(roll, sealed, paper, sorted(everything[:full]))
    current = [row.receipt for row in current_ballots(vote)]
    if vote.status == SealedStatus.DESTROYED:
        opened = vote.opened
        return Board(roll, opened["valid"] + opened["invalid"], paper)
    return Board(roll, len(current), paper, current, sorted(set(everything) - set(current)))


def sealed_of(row) -> list[SealedVote]:
    """The sealed votes of an appraisal or of a consultation that everybody may see."""
    hidden = [SealedStatus.DRAFTED, SealedStatus.CANCELLED]
    return list(row.sealed_votes.exclude(status__in=hidden).select_related("community"))


def receipt_normal(text: str) -> str:
    """A receipt as somebody typed it: spaces and case do not matter."""
    return re.sub(r"[^0-9a-f]", "", text.lower())[:64]


def receipt_state(vote: SealedVote, receipt: str) -> str:
    """``in`` while the box is open: nobody learns whether the person has voted anew; afterwards
    ``current`` or ``replaced``; ``unknown`` when it is not there, ``short`` under 8 characters."""
    if len(receipt) < 8:
        return "short"
    row = vote.ballots.filter(receipt__startswith=receipt).first()
    if row is None:
        return "unknown"
    if vote.status not in AFTER:
        return "in"
    return "current" if row.receipt in set(board_of(vote).current) else "replaced"


def my_entry(access: Access, vote: SealedVote) -> SealedEntry | None:
    """The person's own line on the roll."""
    if not access.user.is_authenticated:
        return None
    return vote.entries.filter(user=access.user, removed_at__isnull=True).first()


def my_ballot(access: Access, vote: SealedVote) -> SealedBallot:
    """The ballot of the person that counts now; NotFound."""
    entry = my_entry(access, vote)
    ballot = entry.ballots.order_by("-version").first() if entry else None
    if ballot is None:
        raise NotFound()
    return ballot


@dataclass(frozen=True)
class SealedPage:
    """One sealed vote as a person sees it."""

    vote: SealedVote
    board: Board
    runs: bool
    entry: SealedEntry | None
    has_voted: bool
    imports: list
    tally: list[list[int]] | None
    timeline: list


def _way(vote: SealedVote, views: bool) -> list[Record]:
    """The steps, newest first; that one person voted, and when, is on record but hung out
    nowhere."""
    rows = Record.objects.of(vote).exclude(verb__in=QUIET)
    rows = rows if views else rows.public()
    return list(rows.select_related("remark", "actor", "actor_division").order_by("-id"))


def sealed_page(access: Access, pk: int) -> SealedPage:
    """One vote with its board and way."""
    vote = sealed_for(access, pk)
    runs, views = access.can(RUN, vote), access.can(VIEW, vote)
    entry = my_entry(access, vote)
    known = vote.status in RESULT_SHOWN or (runs and vote.status == SealedStatus.OPENED)
    imports = vote.imports.select_related("brought_by").order_by("pk")
    return SealedPage(
        vote,
        board_of(vote),
        runs,
        entry,
        entry is not None and entry.ballots.exists(),
        list(imports) if runs else [],
        tally_of(vote) if known else None,
        timeline_entries(_way(vote, views), names=views),
    )


def quorum_of_vote(vote: SealedVote) -> dict | None:
    """{"needed", "article"} where the frozen rules ask for a quorum."""
    share = vote.rules.get("quorum")
    if not share or not vote.roll_size:
        return None
    needed = least_of(share, vote.roll_size)
    return {"needed": needed, "article": vote.rules.get("quorum_article", "")}


def roll_listed(vote: SealedVote, text: str = "", after: int = 0) -> list[SealedEntry]:
    """Up to 51 of the roll, in its order."""
    rows = vote.entries.filter(removed_at__isnull=True, pk__gt=after)
    if text:
        rows = rows.filter(name__contains=text)
    return list(rows.order_by("pk")[: ROLL_PAGE + 1])


def sealed_running(access: Access, limit: int = 5) -> list[SealedVote]:
    """What the person has to bring further."""
    over = [SealedStatus.PUBLISHED, SealedStatus.DESTROYED, SealedStatus.CANCELLED]
    rows = _rows().filter(access.scope(RUN)).exclude(status__in=over)
    return list(rows.order_by("closes_at", "pk")[:limit])


def sealed_to_vote(access: Access, limit: int = 5) -> list[SealedVote]:
    """Open boxes the person is on the roll of."""
    entries = SealedEntry.objects.filter(user=access.user, removed_at__isnull=True)
    rows = _rows().filter(status=SealedStatus.OPEN, entries__in=entries)
    return list(rows.order_by("closes_at", "pk")[:limit])


def sealed_of_board(community_id: int) -> list[SealedVote]:
    """The newest two that the public may see."""
    hidden = [SealedStatus.DRAFTED, SealedStatus.CANCELLED]
    rows = _rows().filter(community=community_id).exclude(status__in=hidden)
    return list(rows.order_by("-id")[:2])


def tool_source() -> bytes:
    """The offline tool: the very file that the portal itself runs."""
    return Path(sealing.__file__).read_bytes()


@cache
def hashes_shown() -> list[dict]:
    """SHA-256 of the files that people have to trust: the tool, and the scripts of the booth."""
    files = {"sealing.py": tool_source()}
    for name in ("js/booth.js", "vendor/hpke/hpke.js"):
        place = find(name)
        if place:
            files[name.rpartition("/")[2]] = Path(place).read_bytes()
    return [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    ]


def destroys_from(vote: SealedVote):
    """When the days to object are over, or None."""
    return vote.published_at + CHALLENGE if vote.published_at else None
