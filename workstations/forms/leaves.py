"""Forms of leave: asking for it, naming who stands in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput
from portal.kernel import clock
from workstations.forms.plans import PickField
from workstations.models import LeaveKind
from workstations.services.leaves import LeaveDraft


def _person(row) -> str:
    load = _("手上 %(n)s 件") % {"n": row.open_tasks}
    return f"{row.name} · {load}"


class LeaveForm(BaseForm):
    """Who is away, when, why, among the station's ``people``; ``own`` asks for themselves alone."""

    user = PickField(label=_("谁请假"), help_text=_("本人来不了的，站长代为登记。"))
    kind = forms.ChoiceField(label=_("哪种假"), choices=LeaveKind)
    starts_on = forms.DateField(label=_("自"), widget=DateInput(), initial=clock.today)
    ends_on = forms.DateField(label=_("止"), widget=DateInput(), help_text=_("含这一天。"))
    substitute = PickField(
        label=_("请谁代办"),
        required=False,
        help_text=_(
            "假期里，代办人能看、能办您手上的任务；期限照走。站长请假，派活、准假这些也由代办人代。"
            "由准假的人最后定。"
        ),
    )
    reason = TextField(
        label=_("事由"),
        max_length=200,
        required=False,
        help_text=_("只有您和准假的人看得到。"),
    )

    def __init__(self, *args, people=(), own=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own
        self.fields["user"].offer(people, _("请选择"), label=lambda row: row.name)
        if own is not None:
            del self.fields["user"]
            people = [row for row in people if row.pk != own.pk]
        self.fields["substitute"].offer(people, _("由准假的人定"), label=_person)

    def draft(self) -> LeaveDraft:
        """For the service, once valid."""
        names = ("kind", "starts_on", "ends_on", "reason", "substitute")
        given = {name: self.cleaned_data[name] for name in names}
        return LeaveDraft(user=self.own or self.cleaned_data["user"], **given)


class SubstituteForm(BaseForm):
    """Who stands in."""

    substitute = PickField(
        label=_("谁代办"),
        help_text=_("那几天也请了假的、要离开本站的、居委会成员，都不能代办。"),
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["substitute"].offer(people, _("请选择"), label=_person)
