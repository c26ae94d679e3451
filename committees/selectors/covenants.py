"""Covenants and charters: the text in force, what came before it, and what still is to be done."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q

from committees.models.covenants import CovenantVersion
from committees.models.meetings import MeetingKind
from committees.models.resolutions import Resolution
from committees.services.covenants import covenant_text_intact
from committees.workflows import ResolutionStatus
from committees.workflows.covenants import FILE, KEEP, CovenantStatus
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.models import Division
from portal.selectors.timelines import records_of_one, timeline_entries

VIEW = "committees.view_deliberation"
PAGE = 20


@dataclass(frozen=True)
class CovenantPage:
    """One version as a viewer may see it."""

    covenant: CovenantVersion
    versions: list[CovenantVersion]
    previous: CovenantVersion | None
    changes: list[dict]
    timeline: list
    is_intact: bool

    @property
    def short_hash(self) -> str:
        """Enough of the fingerprint to compare by eye."""
        digest = self.covenant.text_hash
        return f"{digest[:8]}…{digest[-8:]}" if digest else ""


def text_changes(old: str, new: str) -> list[dict]:
    """Line by line: ``same``, ``added`` or ``removed``, in reading order."""
    before, after = old.splitlines(), new.splitlines()
    found = []
    for tag, a_from, a_to, b_from, b_to in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            found += [{"kind": "same", "text": line} for line in after[b_from:b_to]]
            continue
        found += [{"kind": "removed", "text": line} for line in before[a_from:a_to]]
        found += [{"kind": "added", "text": line} for line in after[b_from:b_to]]
    return found


def _rows():
    return CovenantVersion.objects.select_related(
        "community__parent__parent", "resolution", "drafted_by"
    )


def covenants_by_ids(ids) -> dict[int, CovenantVersion]:
    """{id: version}, one statement."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def may_read(access: Access, row: CovenantVersion) -> bool:
    """Everybody once it was adopted; drafts are for those who see deliberation."""
    return row.number is not None or access.can(VIEW, row)


def covenant_for(access: Access, pk: int, permission: str = "") -> CovenantVersion:
    """One version that the person may read (or hold ``permission`` on); else NotFound."""
    if permission:
        return access.fetch(_rows(), permission, pk=pk)
    row = _rows().filter(pk=pk).first()
    if row is None or not may_read(access, row):
        raise NotFound()
    return row


def covenants_visible(access: Access, community: int | None = None):
    """Adopted versions, and the drafts of one's own committees."""
    rows = CovenantVersion.objects.filter(Q(number__isnull=False) | access.scope(VIEW))
    if community is not None:
        rows = rows.filter(community=community)
    return rows.select_related("community")


def covenants_listed(access: Access, community: int | None, before: int | None = None) -> list:
    """Up to 21: the texts in force and the drafts one may see."""
    rows = covenants_visible(access, community)
    rows = rows.filter(Q(number__isnull=True, status=CovenantStatus.DRAFT) | Q(pk__in=_force()))
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def _force():
    return CovenantVersion.objects.in_force().values("pk")


def covenants_in_force(community_id: int) -> list[CovenantVersion]:
    """At most one of each document; for the public board."""
    rows = CovenantVersion.objects.in_force().filter(community=community_id)
    return list(rows.order_by("kind"))


def covenant_page(access: Access, pk: int) -> CovenantPage:
    """One version, its history and what it changed; three statements."""
    row = covenant_for(access, pk)
    is_insider = access.can(VIEW, row)
    kin = CovenantVersion.objects.adopted().filter(community=row.community_id, kind=row.kind)
    versions = list(kin.order_by("-number"))
    earlier = [v for v in versions if row.number is None or v.number < row.number]
    previous = earlier[0] if earlier else None
    records = records_of_one(row, public_only=not is_insider)
    return CovenantPage(
        row,
        versions,
        previous,
        text_changes(previous.text, row.text) if previous else [],
        timeline_entries(records, names=is_insider),
        covenant_text_intact(row),
    )


def resolutions_to_adopt_by(row: CovenantVersion) -> list[Resolution]:
    """What the residents' or representatives' meetings resolved (§30) and has not passed another
    text."""
    rows = Resolution.objects.filter(community=row.community_id, covenant__isnull=True)
    rows = rows.exclude(vote_event__meeting__kind=MeetingKind.COMMITTEE)
    return list(rows.exclude(status=ResolutionStatus.RESCINDED).order_by("-id")[:50])


def covenants_to_keep(access: Access, limit: int = 5) -> list[CovenantVersion]:
    """What the leaders owe: drafts to bring to a meeting, adopted texts to file."""
    waiting = (CovenantStatus.DRAFT, CovenantStatus.ADOPTED)
    rows = CovenantVersion.objects.filter(access.scope(KEEP), status__in=waiting)
    return list(rows.select_related("community").order_by("file_by", "id")[:limit])


def covenants_to_file(access: Access, limit: int = 20) -> list[CovenantVersion]:
    """What the sub-district has to look at."""
    rows = CovenantVersion.objects.filter(access.scope(FILE), status=CovenantStatus.SUBMITTED)
    return list(rows.select_related("community").order_by("submitted_at")[:limit])


def community_kept(access: Access, pk: int | None) -> Division:
    """The community that a new draft is for: the one meant, else the only one."""
    ids = [post.division_id for post in access.posts_with(KEEP) if pk in (None, post.division_id)]
    found = Division.objects.filter(pk__in=ids[:1]).select_related("parent__parent").first()
    if found is None:
        raise NotFound()
    return found


def days_left(row: CovenantVersion) -> int | None:
    """Days to the last day of filing; below nought when it is late; None when it is not due."""
    if row.status != CovenantStatus.ADOPTED:
        return None
    return (row.file_by - clock.today()).days
