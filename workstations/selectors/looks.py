"""Who looked at what is sensitive about a person, for that person (RELIABILITY P6, section 5)."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.kernel import clock
from portal.models import Record
from portal.selectors.timelines import people_stood_in_for

LOOK = "look"


def looks_today(subject_type: str, user):
    """The looks of ``user`` at subjects of the type since midnight."""
    day = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Record.objects.filter(subject_type=subject_type, verb=LOOK, actor=user)
    return rows.filter(happened_at__gte=day)


def looked_today(subject_type: str, user) -> Exists:
    """For a list that notes its looks: whether ``user`` looked at the row today already, to be
    read with it as ``is_looked_at``."""
    return Exists(looks_today(subject_type, user).filter(subject_id=OuterRef("pk")))


def tells_of_look(records: list[Record], user) -> bool:
    """Whether the history of something already says that ``user`` looked at it today: then there
    is nothing more to ask or to write."""
    today = clock.today()
    return any(
        row.verb == LOOK
        and row.actor_id == user.pk
        and timezone.localtime(row.happened_at).date() == today
        for row in records
    )


def looks_at(subject) -> list[Record]:
    """The newest ten looks, each with its actor and post, and ``whose`` (the name of whoever the
    actor stood in for, or ""); [] for None. One statement, and one more for such names."""
    if subject is None:
        return []
    rows = Record.objects.of(subject).filter(verb=LOOK).order_by("-id")
    found = list(rows.select_related("actor", "actor_division")[:10])
    away = people_stood_in_for(found)
    for row in found:
        row.whose = away.get(row.data.get("in_place_of"), "")
    return found
