"""Forms of a meeting: convening it, and a note of what was said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import Choice, Composition, MeetingKind, PointKind
from committees.services.sittings import Sitting
from portal.forms.base import BaseForm, TextField


class MeetingForm(BaseForm):
    """Whose meeting, when, where, and what about.

    composition and entitled are of a residents' meeting alone: who makes it up, how many they are.
    """

    kind = forms.ChoiceField(
        label=_("会议种类"),
        choices=MeetingKind,
        widget=forms.RadioSelect,
        initial="committee_meeting",
    )
    composition = forms.ChoiceField(
        label=_("居民会议由谁组成"),
        choices=[("", _("不是居民会议")), *Composition.choices],
        required=False,
    )
    entitled = forms.IntegerField(
        label=_("应到人数（或户数）"),
        required=False,
        min_value=1,
        max_value=2_000_000,
        help_text=_("只有居民会议才填。"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    title = TextField(label=_("会议名称"), max_length=60)
    starts_at = forms.DateTimeField(
        label=_("开会时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = TextField(label=_("地点"), max_length=80)
    motions = forms.TypedMultipleChoiceField(
        label=_("议题"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, waiting=(), demand=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.demand = demand
        if demand is not None:
            self.fields["kind"].choices = [(demand.kind, demand.get_kind_display())]
            self.fields["kind"].initial = demand.kind
        self.waiting = {row.pk: row for row in waiting}
        self.fields["motions"].choices = [(pk, str(row)) for pk, row in self.waiting.items()]
        if not self.waiting:
            del self.fields["motions"]

    def sitting(self) -> Sitting:
        """Whose meeting it is, for the service."""
        given = self.cleaned_data
        return Sitting(
            kind=given["kind"],
            composition=given["composition"],
            entitled=given["entitled"],
            demand=self.demand,
        )

    def chosen(self) -> list:
        """The motions for the agenda, in the order of the list."""
        wanted = set(self.cleaned_data.get("motions", ()))
        return [row for pk, row in self.waiting.items() if pk in wanted]


class ReconveneForm(BaseForm):
    """When and where a meeting that could not decide is held again."""

    starts_at = forms.DateTimeField(
        label=_("开会时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = TextField(label=_("地点"), max_length=80)


class SignInForm(BaseForm):
    """A resident at the door."""

    name = TextField(label=_("姓名"), max_length=40)
    door = TextField(label=_("门牌"), max_length=60)


class SignInListForm(BaseForm):
    """A sign-in sheet, one person a line."""

    people = TextField(
        label=_("签到表"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("每行一人：姓名、空格、门牌。"),
    )

    def rows(self) -> list[tuple[str, str]]:
        """(name, door) of every line that is not blank."""
        lines = (line.split(None, 1) for line in self.cleaned_data["people"].splitlines())
        return [(line[0], line[1] if len(line) > 1 else "") for line in lines if line]


class GuestForm(BaseForm):
    """Somebody who attends and speaks without a vote."""

    delegate = forms.TypedChoiceField(
        label=_("驻社区单位代表"), required=False, coerce=int, empty_value=None
    )
    name = TextField(label=_("或填其他人的姓名"), max_length=40, required=False)

    def __init__(self, *args, delegates=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.delegates = {row.pk: row for row in delegates}
        choices = [("", "—"), *((pk, str(row)) for pk, row in self.delegates.items())]
        self.fields["delegate"].choices = choices

    def chosen(self):
        """The delegate, or None."""
        return self.delegates.get(self.cleaned_data.get("delegate"))


class AmendmentForm(BaseForm):
    """How the text should read instead."""

    text = TextField(
        label=_("修改后的内容"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    reason = TextField(label=_("修改的理由"), max_length=400, required=False)
    mover = forms.TypedChoiceField(
        label=_("谁提出的"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("替没有手机的与会人员录入纸质件时才选；要附照片，由另一个人复核。"),
    )
    scan = forms.FileField(label=_("纸质件的照片"), required=False)

    def __init__(self, *args, movers=(), speaks=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.movers = {row.pk: row for row in movers}
        myself = [("", _("我自己") if speaks else "—")]
        self.fields["mover"].choices = myself + [(pk, row.name) for pk, row in self.movers.items()]
        if not self.movers:
            del self.fields["mover"], self.fields["scan"]

    def moved_by(self):
        """Whose paper it is, or None for one's own amendment."""
        return self.movers.get(self.cleaned_data.get("mover"))


def _number(label, **more) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "figure"})
    return forms.IntegerField(label=label, min_value=0, max_value=2_000_000, widget=widget, **more)


class CountForm(BaseForm):
    """What one teller counted."""

    present = _number(_("到场有表决权人数"))
    issued = _number(_("发出选票"))
    votes_for = _number(_("赞成"))
    against = _number(_("反对"))
    abstain = _number(_("弃权"))
    invalid = _number(_("无效票"))

    def __init__(self, *args, event=None, **kwargs):
        super().__init__(*args, **kwargs)
        if event.entitled is None:
            del self.fields["present"]
        if not event.is_secret:
            del self.fields["issued"], self.fields["invalid"]


class DebateNoteForm(BaseForm):
    """Who said what."""

    speaker = TextField(label=_("发言人"), max_length=40)
    text = TextField(label=_("发言要点"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class RecusalForm(BaseForm):
    """Why a member stands aside."""

    reason = TextField(
        label=_("回避原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class RecusalNoteForm(RecusalForm):
    """Who stands aside, for whoever keeps the list; empty = oneself."""

    participant = forms.TypedChoiceField(
        label=_("谁回避"), required=False, coerce=int, empty_value=None
    )

    field_order = ["participant", "reason"]

    def __init__(self, *args, people=(), me=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {row.pk: row for row in people if row.user_id != me}
        choices = [("", _("我自己")), *((row.pk, row.name) for row in self.people.values())]
        self.fields["participant"].choices = choices

    def chosen(self):
        """The place of somebody else, or None."""
        return self.people.get(self.cleaned_data.get("participant"))


class PointForm(BaseForm):
    """What the meeting hears without voting."""

    kind = forms.ChoiceField(
        label=_("种类"),
        choices=[(row.value, row.label) for row in (PointKind.REPORT, PointKind.INFORMATION)],
        widget=forms.RadioSelect,
        initial=PointKind.REPORT,
    )
    title = TextField(label=_("标题"), max_length=60)
    text = TextField(
        label=_("内容"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    speaker = TextField(label=_("由谁报告"), max_length=40, required=False)
    late_reason = TextField(label=_("通知后才列入的原因"), max_length=200)

    def __init__(self, *args, meeting=None, **kwargs):
        super().__init__(*args, **kwargs)
        if meeting is None or meeting.noticed_at is None:
            del self.fields["late_reason"]


class ArriveForm(BaseForm):
    """A resident who signs in by phone says from which door, so that a household counts once."""

    door = TextField(label=_("门牌"), max_length=60, help_text=_("一人（或一户）只计一次。"))


class HandsForm(BaseForm):
    """One choice for each person in the room."""

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        for row in people:
            self.fields[f"hand-{row.pk}"] = forms.ChoiceField(
                label=f"{row.name} · {row.office}",
                choices=Choice,
                widget=forms.RadioSelect(attrs={"class": "hands"}),
            )

    def hands(self) -> dict[int, str]:
        """{participant id: choice}."""
        words = self.cleaned_data.items()
        return {int(name[5:]): choice for name, choice in words if name.startswith("hand-")}
