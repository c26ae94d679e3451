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


class PaperVoiceForm(BaseForm):
    """A paper support, or with ``opinion`` a paper opinion."""

    name = TextField(label=_("姓名"), max_length=40)
    phone = TextField(
        label=_("手机号码"),
        max_length=11,
        required=False,
        help_text=_("用来和网上的核对，不会显示。没有的不填。"),
    )
    door = TextField(
        label=_("门牌号"), max_length=60, required=False, help_text=_("没有手机号码的要填。")
    )
    stance = forms.ChoiceField(label=_("态度"), choices=Stance, widget=forms.RadioSelect)
    text = _long(_("纸上写的意见（照抄）"), rows=3, length=1000)
    scan = forms.FileField(
        label=_("纸质件照片"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )

    def __init__(self, *args, opinion=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not opinion:
            del self.fields["stance"], self.fields["text"]


class SittingForm(BaseForm):
    """How a sitting went."""

    held_at = _moment(_("开会时间"))
    place = TextField(label=_("地点"), max_length=80)
    present = forms.IntegerField(label=_("到场人数"), min_value=1, max_value=5000)
    minutes = _long(
        _("简要纪要"),
        length=2000,
        help_text=_("谈了什么、哪些一致、哪些有分歧。会公开，不写姓名。"),
    )
    names = _long(
        _("到场的人"), rows=4, required=False, help_text=_("每行一个，可以不填。只有居委会看得到。")
    )
    notes = _long(_("发言记录"), rows=4, required=False, help_text=_("只有居委会看得到。"))


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
    paper = forms.FileField(
        label=_("会议记录 PDF"),
        required=False,
        help_text=_("会公开。最多 10 MB。"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )


class MatterForm(MinutesForm):
    """A new major matter with the Party organisation's proposal."""

    title = TextField(label=_("标题"), max_length=60)
    field_order = ["title", "held_on", "text", "picture", "paper"]


class DecisionForm(MinutesForm):
    """The vote that decided; its day and figures are the step's."""

    held_on = None
    vote = forms.TypedChoiceField(
        label=_("是哪一次表决"),
        coerce=int,
        help_text=_("只列本社区居民会议、居民代表会议的表决。日期和票数从表决来。"),
    )
    text = _long(_("补充说明"), required=False, help_text=_("不填就写表决的票数。会公开。"))
    field_order = ["vote", "text", "picture", "paper"]

    def __init__(self, *args, votes=(), **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(row.pk, f"{row.motion}（{row.meeting.title}）") for row in votes]
        self.fields["vote"].choices = [("", _("请选择")), *choices]
