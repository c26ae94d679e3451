"""The keeper's summary, a correction, and its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField


class SummaryForm(BaseForm):
    """What the facts do not say by themselves."""

    summary = TextField(
        label=_("会议综述"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("出席、议程、发言和表决已经自动写好，这里只写别的。"),
    )


class SheetForm(BaseForm):
    """Who signed on the sheet, and its photo."""

    people = forms.TypedMultipleChoiceField(
        label=_("在这一页上签名的人"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    scan = forms.FileField(label=_("签名页的照片"))

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(row.pk, row.name) for row in people]


class AmendmentForm(BaseForm):
    """What should be corrected."""

    text = TextField(
        label=_("哪里要补正"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AmendmentAnswerForm(BaseForm):
    """Accepted, or declined with a reason."""

    answer = TextField(
        label=_("答复（不采纳时必填）"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
