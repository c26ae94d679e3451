"""Invented values for the specimen page, so that it needs no database and no view of its own."""

from django import forms, template
from django.utils.translation import gettext_lazy as _

register = template.Library()


class ReportForm(forms.Form):
    """A form with every kind of field."""

    what = forms.CharField(
        label=_("怎么回事"),
        help_text=_("用自己的话写就行，也可以口述。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
    )
    group = forms.ChoiceField(
        label=_("在哪里"), choices=[("", _("请选择")), ("3", _("第三居民小组"))]
    )
    spot = forms.CharField(label=_("具体位置"), required=False)
    phone = forms.CharField(label=_("手机号"), help_text=_("只有经办人看得到。"))
    kind = forms.ChoiceField(
        label=_("像是哪一类"),
        widget=forms.RadioSelect,
        choices=[("env", _("环境卫生")), ("build", _("城乡建设")), ("safe", _("治安"))],
    )
    stars = forms.ChoiceField(
        label=_("您满意吗"),
        widget=forms.RadioSelect,
        choices=[
            (1, _("很差")),
            (2, _("不满意")),
            (3, _("一般")),
            (4, _("满意")),
            (5, _("很满意")),
        ],
        initial=4,
        required=False,
    )
    photos = forms.FileField(label=_("照片"), required=False, help_text=_("最多六张。"))
    public = forms.BooleanField(label=_("公开这件事（名字不公开）"), required=False)


class FilterForm(forms.Form):
    """A filter bar's fields."""

    q = forms.CharField(
        label=_("查找"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部"))])
    period = forms.ChoiceField(label=_("时间"), required=False, choices=[("m", _("本月"))])


AFFAIRS = [
    {
        "title": "东风巷14号院坝积水没人管，下雨天老人出不了门",
        "hand": "execution",
        "status_label": "行 · 办理中",
        "whose": "社工站 · 李静",
        "meta": "环境卫生",
        "deadline_state": "ok",
        "deadline_text": "还剩 2 个工作日",
        "when": "今天 16:00",
        "reference": "ISS-2026-00042",
        "supporters": 12,
    },
    {
        "title": "3 栋楼道路灯不亮",
        "hand": "residents",
        "status_label": "待您确认",
        "needs_you": True,
        "meta": "城乡建设",
        "when": "昨天 09:05",
        "reference": "ISS-2026-00038",
    },
    {
        "title": "院坝要不要铺透水砖",
        "hand": "deliberation",
        "status_label": "议 · 表决中",
        "whose": "居委会",
        "deadline_state": "soon",
        "deadline_text": "今天 20:00 截止",
        "when": "3月2日",
        "reference": "MOT-2026-0007",
    },
    {
        "title": "巷口垃圾清运",
        "hand": "execution",
        "status_label": "行 · 待派人",
        "deadline_state": "overdue",
        "deadline_text": "超期 1 天",
        "deadline_date": "3月4日",
        "when": "2月26日",
        "reference": "ISS-2026-00031",
    },
    {
        "title": "小广场健身器材松动",
        "hand": "calm",
        "status_label": "已办结",
        "when": "2月20日",
        "reference": "ISS-2026-00017",
    },
]
TIMELINE = [
    {
        "hand": "residents",
        "title": "您来确认、评价",
        "plain": "验收之后，请您看看解决了没有。",
        "is_future": True,
    },
    {"hand": "execution", "title": "验收", "plain": "由没有经手的人查看。", "is_future": True},
    {
        "hand": "execution",
        "title": "开工",
        "when": "今天 09:20",
        "plain": "工人进场疏通排水沟，预计三天完成。",
        "who": "明通巷社工站 · 李静",
        "is_now": True,
    },
    {
        "hand": "execution",
        "title": "派人办理",
        "when": "昨天 15:10",
        "plain": "社工站安排李静负责。",
        "who": "明通巷社工站 站长",
    },
    {
        "hand": "deliberation",
        "title": "决议通过",
        "when": "3月2日",
        "plain": "居委会同意疏通排水沟，并铺透水砖。赞成 5，反对 1，弃权 1。",
        "remark": "先疏通，再铺砖；费用从社区公共资金列支，账目公开。",
        "who": "明通巷社区居委会",
    },
    {
        "hand": "deliberation",
        "title": "列入议程",
        "when": "2月28日",
        "plain": "这件事关系到整个院子，交给居委会商议。",
        "who": "居委会主任",
    },
    {
        "hand": "residents",
        "title": "提出",
        "when": "2月26日",
        "remark": "一下雨院子里就积水，老人不敢出门，说过几次了。",
        "who": "居民",
    },
]
STEPS = [
    {"label": "到会", "value": "7 / 9 ≥ 5", "ok": True},
    {"label": "赞成", "value": "5", "ok": None},
    {"label": "反对", "value": "1", "ok": None},
    {"label": "弃权", "value": "1", "ok": None},
    {"label": "过半", "value": "5 > 7 ÷ 2", "ok": True},
]
NO_STEPS = [
    {"label": "到会", "value": "4 / 9 ≥ 5", "ok": False},
    {"label": "结果", "value": "不能表决", "ok": None},
]
BUTTONS = [
    {"name": "deliver", "label": "交付验收", "url": "#", "icon": "check2-circle", "is_open": True},
    {
        "name": "return",
        "label": "退回",
        "plain": "退给派单的人，他会看到您的理由。",
        "url": "#",
        "style": "quiet",
        "is_open": True,
        "needs_reason": True,
    },
    {
        "name": "verify",
        "label": "验收",
        "is_open": False,
        "why_closed": "办理的人不能验收自己的工作。",
    },
]
KPIS = [
    {"label": "收到", "value": "214", "unit": "件", "change": "比上月 +12%", "url": "#"},
    {"label": "按时办结", "value": "91.3", "unit": "%", "n": 180, "change": "+2.1", "url": "#"},
    {"label": "超期未结", "value": "6", "unit": "件", "state": "now", "url": "#"},
    {"label": "满意", "value": "92", "unit": "%", "n": 88, "change": "评价率 49%", "url": "#"},
]
COLUMNS = ["社区", "城乡建设", "环境卫生", "物业", "治安", "民生"]
HEAT = [
    ("明通巷", [12, 31, 8, 4, 9]),
    ("东华", [7, 18, 22, 2, 5]),
    ("拓东", [3, 9, 14, 0, 11]),
    ("白塔", [5, 6, 3, 1, 2]),
]
SERIES = ([151, 168, 172, 190, 191, 214], [149, 160, 170, 171, 185, 180])
CHART = {
    "xAxis": {"type": "category", "data": ["10月", "11月", "12月", "1月", "2月", "3月"]},
    "yAxis": {"type": "value"},
    "legend": {"top": 0, "left": 0},
    "series": [
        {"name": "收到", "type": "bar", "data": SERIES[0]},
        {"name": "办结", "type": "bar", "data": SERIES[1]},
    ],
}


def _heat_rows() -> list[dict]:
    return [
        {
            "label": name,
            "url": "#",
            "cells": [
                {"value": n, "url": "#", "level": min(5, (n + 5) // 6) if n else 0} for n in cells
            ],
        }
        for name, cells in HEAT
    ]


def _tab(label: str, count: int | None = None, *, is_current: bool = False) -> dict:
    return {"label": label, "url": "#", "count": count, "is_current": is_current}


def _choices() -> dict:
    """Tabs, figures, steps and a vote."""
    return {
        "tabs": [_tab("待受理", 4, is_current=True), _tab("办理中", 12), _tab("已办结")],
        "stats": [
            {"label": "今天到期", "value": 3, "url": "#", "state": "soon"},
            {"label": "超期", "value": 1, "url": "#", "state": "now"},
            {"label": "待派", "value": 4, "url": "#"},
            {"label": "待验收", "value": 2, "url": "#"},
        ],
        "stepper": [
            {"label": "说事", "state": "done"},
            {"label": "在哪", "state": "current"},
            {"label": "确认", "state": "todo"},
        ],
        "choices": [
            {"label": "赞成", "value": "for", "icon": "check-lg", "is_chosen": True},
            {"label": "反对", "value": "against", "icon": "x-lg"},
            {"label": "弃权", "value": "abstain", "icon": "dash-circle"},
        ],
        "facts": [
            {"label": "编号", "value": "ISS-2026-00042"},
            {"label": "地点", "value": "东风巷14号院坝，第三居民小组"},
            {"label": "类别", "value": "环境卫生 › 积水"},
            {"label": "为什么归我管", "value": "属于常设决议“院落日常维护”，由工作站直接办理。"},
        ],
    }


def _words() -> dict:
    """Photos and the words of a state."""
    return {
        "photos": [
            {
                "url": f"/static/img/{name}.svg",
                "thumb_url": f"/static/img/{name}.svg",
                "alt": alt,
                "stage": stage,
                "caption": caption,
            }
            for name, alt, stage, caption in (
                ("specimen-before", "院坝积水", "之前", "2月26日"),
                ("specimen-after", "院坝铺好透水砖", "之后", "3月6日"),
            )
        ],
        "state_words": [
            ("residents", "待受理"),
            ("deliberation", "表决中"),
            ("execution", "办理中"),
            ("calm", "已办结"),
            ("now", "超期"),
            ("soon", "待补充"),
        ],
    }


@register.simple_tag
def specimen_values() -> dict:
    """Everything that the specimen shows."""
    return {
        **_choices(),
        **_words(),
        "affairs": [{"url": "#", **affair} for affair in AFFAIRS],
        "timeline": TIMELINE,
        "steps": STEPS,
        "no_steps": NO_STEPS,
        "buttons": BUTTONS,
        "kpis": KPIS,
        "heat_columns": COLUMNS,
        "heat_rows": _heat_rows(),
        "chart": CHART,
        "chart_columns": ["月份", "收到", "办结"],
        "chart_rows": list(zip(*[CHART["xAxis"]["data"], *SERIES], strict=True)),
        "form": ReportForm(),
        "wrong_form": ReportForm(data={"what": "", "phone": "138", "group": "99"}),
        "filters": FilterForm(),
    }
