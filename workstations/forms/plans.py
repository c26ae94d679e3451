"""Forms of planning: a plan, a template, a part, a ground, an entry of time and money."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput, QuickSelect
from portal.kernel import clock
from portal.models import DutyList
from workstations.forms.entrusted import YuanField
from workstations.recurrence import Rhythm, Shift
from workstations.selectors.plans import weekday_label
from workstations.services.plans import PlanDraft
from workstations.services.templates import TemplateDraft

FORBIDDEN_HELP = _("负面清单和不应出具的证明也列在这里：选了会告诉您为什么不行。")


class PickField(forms.TypedChoiceField):
    """One row out of those handed to :meth:`offer`; the cleaned value is the row, or None."""

    widget = QuickSelect

    def __init__(self, **kwargs):
        self.rows = {}
        super().__init__(coerce=self._row, empty_value=None, **kwargs)

    def offer(self, rows, empty="", label=str, group=None) -> None:
        """Set the choices; ``group`` (row) -> heading puts them under headings."""
        self.rows = {str(row.pk): row for row in rows}
        groups: dict[str, list] = {}
        for row in rows:
            groups.setdefault(str(group(row)) if group else "", []).append((row.pk, label(row)))
        listed = list(groups.items()) if group else groups.get("", [])
        self.choices = [("", empty), *listed]

    def _row(self, value):
        return self.rows[str(value)]

    def prepare_value(self, value):
        """A row as its key, for the form drawn from what stands."""
        return getattr(value, "pk", value)

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.rows, copied.coerce = {}, copied._row
        return copied


class DutyField(PickField):
    """An entry of the lists of powers, under the heading of its list."""

    def offer_duties(self, duties, empty) -> None:
        """All lists: whoever chooses a forbidden entry is told so by the list."""
        self.offer(
            duties,
            empty,
            label=lambda row: f"{row.number} {row.title}",
            group=lambda row: DutyList(row.list_kind).label,
        )


class PlanForm(BaseForm):
    """A recurring plan."""

    title = TextField(label=_("做什么"), max_length=80)
    text = TextField(
        label=_("要求"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    duty = DutyField(label=_("依据（权责清单）"), help_text=FORBIDDEN_HELP)
    rhythm = forms.ChoiceField(label=_("多久一次"), choices=Rhythm, initial=Rhythm.WEEKLY)
    weekdays = forms.MultipleChoiceField(
        label=_("星期几"),
        choices=[(str(n), str(n)) for n in range(1, 8)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("选“每周”时填。"),
    )
    month = forms.IntegerField(
        label=_("几月"), min_value=1, max_value=12, required=False, help_text=_("选“每年”时填。")
    )
    month_day = forms.IntegerField(
        label=_("几号"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("选“每月”或“每年”时填；没有这一天的月份算最后一天。"),
    )
    shift = forms.ChoiceField(
        label=_("遇到休息日"),
        choices=Shift,
        initial=Shift.NEXT,
        help_text=_("按国家公布的放假和调休；调休上班的周六算工作日。"),
    )
    assignee = PickField(label=_("平常由谁办"), required=False)
    template = PickField(label=_("用哪份模板"), required=False)
    lead_days = forms.IntegerField(
        label=_("提前几天立任务"), min_value=0, max_value=30, initial=0, required=False
    )
    valid_from = forms.DateField(label=_("自"), widget=DateInput(), initial=clock.today)
    valid_to = forms.DateField(label=_("止"), widget=DateInput(), required=False)

    def __init__(self, *args, duties=(), templates=(), people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["duty"].offer_duties(duties, _("请选择"))
        self.fields["template"].offer(templates, _("不用模板"))
        self.fields["assignee"].offer(people, _("不固定，由站长派"), label=lambda row: row.name)
        self.fields["weekdays"].choices = [(str(n), weekday_label(n)) for n in range(1, 8)]

    def draft(self) -> PlanDraft:
        """For the service, once valid."""
        names = "title text duty rhythm month month_day shift assignee template".split()
        given = {name: self.cleaned_data[name] for name in (*names, "valid_from", "valid_to")}
        given["weekdays"] = "".join(self.cleaned_data["weekdays"])
        return PlanDraft(**given, lead_days=self.cleaned_data["lead_days"] or 0)


def plan_initial(plan) -> dict:
    """What the form shows of a plan that stands."""
    names = "title text duty rhythm month month_day shift assignee template lead_days".split()
    found = {name: getattr(plan, name) for name in (*names, "valid_from", "valid_to")}
    return found | {"weekdays": list(plan.weekdays)}


def _lines(label, required: bool, help_text="") -> TextField:
    return TextField(
        label=label,
        required=required,
        max_length=3000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TemplateForm(BaseForm):
    """A task template; each line of the two lists is one line of the checklist."""

    title = TextField(label=_("名称"), max_length=80)
    category = PickField(
        label=_("用于哪类诉求"),
        required=False,
        help_text=_("选了类别，这类诉求一立任务就自动用上；不选的，排计划和拆分时可以用。"),
    )
    guidance = TextField(
        label=_("怎么办"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    required = _lines(_("必做的"), False, _("一行一条。没打勾的，任务交不了。"))
    optional = _lines(_("看情况做的"), False, _("一行一条。"))
    evidence_wanted = TextField(label=_("验收凭据"), max_length=200, required=False)
    hours = forms.DecimalField(
        label=_("预计工时（小时）"),
        min_value=0,
        max_value=1000,
        decimal_places=1,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args, categories=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].offer(categories, _("不限类别"), label=lambda row: row.label)

    def draft(self) -> TemplateDraft:
        """For the service, once valid."""
        given = self.cleaned_data
        names = ("title", "category", "guidance", "evidence_wanted")
        return TemplateDraft(
            **{name: given[name] for name in names},
            expected_minutes=int((given["hours"] or 0) * 60),
            required=tuple(given["required"].splitlines()),
            optional=tuple(given["optional"].splitlines()),
        )


def template_initial(template) -> dict:
    """What the form shows of a template that stands."""
    lines = list(template.lines.all())
    names = ("title", "category", "guidance", "evidence_wanted")
    hours = template.expected_minutes / 60
    return {name: getattr(template, name) for name in names} | {
        "hours": f"{hours:g}" if hours else "",
        "required": "\n".join(line.text for line in lines if line.is_required),
        "optional": "\n".join(line.text for line in lines if not line.is_required),
    }


class PartForm(BaseForm):
    """A part of a task."""

    title = TextField(label=_("分项"), max_length=80)
    weight = forms.IntegerField(
        label=_("权重"),
        min_value=1,
        max_value=100,
        initial=10,
        help_text=_("和别的分项比着填：20 的分项比 10 的多算一倍进度。"),
    )
    due_on = forms.DateField(label=_("期限"), widget=DateInput())
    evidence_wanted = TextField(label=_("验收凭据"), max_length=200, required=False)
    template = PickField(label=_("用哪份模板"), required=False)

    def __init__(self, *args, templates=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].offer(templates, _("不用模板"))


class GroundForm(BaseForm):
    """On which entry something rests; with ``empty`` words none may be chosen."""

    duty = DutyField(label=_("依据（权责清单）"), help_text=FORBIDDEN_HELP)

    def __init__(self, *args, duties=(), empty="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["duty"].required = not empty
        self.fields["duty"].offer_duties(duties, empty or _("请选择"))


MINUTES = (10, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 420, 480, 600)


def _span(minutes: int):
    if minutes < 60:
        return _("%(n)s 分钟") % {"n": minutes}
    return _("%(n)s 小时") % {"n": f"{minutes / 60:g}"}


class WorkForm(BaseForm):
    """Time and money spent on a task: two taps and a word on a phone."""

    minutes = forms.TypedChoiceField(
        label=_("用了多久"), coerce=int, widget=QuickSelect(), required=False, empty_value=0
    )
    words = TextField(label=_("做了什么"), max_length=120)
    fen = YuanField(label=_("花了多少钱（元）"), required=False)
    on = forms.DateField(label=_("哪一天"), widget=DateInput(), initial=clock.today)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        spans = [(minutes, _span(minutes)) for minutes in MINUTES]
        self.fields["minutes"].choices = [("", _("没有工时")), *spans]
