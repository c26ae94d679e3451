"""The dashboard's figures in the shapes its components take: tiles, tables, charts."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from committees.selectors.papers import money
from portal.dashboards.kpis import BY_NAME, KPIS, Kpi, kpis_by_group
from portal.models import Level
from workstations.selectors.dashboards import board_table

# What stands on top of the page, beside the heights of now; the rest is folded under headings.
HEADLINES = ("in", "settled", "response", "on_time", "satisfaction")
COLUMNS = ("in", "settled", "on_time", "median_days", "satisfaction", "reopened", "half_year")


def list_url(division, period, category: int, **more) -> str:
    """The very list that a figure of ``division`` was counted from."""
    place = {Level.COMMUNITY: "community", Level.SUBDISTRICT: "subdistrict"}
    words = {"since": period.first, "until": period.until, **more}
    if division.level in place:
        words[place[division.level]] = division.pk
    if category:
        words["category"] = category
    return f"{reverse('resident_affairs:issue_list')}?{urlencode(words)}"


def rows_url(kpi: Kpi, division, period_name: str, category: int) -> str:
    """The page of the very rows of the record that a KPI was counted from."""
    words = {"kpi": kpi.name, "division": division.pk, "period": period_name}
    if category:
        words["category"] = category
    return f"{reverse('workstations:figure_rows')}?{urlencode(words)}"


# The KPIs that lead to the list of the affairs themselves; the others to the rows of the record.
LISTS = {"in": list_url}


def kpi_url(kpi: Kpi, division, period, period_name: str, category: int) -> str:
    """Where a KPI is proved; one of heights by the table of places on the same page."""
    if not kpi.has_rows:
        return "#places"
    if kpi.name in LISTS:
        return LISTS[kpi.name](division, period, category)
    return rows_url(kpi, division, period_name, category)


def shown(kpi, number) -> str:
    """The number as it is read: whole numbers bare, shares with one decimal, unknown as a dash."""
    if number is None:
        return "—"
    return f"{number:.1f}" if kpi.unit == "%" else f"{number:.0f}"


UNITS = {
    "fen": money,
    "minutes": lambda n: _("%(n)d 分钟") % {"n": n},
    "people": lambda n: _("%(n)d 份") % {"n": n},
}


def row_amount(kpi: Kpi, row) -> str:
    """How much a row counted for, where that is not simply once: what went into the numerator and
    into the denominator of a figure that adds up."""
    if not kpi.sums:
        return _("计 %(n)d") % {"n": row.value} if row.value not in (None, 1) else ""
    words = UNITS[kpi.sums]
    found = []
    if row.part is not None:
        found.append(_("分子 %(n)s") % {"n": words(row.part)})
    if row.value is not None:
        # What is divided by a number of affairs counts each of them once.
        whole = row.value if kpi.unit != "%" else words(row.value)
        found.append(_("分母 %(n)s") % {"n": whole})
    return " · ".join(found)


def change_words(kpi, now, before) -> str:
    """ "比上期 +3": nothing when either is unknown or both are the same."""
    if now is None or before is None or now == before:
        return ""
    sign = "+" if now > before else "−"
    return _("比上期 %(change)s") % {"change": f"{sign}{shown(kpi, abs(now - before))}"}


def basis(kpi: Kpi, value):
    """What stands as n beside a value: the number of cases, of money the whole; nothing where the
    value is that number itself."""
    if kpi.unit == "件":
        return None
    return money(value.n) if kpi.sums == "fen" and kpi.unit == "%" else value.n


def _tile(kpi: Kpi, board, period, wanted: dict) -> dict:
    value = kpi.value(board.figures.now[board.division.pk])
    before = kpi.value(board.figures.before)
    return {
        "name": kpi.name,
        "label": kpi.label,
        "value": shown(kpi, value.number),
        "unit": kpi.unit,
        "n": basis(kpi, value),
        "change": change_words(kpi, value.number, before.number),
        "url": kpi_url(kpi, board.division, period, wanted["period"], wanted["category"]),
        "title": kpi.formula,
    }


def headlines(board, period, wanted: dict, kpis=KPIS) -> list[dict]:
    """The tiles on top: the heights of now and a few KPIs; ``wanted`` period and category."""
    gauges = board.figures.gauges[board.division.pk]
    top = [kpi for kpi in kpis if kpi.name in HEADLINES]
    return [
        *_heights(board, gauges, wanted["category"]),
        *(_tile(kpi, board, period, wanted) for kpi in top),
    ]


def figure_groups(board, period, wanted: dict, kpis=KPIS) -> list[dict]:
    """All ``kpis`` under their headings, each with its value and how it is reckoned."""
    return [
        {
            "key": key,
            "label": label,
            "rows": [_tile(kpi, board, period, wanted) for kpi in found],
        }
        for key, label, found in kpis_by_group(kpis)
    ]


def _heights(board, gauges: dict, category: int) -> list[dict]:
    place = {Level.COMMUNITY: "community", Level.SUBDISTRICT: "subdistrict"}
    words = {}
    if board.division.level in place:
        words[place[board.division.level]] = board.division.pk
    if category:
        words["category"] = category
    desk = reverse("resident_affairs:issue_list")
    overdue = gauges.get("issues_overdue", 0)
    burden = gauges.get("committee_tasks", 0)
    return [
        {
            "label": _("派给居委会的行政任务"),
            "value": burden,
            "unit": "件",
            "state": "now" if burden else "",
            "url": "",
            "title": _("经办人是本社区居委会成员的未办结任务；应当是 0"),
        },
        {
            "label": _("超期未办"),
            "value": overdue,
            "unit": "件",
            "state": "now" if overdue else "",
            "url": f"{desk}?{urlencode(words | {'overdue': 'on'})}",
        },
        {
            "label": _("在办"),
            "value": gauges.get("issues_open", 0),
            "unit": "件",
            "url": f"{desk}?{urlencode(words | {'status': 'open'})}",
        },
    ]


def heat(board, period, category: int) -> dict:
    """The divisions below, one row each: figures with a shade where high is a worry."""
    rows = board_table(board)
    most = max((row["overdue"] for row in rows), default=0)
    lines = []
    for row in rows:
        division = row["division"]
        cells = [{"value": shown(BY_NAME[n], row["values"][n].number), "level": 0} for n in COLUMNS]
        cells[0]["url"] = list_url(division, period, category)
        cells[4]["text"] = f"n={row['values']['satisfaction'].n}"
        worry = -(-5 * row["overdue"] // most) if most else 0
        cells += [{"value": row["open"], "level": 0}, {"value": row["overdue"], "level": worry}]
        lines.append(
            {"label": division.short_name, "url": _deeper(division, period), "cells": cells}
        )
    heads = [_("地方")] + [f"{BY_NAME[n].label}（{BY_NAME[n].unit}）" for n in COLUMNS]
    return {"columns": heads + [_("在办"), _("超期")], "rows": lines}


def _deeper(division, period) -> str:
    """A community leads to its board of issues, anything above to its own dashboard."""
    if division.level == Level.COMMUNITY:
        return list_url(division, period, 0)
    return f"{reverse('workstations:dashboard')}?{urlencode({'division': division.pk})}"


def trend_chart(board, months) -> dict:
    """Received and settled by month: an ECharts option and its table."""
    names = {"issues_in": _("收到"), "issues_settled": _("办结")}
    labels = [f"{month:%Y-%m}" for month in months]
    series = [
        {
            "name": names[measure],
            "type": "line" if measure == "issues_settled" else "bar",
            "data": [board.figures.trend[measure].get(month, 0) for month in months],
            "itemStyle": {"color": "$execution" if measure == "issues_settled" else "$residents"},
        }
        for measure in names
    ]
    rows = [
        [label, *(line["data"][index] for line in series)] for index, label in enumerate(labels)
    ]
    option = {
        "xAxis": {"type": "category", "data": labels},
        "yAxis": {"type": "value", "minInterval": 1},
        "legend": {"top": 0, "left": 0},
        "grid": {"left": 8, "right": 16, "top": 40, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "series": series,
    }
    return {"option": option, "columns": [_("月份"), *names.values()], "rows": rows}


def category_chart(board, names: dict[int, str], top: int = 10) -> dict:
    """What people brought most: the ten largest categories."""
    ranked = sorted(board.figures.categories.items(), key=lambda item: -item[1])[:top]
    rows = [[names.get(pk, "—"), value] for pk, value in ranked]
    option = {
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": [row[0] for row in reversed(rows)]},
        "tooltip": {"trigger": "axis"},
        "grid": {"left": 8, "right": 24, "top": 8, "bottom": 8, "containLabel": True},
        "series": [
            {
                "type": "bar",
                "data": [row[1] for row in reversed(rows)],
                "itemStyle": {"color": "$residents"},
            }
        ],
    }
    return {"option": option, "columns": [_("类别"), _("件数")], "rows": rows}
