"""The decisions by which a village lets people registered elsewhere take part (its law's §13)."""

from committees.models import Election, Resolution


def living_rule(election: Election) -> dict | None:
    """``{"months", "meetings", "article"}`` of a law that asks for a decision on those who only
    live here; None where living here is enough (the urban laws)."""
    return election.rules["electorate"].get("living")


def resolutions_admitting(election: Election, ids=None) -> list[Resolution]:
    """The resolutions in force here that a meeting took which may let somebody in, the newest
    first: of ``ids``, or the last fifty. One statement; none where the law asks for no decision."""
    rule = living_rule(election)
    if rule is None or (ids is not None and not ids):
        return []
    rows = Resolution.objects.in_force().filter(
        community=election.community_id, vote_event__meeting__kind__in=rule["meetings"]
    )
    if ids is not None:
        return list(rows.filter(pk__in=ids))
    return list(rows.order_by("-adopted_at")[:50])
