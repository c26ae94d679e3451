"""Forms of covenants and charters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models.covenants import CovenantKind
from portal.forms.base import BaseForm, TextField


class CovenantTextForm(BaseForm):
    """The words of a draft."""

    title = TextField(label=_("标题"), max_length=60)
    text = TextField(
        label=_("全文"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("一条一行，新旧两版就能逐条对照。"),
    )
    reason = TextField(
        label=_("说明"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("改了什么、为什么改。会公开。"),
    )


class CovenantForm(CovenantTextForm):
    """A new draft."""

    kind = forms.ChoiceField(
        label=_("哪份文件"), choices=CovenantKind, widget=forms.RadioSelect, initial="covenant"
    )
    field_order = ["kind", "title", "text", "reason"]


class AdoptionForm(BaseForm):
    """The meeting's decision."""

    resolution = forms.TypedChoiceField(
        label=_("会议决议"),
        coerce=int,
        empty_value=None,
        help_text=_("公约和章程由居民会议（或经授权的居民代表会议）讨论通过（组织法第三十条）。"),
    )

    def __init__(self, *args, resolutions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.resolutions = {row.pk: row for row in resolutions}
        choices = [(pk, str(row)) for pk, row in self.resolutions.items()]
        self.fields["resolution"].choices = [("", _("请选择")), *choices]
