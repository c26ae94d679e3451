"""Looks at what is sensitive about a person are written into the record (RELIABILITY I3, P6)."""

from django.db import transaction

from portal.access.checker import access_of
from portal.models import Record
from portal.services.records import records_append_many
from workstations.selectors.looks import LOOK, looks_today


def look_note(*, actor, subject, permission: str, place=None) -> Record | None:
    """:func:`looks_note` of one; its row, or None where nothing had to be written down."""
    words = {"permission": permission, "place": place}
    return next(iter(looks_note(actor=actor, subjects=[subject], **words)), None)


def looks_note(*, actor, subjects: list, permission: str, place=None) -> list[Record]:
    """Write down that ``actor`` looked at each of ``subjects`` (all of one ``subject_type``, each
    with ``user_id``), once a day; nothing for those at whom they looked today already, or that are
    about themselves. ``place`` is what ``permission`` is asked on, by default each of them. One
    statement to ask (none where a list has read ``is_looked_at`` with its rows), one to write for
    each post through which they are seen."""
    others = [row for row in subjects if row.user_id != actor.pk]
    asked = [row.pk for row in others if not hasattr(row, "is_looked_at")]
    known = {row.pk for row in others if getattr(row, "is_looked_at", False)}
    if asked:
        rows = looks_today(others[0].subject_type, actor).filter(subject_id__in=asked)
        known |= set(rows.values_list("subject_id", flat=True))
    seen: dict = {}
    for row in (row for row in others if row.pk not in known):
        post = access_of(actor).post_for(permission, place or row)
        entry = {"subject": row, "verb": LOOK, "is_public": False}
        seen.setdefault(post, []).append(entry | {"division_id": (place or row).community_id})
    return _written(actor, seen) if seen else []


@transaction.atomic
def _written(actor, seen: dict) -> list[Record]:
    return [
        row
        for post, entries in seen.items()
        for row in records_append_many(entries, actor=actor, post=post)
    ]
