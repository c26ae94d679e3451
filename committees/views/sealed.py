"""Sealed votes for everybody: the list, the public board, the papers; and the steps."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import sealed as forms
from committees.selectors import sealed as read
from committees.services import (
    sealed,
    sealed_casting,
    sealed_opening,
    sealed_roll,
    sealed_voids,
)
from committees.views.sealed_parts import sealed_context
from committees.workflows.sealed import RUN
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, int_of, reason_of, service_for

DETAIL = "committees:sealed"
STEPS = {
    "freeze_roll": sealed_roll.roll_freeze,
    "open": sealed.vote_open,
    "close": sealed.vote_close,
    "publish": sealed_opening.sealed_publish,
}
REASONED = {"cancel": sealed.vote_cancel, "give_up": sealed_voids.box_give_up}


def paper(content, name: str, kind: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class SealedListView(PublicView):
    """Sealed votes; ``?community=`` for one place."""

    def get(self, request):
        """20 at a time."""
        community = int_of(request.GET.get("community"))
        rows = read.sealed_listed(self.access, community, before_of(request))
        context = {"rows": rows[: read.PAGE], "runs": self.access.is_granted(RUN, None)}
        if len(rows) > read.PAGE:
            place = f"community={community}&" if community else ""
            context["next_url"] = f"?{place}before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/sealed/list.html", context)


class SealedDetailView(PublicView):
    """The public board of one vote; ``?receipt=`` looks one up."""

    def get(self, request, pk):
        """What is asked, how far it is, the receipts, the result."""
        page = read.sealed_page(self.access, pk)
        return render(request, "committees/sealed/detail.html", sealed_context(request, page))


class ReceiptsView(PublicView):
    """All receipts that hang out, one a line."""

    def get(self, request, pk):
        """As a text, so that anybody can reckon the root."""
        board = read.board_of(read.sealed_for(self.access, pk))
        return paper("\n".join(board.current), f"receipts-{pk}.txt", "text/plain; charset=utf-8")


class ToolView(PublicView):
    """The offline tool, the very file that the portal runs."""

    def get(self, request):
        """The file."""
        return paper(read.tool_source(), "sealing.py", "text/x-python; charset=utf-8")


class SealedStepView(PermissionView):
    """The steps without a form."""

    permission = RUN

    def post(self, request, pk, name):
        """Take it."""
        vote = read.sealed_for(self.access, pk, RUN)
        words = {"remark": reason_of(request)} if name in REASONED else {}
        service_for(STEPS | REASONED, name)(actor=request.user, vote=vote, **words)
        return redirect(DETAIL, pk=pk)


class ExportView(PermissionView):
    """The sealed ballots for the offline computers."""

    permission = RUN

    def get(self, request, pk):
        """Sorted by hash, without ids, times or names."""
        vote = read.sealed_for(self.access, pk, RUN)
        data = sealed_opening.ballots_export(actor=request.user, vote=vote)
        return paper(json.dumps(data, indent=1), f"ballots-{pk}.json", "application/json")


class OpenedView(PermissionView):
    """One of the two brings what was opened, and what the paper ballots say."""

    permission = RUN

    def get(self, request, pk):
        """The form."""
        vote = read.sealed_for(self.access, pk, RUN)
        return self._page(vote, self._form(vote))

    def post(self, request, pk):
        """Compare it with what the other brought."""
        vote = read.sealed_for(self.access, pk, RUN)
        form = self._form(vote, request.POST, request.FILES)
        done = form_run(form, lambda data: self._bring(vote, form))
        if done is None:
            return self._page(vote, form, 400)
        waits = _("已录入，等另一个人录入同一份。")
        messages.success(request, _("两个人录入的一致，已开箱。") if done.opened else waits)
        return redirect(DETAIL, pk=pk)

    def _form(self, vote, *given):
        return forms.OpenedForm(*given, vote=vote, paper=sealed_opening.paper_ballots(vote))

    def _bring(self, vote, form):
        words = {"opened": form.cleaned_data["opened"], "paper": form.paper()}
        return sealed_opening.opened_import(actor=self.request.user, vote=vote, **words)

    def _page(self, vote, form, status=200):
        context = {"form": form, "vote": vote, "title": _("录入开箱结果"), "button": _("录入")}
        return render(self.request, "committees/sealed/form.html", context, status=status)


class DestroyView(PermissionView):
    """The box is emptied: asked for by one, done by another."""

    permission = RUN

    def post(self, request, pk):
        """Ask, or confirm."""
        vote = read.sealed_for(self.access, pk, RUN)
        vote = sealed_opening.box_destroy(actor=request.user, vote=vote)
        is_done = vote.status == "destroyed"
        messages.success(request, _("票箱已销毁。") if is_done else _("已提出，等另一个人确认。"))
        return redirect(DETAIL, pk=pk)


class PaperView(PermissionView):
    """Somebody votes on paper: noted by one, confirmed by another, or the note taken back."""

    permission = RUN

    def post(self, request, pk, entry):
        """Note or confirm it."""
        read.sealed_for(self.access, pk, RUN)
        words = {"actor": request.user, "vote_id": pk, "entry_id": entry}
        if request.POST.get("said") == "undo":
            sealed_casting.paper_undo(**words)
            messages.success(request, _("已撤回登记。"))
            return redirect("committees:sealed_roll", pk=pk)
        row = sealed_casting.paper_note(**words)
        is_done = row.paper_checked_by_id is not None
        said = _("已复核：只算纸质选票。") if is_done else _("已登记，等另一个人复核。")
        messages.success(request, said)
        return redirect("committees:sealed_roll", pk=pk)
