"""Forms of the archives: what to look for, and where the paper lies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import ArchiveClass
from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput


class ArchiveFilter(forms.Form):
    """Words of the title, class and year; what cannot be is left out."""

    q = forms.CharField(label=_("题名"), max_length=40, required=False, widget=forms.SearchInput())
    archive_class = forms.ChoiceField(
        label=_("类别"), choices=[("", _("全部类别")), *ArchiveClass.choices], required=False
    )
    year = forms.TypedChoiceField(label=_("年份"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, years=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("全部年份")), *((year, year) for year in years)]

    def wanted(self) -> dict:
        """What the selector takes."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "text": given.get("q", ""),
            "archive_class": given.get("archive_class", ""),
            "year": given.get("year"),
        }


class JudgementForm(BaseForm):
    """Keep it until a day, or (left empty) destroy it, and why."""

    until = forms.DateField(
        label=_("延长到"),
        required=False,
        widget=DateInput(),
        help_text=_("不填，就是可以销毁。"),
    )
    reason = TextField(
        label=_("鉴定意见"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class PaperPlaceForm(BaseForm):
    """Where the signed paper lies."""

    paper_place = TextField(
        label=_("纸质存放"),
        max_length=60,
        required=False,
        help_text=_("例如：三号柜 2026 年第 2 盒。"),
    )
