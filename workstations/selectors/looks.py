"""Who looked at what is sensitive about a person, for that person (RELIABILITY P6, section 5)."""

from django.utils import timezone

from portal.kernel import clock
from portal.models import Record


def looked_today(records: list[Record], user) -> bool:
    """Whether the history of something already says that ``user`` looked at it today: then there
    is nothing more to ask or to write."""
    today = clock.today()
    return any(
        row.verb == "look"
        and row.actor_id == user.pk
        and timezone.localtime(row.happened_at).date() == today
        for row in records
    )


def looks_at(subject) -> list[Record]:
    """The newest ten looks, each with its actor and post; [] for None. One statement."""
    if subject is None:
        return []
    rows = Record.objects.of(subject).filter(verb="look").order_by("-id")
    return list(rows.select_related("actor", "actor_division")[:10])
