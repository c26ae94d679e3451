"""Forms of measures, points, results, appeals and the station's assessment."""

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput, QuickSelect
from portal.kernel import clock
from workstations import indicators, scoring
from workstations.models import Grade, Scored
from workstations.selectors.score_evidence import evidence_words
from workstations.services.score_schemes import IndicatorDraft, SchemeDraft

OWN, BREAK = "own", SafeString("<br>")


def _text(label, most: int, rows: int, **more) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, max_length=most, widget=widget, **more)


def _points(label, **more) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    words = {"min_value": 0, "max_value": scoring.WHOLE, "widget": widget}
    return forms.IntegerField(label=label, **(words | more))


class SheetForm(BaseForm):
    """Points for each indicator, with what it means and the figures beside it."""

    def __init__(self, *args, rows=(), evidence=None, given=None, words_field="remark", **kwargs):
        super().__init__(*args, **kwargs)
        for row in rows:
            said = [(row.definition,), (evidence_words(row.evidence, evidence or {}),)]
            self.fields[f"points_{row.pk}"] = _points(
                _("%(name)s（占 %(n)d%%）") % {"name": row.name, "n": row.weight},
                help_text=format_html_join(BREAK, "{}", [one for one in said if one[0]]),
                initial=(given or {}).get(row.pk),
            )
        self.rows = rows
        if words_field == "remark":
            self.fields["remark"] = _text(_("评语"), 500, 3, required=False)
        else:
            self.fields["words"] = _text(_("评语（会公布）"), 1000, 5)

    def points(self) -> dict[int, int]:
        """{indicator id: points}, once valid."""
        return {row.pk: self.cleaned_data[f"points_{row.pk}"] for row in self.rows}


class WordsForm(BaseForm):
    """One text."""

    words = _text(_("说明"), 1000, 5)

    def __init__(self, *args, label="", most=1000, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label or self.fields["words"].label
        self.fields["words"].max_length = most


class GradeForm(BaseForm):
    """Confirm a result, or depart from it with a reason."""

    grade = forms.ChoiceField(label=_("结果"), choices=Grade, widget=forms.RadioSelect)
    departure = _text(
        _("和计算结果不一样的理由"), 500, 3, required=False, help_text=_("一样就不用写。")
    )


class DecideForm(BaseForm):
    """The district decides an appeal."""

    grade = forms.ChoiceField(
        label=_("决定后的结果"),
        choices=Grade,
        widget=forms.RadioSelect,
        help_text=_("选原来的结果就是维持。"),
    )
    decision = _text(_("决定的理由（会告诉本人）"), 1000, 5)


class ResolveForm(BaseForm):
    """On which resolution the assessment rests."""

    resolution = forms.TypedChoiceField(label=_("哪个决议"), coerce=int, widget=QuickSelect())

    def __init__(self, *args, resolutions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.resolutions = {row.pk: row for row in resolutions}
        named = [(pk, f"{row.reference} {row.title}") for pk, row in self.resolutions.items()]
        self.fields["resolution"].choices = [("", _("请选择")), *named]


QUARTERS = [(4, _("第四季度（自然年）")), *((n, _("第 %d 季度") % n) for n in (1, 2, 3))]


class SchemeForm(BaseForm):
    """The whole measure: whose points weigh what, the grades, the indicators."""

    valid_from = forms.DateField(
        label=_("自哪天起用"),
        widget=DateInput(),
        initial=lambda: scoring.quarter_first(clock.today()),
        help_text=_("最早是本季度第一天；过去的季度仍按原来的办法。"),
    )
    street_weight = _points(_("街道打分占"), initial=50)
    committee_weight = _points(_("居委会打分占"), initial=50)
    residents_weight = _points(
        _("居民评价占"),
        initial=0,
        help_text=_("三项合计 100。评价不到五条的季度，这份摊给前两方。"),
    )
    excellent_from = _points(_("优秀，从几分起（含）"), initial=90)
    qualified_from = _points(_("合格，从几分起（含）"), initial=75)
    basic_from = _points(_("基本合格，从几分起（含）"), initial=60)
    closing_quarter = forms.TypedChoiceField(
        label=_("考核年度到哪个季度止"), coerce=int, choices=QUARTERS
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._weigh(Scored.WORKER, indicators.WORKER, _("社工"))
        self._weigh(Scored.STATION, indicators.STATION, _("社工站"))

    def _weigh(self, scored, rows, whom) -> None:
        for row in rows:
            self.fields[f"{scored}_{row.code}"] = _points(
                f"{whom} · {row.name}", initial=row.weight, help_text=row.definition
            )
        own, label = f"{scored}_{OWN}", _("%(whom)s · 自定一项") % {"whom": whom}
        self.fields[f"{own}_name"] = TextField(label=label, max_length=40, required=False)
        self.fields[f"{own}_definition"] = TextField(
            label=_("自定项怎么算"), max_length=200, required=False
        )
        self.fields[own] = _points(_("自定项权重"), initial=0)

    def rule_error(self, error) -> None:
        """What is wrong with the sum stands at the first indicator it sums."""
        if error.field in Scored.values:
            rows = indicators.WORKER if error.field == Scored.WORKER else indicators.STATION
            error.field = f"{error.field}_{rows[0].code}"
        super().rule_error(error)

    def draft(self) -> SchemeDraft:
        """For the service, once valid."""
        given = self.cleaned_data
        names = ("valid_from", "street_weight", "committee_weight", "residents_weight")
        names += ("excellent_from", "qualified_from", "basic_from", "closing_quarter")
        rows = [*self._chosen(Scored.WORKER, indicators.WORKER)]
        rows += self._chosen(Scored.STATION, indicators.STATION)
        return SchemeDraft(indicators=tuple(rows), **{name: given[name] for name in names})

    def _chosen(self, scored, rows) -> list[IndicatorDraft]:
        given, found = self.cleaned_data, []
        for row in rows:
            weight = given[f"{scored}_{row.code}"]
            words = {"name": row.name, "definition": row.definition}
            words |= {"evidence": row.evidence, "topic": row.topic}
            if weight:
                found.append(IndicatorDraft(scored=scored, weight=weight, **words))
        own = f"{scored}_{OWN}"
        if given[own] or given[f"{own}_name"]:
            words = {"name": given[f"{own}_name"], "definition": given[f"{own}_definition"]}
            found.append(IndicatorDraft(scored=scored, weight=given[own], **words))
        return found
