"""Asking after an issue without a login."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField


class TrackForm(BaseForm):
    """The number on the receipt and the last four digits of the phone."""

    reference = TextField(
        label=_("编号"),
        max_length=24,
        help_text=_("回执上的编号，如 ISS-2026-000042"),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    last_four = TextField(
        label=_("手机号码后四位"),
        max_length=4,
        min_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
