"""The form by which a community lives by another rule set for a time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.roles import PlaceField
from portal.forms.widgets import DateInput, QuickSelect
from portal.models import Division
from portal.selectors.boards import communities_served


class AdoptionForm(BaseForm):
    """Which community, which rules, from when to when, by whose leave."""

    division = PlaceField(
        label=_("社区"),
        queryset=Division.objects.none(),
        empty_label=_("请选择"),
        widget=QuickSelect(),
    )
    rule_set = forms.TypedChoiceField(label=_("按哪一套规则"), coerce=int)
    valid_from = forms.DateField(label=_("自"), widget=DateInput())
    valid_to = forms.DateField(label=_("止"), required=False, widget=DateInput())
    ground = TextField(
        label=_("依据"), max_length=200, help_text=_("批准试点的文件名称和文号，人人可见。")
    )

    def __init__(self, *args, rule_sets=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = communities_served().select_related("parent")
        self.rule_sets = {row.pk: row for row in rule_sets}
        self.fields["rule_set"].choices = [(pk, row.title) for pk, row in self.rule_sets.items()]
