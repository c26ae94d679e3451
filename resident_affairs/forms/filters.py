"""What lists of issues are narrowed by; it lives in the URL."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import TextField
from portal.forms.widgets import QuickSelect
from resident_affairs.selectors.issues import PAGE, PAGE_SIZES, IssueFilter
from resident_affairs.workflows import IssueStatus

GROUPS = (
    ("open", _("还在办的")),
    ("undecided", _("待受理、待分派")),
    ("running", _("办理中")),
    ("waiting", _("等居民确认")),
)


class IssueFilterForm(forms.Form):
    """Search, state, category, overdue; the rest comes from links (community, period)."""

    q = TextField(
        label=_("查找"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("词、地点或楼栋")}),
    )
    status = forms.ChoiceField(label=_("状态"), required=False, widget=QuickSelect)
    category = forms.TypedChoiceField(
        label=_("类别"), required=False, coerce=int, empty_value=None, widget=QuickSelect
    )
    overdue = forms.BooleanField(label=_("只看超期"), required=False)
    community = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )
    subdistrict = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )
    since = forms.DateField(required=False, widget=forms.HiddenInput)
    until = forms.DateField(required=False, widget=forms.HiddenInput)
    scope = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    rows = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=PAGE,
        choices=[(size, size) for size in PAGE_SIZES],
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, tree=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [("", _("全部")), *GROUPS, *IssueStatus.choices]
        self.fields["category"].choices = [("", _("全部")), *choices_of(tree)]

    def wanted(self) -> IssueFilter:
        """The filter; a field that makes no sense is left out."""
        self.is_valid()
        data = self.cleaned_data
        return IssueFilter(
            text=data.get("q", ""),
            state=data.get("status", ""),
            category=data.get("category"),
            community=data.get("community"),
            subdistrict=data.get("subdistrict"),
            is_overdue=data.get("overdue", False),
            since=data.get("since"),
            until=data.get("until"),
            rows=data.get("rows") or PAGE,
        )


def choices_of(tree) -> list:
    """The category tree as grouped choices."""
    return [(root.category.label, [(leaf.pk, leaf.label) for leaf in root.leaves]) for root in tree]
