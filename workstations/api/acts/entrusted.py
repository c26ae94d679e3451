"""Entrusted affairs, their agreement, money and tasks: what each side may do."""

from functools import partial
from uuid import uuid4

from portal.api.acts import Act, by_pk, plain_acts
from portal.api.shapes import NothingInput, WhyInput
from portal.kernel.errors import NotFound
from workstations.api.acts.base import changing, making, with_reason
from workstations.api.shapes.done import MoneyRequestOutput
from workstations.api.shapes.nouns import LedgerOutput
from workstations.api.shapes.tasks import TaskOutput
from workstations.forms import entrusted as forms
from workstations.selectors import entrusted as read
from workstations.services import entrusted as write
from workstations.services import ledger
from workstations.workflows import ENTRUST
from workstations.workflows.entrusted import ADMIT, APPLY, KEEP, OPINE, QUOTE

FEN = {"fee": "fee_fen"}


def _offered(access, _nothing) -> dict:
    """What the form offers a unit's clerk; NotFound for everybody else."""
    units = read.units_of(access)
    if not units:
        raise NotFound()
    return {"units": units, "places": read.places_for(units), "duties": read.duties_to_name()}


def _applied(_access, _nothing, form) -> dict:
    return {"unit": form.units[form.cleaned_data["unit"]], "draft": form.draft()}


def _about(path: str, permission: str, shape, form, takes: str, service, says: str, **more) -> Act:
    """A step with a form about one affair, as on its page."""
    return Act(
        path=f"entrusted/<key:pk>/{path}",
        permission=permission,
        says=says,
        find=by_pk(read.entrusted_for, permission),
        noun="affair",
        form=form,
        shape=shape,
        takes=tuple(takes.split()),
        service=service,
        **more,
    )


APPLICATION = (
    Act(
        path="entrusted",
        permission=APPLY,
        says="A unit applies; what stands on the negative list comes back refused at once.",
        form=forms.ApplyForm,
        offers=_offered,
        shape=making("Entrusted", forms.ApplyForm, renamed=FEN),
        takes=("community", "submit_key"),
        words=_applied,
        service=write.entrusted_apply,
        makes=True,
    ),
    *plain_acts(
        "entrusted",
        ENTRUST,
        write.PLAIN,
        write.entrusted_step,
        find=by_pk(read.entrusted_for),
        noun="affair",
    ),
    *(
        Act(
            path=f"entrusted/<key:pk>/{name.replace('_', '-')}",
            permission=permission,
            says=f"Sign the agreement for the {side}.",
            find=by_pk(read.entrusted_for),
            noun="affair",
            takes=("version",),
            service=partial(write.agreement_sign, name=name),
        )
        for name, permission, side in (
            ("sign_unit", APPLY, "unit, which fixes its text"),
            ("sign_street", ADMIT, "sub-district, which makes it stand"),
        )
    ),
    _about(
        "give-opinion",
        OPINE,
        changing("EntrustedOpinion", forms.OpinionForm),
        forms.OpinionForm,
        "opinion version",
        write.opinion_give,
        "The committee's opinion; no veto.",
    ),
    _about(
        "quote",
        QUOTE,
        changing("EntrustedQuote", forms.QuoteForm),
        forms.QuoteForm,
        "hours fen version",
        write.quote_give,
        "Hours and cost by the station, in whole fen.",
    ),
)
MONEY = (
    _about(
        "record-fee",
        KEEP,
        changing("EntrustedFee", forms.FeeForm),
        forms.FeeForm,
        "fen voucher guarantee version",
        ledger.fee_record,
        "The fee is in, or a letter of guarantee for what is missing: work may begin.",
    ),
    _about(
        "tranches",
        KEEP,
        making("EntrustedTranche", forms.TrancheForm),
        forms.TrancheForm,
        "fen voucher submit_key",
        ledger.tranche_record,
        "A further payment of the unit.",
        out=LedgerOutput,
        makes=True,
    ),
    _about(
        "tasks",
        QUOTE,
        making("EntrustedTask", forms.EntrustedTaskForm),
        forms.EntrustedTaskForm,
        "title due_on evidence_wanted submit_key",
        write.entrusted_task_open,
        "A task of it; the first one starts the affair.",
        out=TaskOutput,
        makes=True,
    ),
    _about(
        "payouts",
        QUOTE,
        making("EntrustedPayout", forms.PayoutForm),
        forms.PayoutForm,
        "fen payee purpose submit_key",
        ledger.payout_ask,
        "The station asks for money of the fund.",
        out=MoneyRequestOutput,
        makes=True,
    ),
    _about(
        "settle",
        KEEP,
        changing("EntrustedSettle", forms.SettleForm),
        forms.SettleForm,
        "hours version",
        ledger.affair_settle,
        "The account is closed: what is left goes back to the unit.",
    ),
)


PAYOUTS = (
    Act(
        path="payouts/<key:pk>/approve",
        permission=ledger.APPROVE,
        says="Approve a payout: the second of two people, neither of whom asked, pays it.",
        find=lambda _access, pk: pk,
        noun="payout_id",
        shape=NothingInput,
        service=ledger.payout_approve,
        out=MoneyRequestOutput,
    ),
    Act(
        path="payouts/<key:pk>/refuse",
        permission=ledger.APPROVE,
        says="Refuse a payout, with the reason.",
        find=lambda _access, pk: pk,
        noun="payout_id",
        shape=WhyInput,
        takes=("remark",),
        out=MoneyRequestOutput,
        **with_reason(ledger.payout_refuse),
    ),
    Act(
        path="ledger/<key:pk>/reverse",
        permission=KEEP,
        says="A mistaken entry is undone by its opposite, once.",
        find=lambda _access, pk: pk,
        noun="entry_id",
        shape=WhyInput,
        takes=("remark",),
        words=lambda *_given: {"submit_key": uuid4()},
        out=LedgerOutput,
        makes=True,
        **with_reason(ledger.entry_reverse, "words"),
    ),
)
ACTS = (*APPLICATION, *MONEY, *PAYOUTS)
