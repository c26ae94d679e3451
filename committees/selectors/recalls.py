"""Demands for a recall: whose roll is signed, who is on it, the count, the pages."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from committees.election_tally import Verdict, demand_tally
from committees.models import (
    Candidate,
    Election,
    Membership,
    RecallPetition,
    RecallSignature,
    Representative,
    VoterRegistration,
)
from committees.models.polls import Source
from committees.selectors.demands import roll_sizes
from committees.services.answers import door_normal
from committees.workflows import PetitionStatus
from committees.workflows.recalls import CALL_RECALL
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Level

VIEW = "committees.view_recall"
ENTER = "committees.enter_recall_signature"
PAGE = 20
PROFILE = {"voters": "adults", "households": "households", "representatives": "representatives"}


@dataclass(frozen=True)
class Signer:
    """One name that signs: on the roll of the election, a representative, or by name and door."""

    key: str
    name: str
    registration: VoterRegistration | None = None
    representative: Representative | None = None


def origin_of(membership: Membership) -> Election | None:
    """The election that filled the seat: whose result elected this person to it."""
    stood = Candidate.objects.filter(
        user=membership.user_id,
        post__seat=membership.seat,
        post__election__committee=membership.committee_id,
        post__election__announced_at__isnull=False,
        post__election__voided_at__isnull=True,
    ).select_related("post__election")
    for row in stood.order_by("-post__election__election_day"):
        tally = (row.post.election.result or {}).get(str(row.post_id)) or {}
        if row.pk in tally.get("elected", ()):
            return row.post.election
    return None


def _roll(origin: Election, form: str):
    rows = VoterRegistration.objects.filter(election=origin.roll_holder_id, roll=form)
    return rows.filter(removed_on__isnull=True)


def roll_size(community, origin: Election | None, form: str) -> int:
    """How many are on the roll: of the election, else as the portal knows the place; 0 unknown."""
    if origin is not None:
        return _roll(origin, form).count()
    if form not in PROFILE:
        return 0
    name = PROFILE[form]
    return roll_sizes(community, {name: None}, clock.today()).get(name, 0)


def _of_row(row: VoterRegistration) -> Signer:
    return Signer(f"roll {row.pk}", row.name, registration=row)


def _of_seat(seat: Representative) -> Signer:
    return Signer(f"seat {seat.pk}", seat.name, representative=seat)


def signer_of(petition: RecallPetition, user) -> Signer | None:
    """The name on the roll that belongs to the account, or None."""
    if petition.origin_id:
        row = _roll(petition.origin, petition.form).filter(user=user).first()
        return row and _of_row(row)
    if petition.form == "representatives":
        seats = Representative.objects.active().filter(community=petition.community_id)
        seat = seats.filter(user=user).first()
        return seat and _of_seat(seat)
    # Without a roll nobody knows which door or which name an account stands for: on paper.
    return None


def signer_numbered(petition: RecallPetition, number, name: str, door: str) -> Signer:
    """Who signed on paper. RuleViolated on ``number``, ``name`` or ``door``."""
    if petition.origin_id:
        row = _roll(petition.origin, petition.form).filter(number=number or 0).first()
        if row is None:
            raise RuleViolated(_("名单上没有这个序号。"), field="number", code="missing")
        return _of_row(row)
    if not name.strip() or len(name.strip()) > 40:
        raise RuleViolated(_("请填姓名。"), field="name", code="required")
    if petition.form == "representatives":
        seats = Representative.objects.active().filter(community=petition.community_id)
        seat = seats.filter(name=name.strip()).first()
        if seat is None:
            raise RuleViolated(_("居民代表里没有这个人。"), field="name", code="missing")
        return _of_seat(seat)
    if not door.strip() or len(door) > 80:
        raise RuleViolated(_("请填门牌，用来核对。"), field="door", code="required")
    whose = "" if petition.form == "households" else name.strip()
    return Signer(f"{whose} {door_normal(door)}", name.strip())


def verdict_of(petition: RecallPetition) -> Verdict:
    """The confirmed signatures against the roll; one statement."""
    count = petition.signatures.filter(confirmed_at__isnull=False, refused_at__isnull=True).count()
    signed = {petition.form: (min(count, petition.size), petition.size)}
    return demand_tally(petition.rules["demand"], signed)


def _rows():
    return RecallPetition.objects.select_related(
        "community__parent", "membership__user", "membership__committee", "started_by", "origin"
    )


def petitions_by_ids(ids) -> dict[int, RecallPetition]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def petitions_due(access: Access, limit: int = 5) -> list[RecallPetition]:
    """Those that reached their number and whose vote the person has to call, the oldest first;
    nobody is asked to call the vote on their own seat. One statement for a leader, one more for
    each of the few that a member sees."""
    rows = _rows().filter(access.scope(CALL_RECALL), status=PetitionStatus.REACHED)
    rows = rows.exclude(membership__user=access.user.pk).order_by("due_on", "id")
    return [row for row in rows if access.can(CALL_RECALL, row)][:limit]


def petitions_overdue(access: Access, limit: int = 20) -> list[RecallPetition]:
    """For the street: those whose vote nobody called in time; one statement."""
    rows = _rows().filter(access.scope("committees.give_guidance"))
    late = rows.filter(status=PetitionStatus.REACHED, due_on__lt=clock.today())
    return list(late.order_by("due_on", "id")[:limit])


def petitions_listed(access: Access, before: int | None = None) -> list[RecallPetition]:
    """Up to 21 where the person reads, newest first."""
    groups = [a.division for a in access.assignments if a.division.level == Level.GROUP]
    rows = _rows().filter(access.scope(VIEW) | Q(community__in=[row.parent_id for row in groups]))
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def petition_for(access: Access, pk: int) -> RecallPetition:
    """One that the person may read; foreign and missing are NotFound."""
    return access.fetch(_rows(), VIEW, pk=pk)


def members_here(access: Access, permission: str) -> list[Membership]:
    """The members in office where the person holds ``permission``, the chair first."""
    ids = {post.division_id for post in access.posts_with(permission)}
    groups = [a.division for a in access.assignments if a.division.level == Level.GROUP]
    ids |= {group.parent_id for group in groups}
    rows = Membership.objects.active().filter(committee__community__in=ids)
    rows = rows.select_related("user", "committee__community__parent")
    return sorted(rows, key=lambda row: (row.seat != "chair", row.seat != "vice_chair", row.pk))


@dataclass(frozen=True)
class PetitionPage:
    """One demand as its page shows it."""

    petition: RecallPetition
    verdict: Verdict
    signed: bool
    may_sign: bool
    enters: bool
    waiting: list[RecallSignature]
    votes: list[Election]


def petition_page(access: Access, pk: int) -> PetitionPage:
    """The demand, its count, one's own signature, the papers to check; six statements."""
    petition = petition_for(access, pk)
    mine = petition.signatures.filter(entered_by=access.user, source=Source.ONLINE).exists()
    open_now = petition.takes_signatures
    on_roll = open_now and not mine and signer_of(petition, access.user) is not None
    enters = open_now and petition.membership.user_id != access.user.pk
    enters = enters and access.can(ENTER, petition)
    waiting = []
    if enters:
        rows = petition.signatures.filter(source=Source.PAPER, checked_by__isnull=True)
        waiting = list(rows.select_related("scan", "entered_by", "registration"))
    votes = list(petition.recalls.order_by("id"))
    return PetitionPage(petition, verdict_of(petition), mine, on_roll, enters, waiting, votes)
