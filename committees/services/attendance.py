"""Who is in the room: noted by the secretary of the meeting, or by each person on their phone."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import (
    Composition,
    Meeting,
    MeetingKind,
    Participant,
    Presence,
    UnitDelegate,
    Vote,
)
from committees.services.answers import door_normal
from committees.workflows import MeetingStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append

NOTE = "committees.note_debate"
ATTEND = "committees.attend_meeting"


def meeting_taking_presence(meeting: Meeting) -> Meeting:
    """The meeting, locked; TransitionRefused when nobody signs in now."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not meeting.takes_presence:
        words = _("现在不登记出席：开会前一小时起，到散会为止。")
        raise TransitionRefused(words, code="attendance")
    return meeting


def _recorded(meeting: Meeting, actor, permission: str, row: Participant) -> None:
    record_append(
        subject=meeting,
        verb="attend",
        actor=actor,
        post=access_of(actor).post_for(permission, meeting),
        data={"participant": row.pk, "presence": str(row.presence)},
        is_public=False,
    )


def _noted(meeting: Meeting, actor, permission: str, row: Participant, presence: str):
    if row.presence == presence:
        return row
    row.presence, row.noted_at, row.noted_by = presence, clock.now(), actor
    row.save(update_fields=["presence", "noted_at", "noted_by"])
    _recorded(meeting, actor, permission, row)
    return row


@transaction.atomic
def attendance_note(
    *, actor, meeting: Meeting, participant: Participant, presence: str
) -> Participant:
    """Write down whether somebody is there. Saying the same again changes nothing.

    RuleViolated on ``presence`` for an unknown word, or when somebody who is voting is noted as
    gone; TransitionRefused when the meeting takes no attendance now.
    """
    if presence not in Presence.values:
        raise RuleViolated(_("请选择到会、请假或缺席。"), field="presence", code="invalid")
    access_of(actor).require(NOTE, meeting)
    meeting = meeting_taking_presence(meeting)
    row = Participant.objects.filter(meeting=meeting, pk=participant.pk).first()
    if row is None:
        raise NotFound()
    _refuse_to_lose_a_voter(meeting, row, presence)
    return _noted(meeting, actor, NOTE, row, presence)


@transaction.atomic
def attendance_arrive(*, actor, meeting: Meeting, door: str = "") -> Participant:
    """ "I am here": somebody notes their own arrival. At a residents' meeting any resident may,
    with their ``door``, so that one person (or household) counts once however they sign in; at a
    representatives' meeting other residents come to listen and speak, without a vote (§29).
    RuleViolated on ``door``; NotFound elsewhere for who has no seat."""
    meeting = meeting_taking_presence(meeting)
    access = access_of(actor)
    row = Participant.objects.filter(meeting=meeting, user=actor).first()
    if row is None:
        row = _came(actor, access, meeting, door)
    access.require(ATTEND, meeting)
    return _noted(meeting, actor, ATTEND, row, Presence.PRESENT)


def _came(actor, access, meeting: Meeting, door: str) -> Participant:
    if meeting.is_of_residents:
        access.require(ATTEND, meeting)
        row = _signed(meeting, actor.name, door)
        if row.user_id not in {None, actor.pk}:
            _refuse_household()
        row.user = actor
        row.save(update_fields=["user"])
        return row
    if meeting.kind == MeetingKind.REPRESENTATIVES and access.can(ATTEND, meeting):
        return Participant.objects.create(
            meeting=meeting, user=actor, name=actor.name[:40], has_vote=False
        )
    raise NotFound()


def _refuse_household() -> None:
    words = _("这一户已有人签到，每户一人表决；别的人可以列席。")
    raise RuleViolated(words, field="door", code="household_twice")


def seat_key(meeting: Meeting, name: str, door: str) -> str:
    """What there is one of: the household, or the person of a household."""
    normal = door_normal(door)
    return normal if meeting.composition == Composition.HOUSEHOLDS else f"{name}@{normal}"


def _signed(meeting: Meeting, name: str, door: str) -> Participant:
    """The place of a person (or of a household) at a residents' meeting, made when it is new. One
    name of one door is one person, by phone or on paper; of a household one person votes."""
    name, door = name.strip()[:40], door.strip()
    if not door:
        raise RuleViolated(_("请填门牌，一人（或一户）只计一次。"), field="door", code="required")
    if len(door) > 60:
        raise RuleViolated(_("门牌太长。"), field="door", code="max_length")
    key = seat_key(meeting, name, door)
    row = meeting.participants.filter(seat_key=key).first()
    if row is None:
        return Participant.objects.create(meeting=meeting, name=name, door=door, seat_key=key)
    if row.name != name:
        _refuse_household()
    return row


@transaction.atomic
def resident_sign_in(*, actor, meeting: Meeting, name: str, door: str) -> Participant:
    """Write down a resident at the door of a residents' meeting who has no account at hand. One
    name of one door is one person. RuleViolated on ``name`` or ``door``."""
    access_of(actor).require(NOTE, meeting)
    for field, value in (("name", name), ("door", door)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")
    meeting = meeting_taking_presence(meeting)
    if not meeting.is_of_residents:
        raise TransitionRefused(_("这次会议有固定的名册。"), code="roll")
    return _noted(meeting, actor, NOTE, _signed(meeting, name, door), Presence.PRESENT)


@transaction.atomic
def guest_invite(
    *, actor, meeting: Meeting, name: str = "", delegate: UnitDelegate | None = None
) -> Participant:
    """Invite somebody who may attend and speak but not vote (列席): the delegate of a unit that
    the matter concerns (§46), or anybody by name. RuleViolated on ``name`` or ``delegate``."""
    access_of(actor).require(NOTE, meeting)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.status in {MeetingStatus.ENDED, MeetingStatus.CANCELLED}:
        raise TransitionRefused(_("会议已经结束。"), code="over")
    if delegate is not None and delegate.community_id != meeting.community_id:
        raise NotFound()
    name = delegate.name if delegate else name.strip()
    if not name:
        raise RuleViolated(_("请填写姓名，或选一位单位代表。"), field="name", code="required")
    user = delegate.user if delegate else None
    try:
        with transaction.atomic():
            row = Participant.objects.create(
                meeting=meeting, delegate=delegate, user=user, name=name[:40], has_vote=False
            )
    except IntegrityError as error:
        words = _("此人已在与会名单上。")
        raise RuleViolated(words, field="delegate", code="twice") from error
    _recorded(meeting, actor, NOTE, row)
    return row


def _refuse_to_lose_a_voter(meeting: Meeting, participant: Participant, presence: str) -> None:
    if presence == Presence.PRESENT:
        return
    voted = Vote.objects.filter(
        vote_event__meeting=meeting, vote_event__closed_at__isnull=True, participant=participant
    )
    if voted.exists():
        words = _("这个人已在进行中的表决里投票，表决结束后再改。")
        raise RuleViolated(words, field="presence", code="voted")
