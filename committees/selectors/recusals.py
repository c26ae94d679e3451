"""Who stands aside: by the seat they hold, whichever meeting the motion comes to."""

from django.db.models import Exists, OuterRef, Q

from committees.models import Recusal


def standing_aside(motion_id) -> Exists:
    """For a query of participants: whether each stands aside from the motion (an id or an
    ``OuterRef``)."""
    by_seat = Q(membership=OuterRef("membership")) | Q(representative=OuterRef("representative"))
    return Exists(Recusal.objects.filter(by_seat, motion=motion_id))
