"""Contracts: drafted, heard, signed by both sides, renewed, ended."""

from functools import partial

from portal.api.acts import Act, by_pk, plain_acts
from portal.api.shapes import SubmitInput, VersionInput, shape_of
from workstations.api.acts.base import changing, making
from workstations.forms import contracts as forms
from workstations.models import Grade
from workstations.selectors import contracts as read
from workstations.selectors.structure import posts_to_fill
from workstations.services import contract_terms as terms
from workstations.services import contracts as write
from workstations.workflows import CONTRACT
from workstations.workflows.contracts import DECIDE, OPINE, SIGN


def _drafted(_access, _nothing, form) -> dict:
    return {"draft": form.draft()}


def _contract(path: str, permission: str, form, takes: str, service, says: str, **more) -> Act:
    name = "".join(part.title() for part in path.split("-"))
    if "shape" not in more:
        more["shape"] = changing(f"Contract{name}", form)
    return Act(
        path=f"contracts/<key:pk>/{path}",
        permission=permission,
        says=says,
        find=by_pk(read.contract_for, permission),
        noun="contract",
        form=form,
        takes=tuple(takes.split()),
        service=service,
        **more,
    )


def _renewal(_access, contract) -> dict:
    result = read.year_result_of(contract)
    explains = bool(result) and result["grade"] == Grade.FAILED
    return {"asks": contract.open_ended_is_due, "explains": explains}


def _renewed(_access, _contract, form) -> dict:
    given = form.cleaned_data
    asked = given.get("fixed_by_request", False)
    return {"fixed_by_request": asked, "reason": given.get("reason", "")}


ACTS = (
    Act(
        path="contracts",
        permission=DECIDE,
        says="A hire is drafted; the committee has ten working days for its opinion.",
        form=forms.ContractForm,
        offers=lambda access, _nothing: {"posts": posts_to_fill(access)},
        shape=making("Contract", forms.ContractForm),
        takes=("submit_key",),
        words=_drafted,
        service=write.contract_draft,
        makes=True,
    ),
    _contract(
        "give-opinion",
        OPINE,
        forms.HireOpinionForm,
        "opinion favours version",
        write.contract_opine,
        "The committee on the hire, or on the renewal; no veto.",
    ),
    *plain_acts(
        "contracts",
        CONTRACT,
        write.PLAIN,
        write.contract_step,
        permission=SIGN,
        find=by_pk(read.contract_for),
        noun="contract",
    ),
    *(
        Act(
            path=f"contracts/<key:pk>/{name.replace('_', '-')}",
            permission=SIGN,
            says=f"Sign as the {side}.",
            find=by_pk(read.contract_for),
            noun="contract",
            takes=("version",),
            service=partial(write.contract_sign, name=name),
        )
        for name, side in (("sign_person", "person"), ("sign_street", "sub-district"))
    ),
    _contract(
        "renew",
        DECIDE,
        forms.RenewForm,
        "open_ended ends_on submit_key version",
        terms.contract_renew,
        "Decide the renewal: the next term is drafted, ready for the person's signature.",
        shape=shape_of("ContractRenewInput", forms.RenewForm, bases=(VersionInput, SubmitInput)),
        offers=_renewal,
        words=_renewed,
        makes=True,
    ),
    _contract(
        "end",
        DECIDE,
        forms.EndForm,
        "ground last_day paid_instead reason version",
        terms.contract_end,
        "End it on its ground after its last day.",
    ),
)
