"""Forms of courses, attendance and needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import QuickSelect
from workstations.models import Topic
from workstations.services.training import MOST_HOURS, MOST_SEATS, CourseDraft


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of day and hour."""

    def __init__(self):
        super().__init__(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class CourseForm(BaseForm):
    """What is taught, by whom, when."""

    title = TextField(label=_("课程"), max_length=80)
    organiser = TextField(label=_("举办单位"), max_length=80, help_text=_("例如盘龙区委党校。"))
    topic = forms.ChoiceField(label=_("类别"), choices=Topic)
    hours = forms.IntegerField(label=_("学时"), min_value=1, max_value=MOST_HOURS)
    place = TextField(label=_("地点"), max_length=120)
    starts_at = forms.DateTimeField(
        label=_("开始时间"),
        widget=MomentInput(),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    seats = forms.IntegerField(label=_("名额"), min_value=1, max_value=MOST_SEATS)

    def draft(self) -> CourseDraft:
        """For the service, once valid."""
        return CourseDraft(
            **{name: self.cleaned_data[name] for name in CourseDraft.__annotations__}
        )


class AttendForm(BaseForm):
    """How many hours count."""

    hours = forms.IntegerField(label=_("计入学时"), min_value=1, max_value=MOST_HOURS)
    certificate = TextField(label=_("证书编号"), max_length=60, required=False)


class NeedForm(BaseForm):
    """What somebody should learn."""

    user = forms.TypedChoiceField(label=_("谁"), coerce=int, widget=QuickSelect())
    topic = forms.ChoiceField(label=_("类别"), choices=Topic)
    words = TextField(label=_("想学什么、为什么"), max_length=200)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {row.pk: row for row in people}
        named = [(pk, row.name) for pk, row in self.people.items()]
        self.fields["user"].choices = [("", _("请选择")), *named]
