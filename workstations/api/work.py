"""The nouns of execution: their lists and each of them.

The scopes are those of the pages; what a side may not read is not there. What may be done with
them stands in :mod:`workstations.api.acts`.
"""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.access.checker import access_of
from portal.api.paging import page_of
from portal.kernel.errors import Refused
from workstations.api.shapes import cases as case_shapes
from workstations.api.shapes import nouns as shapes
from workstations.api.views import checked, paged
from workstations.selectors import cases, contracts, entrusted, plans, referrals, transfers
from workstations.selectors import whistles as whistling
from workstations.workflows.referrals import REPLY
from workstations.workflows.whistles import ANSWER

USE = "portal.use_portal"  # the object itself says who may read it, as on its page


class ReadApi(APIView):
    """What a list or a page of one noun reads; ``entry``: at least one of these must be held."""

    permission = USE
    entry: tuple[str, ...] = ()

    def reader(self, request):
        """The reader's access. Refused where none of ``entry`` is held anywhere."""
        access = access_of(request.user)
        if self.entry and not any(access.is_granted(name, None) for name in self.entry):
            raise Refused()
        return access


def _list(name: str, rows, filters, shape, **more):
    """A list, newest first, by cursor: ``rows`` (access) narrowed by ``filters``."""

    @extend_schema(operation_id=f"{name}_list", parameters=[filters], responses=page_of(shape))
    def get(self, request):
        """What one may list."""
        wanted = checked(filters, request.query_params)
        named = {key: value for key, value in wanted.items() if value not in {"", None}}
        return paged(self, request, rows(self.reader(request)).filter(**named), shape)

    return _view(f"{name.title()}ListApi", f"The list of {name}.", get, more)


def _detail(name: str, page, shape, **more):
    """One, as the reader may see it: ``page`` (access, pk)."""

    @extend_schema(operation_id=f"{name}_retrieve", responses=shape)
    def get(self, request, pk):
        """Foreign and missing alike are 404."""
        return Response(shape(page(self.reader(request), pk)).data)

    return _view(f"{name.title()}DetailApi", f"One of {name}.", get, more)


def _view(name: str, words: str, get, more: dict):
    return type(name, (ReadApi,), {"__doc__": words, "get": get, **more})


OF_WHISTLES = {"entry": (whistling.VIEW, ANSWER)}
OF_REFERRALS = {"entry": (referrals.VIEW, REPLY)}
OF_PLANS = {"permission": plans.VIEW}
PUBLIC = {"is_public": True, "permission": None}


# (address, list, detail)
VIEWS = (
    (
        "whistles",
        _list(
            "whistles",
            whistling.whistles_visible,
            shapes.WhistleFilterInput,
            shapes.WhistleOutput,
            **OF_WHISTLES,
        ),
        _detail("whistles", whistling.whistle_page, shapes.WhistleDetailOutput, **OF_WHISTLES),
    ),
    (
        "referrals",
        _list(
            "referrals",
            referrals.referrals_visible,
            shapes.ReferralFilterInput,
            shapes.ReferralOutput,
            **OF_REFERRALS,
        ),
        _detail("referrals", referrals.referral_page, shapes.ReferralDetailOutput, **OF_REFERRALS),
    ),
    (
        "entrusted",
        _list(
            "entrusted",
            entrusted.entrusted_visible,
            shapes.EntrustedFilterInput,
            shapes.EntrustedOutput,
            **PUBLIC,
        ),
        _detail("entrusted", entrusted.entrusted_page, shapes.EntrustedDetailOutput, **PUBLIC),
    ),
    (
        "cases",
        _list("cases", cases.cases_visible, case_shapes.CaseFilterInput, case_shapes.CaseOutput),
        _detail("cases", cases.case_page, case_shapes.CaseDetailOutput),
    ),
    (
        "contracts",
        _list(
            "contracts",
            contracts.contracts_visible,
            shapes.ContractFilterInput,
            shapes.ContractOutput,
        ),
        _detail("contracts", contracts.contract_page, shapes.ContractDetailOutput),
    ),
    (
        "plans",
        _list("plans", plans.plans_visible, shapes.PlanFilterInput, shapes.PlanOutput, **OF_PLANS),
        _detail("plans", plans.plan_page, shapes.PlanDetailOutput, **OF_PLANS),
    ),
    (
        "transfers",
        _list(
            "transfers",
            transfers.plans_visible,
            shapes.TransferFilterInput,
            shapes.TransferOutput,
            **PUBLIC,
        ),
        _detail("transfers", transfers.plan_page, shapes.TransferDetailOutput, **PUBLIC),
    ),
)
