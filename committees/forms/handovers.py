"""The form of one line of a handover: what goes over, how much, what is missing."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.forms.bodies import pdf_field
from committees.models import MONEY
from committees.services.handovers import LineWords
from portal.forms.base import BaseForm, TextField


class LineForm(BaseForm):
    """One line; of money also its balance."""

    contents = TextField(
        label=_("移交什么"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("逐样写清楚，例如“公章一枚、财务章一枚”；没有可移交的写“无”。"),
    )
    quantity = forms.IntegerField(
        label=_("数量（件、册、份）"), required=False, min_value=0, max_value=2**31 - 1
    )
    balance_fen = forms.DecimalField(
        label=_("交接时的余额（元）"),
        required=False,
        max_digits=13,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
        help_text=_("欠款写负数。"),
    )
    exception = TextField(
        label=_("缺少或者另行移交的"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("缺什么、什么时候补、由谁负责。"),
    )
    file = pdf_field(
        label=_("签字的清单或账目（PDF）"),
        required=False,
        help_text=_("扫描或拍照存成 PDF，最多 10 MB；只有看得到这次移交的人能打开。"),
    )

    def __init__(self, *args, item, **kwargs):
        balance = item.balance_fen
        initial = {
            "contents": item.contents,
            "quantity": item.quantity,
            "exception": item.exception,
            "balance_fen": None if balance is None else Decimal(balance) / 100,
        }
        super().__init__(*args, initial=initial, **kwargs)
        if item.kind not in MONEY:
            del self.fields["balance_fen"]

    def words(self) -> LineWords:
        """For the service, once valid; yuan as whole fen."""
        given = self.cleaned_data
        balance = given.get("balance_fen")
        return LineWords(
            contents=given["contents"],
            quantity=given["quantity"],
            balance_fen=None if balance is None else int(balance * 100),
            exception=given["exception"],
        )
