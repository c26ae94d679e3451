"""Setting a date by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput

YES_NO = ((True, _("要上班（调休）")), (False, _("不上班（放假）")))


class CalendarOverrideForm(BaseForm):
    """A date, whether it is worked, and why."""

    date = forms.DateField(label=_("日期"), widget=DateInput())
    is_workday = forms.TypedChoiceField(
        label=_("这一天"),
        choices=YES_NO,
        coerce=lambda value: value in {True, "True"},
        widget=forms.RadioSelect,
    )
    note = TextField(label=_("说明"), max_length=80, required=False)
