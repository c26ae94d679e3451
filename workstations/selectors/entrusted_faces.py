"""How an entrusted affair shows itself: the way, the small print, the account."""

from django.utils.translation import gettext as _

from committees.selectors.papers import moment, money
from workstations.models import Purse
from workstations.workflows import EntrustStatus

S = EntrustStatus
ORDER = [S.APPLIED, S.ADMITTED, S.OPINED, S.QUOTED, S.UNIT_SIGNED, S.SIGNED, S.FUNDED]
ORDER += [S.RUNNING, S.DELIVERED, S.ACCEPTED, S.SETTLED, S.EXITED]


def stages(affair) -> list[dict]:
    """The twelve stations of the way."""
    words = (
        *(_("单位申请"), _("街道准入"), _("居委会意见"), _("社工站报价"), _("单位签字")),
        *(_("街道签字"), _("费用到账"), _("办理"), _("交付"), _("验收"), _("结算"), _("退出")),
    )
    at = ORDER.index(affair.status) if affair.status in ORDER else -1
    return [
        {"label": label, "state": "done" if number <= at else "todo"}
        for number, label in enumerate(words)
    ]


def entrusted_facts(affair, minutes: int = 0) -> list[dict]:
    """Who entrusts what, for how long, for how much; ``minutes`` noted on its tasks."""
    term = f"{moment(affair.starts_on)} — {moment(affair.ends_on)}"
    quoted = affair.quote_fen > 0
    rows = [
        (_("委托单位"), affair.unit.name),
        (_("社区"), affair.community.short_name),
        (_("法律依据"), affair.legal_basis),
        (_("清单条目"), str(affair.duty) if affair.duty else ""),
        (_("工作量"), affair.volume),
        (_("移交的权限"), affair.powers),
        (_("期限"), term),
        (_("拟付费用"), money(affair.fee_fen)),
        (_("协议费用"), money(affair.quote_fen) if quoted else ""),
        (_("协议工时"), _("%(n)d 小时") % {"n": affair.quote_hours} if quoted else ""),
        (
            _("实际工时"),
            _("%(n)d 小时") % {"n": affair.actual_hours} if affair.actual_hours else "",
        ),
        (_("已记工时"), _("%(n)s 小时") % {"n": f"{minutes / 60:.1f}"} if minutes else ""),
        (_("保函"), affair.guarantee),
        (_("审核期限"), moment(affair.review_due_on) if affair.status == S.APPLIED else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _hours(count: int) -> str:
    return _("%(n)d 小时") % {"n": count} if count else ""


def ledger_table(entries) -> dict | None:
    """The account, every line as it stands."""
    if not entries:
        return None
    purses = dict(Purse.choices)
    rows = [
        [
            moment(row.made_at),
            row.get_kind_display(),
            f"{purses[row.source]} → {purses[row.target]}",
            money(row.fen),
            row.words,
            row.voucher,
        ]
        for row in entries
    ]
    heads = [_("时间"), _("类别"), _("从哪到哪"), _("金额"), _("摘要"), _("凭证号")]
    return {"columns": heads, "rows": rows}
