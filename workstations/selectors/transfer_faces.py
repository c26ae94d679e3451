"""How transfers show themselves: the formula in words, each community, the account."""

from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committees.selectors.papers import moment, money
from workstations.transfer_formula import PARTS

PART_NAMES = {
    "equal": gettext_lazy("平均分配"),
    "population": gettext_lazy("按人口"),
    "households": gettext_lazy("按户数"),
    "area": gettext_lazy("按面积"),
}


def plan_rows(plans) -> list[dict]:
    """The years, for the list."""
    return [
        {
            "title": _("%(place)s %(year)d 年转移支付")
            % {"place": plan.district.short_name, "year": plan.year},
            "url": reverse("workstations:transfer_plan", args=[plan.pk]),
            "status": plan.get_status_display(),
            "money": money(plan.pool_fen),
            "reference": plan.reference,
        }
        for plan in plans
    ]


def _per_head(fen: Fraction | None) -> str:
    return "" if fen is None else money(round(fen))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""


def plan_facts(page) -> list[dict]:
    """The formula in words, and how even the shares are."""
    plan, spread = page.plan, page.spread
    weights = "、".join(
        f"{PART_NAMES[name]} {plan.weights[name]}%" for name in PARTS if plan.weights.get(name)
    )
    gini = "" if spread.gini is None else f"{float(spread.gini):.3f}（n={spread.communities}）"
    between = ""
    if spread.least is not None:
        between = f"{_per_head(spread.least)} — {_per_head(spread.most)}"
    rows = [
        (_("资金总额"), money(plan.pool_fen)),
        (_("资金来源"), plan.source),
        (_("怎么分"), weights),
        (_("数据截至"), moment(plan.inputs_as_of)),
        (_("社区数"), str(spread.communities)),
        (_("人均"), _per_head(spread.per_head_fen)),
        (_("人均最少和最多"), between),
        (_("基尼系数（0 最均衡）"), gini),
        (_("已使用"), f"{money(page.used_fen)}（{_percent(page.used_fen, plan.pool_fen)}）"),
        (_("用于决议"), _("%(n)d 笔") % {"n": page.grounds["resolutions"]}),
        (_("用于委托事项"), _("%(n)d 笔") % {"n": page.grounds["entrusted"]}),
        (_("拨款凭证号"), plan.voucher),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def share_rows(page, adjusts: bool) -> list[dict]:
    """Each community with its inputs, by the formula, and as proposed."""
    return [
        {
            "place": share.community.short_name,
            "street": share.community.parent.short_name,
            "url": reverse("workstations:transfer_share", args=[share.pk]),
            "inputs": _inputs(share),
            "computed": money(share.computed_fen),
            "money": money(share.fen),
            "per_head": _per_head(Fraction(share.fen, share.population))
            if share.population
            else "",
            "used": _percent(share.used_fen or 0, share.fen),
            "status": share.get_status_display(),
            "reason": share.reason,
            "differs": share.fen != share.computed_fen,
            "adjust_url": reverse("workstations:transfer_adjust", args=[share.pk])
            if adjusts
            else "",
        }
        for share in page.shares
    ]


def _inputs(share) -> str:
    words = []
    if share.population is not None:
        words.append(_("%(n)d 人") % {"n": share.population})
    if share.households is not None:
        words.append(_("%(n)d 户") % {"n": share.households})
    if share.area_km2 is not None:
        words.append(f"{share.area_km2} km²")
    return " · ".join(words)


def share_facts(share) -> list[dict]:
    """Where this community's money stands."""
    rows = [
        (_("年度"), str(share.plan.year)),
        (_("街道"), share.community.parent.short_name),
        (_("金额"), money(share.fen)),
        (_("按公式"), money(share.computed_fen)),
        (_("调整理由"), share.reason),
        (_("计算用的数据"), _inputs(share)),
        (_("专户余额"), money(share.fund_fen)),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def ledger_table(entries) -> dict | None:
    """The account, every line as it stands."""
    if not entries:
        return None
    rows = [
        [
            moment(row.made_at),
            row.get_kind_display(),
            f"{row.get_source_display()} → {row.get_target_display()}",
            money(row.fen),
            row.words,
            row.voucher,
        ]
        for row in entries
    ]
    heads = [_("时间"), _("类别"), _("从哪到哪"), _("金额"), _("摘要"), _("凭证号")]
    return {"columns": heads, "rows": rows}
