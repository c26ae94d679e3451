"""Forms of entrusted affairs: the application, the opinion, the quote, money, tasks, units."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.roles import PlaceField
from portal.forms.widgets import DateInput, QuickSelect
from portal.kernel import clock
from portal.models import Division, User
from workstations.models import UnitKind
from workstations.services.entrusted import EntrustDraft

DRAFTED = ("title", "legal_basis", "volume", "powers", "starts_on", "ends_on")


class YuanField(forms.DecimalField):
    """Yuan with at most two decimals, as whole fen."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_digits=12, decimal_places=2, min_value=0, widget=widget, **kwargs)

    def clean(self, value) -> int | None:
        """Fen; never a float on the way."""
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * Decimal(100))


class ApplyForm(BaseForm):
    """What a unit entrusts, where, on which ground, for how much."""

    unit = forms.TypedChoiceField(label=_("委托单位"), coerce=int)
    community = PlaceField(
        label=_("交给哪个社区的社工站"),
        queryset=Division.objects.none(),
        empty_label=_("请选择"),
        widget=QuickSelect(),
    )
    title = TextField(label=_("事项"), max_length=80)
    duty = forms.TypedChoiceField(
        label=_("权责清单上的条目"), required=False, coerce=int, empty_value=None
    )
    legal_basis = TextField(
        label=_("法律依据"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    volume = TextField(label=_("工作量"), max_length=300)
    powers = TextField(
        label=_("一并移交的权限"), max_length=300, help_text=_("权随责走：办这件事要用到的权限。")
    )
    starts_on = forms.DateField(label=_("自"), widget=DateInput())
    ends_on = forms.DateField(label=_("止"), widget=DateInput())
    fee = YuanField(label=_("拟付费用（元）"), help_text=_("费随事转：没有经费的事项不能委托。"))

    def __init__(self, *args, units=(), places=None, duties=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {row.pk: row for row in units}
        self.duties = {row.pk: row for row in duties}
        self.fields["unit"].choices = [(pk, row.name) for pk, row in self.units.items()]
        self.fields["duty"].choices = [
            ("", _("不在清单上")),
            *((pk, str(row)) for pk, row in self.duties.items()),
        ]
        if places is not None:
            self.fields["community"].queryset = places

    def draft(self) -> EntrustDraft:
        """For the service, once valid."""
        given = self.cleaned_data
        words = {name: given[name] for name in DRAFTED}
        return EntrustDraft(**words, fee_fen=given["fee"], duty=self.duties.get(given.get("duty")))

    def rule_error(self, error) -> None:
        """The service speaks of fen, the form of yuan."""
        if error.field == "fee_fen":
            error.field = "fee"
        super().rule_error(error)


class OpinionForm(BaseForm):
    """What the committee thinks."""

    opinion = TextField(
        label=_("居委会意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class QuoteForm(BaseForm):
    """Hours and cost."""

    hours = forms.IntegerField(label=_("工时（小时）"), min_value=1, max_value=100_000)
    fen = YuanField(label=_("费用（元）"))


class FeeForm(BaseForm):
    """What came in."""

    fen = YuanField(label=_("到账金额（元）"))
    voucher = TextField(label=_("凭证号"), max_length=60, required=False)
    guarantee = TextField(
        label=_("保函编号"),
        max_length=60,
        required=False,
        help_text=_("到账的不足协议费用时填写。"),
    )


class TrancheForm(BaseForm):
    """A further payment."""

    fen = YuanField(label=_("到账金额（元）"))
    voucher = TextField(label=_("凭证号"), max_length=60)


class EntrustedTaskForm(BaseForm):
    """One task of it."""

    title = TextField(label=_("任务"), max_length=80)
    due_on = forms.DateField(label=_("期限"), widget=DateInput())
    evidence_wanted = TextField(label=_("验收凭据"), max_length=200)


class PayoutForm(BaseForm):
    """Money asked for."""

    fen = YuanField(label=_("金额（元）"))
    payee = TextField(label=_("收款人"), max_length=80)
    purpose = TextField(label=_("用途"), max_length=120)


class SettleForm(BaseForm):
    """The end of the account."""

    hours = forms.IntegerField(label=_("实际工时（小时）"), min_value=0, max_value=100_000)


class UnitForm(BaseForm):
    """A unit."""

    name = TextField(label=_("名称"), max_length=80)
    kind = forms.ChoiceField(label=_("性质"), choices=UnitKind)


class UnitMemberForm(BaseForm):
    """Somebody who acts for it."""

    login = TextField(label=_("用户名或手机号"), max_length=40)
    valid_from = forms.DateField(label=_("自"), widget=DateInput(), initial=clock.today)

    def clean_login(self) -> User:
        """The person meant."""
        user = User.objects.by_login(self.cleaned_data["login"])
        if user is None:
            raise forms.ValidationError(_("没有找到这个人。"), code="missing")
        return user
