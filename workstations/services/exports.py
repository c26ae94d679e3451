"""Exports: a spreadsheet of the dashboard made by a job, with progress, found again later."""

import hashlib
import io
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from portal.access.checker import access_of
from portal.dashboards.kpis import KPIS
from portal.dashboards.periods import PeriodName, period_of
from portal.kernel import clock
from portal.models import Export, ExportState, User
from portal.services.wakeups import wake_on_commit
from workstations.selectors.dashboards import board_table, dashboard_board, dashboard_division

KIND = "dashboard"
JOB = "workstations.jobs.exports_run"
LEASE = timedelta(seconds=45)  # renewed while it is being made; a killed worker's is taken over
MAX_ATTEMPTS = 3
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@transaction.atomic
def export_request(*, actor: User, division: int, period: str, category: int) -> Export:
    """Ask for the spreadsheet of one dashboard; it is made by :func:`exports_run`."""
    access = access_of(actor)
    access.require("portal.export_figures")
    place = dashboard_division(access, division)
    period = PeriodName(period) if period in PeriodName.values else PeriodName.THIS_MONTH
    today = clock.today()
    title = f"{place.short_name} {period.label} {today:%Y-%m-%d}"
    wake_on_commit(JOB)
    return Export.objects.create(
        kind=KIND,
        title=title,
        filename=f"{place.code}-{period}-{today:%Y%m%d}.xlsx",
        requested_by=actor,
        params={
            "division": place.pk,
            "period": str(period),
            "category": category,
            "on": today.isoformat(),
        },
    )


def exports_run(limit: int = 5) -> int:
    """Make what waits, and what a killed worker left behind; returns how many were made."""
    made = 0
    for _round in range(limit):
        export = _lease()
        if export is None:
            break
        _make(export)
        made += 1
    return made


@transaction.atomic
def _lease() -> Export | None:
    """Take the oldest one that nobody is making."""
    moment = clock.now()
    waiting = Q(progress_state=ExportState.WAITING)
    left = Q(progress_state=ExportState.RUNNING, lease_until__lt=moment)
    rows = Export.objects.select_for_update(skip_locked=True, of=("self",)).filter(waiting | left)
    export = rows.order_by("id").first()
    if export is None:
        return None
    if export.attempts >= MAX_ATTEMPTS:
        Export.objects.filter(pk=export.pk).update(progress_state=ExportState.FAILED)
        return None
    export.progress_state, export.lease_until = ExportState.RUNNING, moment + LEASE
    export.attempts += 1
    export.save(update_fields=["progress_state", "lease_until", "attempts"])
    return export


def _make(export: Export) -> None:
    """The right is asked again: the job acts for the one who asked."""
    actor = User.objects.get(pk=export.requested_by_id)
    with translation.override("zh-hans"):
        data = _workbook(export, actor)
    export.file.save("export.xlsx", ContentFile(data), save=False)
    export.sha256 = hashlib.sha256(data).hexdigest()
    export.percent, export.progress_state = 100, ExportState.READY
    export.save(update_fields=["file", "sha256", "percent", "progress_state"])


def _workbook(export: Export, actor: User) -> bytes:
    params = export.params
    division = dashboard_division(access_of(actor), params["division"])
    today = date.fromisoformat(params["on"])
    period = period_of(params["period"], today)
    board = dashboard_board(division, period, period, params["category"])
    book = Workbook()
    sheet = book.active
    sheet.title = cell_safe(division.short_name)[:30]
    _head(sheet, export, period)
    rows = board_table(board)
    for done, row in enumerate(rows, 1):
        values = [row["values"][kpi.name].number for kpi in KPIS]
        place = cell_safe(row["division"].short_name)
        sheet.append([place, row["open"], row["overdue"], *values])
        if done % 20 == 0:
            percent, until = 90 * done // len(rows), clock.now() + LEASE
            Export.objects.filter(pk=export.pk).update(percent=percent, lease_until=until)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet, export: Export, period) -> None:
    """Title, period and the names of the columns; the first column and the head stay in view."""
    sheet.append([cell_safe(export.title)])
    sheet.append([_("时段"), f"{period.first:%Y-%m-%d} — {period.until:%Y-%m-%d}"])
    sheet.append([_("口径"), _("空格表示没有可计算的数据，不是零")])
    sheet.append([])
    heads = [_("地方"), _("在办"), _("超期")]
    sheet.append(heads + [f"{kpi.label}（{kpi.unit}）" for kpi in KPIS])
    for cell in sheet[5]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B6"
    for column in range(1, len(KPIS) + 4):
        sheet.column_dimensions[get_column_letter(column)].width = 16


def cell_safe(text: str) -> str:
    """``text`` that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
