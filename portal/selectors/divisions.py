"""Divisions as anybody may read them: by code, by level, by name."""

from django.db.models import OuterRef, QuerySet, Subquery

from portal.kernel.errors import NotFound
from portal.models import Division, DivisionAlias, DivisionProfile, Level
from portal.selectors.search import match_bigrams


def division_by_code(scheme: str, code: str) -> Division | None:
    """The open division with this code in this scheme, by its own code or an alias. The same
    digits mean different places in different schemes, so the scheme is never optional."""
    own = Division.objects.filter(scheme=scheme, code=code, valid_to__isnull=True).first()
    if own:
        return own
    alias = DivisionAlias.objects.filter(scheme=scheme, code=code).select_related("division")
    found = alias.order_by("-valid_to").first()
    return found.division if found else None


def division_named(pk: int) -> Division:
    """One division, closed ones too; NotFound."""
    division = Division.objects.filter(pk=pk).select_related("parent", "successor").first()
    if division is None:
        raise NotFound()
    return division


def division_trail(division: Division, below: int | None = None) -> list[Division]:
    """The ancestors from the top (or from the one with id ``below``) down to the parent; one
    statement."""
    ids = division.ancestor_ids
    if below is not None:
        ids = ids[ids.index(below) :] if below in ids else []
    rows = Division.objects.filter(pk__in=ids)
    return sorted(rows, key=lambda row: len(row.path))


def divisions_children(division: Division | None) -> QuerySet:
    """The open divisions directly below (None: the topmost), with their latest population."""
    rows = Division.objects.open_on().filter(parent=division)
    latest = DivisionProfile.objects.filter(division=OuterRef("pk")).order_by("-as_of")
    return rows.annotate(population=Subquery(latest.values("population")[:1])).order_by("code")


def divisions_below(tops: list[int], deepest: Level = Level.GROUP) -> list[int]:
    """Ids of the open divisions below ``tops``, down to ``deepest``; a statement a level.

    Step by step along the parents: a search by the path would read the whole country.
    """
    found, frontier = [], list(tops)
    while frontier:
        rows = Division.objects.open_on().filter(parent__in=frontier, level__lte=deepest)
        frontier = list(rows.values_list("pk", flat=True))
        found += frontier
    return found


def division_profile(division: Division) -> DivisionProfile | None:
    """The latest figures of ``division``."""
    return division.profiles.order_by("-as_of").first()


def division_history(division: Division) -> list[DivisionAlias]:
    """Former names and merged codes, newest first."""
    return list(division.aliases.order_by("-valid_to", "-id"))


def divisions_search(text: str, limit: int = 50) -> list[Division]:
    """Open divisions whose name holds ``text``, the higher levels first."""
    rows = match_bigrams(Division.objects.open_on(), text, ("name",))
    return list(rows.select_related("parent", "parent__parent").order_by("level", "code")[:limit])
