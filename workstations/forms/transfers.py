"""Forms of transfers: the year's plan, a change by hand, vouchers, a use, a finding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.base import BaseForm, TextField
from portal.forms.widgets import DateInput
from portal.kernel import clock
from workstations.forms.entrusted import YuanField
from workstations.services.transfers import PlanDraft
from workstations.transfer_formula import PARTS

WEIGHT_LABELS = {
    "equal": _("平均分配（%）"),
    "population": _("按人口（%）"),
    "households": _("按户数（%）"),
    "area": _("按面积（%）"),
}


class PlanForm(BaseForm):
    """What the district sets for a year."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2200)
    pool = YuanField(label=_("资金总额（元）"))
    source = TextField(
        label=_("资金来源"), max_length=200, help_text=_("例如：区级预算，文号。会公开。")
    )
    equal = forms.IntegerField(
        label=WEIGHT_LABELS["equal"],
        min_value=0,
        max_value=100,
        help_text=_("四项合计 100。先按各项分成几份，每一份再按社区的数据分。"),
    )
    population = forms.IntegerField(label=WEIGHT_LABELS["population"], min_value=0, max_value=100)
    households = forms.IntegerField(label=WEIGHT_LABELS["households"], min_value=0, max_value=100)
    area = forms.IntegerField(label=WEIGHT_LABELS["area"], min_value=0, max_value=100)
    inputs_as_of = forms.DateField(
        label=_("数据截至"),
        widget=DateInput(),
        initial=clock.today,
        help_text=_("用每个社区到这一天为止最新的数据。"),
    )

    @classmethod
    def for_plan(cls, plan, *given):
        """Filled from a plan that is computed anew; the year stays."""
        initial = {**plan.weights, "year": plan.year, "source": plan.source}
        initial |= {"pool": f"{plan.pool_fen / 100:.2f}", "inputs_as_of": plan.inputs_as_of}
        form = cls(*given, initial=initial)
        form.fields["year"].disabled = True
        return form

    def draft(self) -> PlanDraft:
        """For the service, once valid."""
        given = self.cleaned_data
        return PlanDraft(
            year=given["year"],
            pool_fen=given["pool"],
            source=given["source"],
            weights={name: given[name] for name in PARTS},
            inputs_as_of=given["inputs_as_of"],
        )

    def rule_error(self, error) -> None:
        """The service speaks of fen, the form of yuan."""
        if error.field == "pool_fen":
            error.field = "pool"
        super().rule_error(error)


class AdjustForm(BaseForm):
    """Another sum than the formula's."""

    fen = YuanField(label=_("金额（元）"))
    reason = TextField(
        label=_("理由"), max_length=200, required=False, help_text=_("和公式不同时必须写，会公开。")
    )


class VoucherForm(BaseForm):
    """Money passed on."""

    voucher = TextField(label=_("凭证号"), max_length=60)


class UseForm(BaseForm):
    """Money asked for, with what it is for."""

    ground = forms.ChoiceField(
        label=_("用在哪件事上"), help_text=_("只能用于一项决议或一件委托事项。")
    )
    fen = YuanField(label=_("金额（元）"))
    payee = TextField(label=_("收款人"), max_length=80)
    purpose = TextField(label=_("用途"), max_length=120)

    def __init__(self, *args, grounds=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.grounds = grounds or {}
        self.fields["ground"].choices = [
            ("", _("请选择")),
            *((key, f"{row.reference} {row.title}") for key, row in self.grounds.items()),
        ]

    def words(self) -> dict:
        """For the service, once valid."""
        given = self.cleaned_data
        name = "resolution" if given["ground"].startswith("r") else "entrusted"
        found = {key: given[key] for key in ("fen", "payee", "purpose", "submit_key")}
        return found | {name: self.grounds[given["ground"]]}


class FindingForm(BaseForm):
    """What the auditor found."""

    finding = TextField(
        label=_("审计意见"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("会公开。不要写个人信息。"),
    )
