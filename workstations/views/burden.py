"""The page of the burden: per community and per unit, what was refused, what must be nothing."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from committees.selectors.papers import money
from portal.access.mixins import PermissionView
from workstations.selectors import burden as select


class BurdenView(PermissionView):
    """Who hands down how much, and whether it is paid for."""

    permission = select.VIEW

    def get(self, request):
        """Two tables and three figures."""
        places = select.burden_by_community(self.access)
        units = select.burden_by_unit(self.access)
        context = {
            "places": _table(_("社区"), places, "community"),
            "units": _table(_("委托单位"), units, "unit"),
            "refused": sum(row.refused for row in places),
            "hours": sum(row.hours for row in places),
            "for_committee": select.committee_admin_tasks(self.access),
        }
        return render(request, "workstations/dashboards/burden.html", context)


def _table(head, rows, name: str) -> dict:
    """Columns and rows for components/heat_table.html; each name leads to the very affairs."""
    url = reverse("workstations:entrusted_list")
    columns = [head, _("在办"), _("工时"), _("协议费用"), _("到账"), _("到账率"), _("未准入")]
    lines = [
        {
            "label": row.name,
            "url": f"{url}?group=all&{name}={row.pk}",
            "cells": [{"value": value, "level": 0} for value in _cells(row)],
        }
        for row in rows
    ]
    return {"columns": columns, "rows": lines}


def _cells(row) -> tuple:
    covered = "—" if row.coverage is None else f"{row.coverage}%"
    agreed, received = money(row.agreed_fen), money(row.received_fen)
    return row.running, row.hours, agreed, received, covered, row.refused
