"""The record of one affair as a parcel's way: newest first, official and plain words."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.models import Record, Role, User
from portal.models.prepared import Prepared
from portal.services.kinds import kind_of


@dataclass(frozen=True)
class TimelineEntry:
    """One step, ready for components/timeline.html."""

    when: datetime
    hand: str
    title: str
    plain: str
    who: str
    remark: str = ""
    photos: tuple = ()
    url: str = ""
    is_future: bool = False
    data: dict = field(default_factory=dict)


def records_of(subjects: list[tuple[str, list[int]]], *, public_only: bool) -> list[Record]:
    """The rows about all the ``subjects`` (pairs of type and ids), newest first; one statement."""
    wanted = Q(pk__in=[])
    for subject_type, ids in subjects:
        if ids:
            wanted |= Q(subject_type=subject_type, subject_id__in=ids)
    rows = Record.objects.filter(wanted)
    if public_only:
        rows = rows.filter(is_public=True)
    return list(rows.select_related("remark", "actor", "actor_division").order_by("-id"))


def _of_one(subject_type, subject_id):
    rows = Record.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return rows.select_related("remark", "actor", "actor_division").order_by("-id")


_OF_ONE = Prepared(_of_one, subject_type=str, subject_id=int)


def records_of_one(subject, *, public_only: bool) -> list[Record]:
    """The rows about one subject, newest first; one statement."""
    rows = _OF_ONE.rows(subject_type=subject.subject_type, subject_id=subject.pk)
    return [row for row in rows if row.is_public or not public_only]


def timeline_entries(records: list[Record], *, names: bool) -> list[TimelineEntry]:
    """Turn rows into entries.

    names  True for those who handle the affair (people by name, all remarks); False for
           everybody else (role and division only, public remarks only)
    """
    away = people_stood_in_for(records) if names else {}
    return [_entry(record, names, away) for record in records]


def people_stood_in_for(records: list[Record]) -> dict[int, str]:
    """{id: name} of those in whose place something was done; one statement, none without any."""
    ids = {row.data["in_place_of"] for row in records if "in_place_of" in row.data}
    if not ids:
        return {}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def _entry(record: Record, names: bool, away: dict[int, str]) -> TimelineEntry:
    kind = kind_of(record.subject_type)
    verb = kind.verb(record.verb)
    step = kind.workflow.leaving(record.from_state) if kind.workflow and record.from_state else ()
    label: Any = next((s.label for s in step if s.name == record.verb), verb.plain)
    remark = record.remark
    return TimelineEntry(
        when=record.happened_at,
        hand=verb.hand,
        title=str(label),
        plain=str(verb.plain),
        who=_who(record, names, away),
        remark=remark.text if remark and (names or remark.is_public) else "",
        data=record.data,
    )


def _who(record: Record, names: bool, away: dict[int, str]) -> str:
    """Role and place; for those who handle the affair also the name, and in whose place."""
    role = Role(record.actor_role).label if record.actor_role else ""
    absent = record.data.get("in_place_of")
    if role and absent and not names:
        role = _("%(role)s（代）") % {"role": role}
    place = record.actor_division.short_name if record.actor_division else ""
    name = record.actor.name if names and record.actor else ""
    whose = _("代 %(name)s") % {"name": away[absent]} if absent in away else ""
    return " · ".join(str(part) for part in (place, role, name, whose) if part)
