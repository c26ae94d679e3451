"""Forms of the public board: an entry, its correction, a question, an answer, a finding."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from committees.models.disclosures import DisclosureClass
from committees.services.disclosures import EntryDraft
from portal.forms.base import BaseForm, TextField


def _long(label, rows=5, length=4000, **more) -> TextField:
    return TextField(
        label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def amounts_parse(text: str) -> list[tuple[str, int]]:
    """Lines of "name amount in yuan" as [(label, fen)]. ValidationError names the line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        label, _blank, amount = line.strip().replace("\t", " ").rpartition(" ")
        try:
            fen = Decimal(amount.replace(",", "").replace("¥", "")) * 100
        except InvalidOperation:
            fen = None
        if (
            not label.strip()
            or fen is None
            or not fen.is_finite()
            or fen != fen.to_integral_value()
        ):
            words = _("第 %(n)d 行看不懂：请写“项目 金额（元）”，例如“路灯 1200.50”。")
            raise ValidationError(words, code="amounts", params={"n": number})
        if abs(fen) >= 10**13:
            raise ValidationError(
                _("第 %(n)d 行的金额太大。"), code="amounts", params={"n": number}
            )
        found.append((label.strip()[:60], int(fen)))
    return found


class EntryForm(BaseForm):
    """What hangs on the board."""

    disclosure_class = forms.ChoiceField(label=_("类别"), choices=DisclosureClass)
    title = TextField(label=_("标题"), max_length=60)
    text = _long(_("内容"), help_text=_("人人可见：不写姓名、电话和证件号码。"))
    amounts = _long(
        _("账目"),
        rows=4,
        required=False,
        help_text=_("每行一项：“项目 金额（元）”，例如“路灯 1200.50”。"),
    )
    half_year = forms.ChoiceField(label=_("哪个半年的账"), required=False)
    resolution = forms.TypedChoiceField(
        label=_("依据的决议"), required=False, coerce=int, empty_value=None
    )
    sources = _long(
        _("凭据：任务、委托、转移支付"),
        rows=2,
        length=400,
        required=False,
        help_text=_("每行一个，如 TSK-2026-000012。只能写本社区的。"),
    )
    source = TextField(label=_("其他凭据"), max_length=120, required=False)
    correction_reason = TextField(label=_("更正的原因"), max_length=200)

    def __init__(self, *args, resolutions=(), halves=(), corrects=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.resolutions = {row.pk: row for row in resolutions}
        self.fields["resolution"].choices = [
            ("", "—"),
            *((pk, str(row)) for pk, row in self.resolutions.items()),
        ]
        self.fields["half_year"].choices = [("", _("不是半年账")), *halves]
        if not corrects:
            del self.fields["correction_reason"]

    def clean_amounts(self):
        """As [(label, fen)]."""
        return amounts_parse(self.cleaned_data["amounts"])

    def draft(self) -> EntryDraft:
        """What the services take."""
        given = self.cleaned_data
        names = ("disclosure_class", "title", "text", "amounts", "half_year", "source")
        return EntryDraft(
            resolution=self.resolutions.get(given["resolution"]),
            sources=tuple(given["sources"].split()),
            **{name: given[name] for name in names},
        )


class AskForm(BaseForm):
    """A question, or a complaint of untruth."""

    text = _long(
        _("想问什么"),
        rows=3,
        length=500,
        help_text=_("公开显示，不显示您的名字；不写电话和证件号码。"),
    )


class UntruthForm(BaseForm):
    """What is not true."""

    text = _long(
        _("哪里不真实"), rows=3, length=1000, help_text=_("只给街道看，核查的结论会公开。")
    )


class AnswerForm(BaseForm):
    """The answer."""

    answer = _long(_("答复"), rows=4, length=1000)


class FindingForm(BaseForm):
    """What the sub-district found."""

    is_untrue = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("0", _("属实")), ("1", _("确有不实"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    finding = _long(_("核查结论"), rows=4, length=1000)
