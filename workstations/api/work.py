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
from workstations.api.shapes import people
from workstations.api.shapes.done import WhistleRequestOutput
from workstations.api.views import checked, paged
from workstations.selectors import (
    cases,
    contracts,
    entrusted,
    inspections,
    leaves,
    petitions,
    plans,
    referrals,
    training,
    transfers,
)
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

    @extend_schema(
        operation_id=f"{_plain(name)}_list", parameters=[filters], responses=page_of(shape)
    )
    def get(self, request):
        """What one may list."""
        wanted = checked(filters, request.query_params)
        named = {key: value for key, value in wanted.items() if value not in {"", None}}
        return paged(self, request, rows(self.reader(request)).filter(**named), shape)

    return _view(f"{_camel(name)}ListApi", f"The list of {name}.", get, more)


def _detail(name: str, page, shape, **more):
    """One, as the reader may see it: ``page`` (access, pk)."""

    @extend_schema(operation_id=f"{_plain(name)}_retrieve", responses=shape)
    def get(self, request, pk):
        """Foreign and missing alike are 404."""
        return Response(shape(page(self.reader(request), pk)).data)

    return _view(f"{_camel(name)}DetailApi", f"One of {name}.", get, more)


def _plain(name: str) -> str:
    return name.replace("-", "_")


def _camel(name: str) -> str:
    return name.title().replace("-", "")


def _view(name: str, words: str, get, more: dict):
    return type(name, (ReadApi,), {"__doc__": words, "get": get, **more})


OF_WHISTLES = {"entry": (whistling.VIEW, ANSWER)}
OF_REFERRALS = {"entry": (referrals.VIEW, REPLY)}
OF_PLANS = {"permission": plans.VIEW}
OFF, SCHOOL = {"permission": leaves.VIEW}, {"permission": training.VIEW}
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
        "petitions",
        _list(
            "petitions",
            petitions.petitions_visible,
            people.PetitionFilterInput,
            people.PetitionOutput,
        ),
        _detail("petitions", petitions.petition_page, people.PetitionDetailOutput),
    ),
    (
        "leaves",
        _list("leaves", leaves.leaves_visible, people.LeaveFilterInput, people.LeaveOutput, **OFF),
        _detail("leaves", leaves.leave_page, people.LeaveDetailOutput, **OFF),
    ),
    (
        "courses",
        _list(
            "courses",
            training.courses_visible,
            people.CourseFilterInput,
            people.CourseOutput,
            **SCHOOL,
        ),
        _detail("courses", training.course_for, people.CourseOutput, **SCHOOL),
    ),
    (
        "enrolments",
        _list(
            "enrolments",
            training.enrolments_visible,
            people.EnrolmentFilterInput,
            people.EnrolmentOutput,
            **SCHOOL,
        ),
        _detail("enrolments", training.enrolment_for, people.EnrolmentOutput, **SCHOOL),
    ),
    (
        "inspections",
        _list(
            "inspections",
            inspections.inspections_visible,
            people.PlaceFilterInput,
            people.InspectionOutput,
            permission=inspections.VIEW,
        ),
        _detail(
            "inspections",
            inspections.inspection_for,
            people.InspectionOutput,
            permission=inspections.VIEW,
        ),
    ),
    (
        "whistle-requests",
        _list(
            "whistle-requests",
            whistling.requests_visible,
            people.PlaceFilterInput,
            WhistleRequestOutput,
            permission=whistling.VIEW,
        ),
        _detail(
            "whistle-requests",
            whistling.request_for,
            WhistleRequestOutput,
            permission=whistling.VIEW,
        ),
    ),
    (
        "transfer-shares",
        None,
        _detail("transfer-shares", transfers.share_page, people.ShareDetailOutput, **PUBLIC),
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
