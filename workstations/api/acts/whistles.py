"""Whistles, the departments they call, requests for one, and referrals: what may be done."""

from rest_framework import serializers

from portal.api.acts import Act, by_pk, plain_acts
from portal.api.fields import KeyField, MomentField
from portal.api.shapes import ReasonInput
from workstations.api.acts.base import USE, changing, making, plainly, with_reason
from workstations.api.shapes.done import WhistleRequestOutput
from workstations.api.shapes.nouns import CallOutput
from workstations.forms import whistles as forms
from workstations.selectors import referrals as referring
from workstations.selectors import whistles as read
from workstations.services import referrals as answering
from workstations.services import whistle_calls as calls
from workstations.services import whistle_requests as asking
from workstations.services import whistles as write
from workstations.workflows import WHISTLE
from workstations.workflows.referrals import REFER, REPLY
from workstations.workflows.whistles import ARRIVE, BLOW


def _source() -> dict:
    """Exactly one of the two."""
    return {"issue": KeyField(required=False), "task": KeyField(required=False)}


def _source_for(permission: str):
    return lambda access, issue, task: read.source_for(access, permission, issue=issue, task=task)


def _units(_access, source) -> dict:
    return {"units": read.departments_of(source.district_id)}


def _blown(access, _source, form) -> dict:
    asked = form.sent.get("request")
    return {
        "draft": form.draft(),
        "units": form.chosen(),
        "request": read.request_for(access, asked) if asked else None,
    }


class ArriveInput(serializers.Serializer):
    """When the department arrived; now, if nothing is said."""

    arrived_at = MomentField(required=False, default=None)


WHISTLES = (
    Act(
        path="whistles",
        permission=BLOW,
        says="Whistle: for one of issue and task; request names what is granted thereby.",
        find=_source_for(BLOW),
        named=("issue", "task"),
        noun="source",
        form=forms.WhistleForm,
        offers=_units,
        shape=making(
            "Whistle",
            forms.WhistleForm,
            replaced=_source() | {"request": KeyField(required=False)},
        ),
        takes=("submit_key",),
        words=_blown,
        service=write.whistle_blow,
        makes=True,
    ),
    *plain_acts(
        "whistles",
        WHISTLE,
        write.PLAIN,
        write.whistle_step,
        find=by_pk(read.whistle_for, BLOW),
        noun="whistle",
    ),
    Act(
        path="whistles/<key:pk>/finish",
        permission=BLOW,
        says="It is done on the spot; the outcome is public.",
        find=by_pk(read.whistle_for, BLOW),
        noun="whistle",
        form=forms.FinishForm,
        shape=changing("WhistleFinish", forms.FinishForm),
        takes=("outcome", "version"),
        service=write.whistle_finish,
    ),
    Act(
        path="whistles/<key:pk>/cancel",
        permission=BLOW,
        says="They are not needed any more.",
        find=by_pk(read.whistle_for, BLOW),
        noun="whistle",
        shape=ReasonInput,
        takes=("remark", "version"),
        **with_reason(write.whistle_cancel),
    ),
)


def _call(_access, call, _given) -> dict:
    return {"call_id": call.pk}


CALLS = (
    Act(
        path="whistle-calls/<key:pk>/arrive",
        permission=ARRIVE,
        says="A department has arrived, now or at a time.",
        find=by_pk(read.call_for),
        shape=ArriveInput,
        takes=("arrived_at",),
        words=_call,
        service=calls.call_arrive,
        out=CallOutput,
    ),
    Act(
        path="whistle-calls/<key:pk>/report",
        permission=USE,
        says="What a department did, by itself or taken down by the sub-district.",
        find=by_pk(read.call_for),
        form=forms.ReportForm,
        shape=plainly("CallReport", forms.ReportForm),
        takes=("text",),
        words=_call,
        service=calls.call_report,
        out=CallOutput,
    ),
    Act(
        path="whistle-calls/<key:pk>/score",
        permission=BLOW,
        says="The sub-district scores a department, once.",
        find=by_pk(read.call_for),
        form=forms.ScoreForm,
        shape=plainly("CallScore", forms.ScoreForm),
        takes=("score", "words"),
        words=_call,
        service=calls.call_score,
        out=CallOutput,
    ),
)
REQUESTS = (
    Act(
        path="whistle-requests",
        permission=read.ASK,
        says="Ask the sub-district to whistle: one of issue and task.",
        find=_source_for(read.ASK),
        named=("issue", "task"),
        noun="source",
        form=forms.AskForm,
        shape=making("WhistleRequest", forms.AskForm, replaced=_source()),
        takes=("kind", "words", "submit_key"),
        service=asking.whistle_ask,
        out=WhistleRequestOutput,
        makes=True,
    ),
    Act(
        path="whistle-requests/<key:pk>/refuse",
        permission=BLOW,
        says="The sub-district does not whistle, and says why.",
        find=by_pk(read.request_for),
        form=forms.RefuseForm,
        shape=plainly("WhistleRequestRefuse", forms.RefuseForm),
        takes=("reason",),
        words=lambda _access, asked, _given: {"request_id": asked.pk},
        service=asking.whistle_ask_refuse,
        out=WhistleRequestOutput,
    ),
)


def by_issue(access, issue: int):
    """The issue to refer; NotFound."""
    return referring.issue_to_refer(access, issue)


def _referred(_access, _issue, form) -> dict:
    return {"unit": form.units[form.cleaned_data["unit"]], "draft": form.draft()}


def _reply(name: str, form, service, says: str) -> Act:
    return Act(
        path=f"referrals/<key:pk>/{name}",
        permission=REPLY,
        says=says,
        find=by_pk(referring.referral_for, REPLY),
        noun="referral",
        form=form,
        shape=changing(f"Referral{name.title()}", form),
        takes=("text", "version"),
        service=service,
    )


REFERRALS = (
    Act(
        path="referrals",
        permission=REFER,
        says="Ask one department about an issue that was handed up to the sub-district.",
        find=by_issue,
        named=("issue",),
        noun="issue",
        form=forms.ReferForm,
        offers=_units,
        shape=making("Referral", forms.ReferForm, replaced={"issue": KeyField()}),
        takes=("submit_key",),
        words=_referred,
        service=answering.issue_refer_to,
        makes=True,
    ),
    _reply(
        "answer",
        forms.AnswerForm,
        answering.referral_answer,
        "The resident reads the very words.",
    ),
    _reply(
        "decline",
        forms.DeclineForm,
        answering.referral_decline,
        "Not its business, within five working days.",
    ),
    Act(
        path="referrals/<key:pk>/recall",
        permission=REFER,
        says="The sub-district takes it back.",
        find=by_pk(referring.referral_for, REFER),
        noun="referral",
        shape=ReasonInput,
        takes=("remark", "version"),
        **with_reason(answering.referral_recall),
    ),
)
ACTS = (*WHISTLES, *CALLS, *REQUESTS, *REFERRALS)
