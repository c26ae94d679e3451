"""Amendments: proposing one, putting it to the vote, taking it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.meetings import AmendmentForm
from committees.selectors import amendments as read
from committees.selectors.motions import motion_of_meeting
from committees.services.amendments import amendment_to_motion, amendment_withdraw
from committees.services.votes import vote_open
from committees.views.live import back_to
from portal.access.mixins import PermissionView
from portal.forms.base import form_run

ATTEND, CHAIR = "committees.attend_meeting", "committees.chair_meeting"


class AmendmentCreateView(PermissionView):
    """How the text should read instead."""

    permission = ATTEND

    def get(self, request, pk, item):
        """The form with the text as it stands."""
        row = motion_of_meeting(self.access, pk, item)
        return self._page(row, AmendmentForm(initial={"text": row.motion.text}))

    def post(self, request, pk, item):
        """Bring it."""
        row = motion_of_meeting(self.access, pk, item)
        form = AmendmentForm(request.POST)
        if form_run(form, lambda data: self._bring(row, data)) is None:
            return self._page(row, form, 400)
        messages.success(request, _("修正案已提出，由主持人先付表决。"))
        return back_to(self.access, row.meeting)

    def _bring(self, row, data):
        words = {name: data[name] for name in ("text", "reason", "submit_key")}
        return amendment_to_motion(actor=self.request.user, motion=row.motion, **words)

    def _page(self, row, form, status=200):
        context = {"form": form, "item": row, "meeting": row.meeting}
        return render(self.request, "committees/meetings/amendment.html", context, status=status)


class AmendmentVoteView(PermissionView):
    """The chair puts an amendment to the vote, before the motion itself."""

    permission = CHAIR

    def post(self, request, pk):
        """Open the vote by the method asked for."""
        row = read.amendment_for(self.access, pk)
        method = request.POST.get("method", "named")
        event = vote_open(actor=request.user, motion=row.motion, method=method, amendment=row)
        return redirect("committees:vote_detail", pk=event.pk)


class AmendmentWithdrawView(PermissionView):
    """Its proposer gives it up."""

    permission = ATTEND

    def post(self, request, pk):
        """Take it back."""
        row = read.amendment_for(self.access, pk)
        amendment_withdraw(actor=request.user, amendment=row)
        messages.success(request, _("修正案已撤回。"))
        return back_to(self.access, row.motion.current_agenda_item.meeting)
