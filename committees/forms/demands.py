"""Forms of a demand for a meeting: starting one, signing, writing a paper signature down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import MeetingKind
from committees.services.answers import PaperSlip
from portal.forms.base import BaseForm, TextField


class DemandForm(BaseForm):
    """Which meeting, what for, and why."""

    kind = forms.ChoiceField(
        label=_("要求召开"),
        choices=MeetingKind.choices[1:],
        widget=forms.RadioSelect,
        initial="residents_meeting",
    )
    title = TextField(label=_("要议什么"), max_length=60)
    reasons = TextField(label=_("理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


class SignForm(BaseForm):
    """One's own signature; with a door it counts for the household as well."""

    door = TextField(
        label=_("门牌（代表本户时填写）"),
        max_length=60,
        required=False,
        help_text=_("填了门牌，同时按户计一份；一户只计一份。"),
    )


class PaperSignatureForm(BaseForm):
    """A signature given on paper."""

    representative = forms.TypedChoiceField(
        label=_("居民代表"), required=False, coerce=int, empty_value=None
    )
    name = TextField(label=_("姓名"), max_length=40, required=False)
    phone = TextField(
        label=_("手机号码"),
        max_length=11,
        required=False,
        help_text=_("用来和网上联名核对，不会显示。"),
    )
    door = TextField(label=_("门牌（代表本户时填写）"), max_length=60, required=False)
    scan = forms.FileField(
        label=_("签名页照片"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )

    def __init__(self, *args, demand=None, representatives=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {row.pk: row for row in representatives}
        choices = [("", "—"), *((pk, row.name) for pk, row in self.seats.items())]
        self.fields["representative"].choices = choices
        if demand.kind == MeetingKind.REPRESENTATIVES:
            del self.fields["name"], self.fields["phone"], self.fields["door"]
        elif not self.seats:
            del self.fields["representative"]

    def slip(self) -> PaperSlip:
        """Whose it is."""
        given = self.cleaned_data
        return PaperSlip(**{name: given.get(name, "") for name in ("name", "phone", "door")})

    def chosen(self):
        """The representative, or None."""
        return self.seats.get(self.cleaned_data.get("representative"))
