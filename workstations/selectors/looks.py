"""Who looked at what is sensitive about a person, for that person (RELIABILITY P6, section 5)."""

from portal.models import Record


def looks_at(subject) -> list[Record]:
    """The newest ten looks, each with its actor and post; [] for None. One statement."""
    if subject is None:
        return []
    rows = Record.objects.of(subject).filter(verb="look").order_by("-id")
    return list(rows.select_related("actor", "actor_division")[:10])
