"""Forms of a motion: its words, its action rows, the Party opinion, the meeting it goes to."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.services.drafts import MOST_ACTIONS, ActionDraft
from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput


class MotionForm(BaseForm):
    """Title, text and reason, and what kind of motion it is."""

    title = TextField(label=_("标题"), max_length=60, help_text=_("一句话说清要定什么。"))
    text = TextField(
        label=_("拟决议内容"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("表决通过后，这段文字一字不改成为决议。"),
    )
    reason = TextField(
        label=_("提出的理由"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_major = forms.BooleanField(
        label=_("重大事项"),
        required=False,
        help_text=_("重大事项先送社区党组织研究（组织法第三十条）。"),
    )
    is_reserved = forms.BooleanField(
        label=_("须由居民会议或居民代表会议决定"),
        required=False,
        help_text=_(
            "章程和公约、年度报告、民主评议和涉及全体居民利益的其他事项（组织法第三十条）。"
        ),
    )
    is_standing = forms.BooleanField(
        label=_("作为常设授权"),
        required=False,
        help_text=_("通过后，社工站可据此办理同类日常小事。"),
    )
    replaces = forms.TypedChoiceField(
        label=_("取代已有决议"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, replaceable=(), has_issue=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.resolutions = {row.pk: row for row in replaceable}
        choices = [("", _("不取代")), *((pk, str(row)) for pk, row in self.resolutions.items())]
        self.fields["replaces"].choices = choices
        if not self.resolutions:
            del self.fields["replaces"]
        if has_issue:
            del self.fields["is_standing"]

    def words(self) -> dict:
        """What the services take."""
        words = {
            name: self.cleaned_data[name]
            for name in ("title", "text", "reason", "is_major", "is_reserved", "is_standing")
            if name in self.cleaned_data
        }
        if "replaces" in self.fields:
            words["replaces"] = self.resolutions.get(self.cleaned_data["replaces"])
        return words


class ActionForm(forms.Form):
    """One row: what the station would have to do. A row left blank is no row."""

    what = TextField(label=_("做什么"), max_length=200, required=False)
    due_on = forms.DateField(label=_("何时完成"), required=False, widget=DateInput())
    evidence_wanted = TextField(label=_("凭什么验收"), max_length=200, required=False)
    cost = forms.DecimalField(
        label=_("预计费用（元）"),
        required=False,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"min": "0", "step": "0.01", "inputmode": "decimal"}),
    )

    def clean(self):
        """All of the three, or none."""
        given = super().clean()
        wanted = ("what", "due_on", "evidence_wanted")
        if any(given.get(name) for name in (*wanted, "cost")):
            for name in wanted:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("这一条还没有写完。"))
        return given

    def draft(self) -> ActionDraft | None:
        """The row for the service, or None when it was left blank."""
        given = self.cleaned_data
        if not given.get("what"):
            return None
        return ActionDraft(
            what=given["what"],
            due_on=given["due_on"],
            evidence_wanted=given["evidence_wanted"],
            cost_fen=int((given.get("cost") or Decimal(0)) * 100),
        )


ActionRows = forms.formset_factory(
    ActionForm, extra=0, min_num=2, max_num=MOST_ACTIONS, absolute_max=MOST_ACTIONS
)


def action_rows(data=None, actions=(), more: int = 0):
    """The rows, filled from ``actions``; ``more`` blank ones are added ("再加一条")."""
    if data is not None:
        if more:
            data = data.copy()
            count = min(_count(data.get("actions-TOTAL_FORMS")) + more, MOST_ACTIONS)
            data["actions-TOTAL_FORMS"] = str(count)
        return ActionRows(data, prefix="actions")
    initial = [
        {
            "what": row.what,
            "due_on": row.due_on,
            "evidence_wanted": row.evidence_wanted,
            "cost": Decimal(row.cost_fen) / 100 if row.cost_fen else None,
        }
        for row in actions
    ]
    return ActionRows(prefix="actions", initial=initial)


def _count(text) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 4 else 1


def drafts_of(rows) -> list[ActionDraft]:
    """The rows that say something."""
    found = (row.draft() for row in rows.forms)
    return [draft for draft in found if draft]


class PartyOpinionForm(BaseForm):
    """What the Party organisation thinks of a major matter."""

    party_opinion = TextField(
        label=_("研究意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


def _meeting_words(meeting) -> str:
    return (
        str(_("%(title)s（通知已发）")) % {"title": meeting.title}
        if meeting.noticed_at
        else meeting.title
    )


class ScheduleForm(BaseForm):
    """To which meeting."""

    meeting = forms.TypedChoiceField(label=_("哪次会议"), coerce=int, widget=forms.RadioSelect)
    late_reason = TextField(
        label=_("通知后才列入的原因"),
        max_length=200,
        required=False,
        help_text=_("会议通知已经发出时必填；不急的请排到下一次会议。"),
    )

    def __init__(self, *args, meetings=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.meetings = {row.pk: row for row in meetings}
        self.fields["meeting"].choices = [
            (pk, _meeting_words(row)) for pk, row in self.meetings.items()
        ]
        if not any(row.noticed_at for row in meetings):
            del self.fields["late_reason"]

    def clean_meeting(self):
        """The meeting itself."""
        return self.meetings[self.cleaned_data["meeting"]]
