"""The forms of an issue's steps: what each asks beyond the click."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import StarSelect


def words_field(label, *, required=False, rows=3, max_length=500, help_text="") -> TextField:
    """A field for a few sentences."""
    return TextField(
        label=label,
        max_length=max_length,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


PUBLIC_WORDS = _("反映人和其他居民都会看到，请不要写姓名和电话。")


class StepForm(BaseForm):
    """A step without words."""


class NoteForm(BaseForm):
    """A step that may be explained to those who handle the issue."""

    remark = words_field(_("说明"), help_text=_("只有办理人员看得到。"))


class PublicReasonForm(BaseForm):
    """A step that has to be explained to the resident."""

    remark = words_field(_("理由"), required=True, help_text=PUBLIC_WORDS)


class AnswerForm(BaseForm):
    """An answer at once."""

    remark = words_field(_("答复"), required=True, rows=5, help_text=PUBLIC_WORDS)


class OutcomeForm(BaseForm):
    """What was done."""

    remark = words_field(_("办理结果"), required=True, rows=4, help_text=PUBLIC_WORDS)


class DeclineForm(BaseForm):
    """Why not, and where to go instead."""

    remark = words_field(_("为什么不归社区办"), required=True, help_text=PUBLIC_WORDS)
    where_to_go = TextField(
        label=_("请居民到哪里办"), max_length=120, help_text=_("单位、地址或电话，越具体越好。")
    )


class MergeForm(BaseForm):
    """Into which other issue."""

    target = TextField(
        label=_("并入哪一件"),
        max_length=24,
        help_text=_("填另一件事的编号，如 ISS-2026-000042；下面列出了相近的事。"),
    )


class AcceptForm(BaseForm):
    """Into which category, when the reporter's does not fit."""

    category = forms.ChoiceField(
        label=_("类别"), required=False, help_text=_("改了类别，办理期限也跟着改。")
    )

    def __init__(self, *args, categories=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("按居民选的")), *categories]
        if not categories:
            self.fields["category"].widget = forms.HiddenInput()


class ReopenForm(BaseForm):
    """What is still wrong."""

    remark = words_field(
        _("哪里没有解决"), required=True, help_text=_("办理人员会看到；最多可以要求重办两次。")
    )


class WithdrawForm(BaseForm):
    """Why the resident takes it back, if they like to say."""

    remark = words_field(_("为什么撤回"), help_text=_("可以不写。撤回后这件事就不再办理。"))


class RateForm(BaseForm):
    """The resident's word on the outcome."""

    SCORES = (
        (1, _("很不满意")),
        (2, _("不满意")),
        (3, _("一般")),
        (4, _("满意")),
        (5, _("很满意")),
    )
    SOLVED = (("yes", _("解决了")), ("no", _("没有解决")))

    is_solved = forms.ChoiceField(label=_("解决了吗"), choices=SOLVED, widget=forms.RadioSelect)
    score = forms.TypedChoiceField(
        label=_("满意程度"), choices=SCORES, coerce=int, widget=StarSelect
    )
    words = words_field(
        _("想说的话"), help_text=_("办理人员会看到，不会公开。没有解决的话，请写写差在哪里。")
    )
    wants_again = forms.BooleanField(label=_("没有解决，请重新办理"), required=False)

    def clean_is_solved(self) -> bool:
        """yes or no."""
        return self.cleaned_data["is_solved"] == "yes"
