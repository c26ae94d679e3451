"""Petitions as their pages show them: one's own, those of the office, and public numbers."""

from dataclasses import dataclass

from django.db.models import Count, Q

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models.subjects import LEVEL_FIELDS, Level
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations.models import Petition, PetitionClaim, SupervisionCase
from workstations.policies.cases import kin_ids
from workstations.policies.petitions import WITH_THE_OFFICE
from workstations.workflows.cases import OPEN_CASES
from workstations.workflows.petitions import (
    ANSWER,
    EXTEND,
    HANDLE,
    OVER_PETITIONS,
    PETITION_OWN,
    REVIEW,
    PetitionStatus,
)

VIEW = "workstations.view_petition"
PAGE = 20
LEAST_SHOWN = 5  # smaller public figures are hidden (DOMAIN e)
S = PetitionStatus
# A question for more time is between the offices until it is decided.
FOR_THE_PETITIONER = frozenset(
    {
        *("register", "transfer", "refuse", "hand_over", "acknowledge", "grant_extension"),
        *("answer", "ask_review", "review", "ask_re_review", "re_review", "end", "withdraw"),
    }
)
TURNS = (
    (HANDLE, Q(status__in=[S.REGISTERED, S.RE_REVIEW])),
    (ANSWER, Q(status__in=[S.TRANSFERRED, S.ACKNOWLEDGED])),
    (REVIEW, Q(status=S.REVIEW)),
    (EXTEND, Q(extension_asked_by__isnull=False)),
)


def _rows():
    return Petition.objects.select_related("community__parent", "claim__user")


def petitions_by_ids(ids) -> dict[int, Petition]:
    """For notices and timelines; one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def may_see_petition(access: Access, petition: Petition) -> bool:
    """The petitioner, and the offices that deal with it."""
    if not access.user.is_authenticated:
        return False
    return access.can(PETITION_OWN, petition) or access.can(VIEW, petition)


def petition_scope(access: Access) -> Q:
    """The petitions of the offices that the person may list, none of them own or of near kin."""
    found = Q(pk__in=[])
    for post in access.posts_with(VIEW):
        reach = Q(**{LEVEL_FIELDS[post.level]: post.division_id})
        if post.level != Level.DISTRICT:
            reach &= ~Q(status__in=sorted(WITH_THE_OFFICE))
        found |= reach
    own = PetitionClaim.objects.filter(user__in={access.user.pk, *kin_ids(access)})
    return found & ~Q(pk__in=own.values("petition"))


def petitions_visible(access: Access):
    """One's own and those of the offices that the person may list, for paging by whoever asks."""
    return _rows().filter(petition_scope(access) | Q(claim__user=access.user))


def petitions_listed(access: Access, group: str = "open", before: int | None = None) -> list:
    """Up to 21 of the offices' petitions, newest first; ``group`` open or over."""
    over = Q(status__in=sorted(OVER_PETITIONS))
    rows = _rows().filter(petition_scope(access)).filter(over if group == "over" else ~over)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def petitions_of(user) -> list[Petition]:
    """One's own, newest first."""
    return list(_rows().filter(claim__user=user).order_by("-id")[:20])


def petitions_waiting(access: Access) -> list[Petition]:
    """What waits for the person's office, the most urgent first."""
    mine = Q(pk__in=[])
    for permission, waiting in TURNS:
        mine |= access.scope(permission) & waiting
    if not any(access.posts_with(permission) for permission, _waiting in TURNS):
        return []
    rows = _rows().filter(mine & petition_scope(access))
    return list(rows.order_by("due_at", "id")[:20])


def petition_for(access: Access, pk: int) -> Petition:
    """One that the person may read; NotFound."""
    petition = _rows().filter(pk=pk).first()
    if petition is None or not may_see_petition(access, petition):
        raise NotFound()
    return petition


def petition_named(access: Access, reference: str) -> Petition | None:
    """The petition of a reference (``PET-2026-000003``) that the person may read, or None."""
    digits = reference.strip().rpartition("-")[2]
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 16):
        return None
    petition = _rows().filter(pk=int(digits)).first()
    if petition is None or not may_see_petition(access, petition):
        return None
    return petition if petition.reference == reference.strip().upper() else None


@dataclass(frozen=True)
class PetitionPage:
    """One petition; ``is_office`` whether it is read from the office's side."""

    petition: Petition
    is_office: bool
    timeline: list

    @property
    def petitioner(self) -> str:
        """Who petitions."""
        claim = self.petition.claim
        return claim.user.name if claim.user else claim.name


def petition_page(access: Access, pk: int) -> PetitionPage:
    """One petition with its way; NotFound."""
    petition = petition_for(access, pk)
    is_office = not access.can(PETITION_OWN, petition)
    rows = records_of_one(petition, public_only=False)
    rows = [row for row in rows if is_office or row.verb in FOR_THE_PETITIONER]
    return PetitionPage(petition, is_office, timeline_entries(rows, names=is_office))


def voice_numbers() -> list[dict]:
    """Public figures of all cases and petitions: ``key`` and ``n``, None where it is below five.
    Totals of the whole portal only, so that no place and no person can be told from them."""
    open_cases = Q(status__in=sorted(OPEN_CASES))
    cases = SupervisionCase.objects.aggregate(
        cases=Count("pk"),
        cases_open=Count("pk", filter=open_cases),
        cases_closed=Count("pk", filter=Q(status="closed")),
        rectified=Count("pk", filter=Q(status="closed", is_upheld=True)),
    )
    petitions = Petition.objects.aggregate(
        petitions=Count("pk"),
        petitions_answered=Count("pk", filter=~Q(answer="")),
        petitions_over=Count("pk", filter=Q(status__in=sorted(OVER_PETITIONS))),
    )
    found = cases | petitions
    return [{"key": key, "n": n if n >= LEAST_SHOWN else None} for key, n in found.items()]
