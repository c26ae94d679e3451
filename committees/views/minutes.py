"""The minutes of a meeting: to read and print, to look through, to correct, to sign, to lock."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.minutes import (
    AmendmentAnswerForm,
    AmendmentForm,
    SheetForm,
    SummaryForm,
)
from committees.selectors import meetings as meetings_read
from committees.selectors import minutes as read
from committees.selectors.papers import minutes_data, minutes_paper
from committees.services import minutes as write
from committees.views.papers import pdf_response
from committees.workflows.minutes import MinutesStatus
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import StaleWrite
from portal.services.documents import document_render
from portal.views.steps import buttons_for, int_of, service_for, split

READ, SIGN = "committees.view_minutes", "committees.sign_minutes"
OWN_FORM = {"revise", "propose_amendment", "amend", "decline_amendment"}
STAGES = list(MinutesStatus)


def stages_of(minutes) -> list[dict]:
    """The four stages for the stepper; a version nobody corrected skips the third."""
    now = STAGES.index(minutes.status)
    words = (_("起草"), _("送阅"), _("补正"), _("定稿"))
    state = ["done"] * now + ["current"] + ["todo"] * (3 - now)
    if minutes.status == MinutesStatus.LOCKED:
        state[3] = "done"
    return [{"label": label, "state": state[at]} for at, label in enumerate(words)]


def forms_offered(page, names: set[str]) -> dict:
    """The forms that the open steps of ``names`` ask for."""
    words = {"summary": page.content["summary"]}
    revises, proposes = "revise" in names, "propose_amendment" in names
    return {
        "summary_form": SummaryForm(initial=words, subject=page.minutes) if revises else None,
        "amendment_form": AmendmentForm() if proposes else None,
        "may_decide": "amend" in names,
    }


def sheet_context(access, page) -> dict:
    """The sheets of those without an account, for whoever may enter or check them."""
    minutes = page.minutes
    if minutes.status not in read.OPEN or not access.can("committees.check_sheet", minutes):
        return {}
    people = read.people_to_sign_on_paper(minutes)
    return {
        "sheet_form": SheetForm(people=people) if people else None,
        "sheets_waiting": [row for row in page.sheets if row.checked_by_id is None],
        "my_id": access.user.pk,
    }


def minutes_context(access, meeting, minutes) -> dict:
    """The words, and what this person may do with them now."""
    page = read.minutes_page(minutes)
    offered = buttons_for(minutes, access.user, "committees:minutes_step", pk=meeting.pk)
    plain = [button for button in offered if button["name"] not in OWN_FORM]
    for button in plain:
        button["hidden"] = {"number": minutes.number}
    return {
        "kept": page,
        "minutes": minutes_paper(page),
        "stages": stages_of(minutes),
        "expected": len(minutes.present_ids) + len(minutes.unaccounted),
        "signed_all": len(page.signatures) + len(page.on_paper),
        **sheet_context(access, page),
        **forms_offered(page, {button["name"] for button in offered if button["is_open"]}),
        **split(plain),
    }


def meeting_with_minutes(access, pk):
    """The meeting and the minutes that this person may read; before the end only whoever reads
    deliberation sees what is stored so far."""
    minutes = read.minutes_of_meeting(access, pk)
    if minutes is not None:
        return minutes.meeting, minutes
    return meetings_read.meeting_for(access, pk), None


class MinutesPart(PermissionView):
    """A form that lives on the page of the minutes."""

    def get(self, request, pk, **more):
        """The address of a form leads to its page."""
        return redirect("committees:meeting_minutes", pk=pk)

    def page(self, pk, status=200, **forms):
        """The page: the version that holds now, or before the meeting ends what is stored so
        far; with forms that came back."""
        meeting, minutes = meeting_with_minutes(self.access, pk)
        if minutes is None:
            context = {"minutes": minutes_data(meeting)}
        else:
            context = minutes_context(self.access, meeting, minutes)
        context = {"meeting": meeting, **context, **forms}
        return render(self.request, "committees/meetings/minutes.html", context, status=status)


class MinutesView(MinutesPart):
    """The minutes as a page to read, print and work on."""

    permission = READ

    def get(self, request, pk):
        """Show them."""
        return self.page(pk)


class MinutesPdfView(PermissionView):
    """The minutes as PDF."""

    permission = READ

    def get(self, request, pk):
        """Made on demand from the stored version."""
        meeting, minutes = meeting_with_minutes(self.access, pk)
        data = minutes_paper(read.minutes_page(minutes)) if minutes else minutes_data(meeting)
        return pdf_response(document_render("minutes", data), meeting.reference)


def _sign(*, actor, minutes, number):
    return write.minutes_sign(actor=actor, minutes=minutes, number=number)


def _plain(service):
    return lambda *, actor, minutes, number: service(actor=actor, minutes=minutes)


STEPS = {
    "circulate": _plain(write.minutes_circulate),
    "lock": _plain(write.minutes_lock),
    "sign": _sign,
}


class MinutesStepView(PermissionView):
    """Circulate, sign, lock."""

    permission = READ

    def post(self, request, pk, name):
        """Do it."""
        service = service_for(STEPS, name)
        minutes = read.minutes_for(self.access, pk)
        service(actor=request.user, minutes=minutes, number=int_of(request.POST.get("number")))
        messages.success(request, _("已记录。"))
        return redirect("committees:meeting_minutes", pk=pk)


class MinutesSummaryView(MinutesPart):
    """The keeper's summary."""

    permission = "committees.keep_minutes"

    def post(self, request, pk):
        """Write it into a new version of the draft."""
        minutes, form = read.minutes_for(self.access, pk), SummaryForm(request.POST)
        try:
            done = form_run(form, partial(self._write, minutes))
        except StaleWrite as stale:
            return self._both(minutes, form, stale)
        if done is None:
            return self.page(pk, 400, summary_form=form)
        messages.success(request, _("已保存。"))
        return redirect("committees:meeting_minutes", pk=pk)

    def _write(self, minutes, data):
        return write.minutes_revise(
            actor=self.request.user,
            minutes=minutes,
            summary=data["summary"],
            version=data["version"],
        )

    def _both(self, minutes, form, stale):
        """Theirs stands on the page, one's own words in the form, ready to be saved over it."""
        words = {"summary": form.cleaned_data["summary"]}
        again = SummaryForm(initial=words, subject=minutes)
        return self.page(minutes.meeting_id, 409, summary_form=again, stale=stale.message)


class AmendmentView(MinutesPart):
    """A correction asked for by somebody who was there."""

    permission = SIGN

    def post(self, request, pk):
        """Keep it for the keeper's answer."""
        minutes, form = read.minutes_for(self.access, pk), AmendmentForm(request.POST)
        done = form_run(
            form,
            lambda data: write.amendment_propose(
                actor=request.user,
                minutes=minutes,
                text=data["text"],
                submit_key=data["submit_key"],
            ),
        )
        if done is None:
            return self.page(pk, 400, amendment_form=form)
        messages.success(request, _("已交给记录人答复。"))
        return redirect("committees:meeting_minutes", pk=pk)


class AmendmentDecideView(MinutesPart):
    """The answer to a correction."""

    permission = "committees.keep_minutes"

    def post(self, request, pk, amendment):
        """``act`` is accept or decline."""
        minutes, form = read.minutes_for(self.access, pk), AmendmentAnswerForm(request.POST)
        done = form_run(
            form,
            lambda data: write.amendment_decide(
                actor=request.user,
                minutes=minutes,
                pk=amendment,
                is_accepted=request.POST.get("act") == "accept",
                answer=data["answer"],
            ),
        )
        if done is None:
            return self.page(pk, 400, answer_form=form, answered=amendment)
        messages.success(request, _("已答复。"))
        return redirect("committees:meeting_minutes", pk=pk)
