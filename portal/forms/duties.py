"""The form of an entry on a list of powers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput
from portal.models.duties import DutyBody, DutyList
from portal.services.duties import DutyDraft

FIELDS = ("list_kind", "number", "title", "text", "basis", "body", "valid_from")


class DutyForm(BaseForm):
    """An entry, or its new wording when the number stands already."""

    list_kind = forms.ChoiceField(label=_("清单"), choices=DutyList)
    number = TextField(label=_("编号"), max_length=12)
    title = TextField(label=_("事项"), max_length=80)
    text = TextField(
        label=_("说明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    basis = TextField(label=_("依据"), max_length=200)
    body = forms.ChoiceField(label=_("主体"), choices=DutyBody)
    valid_from = forms.DateField(
        label=_("自"),
        widget=DateInput(),
        help_text=_("同一编号再登记一次就是新的表述，旧的到这一天为止。"),
    )

    def draft(self) -> DutyDraft:
        """For the service, once valid."""
        return DutyDraft(**{name: self.cleaned_data[name] for name in FIELDS})
