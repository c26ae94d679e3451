"""Forms of whistles and referrals: calling, asking, arriving, reporting, scoring, answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import StarSelect
from workstations.models import WhistleKind
from workstations.services.referrals import ReferralDraft
from workstations.services.whistles import WhistleDraft

PERIOD_WORDS = (
    ("wd10", _("10 个工作日")),
    ("wd5", _("5 个工作日")),
    ("wd15", _("15 个工作日")),
    ("h24", _("24 小时（急事）")),
    ("h4", _("4 小时（危险）")),
)
HOUR_WORDS = (
    (1, _("1 小时")),
    (2, _("2 小时")),
    (4, _("4 小时")),
    (8, _("8 小时")),
    (24, _("24 小时")),
    (72, _("72 小时")),
)
NOT_THE_REPORTER = _("部门只看得到这里写的话。不要写反映人的姓名、电话和门牌号。")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WhistleForm(BaseForm):
    """Which departments, to what, where, within how many hours."""

    kind = forms.ChoiceField(label=_("事由"), choices=WhistleKind, widget=forms.RadioSelect)
    title = TextField(label=_("要办的事"), max_length=80)
    brief = TextField(
        label=_("到现场要办什么"), max_length=500, widget=_area(3), help_text=NOT_THE_REPORTER
    )
    place = TextField(label=_("集合地点"), max_length=120)
    units = forms.TypedMultipleChoiceField(
        label=_("请哪些部门到场"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.TypedChoiceField(
        label=_("多久内到场"),
        choices=HOUR_WORDS,
        coerce=int,
        initial=2,
        help_text=_("按小时算，节假日也算。诉求和任务自己的期限不变。"),
    )
    contact = TextField(
        label=_("现场联系人"),
        max_length=80,
        required=False,
        help_text=_("街道或社区的值班电话，方便部门到了找人。"),
    )

    def __init__(self, *args, units=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {row.pk: row for row in units}
        self.fields["units"].choices = [(pk, row.name) for pk, row in self.units.items()]

    def draft(self) -> WhistleDraft:
        """What the service takes."""
        names = ("kind", "title", "brief", "place", "hours", "contact")
        return WhistleDraft(**{name: self.cleaned_data[name] for name in names})

    def chosen(self) -> list:
        """The departments ticked."""
        return [self.units[pk] for pk in self.cleaned_data["units"]]


class AskForm(BaseForm):
    """Why the sub-district should whistle."""

    kind = forms.ChoiceField(label=_("事由"), choices=WhistleKind, widget=forms.RadioSelect)
    words = TextField(
        label=_("为什么要吹哨"),
        max_length=300,
        widget=_area(4),
        help_text=_("社区自己为什么办不了、要哪些部门来。"),
    )


class RefuseForm(BaseForm):
    """Why it does not."""

    reason = TextField(label=_("不吹哨的理由"), max_length=300, widget=_area(3))


class ArriveForm(BaseForm):
    """When a department arrived."""

    arrived_at = forms.DateTimeField(
        label=_("几点到的"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class ReportForm(BaseForm):
    """What it did."""

    text = TextField(
        label=_("办了什么"),
        max_length=500,
        widget=_area(4),
        help_text=_("写清做了什么、还差什么。街道和社区看得到。"),
    )


class FinishForm(BaseForm):
    """How it ended."""

    outcome = TextField(
        label=_("处置结果"),
        max_length=500,
        widget=_area(4),
        help_text=_("反映人和其他居民都会看到，请不要写姓名和电话。"),
    )


class ScoreForm(BaseForm):
    """One to five, with words."""

    SCORES = (
        (1, _("很差")),
        (2, _("较差")),
        (3, _("一般")),
        (4, _("较好")),
        (5, _("很好")),
    )

    score = forms.TypedChoiceField(label=_("评几分"), choices=SCORES, coerce=int, widget=StarSelect)
    words = TextField(
        label=_("评语"), max_length=300, widget=_area(3), help_text=_("评了就不能再改。")
    )


class ReferForm(BaseForm):
    """Which department, about what, by when."""

    unit = forms.TypedChoiceField(label=_("转给哪个部门"), coerce=int)
    title = TextField(label=_("要答复的事"), max_length=80)
    question = TextField(
        label=_("请部门答复什么"), max_length=500, widget=_area(4), help_text=NOT_THE_REPORTER
    )
    place = TextField(label=_("地点"), max_length=120, required=False)
    period = forms.ChoiceField(
        label=_("答复期限"),
        choices=PERIOD_WORDS,
        help_text=_("不归它管的，部门要在 5 个工作日内说明。诉求自己的期限不变。"),
    )

    def __init__(self, *args, units=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {row.pk: row for row in units}
        names = [(pk, row.name) for pk, row in self.units.items()]
        self.fields["unit"].choices = [("", _("请选择")), *names]

    def draft(self) -> ReferralDraft:
        """What the service takes."""
        names = ("title", "question", "period", "place")
        return ReferralDraft(**{name: self.cleaned_data[name] for name in names})


class AnswerForm(BaseForm):
    """The department's answer."""

    text = TextField(
        label=_("答复"),
        max_length=500,
        widget=_area(5),
        help_text=_("反映人会原样看到这段话，请写清结果和时间，不要写姓名和电话。"),
    )


class DeclineForm(BaseForm):
    """Not its business."""

    text = TextField(
        label=_("为什么不归本部门管"),
        max_length=500,
        widget=_area(4),
        help_text=_("写明依据，最好写明归谁管。会退回街道，反映人也看得到。"),
    )
