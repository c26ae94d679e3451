"""Forms of the roll: a name, a file, an objection, a ruling."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.forms.bodies import day_field
from committees.forms.elections import long_field
from committees.models import ObjectionKind, VoterBasis
from committees.services.rolls import VoterDraft
from portal.forms.base import BaseForm, TextField


class VoterForm(BaseForm):
    """One name of the roll."""

    name = TextField(label=_("姓名"), max_length=40)
    id_number = TextField(
        label=_("身份证号码"),
        max_length=20,
        required=False,
        help_text=_("只用来核对是否重复登记，不保存号码，只留后四位。"),
    )
    born_on = day_field(_("出生日期"), required=False, help_text=_("填了身份证号码可以不填。"))
    basis = forms.ChoiceField(label=_("登记依据"), choices=VoterBasis)
    group_name = TextField(label=_("居民小组"), max_length=40, required=False)
    household = TextField(label=_("户（门牌）"), max_length=80)

    def draft(self) -> VoterDraft:
        """What the services take."""
        names = ("name", "id_number", "born_on", "basis", "group_name", "household")
        return VoterDraft(**{name: self.cleaned_data[name] for name in names})


class RollFileForm(BaseForm):
    """A file to look at before it is taken."""

    file = forms.FileField(
        label=_("名单文件（CSV 或 Excel）"),
        help_text=_("第一行写：姓名、身份证号码、出生日期、登记依据、居民小组、户（门牌）。"),
    )


class RollConfirmForm(BaseForm):
    """The lines of a file that was looked at."""

    lines = forms.CharField(widget=forms.HiddenInput, strip=False)


class StrikeForm(BaseForm):
    """Why a name goes."""

    why = TextField(label=_("理由"), max_length=100)


class ObjectionForm(BaseForm):
    """What is wrong with the roll."""

    kind = forms.ChoiceField(label=_("什么问题"), choices=ObjectionKind, widget=forms.RadioSelect)
    name = TextField(label=_("涉及的姓名"), max_length=40)
    number = forms.IntegerField(
        label=_("名单上的序号"), required=False, min_value=1, help_text=_("名单上多了人时填写。")
    )
    text = long_field(_("理由"), 500, help_text=_("不公开您的名字。"))


class RulingForm(VoterForm):
    """The ruling; of a missing name with the name to add."""

    is_accepted = forms.TypedChoiceField(
        label=_("处理决定"),
        choices=[("1", _("异议成立")), ("0", _("异议不成立"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    ruling = long_field(_("理由（公开）"), 500)
    field_order = ("is_accepted", "ruling")

    def __init__(self, *args, adds=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.adds = adds
        for name in ("name", "id_number", "born_on", "basis", "group_name", "household"):
            if adds:
                self.fields[name].required = False
            else:
                del self.fields[name]

    def draft(self) -> VoterDraft | None:
        """The name to add, when one is."""
        return super().draft() if self.adds and self.cleaned_data["is_accepted"] else None
