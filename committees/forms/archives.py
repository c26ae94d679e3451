"""Forms of the archives: what to look for, and where the paper lies."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.models import ArchiveClass
from portal.forms.base import BaseForm, TextField
from portal.kernel import clock


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
    """Keep it for so many more years, or destroy it, and why."""

    KEEP, DESTROY = "keep", "destroy"
    MOST_YEARS = 50

    what = forms.ChoiceField(
        label=_("鉴定结果"),
        choices=[(KEEP, _("还有用，延长保管")), (DESTROY, _("没有保存价值，可以销毁"))],
        widget=forms.RadioSelect,
    )
    years = forms.IntegerField(
        label=_("再保管几年"),
        required=False,
        min_value=1,
        max_value=MOST_YEARS,
        help_text=_("从今天算起。选销毁的不用填。"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    reason = TextField(
        label=_("鉴定意见"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        """Longer needs its years."""
        given = super().clean()
        if given.get("what") == self.KEEP and not given.get("years") and "years" not in self.errors:
            self.add_error("years", _("请填写延长几年。"))
        return given

    def until(self) -> date | None:
        """The new end of keeping; None to destroy."""
        if self.cleaned_data["what"] == self.DESTROY:
            return None
        today, years = clock.today(), self.cleaned_data["years"]
        try:
            return today.replace(year=today.year + years)
        except ValueError:
            return today.replace(year=today.year + years, day=28)


class PaperPlaceForm(BaseForm):
    """Where the signed paper lies."""

    paper_place = TextField(
        label=_("纸质存放"),
        max_length=60,
        required=False,
        help_text=_("例如：三号柜 2026 年第 2 盒。"),
    )
