"""Forms of a meeting: convening it, and a note of what was said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import Choice
from portal.forms.base import BaseForm, TextField


class MeetingForm(BaseForm):
    """When, where, and what about."""

    title = TextField(label=_("会议名称"), max_length=60)
    starts_at = forms.DateTimeField(
        label=_("开会时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = TextField(label=_("地点"), max_length=80)
    motions = forms.TypedMultipleChoiceField(
        label=_("议题"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, waiting=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = {row.pk: row for row in waiting}
        self.fields["motions"].choices = [(pk, str(row)) for pk, row in self.waiting.items()]
        if not self.waiting:
            del self.fields["motions"]

    def chosen(self) -> list:
        """The motions for the agenda, in the order of the list."""
        wanted = set(self.cleaned_data.get("motions", ()))
        return [row for pk, row in self.waiting.items() if pk in wanted]


class DebateNoteForm(BaseForm):
    """Who said what."""

    speaker = TextField(label=_("发言人"), max_length=40)
    text = TextField(label=_("发言要点"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class RecusalForm(BaseForm):
    """Why a member stands aside."""

    reason = TextField(
        label=_("回避原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class HandsForm(BaseForm):
    """One choice for each member in the room."""

    def __init__(self, *args, members=(), **kwargs):
        super().__init__(*args, **kwargs)
        for row in members:
            self.fields[f"hand-{row.pk}"] = forms.ChoiceField(
                label=f"{row.user.name} · {row.get_seat_display()}",
                choices=Choice,
                widget=forms.RadioSelect(attrs={"class": "hands"}),
            )

    def hands(self) -> dict[int, str]:
        """{membership id: choice}."""
        words = self.cleaned_data.items()
        return {int(name[5:]): choice for name, choice in words if name.startswith("hand-")}
