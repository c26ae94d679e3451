"""The yearly transfers (转移支付): the plan, each community's share, and its use."""

from rest_framework import serializers

from portal.api.acts import Act, by_pk, plain_acts
from portal.api.shapes import NothingInput, RemarkInput, WhyInput
from workstations.api.acts.base import changing, making, plainly, with_reason
from workstations.api.shapes.done import MoneyRequestOutput, ShareDoneOutput
from workstations.api.shapes.nouns import LedgerOutput
from workstations.forms import transfers as forms
from workstations.selectors import transfers as read
from workstations.services import transfer_money as money
from workstations.services import transfers as write
from workstations.workflows.transfers import ALLOT, AUDIT, MAKE, TRANSFER_PLAN

POOL = {"pool": "pool_fen"}
SHARES = "transfer-shares/<key:pk>"


def _drafted(_access, _thing, form) -> dict:
    return {"draft": form.draft()}


def _anew(data, plan):
    """The form of a plan that is computed anew: the year stays."""
    return forms.PlanForm.for_plan(plan, data)


PLANS = (
    Act(
        path="transfers",
        permission=MAKE,
        says="Begin the year's plan and compute it.",
        find=lambda access: read.district_of(access, MAKE),
        noun="district",
        form=forms.PlanForm,
        shape=making("TransferPlan", forms.PlanForm, renamed=POOL),
        takes=("submit_key",),
        words=_drafted,
        service=write.plan_make,
        makes=True,
    ),
    Act(
        path="transfers/<key:pk>/compute",
        permission=MAKE,
        says="Compute it anew; changes by hand are gone.",
        find=by_pk(read.plan_for, MAKE),
        noun="plan",
        form=_anew,
        offers=lambda _access, plan: {"plan": plan},
        shape=plainly("TransferCompute", forms.PlanForm, renamed=POOL, left_out=("year",)),
        words=_drafted,
        service=write.plan_compute,
    ),
    *plain_acts(
        "transfers",
        TRANSFER_PLAN,
        ("propose", "send_back", "approve"),
        write.plan_step,
        find=by_pk(read.plan_for),
        noun="plan",
    ),
    Act(
        path="transfers/<key:pk>/pay-down",
        permission=MAKE,
        says="The money goes to the sub-districts.",
        find=by_pk(read.plan_for, MAKE),
        noun="plan",
        form=forms.VoucherForm,
        shape=changing("TransferPayDown", forms.VoucherForm),
        takes=("voucher", "version"),
        service=write.plan_pay_down,
    ),
)


def _used(_access, _share, form) -> dict:
    words = form.words()
    words.pop("submit_key")
    return words


def _share(path: str, permission: str, form, takes: str, service, says: str, **more) -> Act:
    name = "".join(part.title() for part in path.split("-"))
    if "shape" not in more:
        more["shape"] = changing(f"Share{name}", form)
    return Act(
        path=f"{SHARES}/{path}",
        permission=permission,
        says=says,
        find=by_pk(read.share_for, permission),
        noun="share",
        form=form,
        takes=tuple(takes.split()),
        service=service,
        **({"out": ShareDoneOutput} | more),
    )


MONEY = (
    Act(
        path=f"{SHARES}/adjust",
        permission=MAKE,
        says="Another sum than the formula's for one community, with the reason.",
        find=by_pk(read.share_to_adjust),
        noun="share",
        form=forms.AdjustForm,
        shape=plainly("ShareAdjust", forms.AdjustForm),
        takes=("fen", "reason"),
        service=write.share_adjust,
        out=ShareDoneOutput,
    ),
    _share(
        "allot",
        ALLOT,
        forms.VoucherForm,
        "voucher version",
        money.share_allot,
        "The sub-district passes the whole share on to the community.",
    ),
    _share(
        "uses",
        money.ASK,
        forms.UseForm,
        "submit_key",
        money.use_ask,
        "Ask for money; ground: r and the id of a resolution, or e and that of an affair.",
        shape=making(
            "ShareUse",
            forms.UseForm,
            replaced={"ground": serializers.RegexField(r"^[re]\d{1,18}$", max_length=19)},
        ),
        offers=lambda _access, share: {"grounds": read.grounds_of(share)},
        words=_used,
        out=MoneyRequestOutput,
        makes=True,
    ),
    Act(
        path=f"{SHARES}/close",
        permission=ALLOT,
        says="Close the year: what is left goes back to the district.",
        find=by_pk(read.share_for, ALLOT),
        noun="share",
        shape=RemarkInput,
        takes=("remark", "version"),
        service=money.share_close,
        out=ShareDoneOutput,
    ),
    _share(
        "audit",
        AUDIT,
        forms.FindingForm,
        "finding version",
        money.share_audit,
        "The auditor's finding, public.",
    ),
    Act(
        path="transfer-uses/<key:pk>/approve",
        permission=money.APPROVE,
        says="Approve a use: the second of two people, neither of whom asked, pays it.",
        find=lambda _access, pk: pk,
        noun="use_id",
        shape=NothingInput,
        service=money.use_approve,
        out=MoneyRequestOutput,
    ),
    Act(
        path="transfer-uses/<key:pk>/refuse",
        permission=money.APPROVE,
        says="Refuse a use, with the reason.",
        find=lambda _access, pk: pk,
        noun="use_id",
        shape=WhyInput,
        takes=("remark",),
        out=MoneyRequestOutput,
        **with_reason(money.use_refuse),
    ),
    Act(
        path="transfer-entries/<key:pk>/reverse",
        permission=ALLOT,
        says="A mistaken payment is undone by its opposite, once.",
        find=lambda _access, pk: pk,
        noun="entry_id",
        shape=WhyInput,
        takes=("remark",),
        out=LedgerOutput,
        makes=True,
        **with_reason(money.use_reverse, "words"),
    ),
)
ACTS = (*PLANS, *MONEY)
