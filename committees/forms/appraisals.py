"""Forms of the yearly appraisal and the yearly reports."""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from committees.appraisal_tally import KINDS
from committees.models.appraisals import MOST, AppraisalBody
from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput
from portal.kernel import clock

KIND_LABELS = {
    "competent": _("称职"),
    "basic": _("基本称职"),
    "incompetent": _("不称职"),
    "invalid": _("无效"),
}


class AppraisalForm(BaseForm):
    """Which year, which meeting, when."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2200)
    body = forms.ChoiceField(
        label=_("由谁评议"), choices=AppraisalBody, widget=forms.RadioSelect, initial="reps_meeting"
    )
    held_on = forms.DateField(label=_("开会日期"), widget=DateInput())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.today().year


class OpeningForm(BaseForm):
    """The meeting's numbers before ballots go out."""

    eligible = forms.IntegerField(label=_("应到人数"), min_value=1, max_value=MOST)
    present = forms.IntegerField(label=_("到会人数"), min_value=1, max_value=MOST)
    issued = forms.IntegerField(label=_("发出选票"), min_value=1, max_value=MOST)


class FourWidget(forms.MultiWidget):
    """Four numbers of one person, each with its word."""

    use_fieldset = True

    def __init__(self):
        attrs = {"inputmode": "numeric", "min": 0, "max": MOST}
        super().__init__({kind: forms.NumberInput(attrs) for kind in KINDS})

    def decompress(self, value):
        """[称职, 基本称职, 不称职, 无效]."""
        return value or [None] * 4

    def render(self, name, value, attrs=None, renderer=None):
        """Four small fields side by side."""
        parts = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        return format_html(
            '<div class="four">{}</div>',
            format_html_join("", "<label>{}{}</label>", self._drawn(parts, renderer)),
        )

    def _drawn(self, parts, renderer):
        for kind, part in zip(KINDS, parts, strict=True):
            widget = forms.NumberInput()
            drawn = widget.render(part["name"], part["value"], part["attrs"], renderer)
            yield (format_html("<span>{}</span> ", KIND_LABELS[kind]), drawn)


class FourField(forms.MultiValueField):
    """The four counts of one person."""

    widget = FourWidget

    def __init__(self, **kwargs):
        fields = [forms.IntegerField(min_value=0, max_value=MOST) for _kind in KINDS]
        super().__init__(fields, require_all_fields=True, **kwargs)

    def compress(self, values):
        """As they stand."""
        return values


class SheetForm(BaseForm):
    """One person's count of all the ballots."""

    collected = forms.IntegerField(label=_("收回选票"), min_value=0, max_value=MOST)

    def __init__(self, *args, lines=(), **kwargs):
        super().__init__(*args, **kwargs)
        for line in lines:
            seat = line.membership.get_seat_display()
            label = f"{line.membership.user.name} · {seat}"
            self.fields[f"line_{line.pk}"] = FourField(label=label)
        self.line_ids = [line.pk for line in lines]

    def counts(self) -> dict[int, tuple]:
        """{id of the line: its four numbers}, once the form is valid."""
        return {pk: tuple(self.cleaned_data[f"line_{pk}"]) for pk in self.line_ids}


class ReportForm(BaseForm):
    """A report of one year."""

    whose = forms.ChoiceField(label=_("谁的报告"), widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2200)
    text = TextField(
        label=_("报告"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("公布后不能改；要更正，就再公布一稿，旧稿仍看得见。"),
    )

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = choices
        self.fields["whose"].initial = choices[0][0] if choices else ""
        self.fields["year"].initial = clock.today().year
