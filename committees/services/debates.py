"""What is said on an agenda item, written down for the minutes."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import AgendaItem, DebateNote, Meeting
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append

NOTE = "committees.note_debate"


@transaction.atomic
def debate_note_add(*, actor, item: AgendaItem, speaker: str, text: str) -> DebateNote:
    """Note a contribution while the meeting sits; the same note twice is one note.

    RuleViolated on ``speaker`` or ``text``; TransitionRefused outside of the meeting.
    """
    for name, value in (("speaker", speaker), ("text", text)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=name, code="required")
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    access = access_of(actor)
    access.require(NOTE, meeting)
    if not meeting.is_in_session:
        raise TransitionRefused(_("开会时才能记录讨论。"), code="session")
    said = {"agenda_item": item, "speaker": speaker.strip(), "text": text.strip()}
    known = DebateNote.objects.filter(**said, noted_by=actor).first()
    if known:
        return known
    note = DebateNote.objects.create(**said, noted_by=actor, created_at=clock.now())
    record_append(
        subject=meeting,
        verb="note",
        actor=actor,
        post=access.post_for(NOTE, meeting),
        data={"motion": item.motion_id, "note": note.pk},
        is_public=False,
    )
    return note
