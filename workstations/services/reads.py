"""Looks at what is sensitive about a person are written into the record (RELIABILITY I3, P6)."""

from django.db import transaction
from django.utils import timezone

from portal.access.checker import access_of
from portal.kernel import clock
from portal.models import Record
from portal.services.records import record_append

LOOK = "look"


@transaction.atomic
def look_note(*, actor, subject, permission: str, place=None) -> Record | None:
    """Write down that ``actor`` looked at ``subject`` (anything with ``subject_type`` and
    ``user_id``), once a day; None where they did so today already, or where it is about
    themselves. ``place`` is what ``permission`` is asked on, by default the subject itself."""
    if subject.user_id == actor.pk:
        return None
    day = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    if Record.objects.of(subject).filter(verb=LOOK, actor=actor, happened_at__gte=day).exists():
        return None
    place = place or subject
    return record_append(
        subject=subject,
        verb=LOOK,
        actor=actor,
        post=access_of(actor).post_for(permission, place),
        division_id=place.community_id,
        is_public=False,
    )
