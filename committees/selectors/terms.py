"""The desk of a community's bodies: seats, what is missing, what ends soon."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from committees.models import (
    Committee,
    Election,
    GroupLeader,
    Handover,
    KinTie,
    MeetingKind,
    Membership,
    OversightSeat,
    Representative,
    Resolution,
    SubCommittee,
    SubCommitteeSeat,
    UnitDelegate,
)
from committees.selectors.bodies import committees_in_office, members_of
from committees.selectors.handovers import handover_of
from committees.selectors.places import Place
from committees.selectors.representatives import groups_of
from committees.selectors.sub_committees import sub_committees_of
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, Level
from portal.selectors.rules import rule_set_for

MANAGE = "committees.manage_bodies"
VIEW = "committees.view_bodies"
SOON_DAYS = 90
WIDER = (MeetingKind.REPRESENTATIVES, MeetingKind.RESIDENTS)
PAGE = 30
ENDS = ("one", "other")


@dataclass(frozen=True)
class TermState:
    """One committee's term: who sits, what is missing, what ends soon."""

    committee: Committee
    members: list[Membership]
    former: list[Membership]
    women_least: int
    women_article: str
    ending: list[Membership] = field(default_factory=list)

    @property
    def vacant(self) -> int:
        """Seats nobody holds."""
        return max(self.committee.size - len(self.members), 0)

    @property
    def lacks_women(self) -> bool:
        """Fewer women than the law wants (§10)."""
        return sum(row.is_woman for row in self.members) < self.women_least

    @property
    def lacks_chair(self) -> bool:
        """Nobody in the chair."""
        return not any(row.seat == "chair" for row in self.members)

    @property
    def term_ends_soon(self) -> bool:
        """The next election is near."""
        return self.committee.term_to <= clock.today() + timedelta(days=SOON_DAYS)


def term_state(committee: Committee) -> TermState:
    """The state of a term; three statements."""
    members = members_of(committee.pk)
    rules = rule_set_for(clock.today(), committee.community).rules
    ended = Membership.objects.filter(committee=committee, valid_to__lte=clock.today())
    until = clock.today() + timedelta(days=SOON_DAYS)
    return TermState(
        committee=committee,
        members=members,
        former=list(ended.select_related("user").order_by("-valid_to", "-id")[:20]),
        women_least=rules["women_least"],
        women_article=rules["women_article"],
        ending=[row for row in members if row.valid_to and row.valid_to <= until],
    )


@dataclass(frozen=True)
class Circles:
    """The bodies around the committee."""

    oversight: list[OversightSeat]
    oversight_size: tuple[int, int]
    oversight_article: str
    sub_committees: list[SubCommittee]
    dissolved: list[SubCommittee]
    left: list[SubCommitteeSeat]
    delegates: list[UnitDelegate]

    @property
    def lacks_oversight(self) -> bool:
        """Fewer than the law wants."""
        return len(self.oversight) < self.oversight_size[0]


def delegates_in_office(community_id: int) -> list[UnitDelegate]:
    """The delegates of resident units, by unit; one statement."""
    rows = UnitDelegate.objects.active().filter(community=community_id).select_related("user")
    return list(rows.order_by("unit", "id"))


def ties_of(community: Division) -> list[KinTie]:
    """The ties noted of those who sit here, for whoever keeps the seats; one statement."""
    members, watching = _sitting(community)
    here = Q()
    for end in ENDS:
        here |= Q(**{f"{end}__in": members}) | Q(**{f"{end}__in": watching})
    return list(KinTie.objects.filter(here).select_related("one", "other").order_by("id"))


def leaders_of(community: Division) -> list[dict]:
    """{"group", "leader" or None} for each residents' group, the leader with ``.represents``:
    whether they are a representative at the same time; two statements."""
    rows = GroupLeader.objects.active().filter(community=community).select_related("user")
    seats = Representative.objects.active().filter(community=community, user=OuterRef("user"))
    rows = rows.annotate(represents=Exists(seats))
    held = {row.group_id: row for row in rows}
    return [{"group": group, "leader": held.get(group.pk)} for group in groups_of(community)]


def circles_of(community: Division, committee: Committee | None) -> Circles:
    """Oversight, sub-committees with their members, unit delegates; five statements."""
    rules = rule_set_for(clock.today(), community).rules["oversight"]
    watching = OversightSeat.objects.active().filter(community=community).select_related("user")
    delegates = UnitDelegate.objects.active().filter(community=community)
    return Circles(
        oversight=sorted(watching, key=lambda row: (not row.is_head, row.pk)),
        oversight_size=tuple(rules["size"]),
        oversight_article=rules["article"],
        **sub_committees_of(committee),
        delegates=list(delegates.order_by("unit", "id")),
    )


@dataclass(frozen=True)
class BodiesPage:
    """Everything on the desk of a community's bodies."""

    community: Division
    term: TermState | None
    circles: Circles
    handover: Handover | None
    kin_article: str = ""


def kin_article_broken(community: Division) -> str:
    """The article under which two who sit now may not, by the ties on file; "" when nobody does.
    It names nobody: who is kin to whom is nobody else's business."""
    members, watching = _sitting(community)
    one, other = (Q(**{f"{end}__in": members}) | Q(**{f"{end}__in": watching}) for end in ENDS)
    if not KinTie.objects.filter(one, other).exists():
        return ""
    return rule_set_for(clock.today(), community).rules["kin_article"]


def _sitting(community: Division) -> tuple:
    """The ids of who sits on the committee and who watches it, to be asked within a statement."""
    members = Membership.objects.active().filter(committee__community=community)
    watching = OversightSeat.objects.active().filter(community=community)
    return members.values("user_id"), watching.values("user_id")


def bodies_page(community: Division) -> BodiesPage:
    """The desk of one community."""
    committee = committees_in_office().filter(community=community).first()
    return BodiesPage(
        community=community,
        term=term_state(committee) if committee else None,
        circles=circles_of(community, committee),
        handover=handover_of(committee.pk) if committee else None,
        kin_article=kin_article_broken(community),
    )


def communities_kept(access: Access, text: str = "", after: str = "") -> list[Division]:
    """The communities whose bodies the person keeps, with ``.committee_now`` (or None) and how
    many seats are taken; ``text`` is part of the name. Keyset by code; three statements."""
    inside = Q(pk__in=[post.division_id for post in access.posts_with(VIEW)])
    for post in access.posts_with("portal.manage_roles"):
        inside |= Q(path__contains=f"/{post.division_id}/")
    rows = Division.objects.open_on().at_level(Level.COMMUNITY).filter(inside)
    if text:
        rows = rows.filter(name__icontains=text)
    if after:
        rows = rows.filter(code__gt=after)
    found = list(rows.select_related("parent").order_by("code")[: PAGE + 1])
    now = {row.community_id: row for row in committees_in_office().filter(community__in=found)}
    seated: dict[int, int] = {}
    members = Membership.objects.active().filter(committee__in=now.values())
    for committee_id in members.values_list("committee_id", flat=True):
        seated[committee_id] = seated.get(committee_id, 0) + 1
    for row in found:
        row.committee_now = now.get(row.pk)
        row.seated = seated.get(row.committee_now.pk, 0) if row.committee_now else 0
    return found


def committee_kept(access: Access, permission: str, community: Division) -> Committee:
    """The committee in office there, if ``permission`` holds; else NotFound."""
    committee = committees_in_office().filter(community=community).first()
    if committee is None or not access.can(permission, committee):
        raise NotFound()
    return committee


def membership_for(access: Access, permission: str, pk: int) -> Membership:
    """A seat that is still held, where ``permission`` holds; else NotFound."""
    rows = Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today()))
    row = rows.select_related("user", "committee__community__parent").filter(pk=pk).first()
    if row is None or not access.can(permission, Place(row.committee.community)):
        raise NotFound()
    return row


def decisions_wider(community_id: int, limit: int = 20) -> list[Resolution]:
    """The newest decisions in force of the residents' or representatives' meeting: one of them
    took the resignation, or filled the seat."""
    rows = Resolution.objects.in_force().filter(
        community=community_id, vote_event__meeting__kind__in=WIDER
    )
    return list(rows.select_related("vote_event__meeting").order_by("-adopted_at", "-id")[:limit])


def elections_announced(committee: Committee) -> list[Election]:
    """The elections whose results are of this term."""
    rows = Election.objects.filter(committee=committee, announced_at__isnull=False)
    return list(rows.exclude(kind="recall").order_by("-announced_at")[:20])


def circle_seat_for(access: Access, kind: str, pk: int):
    """A seat of a circle where the person keeps the bodies; else NotFound."""
    kinds = {"oversight": OversightSeat, "delegates": UnitDelegate, "leaders": GroupLeader}
    model = kinds.get(kind)
    if model is None:
        raise NotFound()
    row = model.objects.select_related("community__parent").filter(pk=pk).first()
    if row is None or not access.can(MANAGE, Place(row.community)):
        raise NotFound()
    return row


def other_seat_of(row) -> str:
    """What else of the two a group's leader or a representative is: ending one leaves the other,
    for each was chosen by itself (§13). "" when nothing."""
    if row.user_id is None:
        return ""
    other = Representative if isinstance(row, GroupLeader) else GroupLeader
    held = other.objects.active().filter(community=row.community_id, user=row.user_id)
    if not held.exists():
        return ""
    if other is Representative:
        return _("同时是居民代表，代表资格不受影响")
    return _("同时是居民小组长，组长职务不受影响")
