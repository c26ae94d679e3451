"""Changing the map: names, ends, mergers, figures, new divisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput
from portal.kernel import clock
from portal.models import Division, Level
from portal.selectors.divisions import divisions_below

LOCAL_LEVELS = (Level.SUBDISTRICT, Level.COMMUNITY, Level.GROUP, Level.BUILDING)


def day_field(label) -> forms.DateField:
    """A date, today unless said otherwise."""
    return forms.DateField(label=label, widget=DateInput(), initial=clock.today)


class DivisionForm(BaseForm):
    """What all forms about one division know of it."""

    def __init__(self, *args, division: Division, **kwargs):
        super().__init__(*args, **kwargs)
        self.division = division


class RenameForm(DivisionForm):
    """A new name."""

    name = TextField(label=_("新名称"), max_length=80)
    on = day_field(_("自哪天起"))


class CloseForm(DivisionForm):
    """An end."""

    on = day_field(_("自哪天起停用"))
    reason = TextField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class MergeForm(CloseForm):
    """An end in another one of the same level and parent."""

    into = forms.ModelChoiceField(
        label=_("并入"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    field_order = ("into", "on", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        near = divisions_below([self.division.ancestor_ids[-2]], Level(self.division.level))
        beside = Division.objects.filter(pk__in=near, level=self.division.level)
        self.fields["into"].queryset = beside.exclude(pk=self.division.pk).order_by("path")


class ProfileForm(DivisionForm):
    """The figures at a date; what is left empty is unknown, not zero."""

    as_of = day_field(_("截至"))
    area_km2 = forms.DecimalField(
        label=_("面积（平方公里）"), max_digits=10, decimal_places=3, min_value=0, required=False
    )
    households = forms.IntegerField(label=_("户数"), min_value=0, max_value=10**8, required=False)
    population = forms.IntegerField(
        label=_("人口"), min_value=0, max_value=2 * 10**9, required=False
    )
    population_adult = forms.IntegerField(
        label=_("18 岁以上人口"), min_value=0, max_value=2 * 10**9, required=False
    )
    source = TextField(label=_("来源"), max_length=120, required=False)


class OpenForm(DivisionForm):
    """A new division below."""

    name = TextField(label=_("名称"), max_length=80)
    code = TextField(label=_("代码"), max_length=20)
    on = day_field(_("自哪天起"))
    level = forms.TypedChoiceField(label=_("层级"), coerce=int)
    field_order = ("level", "name", "code", "on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        below = [level for level in LOCAL_LEVELS if level > self.division.level]
        self.fields["level"].choices = [(level.value, level.label) for level in below]
