"""Words between resident and staff."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField


class MessageForm(BaseForm):
    """The resident's message."""

    body = TextField(label=_("留言"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class StaffMessageForm(MessageForm):
    """A message of those who handle the issue: to the resident, or a note among themselves."""

    KINDS = (
        ("reply", _("回复反映人")),
        ("ask", _("请反映人补充（时限暂停）")),
        ("note", _("内部备注（反映人看不到）")),
    )
    kind = forms.ChoiceField(
        label=_("写给谁"), choices=KINDS, initial="reply", widget=forms.RadioSelect
    )
    field_order = ["kind", "body"]
