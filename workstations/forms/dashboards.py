"""What a dashboard is narrowed by; it lives in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.dashboards.periods import PeriodName
from portal.forms.widgets import QuickSelect


class DashboardForm(forms.Form):
    """Period and category; the division comes from the link one followed."""

    period = forms.ChoiceField(
        label=_("时段"), choices=PeriodName, required=False, initial=PeriodName.THIS_MONTH
    )
    category = forms.TypedChoiceField(
        label=_("类别"), required=False, coerce=int, empty_value=0, widget=QuickSelect
    )
    division = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    def __init__(self, *args, categories=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("全部")), *categories]

    def wanted(self) -> dict:
        """period, category, division; what makes no sense falls back to the default."""
        self.is_valid()
        data = self.cleaned_data
        return {
            "period": data.get("period") or PeriodName.THIS_MONTH,
            "category": data.get("category") or 0,
            "division": data.get("division"),
        }
