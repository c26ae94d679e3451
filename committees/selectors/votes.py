"""Votes: what waits for a person's choice; roll call and arithmetic once the vote is closed."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from committees.models import (
    Motion,
    Participant,
    Recusal,
    SealedBallot,
    SealedEntry,
    Vote,
    VoteCount,
    VoteEvent,
    VoteMethod,
)
from committees.selectors.arithmetic import article_of, outcome_words, steps_of
from committees.selectors.recusals import standing_aside, standing_aside_of
from committees.selectors.teller_counts import counts_agreed, counts_latest
from committees.tally import ADOPTED
from portal.access.checker import Access
from portal.kernel.errors import NotFound

VIEW = "committees.view_deliberation"


@dataclass(frozen=True)
class RollRow:
    """One line of the roll call."""

    name: str
    seat: str
    said: str
    icon: str


@dataclass(frozen=True)
class VotePage:
    """One vote as one person may see it now. ``roll``, ``steps`` and ``result`` are empty until
    the close (V8); ``cast`` counts the votes given, not what they say."""

    event: VoteEvent
    cast: int
    my_vote: Vote | None
    is_recused: bool
    is_on_roll: bool
    is_present: bool
    steps: list[dict] = field(default_factory=list)
    roll: list[RollRow] = field(default_factory=list)
    counted: int = 0
    is_agreed: bool = False
    my_count: VoteCount | None = None
    my_entry: SealedEntry | None = None
    sealed_count: int = 0

    @property
    def has_sealed(self) -> bool:
        """Whether the person's ballot is in the box, or their paper was confirmed."""
        entry = self.my_entry
        return entry is not None and (entry.paper_checked_by_id is not None or entry.has_ballot)

    @property
    def result(self) -> str:
        """The outcome in words, after the close."""
        return outcome_words(self.event.outcome)

    @property
    def is_adopted(self) -> bool:
        """Whether the motion passed."""
        return self.event.outcome == ADOPTED

    @property
    def article(self) -> str:
        """The law it was counted by."""
        return article_of(self.event.rules)


def votes_waiting_for(access: Access) -> list[VoteEvent]:
    """Open votes in which this person is on the roll, has not voted and does not stand aside."""
    me = access.user
    voted = Vote.objects.filter(vote_event=OuterRef("pk"), participant__user=me)
    aside = Recusal.objects.filter(standing_aside_of(me), motion=OuterRef("motion"))
    rows = (
        VoteEvent.objects.filter(
            closed_at__isnull=True,
            method=VoteMethod.NAMED,
            meeting__participants__user=me,
            meeting__participants__has_vote=True,
        )
        .exclude(Exists(voted))
        .exclude(Exists(aside))
        .select_related("motion__community", "meeting")
        .distinct()
    )
    return [row for row in rows if access.can("committees.vote_motion", row.motion)]


def votes_visible(access: Access):
    """Votes of the person's committees and of those they watch, for the API's list."""
    motions = Motion.objects.filter(access.scope(VIEW))
    rows = VoteEvent.objects.filter(motion__in=motions).select_related("motion", "meeting")
    return rows.annotate(cast_count=Count("votes"))


def vote_event_for(access: Access, pk: int) -> VoteEvent:
    """One vote the person may see."""
    rows = VoteEvent.objects.select_related(
        "motion__issue", "motion__resolution", "meeting", "amendment", "sealed"
    )
    event = rows.annotate(cast_count=Count("votes")).filter(pk=pk).first()
    if event is None or not access.can(VIEW, event.motion):
        raise NotFound()
    return event


def vote_page(access: Access, pk: int) -> VotePage:
    """One vote; three statements, one more after the close, two more of a sealed one."""
    event = vote_event_for(access, pk)
    mine = event.votes.filter(participant__user=access.user).first()
    on_roll = Q(pk__in=event.base) if event.entitled is None else Q(meeting=event.meeting_id)
    seats = Participant.objects.filter(on_roll, user=access.user, has_vote=True)
    seat = seats.annotate(is_recused=standing_aside(event.motion_id)).first()
    me = access.user.pk
    counts = counts_latest(event) if event.is_in_totals else []
    return VotePage(
        event=event,
        cast=event.cast_count,
        my_vote=mine,
        is_recused=bool(seat and seat.is_recused),
        is_on_roll=seat is not None,
        is_present=bool(seat and seat.is_present),
        steps=steps_of(event.result),
        roll=[] if event.is_open or event.keeps_names_apart else roll_of(event),
        counted=len(counts),
        is_agreed=counts_agreed(event) is not None if counts else False,
        my_count=next((row for row in counts if row.entered_by_id == me), None),
        **(_sealed_part(event, me) if event.is_sealed else {}),
    )


def _sealed_part(event: VoteEvent, user_id: int) -> dict:
    """The person's own line on the box's roll, and how many have voted."""
    entries = event.sealed.entries.filter(removed_at__isnull=True)
    ballots = SealedBallot.objects.filter(entry=OuterRef("pk"))
    entries = entries.annotate(has_ballot=Exists(ballots))
    voted = entries.filter(Q(has_ballot=True) | Q(paper_checked_by__isnull=False))
    return {"my_entry": entries.filter(user=user_id).first(), "sealed_count": voted.count()}


def roll_of(event: VoteEvent) -> list[RollRow]:
    """The named roll call of a closed vote, the chair first; two statements."""
    if event.is_open:
        return []
    said = {vote.participant_id: vote for vote in event.votes.all()}
    rows = Participant.objects.filter(pk__in=event.base).select_related("membership", "delegate")
    ordered = sorted(rows, key=lambda row: row.rank)
    return [_roll_row(event, row, said.get(row.pk)) for row in ordered]


ICONS = {"for": "check-lg", "against": "x-lg", "abstain": "dash-circle"}


def _roll_row(event: VoteEvent, seat: Participant, vote: Vote | None) -> RollRow:
    name, place = seat.name, seat.office
    if seat.pk in event.recused:
        return RollRow(name, place, _("回避"), "person-slash")
    if vote:
        return RollRow(name, place, str(vote.get_choice_display()), ICONS[vote.choice])
    return RollRow(name, place, _("未投票") if seat.pk in event.present else _("未到会"), "dash")


def votes_by_ids(ids) -> dict[int, VoteEvent]:
    """{id: vote}, one statement."""
    rows = VoteEvent.objects.filter(pk__in=list(ids)).select_related("motion", "meeting")
    return {row.pk: row for row in rows}
