"""The figures of each desk: station, street, department, inspector, petition office, audit."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.dashboards.kpis import BY_NAME
from portal.dashboards.panel import panel_add
from portal.dashboards.periods import PeriodName
from workstations.panels.making import panel
from workstations.selectors import desks
from workstations.selectors.dashboard_faces import basis, kpi_url, shown

OF_STATION = ("tasks_on_time", "completion", "rework", "burden")
OF_STREET = ("whistle_arrival", "referral_on_time", "review_on_time", "refused")
OF_AUDIT = ("burden", "cost", "refused")
LATE = "?kind="
LAST = 88  # behind everything that waits for somebody


def _height(label, value: int, route: str, query: str = "", state: str = "") -> dict:
    """A count of now, leading to its list; ``state`` only where it is not nothing."""
    url = reverse(f"workstations:{route}") + query
    return {
        "label": label,
        "value": value,
        "unit": "件",
        "url": url,
        "state": state if value else "",
    }


def _kpis(access, names: tuple[str, ...]) -> list[dict]:
    """KPIs of one's own place this month, each leading to the rows behind it."""
    place, period = desks.own_place(access), desks.this_month()
    return [
        {
            "label": kpi.label,
            "value": shown(kpi, value.number),
            "unit": kpi.unit,
            "n": basis(kpi, value),
            "url": kpi_url(kpi, place, period, str(PeriodName.THIS_MONTH), 0),
        }
        for kpi, value in desks.kpi_values(place, names)
    ]


def _desk(title, key: str, tiles: list[dict], route: str = "", label="") -> dict:
    url = reverse(f"workstations:{route}") if route else ""
    return {"title": title, "key": key, "tiles": tiles, "url": url, "link_label": label}


def station_desk(access, params) -> dict:
    """How the station's tasks stand, and how they went this month."""
    heights = desks.task_heights(desks.own_place(access))
    tiles = [
        _height(_("全站在办"), heights["open"], "task_list"),
        _height(_("全站超期"), heights["overdue"], "task_list", "?is_overdue=on", "now"),
        *_kpis(access, OF_STATION),
    ]
    return _desk(_("本站 · 本月"), "station", tiles, "task_board", _("任务看板"))


def street_desk(access, params) -> dict:
    """What runs with departments and units, and how it went this month."""
    counts = desks.street_counts(access)
    tiles = [
        _height(_("待审核的委托"), counts["reviews"], "entrusted_list", state="soon"),
        _height(_("没有结束的吹哨"), counts["whistles"], "whistle_list"),
        _height(_("等部门答复"), counts["referrals"], "referral_list"),
        *_kpis(access, OF_STREET),
    ]
    return _desk(_("部门和委托 · 本月"), "street", tiles, "burden", _("社区负担"))


def department_desk(access, params) -> dict:
    """How one's department kept its times in the last year."""
    found = desks.department_values(access)
    tiles = [
        {
            "label": BY_NAME[name].label,
            "value": shown(BY_NAME[name], value.number),
            "unit": BY_NAME[name].unit,
            "n": value.n,
            "url": reverse("workstations:department") + "?show=done",
        }
        for name, value in found.items()
    ]
    return _desk(_("本部门 · 近一年"), "department", tiles)


def inspector_desk(access, params) -> dict:
    """Cases that one may read, and what was put right in time."""
    counts = desks.case_counts(access)
    tiles = [
        _height(_("在办的案件"), counts["open"], "case_list"),
        _height(_("还没有人接手"), counts["free"], "case_list", state="soon"),
        _height(_("整改中"), counts["rectifying"], "case_list"),
        _height(
            _("超期的案件"), counts["overdue"], "overdue_list", f"{LATE}supervision_case", "now"
        ),
        *_kpis(access, ("rectified",)),
    ]
    return _desk(_("监督 · 本月"), "inspector", tiles, "case_list", _("全部案件"))


def petition_desk(access, params) -> dict:
    """Petitions by what they wait for, and how many were answered in time."""
    counts = desks.petition_counts(access)
    tiles = [
        _height(_("在办的信访"), counts["open"], "petition_list"),
        _height(_("待转送"), counts["registered"], "petition_list", state="soon"),
        _height(_("等批延期"), counts["extensions"], "petition_list", state="soon"),
        _height(_("超期的信访"), counts["overdue"], "overdue_list", f"{LATE}petition", "now"),
        *_kpis(access, ("petition_on_time",)),
    ]
    return _desk(_("信访 · 本月"), "petition", tiles, "petition_list", _("全部信访"))


def audit_desk(access, params) -> dict:
    """Money of the yearly transfers and of entrusted affairs."""
    counts = desks.share_counts(access)
    tiles = [
        _height(_("待审计的转移支付"), counts["closed"], "transfer_list", state="soon"),
        _height(_("正在使用"), counts["running"], "transfer_list"),
        _height(_("已审计"), counts["audited"], "transfer_list"),
        *_kpis(access, OF_AUDIT),
    ]
    return _desk(_("审计 · 本月"), "audit", tiles, "burden", _("委托费用和到账"))


panel_add(
    panel("desk_station", LAST, "workstations.execute_task", "desk", station_desk),
    panel("desk_street", LAST, "workstations.urge", "desk", street_desk),
    panel("desk_department", LAST, "workstations.answer_whistle", "desk", department_desk),
    panel("desk_inspector", LAST, "workstations.view_supervision_figures", "desk", inspector_desk),
    panel("desk_petition", LAST, "workstations.handle_petition", "desk", petition_desk),
    panel("desk_audit", LAST, "workstations.audit_transfer", "desk", audit_desk),
)
