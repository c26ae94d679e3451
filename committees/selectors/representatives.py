"""Residents' representatives: who is in office, how many the law wants, who meets with them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Exists, OuterRef

from committees.models import GroupLeader, Membership, Representative
from committees.selectors.places import Place
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division, DivisionProfile, Level
from portal.selectors.rules import rule_set_for


def representatives_in_office(community_id: int, on: date | None = None) -> list[Representative]:
    """Those in office on the date ``on`` (default today), by group and name, with ``.leads``:
    whether they head a residents' group at the same time; one statement."""
    rows = Representative.objects.active(on).filter(community=community_id)
    led = GroupLeader.objects.active(on).filter(community=community_id, user=OuterRef("user"))
    found = list(rows.annotate(leads=Exists(led)).select_related("group", "user"))
    return sorted(found, key=lambda row: (row.group.code if row.group else "~", row.pk))


def composition_of_reps_meeting(community_id: int, on: date | None = None) -> dict[str, int]:
    """Who makes up the representatives' meeting (§28): its representatives, and the members of
    the committee beside them. Who is both counts as a representative. Two statements."""
    rows = Representative.objects.active(on).filter(community=community_id)
    users = list(rows.values_list("user_id", flat=True))
    members = Membership.objects.active(on).filter(committee__community=community_id)
    seated = set(members.values_list("user_id", flat=True))
    return {"representatives": len(users), "others": len(seated - set(users))}


@dataclass(frozen=True)
class Roll:
    """The roll of representatives as its page shows it."""

    community: Division
    groups: list[tuple[str, list[Representative]]]
    count: int
    households: int | None
    spoken_for: int
    least: int | None
    most: int | None
    article: str
    composition: dict[str, int]
    is_composed: bool
    composition_share: str
    composition_article: str

    @property
    def is_enough(self) -> bool | None:
        """Whether there are as many as the law wants; None where nobody can say."""
        if self.least is None:
            return None
        return self.least <= self.count <= self.most


def needed_for(households: int | None, span) -> tuple[int | None, int | None]:
    """The fewest and the most representatives for so many households: one per 20 to 50."""
    if not households or not span:
        return None, None
    least, most = span
    fewest = -(-households // most)
    return fewest, max(households // least, fewest)


def households_of(community_id: int, on: date | None = None) -> int | None:
    """The households by the newest profile."""
    rows = DivisionProfile.objects.filter(
        division=community_id, households__isnull=False, as_of__lte=on or clock.today()
    )
    return rows.order_by("-as_of").values_list("households", flat=True).first()


def roll_of_representatives(community: Division) -> Roll:
    """The roll, what the law wants, and who meets."""
    rows = representatives_in_office(community.pk)
    rules = rule_set_for(clock.today(), community).rules
    households = households_of(community.pk)
    least, most = needed_for(households, rules["households_per_representative"])
    composition = composition_of_reps_meeting(community.pk)
    share = rules["reps_meeting"].get("share_of_composition")
    return Roll(
        community=community,
        groups=_by_group(rows),
        count=len(rows),
        households=households,
        spoken_for=sum(row.households for row in rows),
        least=least,
        most=most,
        article=rules["representatives_article"],
        composition=composition,
        is_composed=share_is_met(composition, share),
        composition_share=f"{share['numerator']}/{share['denominator']}" if share else "",
        composition_article=rules["reps_meeting"].get("composition_article", ""),
    )


def share_is_met(composition: dict[str, int], share: dict | None) -> bool:
    """Whether the representatives are their share of the meeting; exact."""
    if not share:
        return True
    everybody = composition["representatives"] + composition["others"]
    bar = Fraction(share["numerator"] * everybody, share["denominator"])
    count = composition["representatives"]
    return count > 0 and (count >= bar if share["inclusive"] else count > bar)


def _by_group(rows: list[Representative]) -> list[tuple[str, list[Representative]]]:
    found: dict[str, list[Representative]] = {}
    for row in rows:
        found.setdefault(row.group.name if row.group else "", []).append(row)
    return list(found.items())


def groups_of(community: Division) -> list[Division]:
    """The residents' groups of a community."""
    rows = Division.objects.open_on().children_of(community).at_level(Level.GROUP)
    return list(rows.order_by("code"))


def representative_for(access: Access, permission: str, pk: int) -> Representative:
    """One in a community where ``permission`` holds; anything else is NotFound."""
    rows = Representative.objects.select_related("community__parent", "group", "user")
    row = rows.filter(pk=pk).first()
    if row is None or not access.can(permission, Place(row.community)):
        raise NotFound()
    return row
