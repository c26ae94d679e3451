"""Forms of petitions: one's own, the office's register, and its decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from workstations.forms.cases import PlacedForm
from workstations.models import CaseBody
from workstations.models.petitions import (
    MOST_DELEGATES,
    PetitionChannel,
    PetitionKind,
    RefusalGround,
)
from workstations.services.petitions import PetitionDraft

ON_PAPER = [row for row in PetitionChannel.choices if row[0] != PetitionChannel.ONLINE]


class PetitionForm(PlacedForm):
    """What one asks for."""

    kind = forms.ChoiceField(label=_("类别"), choices=PetitionKind, widget=forms.RadioSelect)
    title = TextField(label=_("什么事"), max_length=80)
    text = TextField(
        label=_("事实和请求"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def draft(self) -> PetitionDraft:
        """For the service, once valid."""
        names = [name for name in self.fields if name not in {"submit_key", "version"}]
        return PetitionDraft(**{name: self.cleaned_data[name] for name in names})


class RegisterForm(PetitionForm):
    """A letter or a visit, written down."""

    channel = forms.ChoiceField(label=_("来的方式"), choices=ON_PAPER)
    name = TextField(label=_("信访人"), max_length=40)
    contact = TextField(label=_("联系方式"), max_length=60, required=False)
    delegates = forms.IntegerField(
        label=_("来访人数"),
        min_value=1,
        max_value=999,
        initial=1,
        help_text=_("多人走访要推选代表，不超过 %(most)d 人。") % {"most": MOST_DELEGATES},
    )


class RefuseForm(BaseForm):
    """Not taken, and where to go."""

    ground = forms.ChoiceField(label=_("理由"), choices=RefusalGround, widget=forms.RadioSelect)
    where_to_go = TextField(
        label=_("该去哪里"),
        max_length=300,
        help_text=_("写清机构、窗口或电话，信访人看得到。"),
    )
    duplicate_of = TextField(
        label=_("重复的信访编号"),
        max_length=24,
        required=False,
        help_text=_("理由是“同一件事”时填写，如 PET-2026-000003。"),
    )


class HandOverForm(BaseForm):
    """Whose conduct it is about."""

    body = forms.ChoiceField(label=_("反映谁"), choices=CaseBody, widget=forms.RadioSelect)


class OpinionTextForm(BaseForm):
    """An answer, a review, a re-review."""

    text = TextField(label=_("意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
