"""Urging, and answering an urging."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField


class UrgeForm(BaseForm):
    """The official's words."""

    words = TextField(
        label=_("督办意见"),
        max_length=300,
        help_text=_("说清楚要什么、什么时候要。社区两个工作日内答复。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(BaseForm):
    """The community's words."""

    answer = TextField(
        label=_("答复"),
        max_length=500,
        help_text=_("写明正在怎么办、何时办好。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
