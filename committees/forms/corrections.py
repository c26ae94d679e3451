"""Forms of guidance and orders to correct."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField


def _long(label, **more) -> TextField:
    return TextField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), **more)


class GuidanceForm(BaseForm):
    """A note to one committee."""

    community = forms.TypedChoiceField(label=_("给哪个居委会"), coerce=int)
    title = TextField(label=_("标题"), max_length=60)
    text = _long(_("内容"), help_text=_("会公开。居委会可以采纳，也可以不采纳。"))

    def __init__(self, *args, communities=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.communities = {row.pk: row for row in communities}
        choices = [(row.pk, row.short_name) for row in communities]
        self.fields["community"].choices = [("", _("请选择")), *choices]


class GuidanceAnswerForm(BaseForm):
    """The committee's answer."""

    answer = _long(_("答复"), help_text=_("会公开。"))


class OrderForm(BaseForm):
    """An order with its ground."""

    article = forms.ChoiceField(label=_("法律依据"), widget=forms.RadioSelect)
    reason = _long(
        _("理由"),
        help_text=_("哪一条、与哪部法律怎样抵触，或者没有履行哪项法定职责。会公开。"),
    )
    days = forms.IntegerField(label=_("多少天内答复"), min_value=1, max_value=365)

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        cases = rules.get("cases", {})
        self.fields["article"].choices = [
            (article, f"{rules['title']} {article} {cases.get(article, '')}".strip())
            for article in rules["articles"]
        ]
        self.fields["days"].initial = rules["days"]


class AmendmentForm(BaseForm):
    """What the meeting passed instead."""

    amended = forms.TypedChoiceField(label=_("会议通过的新文本"), coerce=int, empty_value=None)
    answer = _long(_("答复"), help_text=_("改正了什么。会公开。"))

    def __init__(self, *args, amendments=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.amendments = {row.pk: row for row in amendments}
        choices = [(row.pk, str(row)) for row in amendments]
        self.fields["amended"].choices = [("", _("请选择")), *choices]
