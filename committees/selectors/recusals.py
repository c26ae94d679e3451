"""Who stands aside: by the seat they hold, whichever meeting the motion comes to; of a residents'
meeting, where nobody holds a seat, by having signed in."""

from django.db.models import Exists, OuterRef, Q

from committees.models import Recusal

SEATS = ("membership", "representative", "delegate")


def standing_aside(motion_id) -> Exists:
    """For a query of participants: whether each stands aside from the motion (an id or an
    ``OuterRef``)."""
    by_seat = Q(participant=OuterRef("pk"))
    for name in SEATS:
        by_seat |= Q(**{name: OuterRef(name)})
    return Exists(Recusal.objects.filter(by_seat, motion=motion_id))


def standing_aside_of(user) -> Q:
    """For a query of recusals: those of a person, by whatever seat."""
    mine = Q(membership__user=user) | Q(representative__user=user)
    return mine | Q(delegate__user=user) | Q(participant__user=user)


def names_aside(motion_id: int) -> list[str]:
    """Who stands aside from a motion, in the order they said so; one statement."""
    seats = ("membership__user", "representative", "delegate", "participant")
    rows = Recusal.objects.filter(motion=motion_id).select_related(*seats)
    return [row.name for row in rows.order_by("id")]
