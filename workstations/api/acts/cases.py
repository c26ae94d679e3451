"""Supervision cases, complaints and inspections: what each side may do.

Opening the complaint itself is left to the page: what a program holds, it may also pass on.
"""

from rest_framework import serializers

from portal.api.acts import Act, by_pk, plain_acts
from portal.api.fields import CleanTextField, KeyField, LinesField
from portal.api.shapes import SubmitInput
from portal.kernel.errors import NotFound
from workstations.api.acts.base import USE, changing, making
from workstations.api.shapes.done import CaseNoteOutput, ComplaintOutput, InspectionDoneOutput
from workstations.forms import cases as forms
from workstations.models import CaseSource, LineResult, NoteKind
from workstations.selectors import cases as read
from workstations.selectors.case_origins import (
    origin_of,
    place_for_cases,
    places_for_cases,
    places_to_complain,
)
from workstations.services import case_steps as steps
from workstations.services import cases as write
from workstations.services.inspections import INSPECT, MOST_LINES, Line, inspection_record
from workstations.workflows import CASE
from workstations.workflows.cases import ANSWER, HANDLE


def _case(asked: str):
    """A case on which ``asked`` holds, as on the page of the form."""

    def find(access, pk):
        case = read.case_for(access, pk)
        if not access.can(asked, case):
            raise NotFound()
        return case

    return find


def _offered(access, origin) -> dict:
    roles = {post.role for post in access.posts_with(read.OPEN)}
    sources = origin.sources or forms.sources_of(roles, write.MINE)
    return {"places": origin.places, "sources": sources}


def _drafted(_access, origin, form) -> dict:
    names = ("community", "source", "body", "title", "summary")
    words = {name: form.cleaned_data[name] for name in names}
    words |= {"order": origin.order, "inspection": origin.inspection}
    return {"draft": write.CaseDraft(**words)}


def _about(path: str, form, takes: str, service, says: str, asked: str = HANDLE, **more) -> Act:
    name = "".join(part.title() for part in path.split("-"))
    if "shape" not in more:
        more["shape"] = changing(f"Case{name}", form)
    return Act(
        path=f"cases/<key:pk>/{path}",
        permission=USE,
        says=says,
        find=_case(asked),
        noun="case",
        form=form,
        takes=tuple(takes.split()),
        service=service,
        **more,
    )


class CaseNoteInput(SubmitInput):
    """Words beside the steps; who may write which kind follows from the case."""

    kind = serializers.ChoiceField(choices=NoteKind.choices)
    text = CleanTextField(max_length=1000)


PEOPLE = {"people": "accused"}
CASES = (
    Act(
        path="cases",
        permission=read.OPEN,
        says="Open a case; order or inspection names the urging or the visit it comes from.",
        find=origin_of,
        named=("order", "inspection"),
        form=forms.CaseForm,
        offers=_offered,
        shape=making(
            "Case",
            forms.CaseForm,
            replaced={
                "source": serializers.ChoiceField(choices=CaseSource.choices),
                "order": KeyField(required=False),
                "inspection": KeyField(required=False),
            },
        ),
        takes=("submit_key",),
        words=_drafted,
        service=write.case_open,
        makes=True,
    ),
    *plain_acts(
        "cases",
        CASE,
        steps.PLAIN,
        steps.case_step,
        permission=USE,
        find=by_pk(read.case_for),
        noun="case",
    ),
    _about(
        "notify",
        forms.NotifyForm,
        "title notice explain_by version",
        steps.case_notify,
        "Tell the other side, in the officer's own words; accused: user names or phones.",
        shape=changing(
            "CaseNotify",
            forms.NotifyForm,
            renamed=PEOPLE,
            replaced={"accused": LinesField(required=False, max_length=20)},
        ),
        words=lambda _access, _case, form: {"accused": form.cleaned_data["people"]},
    ),
    _about(
        "explain",
        forms.ExplainForm,
        "words version",
        steps.case_explain,
        "The other side answers, once.",
        ANSWER,
    ),
    _about(
        "find",
        forms.FindingForm,
        "is_upheld text basis version",
        steps.case_find,
        "What was found, on which ground.",
    ),
    _about(
        "order",
        forms.OrderForm,
        "title text due_on version",
        steps.case_order,
        "Order it to be put right by a day.",
    ),
    _about(
        "report",
        forms.ReportForm,
        "words version",
        steps.case_report,
        "The other side says that it is put right.",
        ANSWER,
    ),
    _about(
        "send-back",
        forms.AgainForm,
        "words due_on version",
        steps.case_send_back,
        "Not yet right: once more, by another day.",
    ),
    Act(
        path="cases/<key:pk>/notes",
        permission=USE,
        says="Words beside the steps, by whoever handles, directs or oversees the case.",
        find=by_pk(read.case_for),
        noun="case",
        shape=CaseNoteInput,
        takes=("kind", "text", "submit_key"),
        service=steps.case_note,
        out=CaseNoteOutput,
        makes=True,
    ),
)


def _complaint(path: str, permission: str, places, service, says: str) -> Act:
    return Act(
        path=path,
        permission=permission,
        says=says,
        form=forms.ComplaintForm,
        offers=lambda access, _nothing: {"places": places(access)},
        shape=COMPLAINT,
        takes=("community", "body", "text", "submit_key"),
        service=service,
        out=ComplaintOutput,
        makes=True,
    )


COMPLAINT = making("Complaint", forms.ComplaintForm)
COMPLAINTS = (
    _complaint(
        "cases/complaints",
        write.COMPLAIN,
        lambda _access: places_to_complain(),
        write.complaint_file,
        "Complain of a station, a committee or a sub-district: straight to the inspector.",
    ),
    _complaint(
        "cases/letters",
        write.OPEN,
        places_for_cases,
        write.complaint_enter,
        "Enter an anonymous letter (petition office and inspector).",
    ),
)


class InspectionLineInput(serializers.Serializer):
    """One thing looked at."""

    item = CleanTextField(max_length=120)
    result = serializers.ChoiceField(choices=LineResult.choices)
    note = CleanTextField(max_length=300, required=False, allow_blank=True, default="")


class InspectionInput(SubmitInput):
    """A visit with its checklist."""

    community = KeyField()
    title = CleanTextField(max_length=80)
    visited_on = serializers.DateField()
    summary = CleanTextField(max_length=1000)
    lines = InspectionLineInput(many=True, allow_empty=False, max_length=MOST_LINES)


def _seen(access, _nothing, given) -> dict:
    place = place_for_cases(access, given["community"], INSPECT)
    return {"community": place, "lines": [Line(**line) for line in given["lines"]]}


INSPECTIONS = (
    Act(
        path="inspections",
        permission=INSPECT,
        says="Write a visit down; it cannot be changed afterwards.",
        shape=InspectionInput,
        takes=("title", "visited_on", "summary", "submit_key"),
        words=_seen,
        service=inspection_record,
        out=InspectionDoneOutput,
        makes=True,
    ),
)
ACTS = (*CASES, *COMPLAINTS, *INSPECTIONS)
