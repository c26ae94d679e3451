"""Wishes to speak: asked for by those in the room, called up in order by the chair."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import AgendaItem, Participant, SpeakerTurn
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, TransitionRefused

ATTEND = "committees.attend_meeting"
CHAIR = "committees.chair_meeting"
NOTE = "committees.note_debate"


@transaction.atomic
def speaker_ask(*, actor, item: AgendaItem, participant: Participant | None = None) -> SpeakerTurn:
    """Ask for a word on an item; whoever keeps the list may ask for somebody without a phone.
    Asking twice is one wish. NotFound for who is not of the meeting."""
    access = access_of(actor)
    if participant is None:
        access.require(ATTEND, item.meeting)
        participant = item.meeting.participants.filter(user=actor).first()
    else:
        access.require(NOTE, item.meeting)
    if participant is None or participant.meeting_id != item.meeting_id:
        raise NotFound()
    if not item.meeting.is_in_session:
        raise TransitionRefused(_("会议还没有开始。"), code="not_in_session")
    waiting = SpeakerTurn.objects.filter(
        agenda_item=item, participant=participant, over_at__isnull=True
    )
    try:
        with transaction.atomic():
            return waiting.first() or SpeakerTurn.objects.create(
                agenda_item=item, participant=participant, asked_at=clock.now()
            )
    except IntegrityError:
        return waiting.get()


@transaction.atomic
def speaker_over(*, actor, turn: SpeakerTurn, has_spoken: bool) -> SpeakerTurn:
    """The chair says that somebody has spoken; one's own wish may be taken back."""
    turn = SpeakerTurn.objects.select_for_update(of=("self",)).get(pk=turn.pk)
    access = access_of(actor)
    mine = turn.participant.user_id == actor.pk
    if has_spoken or not mine:
        access.require(CHAIR, turn.agenda_item.meeting)
    if turn.over_at is None:
        turn.over_at, turn.has_spoken = clock.now(), has_spoken
        turn.save(update_fields=["over_at", "has_spoken"])
    return turn
