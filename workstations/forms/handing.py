"""The form that gives many tasks to one person."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.views.steps import int_of
from workstations.forms.tasks import STAFF_ONLY, AssignForm, words
from workstations.selectors.workload import MOST


class TicksField(forms.Field):
    """The ids of the ticked rows, as a list of numbers."""

    widget = forms.MultipleHiddenInput

    def clean(self, value) -> list[int]:
        """ValidationError for none, for too many and for what is no id."""
        value = value or []
        if not value:
            raise ValidationError(_("请勾选任务。"), code="required")
        if len(value) > MOST:
            raise ValidationError(_("一次最多 100 件。"), code="too_many")
        if not all(text.isascii() and text.isdecimal() and len(text) < 19 for text in value):
            raise ValidationError(_("请勾选任务。"), code="invalid")
        return [int(text) for text in value]


class HandForm(AssignForm):
    """Which tasks, to whom, with what words."""

    tasks = TicksField(label=_("任务"))
    remark = words(_("理由、交代"), required=False, help_text=STAFF_ONLY)

    @property
    def ticked(self) -> set[int]:
        """The ids ticked when it was sent."""
        return {int_of(text) for text in self.data.getlist("tasks")} - {None}
