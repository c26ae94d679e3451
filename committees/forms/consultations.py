"""Forms of consultations and major matters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models.consultations import ConsultationKind, Stance
from portal.forms.base import BaseForm, TextField


def _moment(label, **more) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **more)


def _long(label, rows=5, length=4000, **more) -> TextField:
    return TextField(
        label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class TopicForm(BaseForm):
    """A topic."""

    title = TextField(label=_("标题"), max_length=60)
    question = TextField(
        label=_("要大家商量的问题"), max_length=300, help_text=_("一句话，能让人回答。")
    )
    why = _long(_("为什么要商量"), length=2000)
    kind = forms.ChoiceField(
        label=_("形式"), choices=ConsultationKind, widget=forms.RadioSelect, initial="council"
    )
    closes_at = _moment(_("意见截止"))


class ParticipantsForm(BaseForm):
    """Step two."""

    participants = TextField(label=_("谁来参加"), max_length=300)
    closes_at = _moment(_("意见截止"))
    sits_at = _moment(_("开会时间"), required=False)
    place = TextField(label=_("地点"), max_length=80, required=False)


class ConclusionForm(BaseForm):
    """What came of it."""

    conclusion = _long(
        _("结论"), help_text=_("大家同意什么、不同意什么、由谁办、何时办完。会公开。")
    )


class FeedbackForm(BaseForm):
    """What was done."""

    feedback = _long(_("落实反馈"), help_text=_("办成了什么，没办成的为什么。会通知参加的人。"))


class OpinionForm(BaseForm):
    """One resident's opinion."""

    stance = forms.ChoiceField(label=_("您的态度"), choices=Stance, widget=forms.RadioSelect)
    text = _long(_("您的意见"), rows=3, length=1000)


class HideForm(BaseForm):
    """Why an opinion's words are hidden."""

    reason = TextField(label=_("隐藏理由"), max_length=200)


class MinutesForm(BaseForm):
    """A step of a major matter with what it left behind."""

    held_on = forms.DateField(
        label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    text = _long(_("记录"), help_text=_("谁参加、怎么说、结果是什么。会公开，不要写个人隐私。"))
    picture = forms.FileField(
        label=_("会议记录照片"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )


class MatterForm(MinutesForm):
    """A new major matter with the Party organisation's proposal."""

    title = TextField(label=_("标题"), max_length=60)
    field_order = ["title", "held_on", "text", "picture"]


class DecisionForm(MinutesForm):
    """The decision, which may name the motion it was put to."""

    motion = forms.TypedChoiceField(
        label=_("对应的议案"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, motions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.motions = {row.pk: row for row in motions}
        choices = [(pk, str(row)) for pk, row in self.motions.items()]
        self.fields["motion"].choices = [("", _("没有"))] + choices
