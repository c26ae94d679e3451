"""Hands raised in the room, written down by whoever keeps the list."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Choice, Participant, Vote, VoteEvent
from committees.selectors.hands import people_raising
from committees.services.votes import event_lock
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append

NOTE = "committees.note_debate"


@transaction.atomic
def hands_record(*, actor, event_id: int, hands: dict[int, str]) -> list[Vote]:
    """Write down what everybody in the room raised a hand for: {participant id: choice}, whole and
    at once. The same list again answers with the same votes; another one is refused.

    RuleViolated on ``hands`` (somebody missing or not entitled, an unknown choice);
    TransitionRefused (closed, no vote by hands, recorded otherwise already).
    """
    event = event_lock(event_id, actor)
    access = access_of(actor)
    access.require(NOTE, event.motion)
    if not event.is_by_hands:
        raise TransitionRefused(_("这次不是举手表决。"), code="named")
    known = {row.participant_id: row for row in event.votes.all()}
    if known:
        return _same_or_refuse(known, hands)
    if not event.is_open:
        raise TransitionRefused(_("表决已经结束，没有录入。"), code="closed")
    _check(hands, people_raising(event))
    votes = [_written(event, actor, pk, choice) for pk, choice in sorted(hands.items())]
    record_append(
        subject=event,
        verb="record_hands",
        actor=actor,
        post=access.post_for(NOTE, event.motion),
        data={"participants": sorted(hands)},
        is_public=False,
    )
    return votes


def _written(event: VoteEvent, actor, participant_id: int, choice: str) -> Vote:
    return Vote.objects.create(
        vote_event=event,
        participant_id=participant_id,
        choice=choice,
        cast_at=clock.now(),
        entered_by=actor,
    )


def _same_or_refuse(known: dict[int, Vote], hands: dict[int, str]) -> list[Vote]:
    if {pk: row.choice for pk, row in known.items()} == hands:
        return list(known.values())
    raise TransitionRefused(_("举手结果已经录入，不能再改。"), code="already_voted")


def _check(hands: dict[int, str], raising: list[Participant]) -> None:
    if not raising:
        raise RuleViolated(_("还没有到会的人。"), field="hands", code="nobody")
    if set(hands) != {row.pk for row in raising}:
        words = _("到会人员有变化，请按现在的名单逐一录入。")
        raise RuleViolated(words, field="hands", code="roll")
    if not set(hands.values()) <= set(Choice.values):
        raise RuleViolated(_("请选择赞成、反对或弃权。"), field="hands", code="invalid")
