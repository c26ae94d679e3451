"""Forms of a recall: demanding one, writing a signature down, calling the vote."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.forms.bodies import day_field
from committees.forms.elections import long_field
from committees.models import ElectionForm
from portal.forms.base import BaseForm, TextField


class PetitionForm(BaseForm):
    """Whose seat, and why."""

    membership = forms.TypedChoiceField(label=_("要求罢免谁"), coerce=int)
    reasons = long_field(_("罢免理由（公开）"), 2000, rows=6)
    form = forms.ChoiceField(
        label=_("按哪种名册联名"),
        choices=ElectionForm,
        required=False,
        help_text=_("系统知道当初用哪种方式选举的，就按那一种；不知道时才看这一项。"),
    )

    def __init__(self, *args, memberships=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.memberships = {row.pk: row for row in memberships}
        self.fields["membership"].choices = [
            (pk, f"{row.user.name}（{row.get_seat_display()}）")
            for pk, row in self.memberships.items()
        ]


class RecallPaperForm(BaseForm):
    """A signature given on paper."""

    number = forms.IntegerField(label=_("名单上的序号"), min_value=1, required=False)
    name = TextField(label=_("姓名"), max_length=40, required=False)
    door = TextField(label=_("门牌"), max_length=80, required=False)
    scan = forms.FileField(
        label=_("签名页照片"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )

    def __init__(self, *args, petition=None, **kwargs):
        super().__init__(*args, **kwargs)
        if petition.origin_id:
            del self.fields["name"], self.fields["door"]
            self.fields["number"].required = True
        else:
            del self.fields["number"]
            if petition.form == ElectionForm.REPRESENTATIVES:
                del self.fields["door"]


class RecallVoteForm(BaseForm):
    """When and where the vote is."""

    election_day = day_field(_("表决日"), help_text=_("名单至少要提前二十天公布。"))
    polling_place = TextField(label=_("投票地点"), max_length=120)
