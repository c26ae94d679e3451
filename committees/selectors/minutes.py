"""Minutes as their readers see them: the version, who signed, what was asked to be corrected."""

from dataclasses import dataclass

from committees.models import (
    Minutes,
    MinutesAmendment,
    MinutesSheet,
    MinutesSignature,
    Participant,
)
from committees.workflows.minutes import MinutesStatus
from portal.access.checker import Access
from portal.kernel.errors import NotFound

READ = "committees.view_minutes"
KEEP = "committees.keep_minutes"
SIGN = "committees.sign_minutes"
OPEN = (MinutesStatus.CIRCULATED, MinutesStatus.AMENDED)


@dataclass(frozen=True)
class MinutesPage:
    """All that the page of minutes shows beside their words."""

    minutes: Minutes
    content: dict
    text_hash: str
    signatures: list[MinutesSignature]
    sheets: list[MinutesSheet]
    on_paper: list[str]
    amendments: list[MinutesAmendment]


def minutes_for(access: Access, meeting_pk: int) -> Minutes:
    """The minutes of the meeting ``meeting_pk``, for a step on them; NotFound."""
    rows = Minutes.objects.select_related("meeting", "community")
    return access.fetch(rows, READ, meeting=meeting_pk)


def minutes_of_meeting(access: Access, meeting_pk: int) -> Minutes | None:
    """The minutes of a meeting that the person may read now: a draft is for those who were there
    and whoever keeps it; None before the meeting ends; NotFound for everybody else."""
    rows = Minutes.objects.select_related("meeting__committee", "meeting__community", "community")
    minutes = rows.filter(meeting=meeting_pk).first()
    if minutes is not None and not access.can(READ, minutes):
        raise NotFound()
    return minutes


def minutes_page(minutes: Minutes) -> MinutesPage:
    """Six statements with the version."""
    current = minutes.current
    signatures = list(current.signatures.select_related("user"))
    minutes.__dict__["signer_ids"] = frozenset(row.user_id for row in signatures)
    amendments = list(minutes.amendments.select_related("author", "decided_by"))
    minutes.__dict__["has_open_amendment"] = any(row.decided_at is None for row in amendments)
    sheets = list(current.sheets.select_related("scan", "entered_by"))
    minutes.__dict__["has_open_sheet"] = any(row.checked_by_id is None for row in sheets)
    on_paper = frozenset(pk for row in sheets if row.is_right for pk in row.people)
    minutes.__dict__["signed_on_paper"] = on_paper
    names = minutes.meeting.participants.filter(pk__in=on_paper).values_list("name", flat=True)
    return MinutesPage(
        minutes,
        current.content,
        current.text_hash,
        signatures,
        sheets,
        sorted(names) if on_paper else [],
        amendments,
    )


def people_to_sign_on_paper(minutes: Minutes) -> list[Participant]:
    """Who was there, has no account, and does not stand on a sheet of this version yet."""
    rows = minutes.meeting.participants.filter(pk__in=minutes.unaccounted)
    listed = MinutesSheet.objects.filter(version__minutes=minutes, version__number=minutes.number)
    known = listed.exclude(is_right=False).values_list("people", flat=True)
    taken = {pk for people in known for pk in people}
    return [row for row in rows.order_by("name") if row.pk not in taken]


def minutes_waiting(access: Access) -> list[Minutes]:
    """What waits for this person: their signature, or as a keeper the draft. Two statements."""
    me = access.user.pk
    rows = Minutes.objects.filter(access.scope(SIGN)).exclude(status=MinutesStatus.LOCKED)
    found = list(rows.select_related("meeting", "community").order_by("-id")[:20])
    signed = set(
        MinutesSignature.objects.filter(
            version__minutes__in=[row.pk for row in found], user=me
        ).values_list("version__minutes_id", "version__number")
    )
    return [row for row in found if _waits(row, me, (row.pk, row.number) in signed)]


def _waits(minutes: Minutes, me: int, has_signed: bool) -> bool:
    if minutes.status == MinutesStatus.DRAFT:
        return minutes.chaired_by_id == me
    mine = me in minutes.present_ids and not has_signed
    return mine or (minutes.chaired_by_id == me and minutes.is_period_over)


def minutes_by_ids(ids) -> dict[int, Minutes]:
    """{id: minutes}, one statement."""
    rows = Minutes.objects.filter(pk__in=list(ids)).select_related("community", "meeting")
    return {row.pk: row for row in rows}


def minutes_audience(record, minutes: Minutes) -> dict[int, str]:
    """Those who were there, of what they should look through and of the end; the keeper of an
    amendment."""
    if record.verb in {"circulate", "amend", "lock"}:
        return dict.fromkeys(minutes.present_ids, "responsible")
    if record.verb == "propose_amendment":
        return {minutes.chaired_by_id: "responsible"}
    return {}


def minutes_needs(record, minutes: Minutes) -> set[int]:
    """Whoever was there and has not signed the version that holds now."""
    if minutes.status not in OPEN:
        return set()
    if record.verb == "propose_amendment":
        return {minutes.chaired_by_id} if minutes.has_open_amendment else set()
    return set(minutes.present_ids - minutes.signer_ids)
