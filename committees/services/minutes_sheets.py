"""The sheet on which those without an account signed: entered with its scan, then compared."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Minutes, MinutesSheet
from committees.workflows.minutes import MinutesStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.files import pictures_take
from portal.services.records import record_append
from portal.services.transitions import subject_lock

SHEET = "committees.check_sheet"
OPEN = frozenset({MinutesStatus.CIRCULATED, MinutesStatus.AMENDED})


def _locked(actor, minutes: Minutes) -> Minutes:
    access_of(actor).require(SHEET, minutes)
    minutes = subject_lock(minutes)
    if minutes.status not in OPEN:
        raise TransitionRefused(_("现在不收签名：还没有送阅，或已经定稿。"), code="not_open")
    return minutes


def _recorded(minutes: Minutes, verb: str, actor, sheet: MinutesSheet) -> None:
    record_append(
        subject=minutes,
        verb=verb,
        actor=actor,
        post=access_of(actor).post_for(SHEET, minutes),
        data={"sheet": sheet.pk, "people": len(sheet.people), "number": minutes.number},
        is_public=False,
    )


@transaction.atomic
def sheet_enter(*, actor, minutes: Minutes, people, scans, number: int | None = None):
    """Enter the sheet of the version that holds now: ``people`` are ids of participants who were
    there and have no account. It counts once a second person has compared it.

    RuleViolated on ``people`` or ``scan``; TransitionRefused (another version, not open).
    """
    minutes = _locked(actor, minutes)
    if number is not None and number != minutes.number:
        raise TransitionRefused(_("会议记录有了新的一稿，请看过再签名。"), code="version")
    given = sorted(set(people))
    if not given or not set(given) <= minutes.unaccounted - minutes.signed_on_paper:
        words = _("请勾选在这一页上签了名、没有账号的到会人员。")
        raise RuleViolated(words, field="people", code="required")
    if not [scan for scan in scans if scan]:
        raise RuleViolated(_("请附上签名页的照片。"), field="scan", code="required")
    sheet = MinutesSheet.objects.create(
        version=minutes.current,
        people=given,
        scan=pictures_take(actor=actor, uploads=scans, limit=1, field="scan")[0],
        entered_by=actor,
        created_at=clock.now(),
    )
    _recorded(minutes, "enter_sheet", actor, sheet)
    return sheet


@transaction.atomic
def sheet_check(*, actor, minutes: Minutes, pk: int, is_right: bool) -> MinutesSheet:
    """A second person compares the entry with the sheet (I4). NotFound; TransitionRefused when it
    is checked or one's own."""
    minutes = _locked(actor, minutes)
    sheet = MinutesSheet.objects.filter(pk=pk, version__minutes=minutes).first()
    if sheet is None:
        raise NotFound()
    if sheet.checked_by_id is not None:
        raise TransitionRefused(_("这一页已经复核过了。"), code="checked")
    if sheet.entered_by_id == actor.pk:
        raise TransitionRefused(_("自己录入的由别人复核（I4）。"), code="own")
    sheet.checked_by, sheet.is_right = actor, is_right
    sheet.save(update_fields=["checked_by", "is_right"])
    _recorded(minutes, "check_sheet" if is_right else "refuse_sheet", actor, sheet)
    return sheet
