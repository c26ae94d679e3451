"""Counting: what a vote's stored rows amount to, and the totals that two tellers enter."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committees.models import Choice, Participant, Presence, SealedEntry, VoteCount, VoteEvent
from committees.selectors.recusals import standing_aside
from committees.selectors.teller_counts import counts_agreed, counts_latest
from committees.tally import TallyInput
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append

COUNT = "committees.count_votes"
VIEW = "committees.view_deliberation"


def room_of(event: VoteEvent) -> tuple[list[int], list[int]]:
    """Who of the roll is in the room, and who stands aside. Somebody whose vote is stored was
    there, whatever the list says by now. Of a residents' meeting: of those who signed in."""
    if event.entitled is None:
        rows = Participant.objects.filter(pk__in=event.base)
    else:
        rows = event.meeting.participants.filter(has_vote=True)
    rows = rows.annotate(aside=standing_aside(event.motion_id)).only("pk", "presence")
    voted = set(event.votes.values_list("participant_id", flat=True))
    if event.sealed_id:
        ballots = Q(ballots__isnull=False) | Q(paper_checked_by__isnull=False)
        entries = SealedEntry.objects.filter(ballots, vote=event.sealed_id)
        voted |= set(entries.values_list("participant_id", flat=True))
    present = [row.pk for row in rows if row.presence == Presence.PRESENT or row.pk in voted]
    return sorted(present), sorted(row.pk for row in rows if row.aside)


def material_of(event: VoteEvent) -> tuple[list[int], list[int], TallyInput]:
    """Who is in the room, who stands aside, and the counts: all from stored rows. TransitionRefused
    while hands are missing or the tellers do not agree."""
    present, recused = room_of(event)
    if event.is_in_totals:
        return present, recused, _from_tellers(event, present, recused)
    said = list(event.votes.values_list("choice", flat=True))
    counts = TallyInput(
        members=len(event.base),
        present=len(present),
        votes_for=said.count(Choice.FOR),
        against=said.count(Choice.AGAINST),
        abstain=said.count(Choice.ABSTAIN),
        recused=len(recused),
        recused_present=len(set(recused) & set(present)),
    )
    if event.is_by_hands and counts.cast < counts.entitled_present:
        words = _("还有到会人员的举手没有录入，录完才能结束。")
        raise TransitionRefused(words, code="incomplete")
    return present, recused, counts


def _from_tellers(event: VoteEvent, present: list[int], recused: list[int]) -> TallyInput:
    count = counts_agreed(event)
    if count is None:
        words = _("要有两个人各自录入计票，而且完全一致，才能结束。")
        raise TransitionRefused(words, code="incomplete")
    of_residents = event.entitled is not None
    try:
        return TallyInput(
            members=event.entitled if of_residents else len(event.base),
            present=count.present if of_residents else len(present),
            votes_for=count.votes_for,
            against=count.against,
            abstain=count.abstain,
            recused=len(recused),
            recused_present=len(set(recused) & set(present)),
        )
    except ValueError as error:
        # Somebody left, or stood aside, after the tellers had counted.
        words = _("计票以后到会或回避的人有变化，请两个人重新计票。")
        raise TransitionRefused(words, code="changed") from error


@transaction.atomic
def count_enter(
    *,
    actor,
    event_id: int,
    votes_for: int,
    against: int,
    abstain: int,
    present: int | None = None,
    issued: int | None = None,
    invalid: int = 0,
) -> VoteCount:
    """Enter what one teller counted. The same figures again change nothing; other figures are a
    correction, kept beside the first. A second, other person has to count the same.

    RuleViolated on the field that cannot be; TransitionRefused (closed, counted by name).
    """
    rows = VoteEvent.objects.select_for_update(of=("self",)).select_related("motion", "meeting")
    event = rows.filter(pk=event_id).first()
    access = access_of(actor)
    if event is None or not access.can(VIEW, event.motion):
        raise NotFound()
    access.require(COUNT, event.motion)
    if not event.is_in_totals:
        raise TransitionRefused(_("这次表决按人记名，不按总数录入。"), code="named")
    if not event.is_open:
        raise TransitionRefused(_("表决已经结束，没有录入。"), code="closed")
    row = VoteCount(
        vote_event=event,
        present=present if event.entitled is not None else None,
        issued=issued if event.is_secret else None,
        votes_for=votes_for,
        against=against,
        abstain=abstain,
        invalid=invalid if event.is_secret else 0,
        entered_by=actor,
        entered_at=clock.now(),
    )
    _check(event, row)
    mine = [known for known in counts_latest(event) if known.entered_by_id == actor.pk]
    if mine and mine[0].figures == row.figures:
        return mine[0]
    row.save()
    post = access.post_for(COUNT, event.motion)
    record_append(
        subject=event,
        verb="count",
        actor=actor,
        post=post,
        data={"count": row.pk},
        is_public=False,
    )
    return row


def _check(event: VoteEvent, row: VoteCount) -> None:
    """What cannot be is refused at the field it is in."""
    room = _room(event, row)
    if row.issued is None and event.is_secret:
        raise RuleViolated(_("请填发出的选票数。"), field="issued", code="required")
    if row.issued is not None and row.issued > room:
        raise RuleViolated(_("发出的选票比到场的人多。"), field="issued", code="too_many")
    most = row.issued if event.is_secret else room
    if row.votes_for + row.against + row.abstain + row.invalid > most:
        words = _("赞成、反对、弃权加起来比%(what)s还多，请再数一遍。")
        what = _("发出的选票") if event.is_secret else _("到场的人")
        raise RuleViolated(words % {"what": what}, field="votes_for", code="too_many")


def _room(event: VoteEvent, row: VoteCount) -> int:
    """How many people in the room may vote. ``present`` counts those who stand aside as well."""
    present, recused = room_of(event)
    aside = set(recused) & set(present)
    if event.entitled is not None:
        if row.present is None:
            raise RuleViolated(_("请填到场有表决权的人数。"), field="present", code="required")
        if row.present > event.entitled:
            raise RuleViolated(_("到场的人比应到的还多。"), field="present", code="too_many")
        if row.present > len(present):
            words = _("签到的只有 %(n)d 人：请先把到场的人都签到，再点数。") % {"n": len(present)}
            raise RuleViolated(words, field="present", code="not_signed_in")
        if row.present < len(aside):
            words = _("到场的人比其中回避的还少。")
            raise RuleViolated(words, field="present", code="too_few")
        return row.present - len(aside)
    return len(set(present) - aside)
