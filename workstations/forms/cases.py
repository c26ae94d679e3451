"""Forms of supervision cases and inspections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.roles import PlaceField
from portal.forms.widgets import DateInput, QuickSelect
from portal.kernel import clock
from portal.models import Division, User
from workstations.models import CaseBody, CaseSource, LineResult
from workstations.services.inspections import MOST_LINES, Line


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlacedForm(BaseForm):
    """A form that begins with the community."""

    community = PlaceField(
        label=_("哪个社区"),
        queryset=Division.objects.none(),
        empty_label=_("请选择"),
        widget=QuickSelect(),
    )

    def __init__(self, *args, places=None, **kwargs):
        super().__init__(*args, **kwargs)
        if places is not None:
            self.fields["community"].queryset = places


class ComplaintForm(PlacedForm):
    """What somebody complains of."""

    body = forms.ChoiceField(label=_("反映谁"), choices=CaseBody, widget=forms.RadioSelect)
    text = TextField(
        label=_("发生了什么"),
        max_length=2000,
        widget=_area(6),
        help_text=_("写清时间、地点、谁、做了什么。这段话只有办案人看得到。"),
    )


class CaseForm(PlacedForm):
    """A case opened by an officer."""

    source = forms.ChoiceField(label=_("来源"), choices=())
    body = forms.ChoiceField(label=_("被反映的单位"), choices=CaseBody, widget=forms.RadioSelect)
    title = TextField(
        label=_("案由"), max_length=80, help_text=_("用中性的话写：告知以后对方看得到。")
    )
    summary = TextField(label=_("线索摘要"), max_length=2000, required=False, widget=_area(4))

    def __init__(self, *args, sources=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(one.value, one.label) for one in sources]


class NotifyForm(BaseForm):
    """What the other side is told."""

    title = TextField(label=_("案由"), max_length=80)
    notice = TextField(
        label=_("告知内容"),
        max_length=2000,
        widget=_area(5),
        help_text=_("用自己的话写要对方说明什么。不要照抄举报内容，不要让人猜出是谁反映的。"),
    )
    people = TextField(
        label=_("被反映人（用户名或手机号，一行一个）"),
        max_length=500,
        required=False,
        widget=_area(2),
        help_text=_("只对单位、不对个人时不用填。"),
    )
    explain_by = forms.DateField(label=_("请在这天以前说明"), widget=DateInput())

    def clean_people(self) -> list[User]:
        """The people meant."""
        found = []
        for login in self.cleaned_data["people"].split():
            user = User.objects.by_login(login)
            if user is None:
                words = _("没有找到：%(login)s")
                raise forms.ValidationError(words, params={"login": login}, code="missing")
            found.append(user)
        return found

    def rule_error(self, error) -> None:
        """The service speaks of the accused."""
        if error.field == "accused":
            error.field = "people"
        super().rule_error(error)


class ExplainForm(BaseForm):
    """The other side's words."""

    words = TextField(
        label=_("说明"),
        max_length=2000,
        widget=_area(6),
        help_text=_("如实写经过和理由。只能交一次。"),
    )


class FindingForm(BaseForm):
    """What was found."""

    is_upheld = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("yes", _("属实，需要整改")), ("no", _("不属实"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = TextField(label=_("认定意见"), max_length=2000, widget=_area(5))
    basis = TextField(label=_("依据"), max_length=300)


class OrderForm(BaseForm):
    """What has to be put right."""

    title = TextField(label=_("整改事项"), max_length=80)
    text = TextField(label=_("整改要求"), max_length=300, widget=_area(3))
    due_on = forms.DateField(label=_("整改期限"), widget=DateInput())


class ReportForm(BaseForm):
    """That it is put right."""

    words = TextField(label=_("整改结果"), max_length=2000, widget=_area(5))


class AgainForm(BaseForm):
    """Once more."""

    words = TextField(label=_("还差什么"), max_length=500, widget=_area(3))
    due_on = forms.DateField(label=_("新的期限"), widget=DateInput())


class NoteForm(BaseForm):
    """Words beside the steps."""

    text = TextField(label=_("内容"), max_length=1000, widget=_area(3))


class InspectionForm(PlacedForm):
    """A visit with its checklist, a line for each thing looked at."""

    title = TextField(label=_("检查什么"), max_length=80)
    visited_on = forms.DateField(label=_("到场日期"), widget=DateInput(), initial=clock.today)
    summary = TextField(label=_("总的情况"), max_length=1000, widget=_area(3))
    ROWS = 6

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, self.ROWS + 1):
            first = number == 1
            words = {"n": number}
            self.fields[f"item{number}"] = TextField(
                label=_("第 %(n)d 项：查什么") % words, max_length=120, required=first
            )
            self.fields[f"result{number}"] = forms.ChoiceField(
                label=_("第 %(n)d 项：结果") % words,
                choices=LineResult,
                required=first,
                initial=LineResult.GOOD,
            )
            self.fields[f"note{number}"] = TextField(
                label=_("第 %(n)d 项：看到什么") % words, max_length=300, required=False
            )

    def head_fields(self) -> list:
        """What the visit is about, before its lines."""
        return [self[name] for name in ("community", "title", "visited_on", "summary")]

    def line_fields(self) -> list[dict]:
        """The fields of each line: ``number``, ``fields``, and ``is_open`` for the first one and
        for those that were begun or have an error, so that a visit of one line is a short form."""
        found = []
        for number in range(1, self.ROWS + 1):
            fields = [self[f"{part}{number}"] for part in ("item", "result", "note")]
            begun = any(self[f"{part}{number}"].value() for part in ("item", "note"))
            wrong = any(field.errors for field in fields)
            found.append(
                {"number": number, "fields": fields, "is_open": number == 1 or begun or wrong}
            )
        return found

    def lines(self) -> list[Line]:
        """The lines that were filled in."""
        given = self.cleaned_data
        rows = range(1, min(self.ROWS, MOST_LINES) + 1)
        return [
            Line(given[f"item{n}"], given[f"result{n}"] or LineResult.SKIPPED, given[f"note{n}"])
            for n in rows
            if given[f"item{n}"]
        ]


def sources_of(roles, mine: dict) -> list[CaseSource]:
    """The sources that any of ``roles`` may open a case with, in order."""
    allowed = set().union(*(mine.get(role, set()) for role in roles))
    return [source for source in CaseSource if source in allowed and source != CaseSource.OVERDUE]
