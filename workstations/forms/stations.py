"""Posting a station, and changing its address."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput
from portal.kernel import clock

PHONE = RegexValidator(r"^[0-9 ()+-]{3,20}\Z", _("请填写电话号码。"))


class StationForm(BaseForm):
    """Name, address and phone, as the public page shows them."""

    name = TextField(label=_("名称"), max_length=80)
    address = TextField(label=_("地址"), max_length=120, required=False)
    phone = TextField(label=_("电话"), max_length=20, required=False, validators=[PHONE])


class StationOpenForm(StationForm):
    """And since when."""

    opened_on = forms.DateField(label=_("设立日期"), widget=DateInput(), initial=clock.today)
