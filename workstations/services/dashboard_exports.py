"""The spreadsheet of a dashboard, made by the job of exports."""

import io
from datetime import date

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from portal.access.checker import access_of
from portal.dashboards.kpis import kpis_for
from portal.dashboards.periods import PeriodName, period_of
from portal.kernel import clock
from portal.models import Export, User
from portal.services.exports import Advance, cell_safe, export_ask, maker_add
from workstations.selectors.dashboards import board_table, dashboard_board, dashboard_division

KIND = "dashboard"


def export_request(*, actor: User, division: int, period: str, category: int) -> Export:
    """Ask for the spreadsheet of one dashboard; it is made by :func:`exports_run`."""
    access = access_of(actor)
    access.require("portal.export_figures")
    place = dashboard_division(access, division)
    period = PeriodName(period) if period in PeriodName.values else PeriodName.THIS_MONTH
    today = clock.today()
    title = f"{place.short_name} {period.label} {today:%Y-%m-%d}"
    return export_ask(
        actor=actor,
        kind=KIND,
        title=title,
        filename=f"{place.code}-{period}-{today:%Y%m%d}.xlsx",
        params={
            "division": place.pk,
            "period": str(period),
            "category": category,
            "on": today.isoformat(),
        },
    )


def _workbook(export: Export, actor: User, advance: Advance) -> bytes:
    params = export.params
    access = access_of(actor)
    division, kpis = dashboard_division(access, params["division"]), kpis_for(access)
    today = date.fromisoformat(params["on"])
    period = period_of(params["period"], today)
    board = dashboard_board(division, period, period, params["category"])
    book = Workbook()
    sheet = book.active
    sheet.title = cell_safe(division.short_name)[:30]
    _head(sheet, export, period, kpis)
    rows = board_table(board, kpis)
    for done, row in enumerate(rows, 1):
        values = [row["values"][kpi.name].number for kpi in kpis]
        place = cell_safe(row["division"].short_name)
        sheet.append([place, row["open"], row["overdue"], *values])
        if done % 20 == 0:
            advance(done, len(rows))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet, export: Export, period, kpis) -> None:
    """Title, period and the names of the columns; the first column and the head stay in view."""
    sheet.append([cell_safe(export.title)])
    sheet.append([_("时段"), f"{period.first:%Y-%m-%d} — {period.until:%Y-%m-%d}"])
    sheet.append([_("口径"), _("空格表示没有可计算的数据，不是零")])
    sheet.append([])
    heads = [_("地方"), _("在办"), _("超期")]
    sheet.append(heads + [f"{kpi.label}（{kpi.unit}）" for kpi in kpis])
    for cell in sheet[5]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B6"
    for column in range(1, len(kpis) + 4):
        sheet.column_dimensions[get_column_letter(column)].width = 16


maker_add(KIND, _workbook)
