"""Filing: every affair of deliberation that has come to an end goes on file once (§39)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import (
    Appraisal,
    ArchiveClass,
    ArchiveItem,
    Consultation,
    CorrectionOrder,
    CovenantVersion,
    DisclosureEntry,
    Election,
    Handover,
    MajorMatter,
    MeetingDemand,
    Minutes,
    Resolution,
    SealedVote,
)
from committees.selectors.places import Place
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append

KEEP = "committees.keep_archives"
# class → (model, states in which the affair is over, what it reads beside the row)
OVER = {
    ArchiveClass.MINUTES: (Minutes, {"locked"}, ("meeting",)),
    ArchiveClass.RESOLUTION: (Resolution, {"result_published", "rescinded"}, ()),
    ArchiveClass.ELECTION: (Election, {"filed", "cancelled"}, ()),
    ArchiveClass.HANDOVER: (Handover, {"completed"}, ("committee",)),
    ArchiveClass.MATTER: (MajorMatter, {"result_public", "dropped"}, ()),
    ArchiveClass.CONSULTATION: (Consultation, {"fed_back", "dropped"}, ()),
    ArchiveClass.DEMAND: (MeetingDemand, {"convened", "lapsed", "withdrawn"}, ()),
    ArchiveClass.COVENANT: (CovenantVersion, {"filed", "amended", "replaced", "dropped"}, ()),
    ArchiveClass.APPRAISAL: (Appraisal, {"published", "cancelled"}, ("committee",)),
    ArchiveClass.SEALED: (SealedVote, {"destroyed", "cancelled"}, ()),
    ArchiveClass.DISCLOSURE: (DisclosureEntry, {"off_board", "corrected"}, ()),
    ArchiveClass.CORRECTION: (CorrectionOrder, {"amended", "withdrawn"}, ()),
}


def _reference(row, archive_class: str) -> str:
    """The affair's own; minutes bear that of their meeting."""
    if isinstance(row, Minutes):
        return row.meeting.reference
    return getattr(row, "reference", f"{archive_class}-{row.pk}")


def _title(row) -> str:
    if isinstance(row, Minutes):
        return row.meeting.title
    return str(getattr(row, "title", row))[:120]


def _day(row) -> date:
    """The day the paper speaks of."""
    if isinstance(row, Minutes):
        return timezone.localtime(row.meeting.ended_at or row.created_at).date()
    days = (getattr(row, name, None) for name in ("election_day", "held_on", "adopted_on"))
    moments = (getattr(row, name, None) for name in ("adopted_at", "completed_at", "published_at"))
    day, moment = next(filter(None, days), None), next(filter(None, moments), None)
    return day or timezone.localtime(moment or row.created_at).date()


def _fingerprint(row) -> str:
    if isinstance(row, Minutes):
        return row.current.text_hash
    marks = (getattr(row, name, "") for name in ("text_hash", "frozen_hash", "target_hash"))
    return next(filter(None, marks), "")


def keep_until(archive_class: str, day: date, community: Division) -> date | None:
    """Until when a paper of that day is kept by the rules of that day; None = for good."""
    years = rule_set_for(day, community).rules["archives"]["years"].get(archive_class)
    if years is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _unfiled(community: Division):
    """(class, row) of everything over and not on file; two statements a class."""
    for archive_class, (model, states, related) in OVER.items():
        filed = ArchiveItem.objects.filter(archive_class=archive_class, community=community)
        known = set(filed.values_list("subject_id", flat=True))
        rows = model.objects.filter(community=community, status__in=states)
        for row in rows.select_related(*related) if related else rows:
            if row.pk not in known:
                yield archive_class, row


@transaction.atomic
def archives_file(*, actor, community: Division) -> int:
    """File whatever is over and not on file yet; how many. ``actor`` None = the nightly job."""
    if actor is not None:
        access_of(actor).require(KEEP, Place(community))
    items = []
    for archive_class, row in _unfiled(community):
        day = _day(row)
        items.append(
            ArchiveItem(
                community=community,
                archive_class=archive_class,
                subject_id=row.pk,
                reference=_reference(row, archive_class),
                title=_title(row),
                dated_on=day,
                keep_until=keep_until(archive_class, day, community),
                fingerprint=_fingerprint(row),
                filed_at=clock.now(),
                filed_by=actor,
            )
        )
    # Two who press the button at once file everything once.
    ArchiveItem.objects.bulk_create(items, ignore_conflicts=True)
    return len(items)


@transaction.atomic
def paper_place_set(*, actor, item: ArchiveItem, place: str) -> ArchiveItem:
    """Say where the signed paper lies. RuleViolated on ``paper_place``."""
    item = ArchiveItem.objects.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if item is None:
        raise NotFound()
    access = access_of(actor)
    access.require(KEEP, Place(item.community))
    if len(place.strip()) > 60:
        raise RuleViolated(_("最多 60 字。"), field="paper_place", code="max_length")
    if item.paper_place == place.strip():
        return item
    item.paper_place = place.strip()
    item.save(update_fields=["paper_place"])
    record_append(
        subject=item,
        verb="place_paper",
        actor=actor,
        post=access.post_for(KEEP, Place(item.community)),
        data={"reference": item.reference},
        is_public=False,
    )
    return item


def archives_sweep() -> int:
    """The nightly filing of every community that deliberates; how many papers."""
    places = set()
    for model, states, _related in OVER.values():
        rows = model.objects.filter(status__in=states).order_by()
        places |= set(rows.values_list("community_id", flat=True).distinct())
    communities = Division.objects.filter(pk__in=places).select_related("parent")
    return sum(archives_file(actor=None, community=place) for place in communities)
