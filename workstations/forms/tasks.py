"""The forms of a task's steps: what each asks beyond the click."""

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.photos import PhotosField
from portal.forms.widgets import DateInput
from workstations.models import EvidenceStage
from workstations.workflows import TaskStatus

STAFF_ONLY = _("只有办理人员看得到。")
TOLD = _("居民也会看到，请不要写姓名和电话。")


def words(label, *, required=True, help_text="", rows=3, max_length=500) -> TextField:
    """A field for a few sentences."""
    return TextField(
        label=label,
        required=required,
        max_length=max_length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class StepForm(BaseForm):
    """A step without words."""


class ReasonForm(BaseForm):
    """A step that has to be explained to colleagues."""

    remark = words(_("理由"), help_text=STAFF_ONLY)


class PublicReasonForm(BaseForm):
    """A step that has to be explained to everybody."""

    remark = words(_("理由"), help_text=TOLD)


class VerifyForm(BaseForm):
    """Found to be done."""

    remark = words(_("验收意见"), required=False, help_text=TOLD)


class NoteForm(BaseForm):
    """A progress note with photos."""

    text = words(_("进展"), max_length=1000)
    percent = forms.IntegerField(label=_("进度（%）"), min_value=0, max_value=100, required=False)
    photos = PhotosField(label=_("照片"))
    stage = forms.ChoiceField(
        label=_("照片拍于"), choices=EvidenceStage, initial=EvidenceStage.DURING, required=False
    )
    is_public = forms.BooleanField(label=_("把这段话告诉居民"), required=False, initial=True)

    def clean_stage(self):
        """During the work unless said otherwise."""
        return self.cleaned_data.get("stage") or EvidenceStage.DURING


class DeliverForm(BaseForm):
    """Handing the work in."""

    remark = words(_("办理结果"), help_text=TOLD)
    photos = PhotosField(label=_("办理后的照片"))

    def __init__(self, *args, subject=None, **kwargs):
        """The photo may be left out only when there is one already."""
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["photos"].required = subject is not None and not subject.has_evidence


class EvidenceForm(BaseForm):
    """Photos alone."""

    photos = PhotosField(label=_("照片"), required=True)
    stage = forms.ChoiceField(
        label=_("照片拍于"), choices=EvidenceStage, initial=EvidenceStage.AFTER
    )
    caption = TextField(label=_("说明"), max_length=120, required=False)


class ExtensionForm(BaseForm):
    """Asking for more time."""

    new_due_on = forms.DateField(label=_("希望延到"), widget=DateInput())
    reason = words(_("理由"), max_length=200, help_text=STAFF_ONLY)


class ExtensionDecideForm(BaseForm):
    """Granting or refusing."""

    remark = words(_("说明"), required=False, help_text=_("不同意时请写明理由。"))
    decision = forms.ChoiceField(
        label=_("决定"),
        choices=[("grant", _("同意延期")), ("refuse", _("不同意"))],
        widget=forms.RadioSelect,
    )


class AssignForm(BaseForm):
    """Whom to give a task to; the people are handed in with what they have already."""

    assignee = forms.TypedChoiceField(label=_("派给谁"), coerce=int, widget=forms.RadioSelect)
    remark = words(_("交代几句"), required=False, help_text=STAFF_ONLY)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].choices = [(load.pk, load_words(load)) for load in people]
        self.people = {load.pk: load.user for load in people}

    def clean_assignee(self):
        """The person meant."""
        return self.people[self.cleaned_data["assignee"]]


class HandOverForm(AssignForm):
    """Handing over to a colleague, with the reason."""

    remark = words(_("理由"), help_text=STAFF_ONLY)


def load_words(load) -> str:
    """Who it is and what they have in hand already: what counts when giving more."""
    found = [load.user.name, str(load.user.station_role), _("手上 %(n)s 件") % {"n": load.open}]
    if load.overdue:
        found.append(_("超期 %(n)s 件") % {"n": load.overdue})
    if load.week:
        found.append(_("本周到期 %(n)s 件") % {"n": load.week})
    if load.expected:
        found.append(_("还要约 %(n)s 小时") % {"n": round(load.expected / 60, 1)})
    if load.logged:
        found.append(_("本月已记 %(n)s 小时") % {"n": round(load.logged / 60, 1)})
    return " · ".join(str(words) for words in found) + away_words(load.away)


def away_words(leave) -> str:
    """That somebody is away, or will be soon."""
    if leave is None:
        return ""
    until = formats.date_format(leave.ends_on, "MONTH_DAY_FORMAT")
    if leave.is_running:
        return _("（休假到 %(day)s）") % {"day": until}
    first = formats.date_format(leave.starts_on, "MONTH_DAY_FORMAT")
    return _("（%(first)s 起休假，到 %(day)s）") % {"first": first, "day": until}


class TaskFilterForm(forms.Form):
    """The filters of the list; they live in the URL."""

    status = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("全部")), ("all_open", _("未办结")), *TaskStatus.choices],
    )
    source = forms.ChoiceField(
        label=_("来源"),
        required=False,
        choices=[
            ("", _("全部")),
            ("issue", _("居民诉求")),
            ("resolution", _("居委会决议")),
            ("order", _("督办")),
            ("entrusted", _("委托事项")),
            ("plan", _("工作计划")),
            ("part", _("分项")),
        ],
    )
    is_overdue = forms.BooleanField(label=_("只看超期"), required=False)
    assignee = forms.IntegerField(
        required=False, min_value=1, max_value=10**17, widget=forms.HiddenInput
    )


class FilterNameForm(BaseForm):
    """The name under which a filter is kept."""

    name = TextField(label=_("给这个筛选起个名"), max_length=20)
