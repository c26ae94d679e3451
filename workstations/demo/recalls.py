"""A recall that is being demanded in the demo: signed online and on paper, not reached yet."""

from datetime import datetime, timedelta

from committees.models import RecallPetition, Representative
from committees.services import recall_petitions
from portal.kernel import clock
from portal.services.files import picture_process
from workstations.demo.place import Place, key

REASONS = (
    "分管环境和物业的委员半年没有到过院里，两次答应清运建筑垃圾都没有下文，"
    "代表问起只说在协调。请他当面说清楚，说不清楚就请大家投票决定他的去留。"
)
ONLINE, PAPERS = 4, 3


def all_of(place: Place, now: datetime) -> None:
    """Twelve of thirty-six representatives would do; seven have signed, one paper is unchecked."""
    with clock.at(now - timedelta(days=9)):
        petition = _started(place)
    with clock.at(now - timedelta(days=2)):
        _on_paper(place, petition)


def _started(place: Place) -> RecallPetition:
    cast = place.cast
    accused = place.committee.memberships.active().get(user=cast.members[4])
    starter, *others = [user for user in cast.residents if user.username.startswith("neighbour")]
    petition = recall_petitions.petition_start(
        actor=starter,
        membership=accused,
        reasons=REASONS,
        form="representatives",
        submit_key=key("recall", place.community.code),
    )
    for user in others[:ONLINE]:
        recall_petitions.petition_sign(actor=user, petition=petition)
    return petition


def _on_paper(place: Place, petition: RecallPetition) -> None:
    names = Representative.objects.active().filter(community=place.community, user=None)
    for number, seat in enumerate(_differently_named(names)[:PAPERS]):
        row = recall_petitions.paper_enter(
            actor=place.cast.vice,
            petition=petition,
            number=None,
            name=seat.name,
            scans=[place.slip(seat.name, "同意联名要求罢免")],
        )
        picture_process(row.scan_id)
        if number < PAPERS - 1:
            words = {"petition": petition, "signature_id": row.pk, "is_right": True}
            recall_petitions.paper_check(actor=place.cast.chair, **words)


def _differently_named(seats) -> list[Representative]:
    """One representative of each name."""
    return list({seat.name: seat for seat in seats.order_by("-id")}.values())
