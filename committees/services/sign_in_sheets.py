"""A sign-in sheet of a residents' meeting, entered as a whole."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Meeting, Participant, Presence
from committees.services.attendance import NOTE, meeting_taking_presence, seat_key
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append


def _lines(meeting: Meeting, people) -> dict[str, Participant]:
    """{seat: place} of the sheet; RuleViolated on ``people`` for a line that cannot be."""
    rows = meeting.participants.filter(seat_key__isnull=False)
    found = {row.seat_key: row for row in rows}
    sheet = {}
    for number, (given, at) in enumerate(people, start=1):
        name, door = given.strip(), at.strip()
        if not 0 < len(name) <= 40 or not 0 < len(door) <= 60:
            words = _("第 %(n)d 行：请写姓名和门牌。") % {"n": number}
            raise RuleViolated(words, field="people", code="line")
        key = seat_key(meeting, name, door)
        row = sheet.get(key) or found.get(key)
        row = row or Participant(meeting=meeting, name=name, door=door, seat_key=key)
        if row.name != name:
            words = _("第 %(n)d 行：这一户已有人签到。") % {"n": number}
            raise RuleViolated(words, field="people", code="household_twice")
        sheet[key] = row
    return sheet


@transaction.atomic
def residents_sign_in(*, actor, meeting: Meeting, people) -> int:
    """Enter a whole sign-in sheet at once: ``people`` are (name, door). Who is on it twice, or has
    signed in already, is one; the sheet is taken whole or not at all. How many arrived by it.

    RuleViolated on ``people``, naming the line; TransitionRefused as for one.
    """
    access_of(actor).require(NOTE, meeting)
    meeting = meeting_taking_presence(meeting)
    if not meeting.is_of_residents:
        raise TransitionRefused(_("这次会议有固定的名册。"), code="roll")
    arrived = [row for row in _lines(meeting, people).values() if not row.is_present]
    noted = {"presence": Presence.PRESENT, "noted_at": clock.now(), "noted_by": actor}
    for row in arrived:
        for field, value in noted.items():
            setattr(row, field, value)
    new = [row for row in arrived if row.pk is None]
    back = [row for row in arrived if row.pk is not None]
    Participant.objects.bulk_create(new, batch_size=500)
    Participant.objects.bulk_update(back, list(noted), batch_size=500)
    record_append(
        subject=meeting,
        verb="attend",
        actor=actor,
        post=access_of(actor).post_for(NOTE, meeting),
        data={"sheet": len(arrived)},
        is_public=False,
    )
    return len(arrived)
