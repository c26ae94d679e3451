"""Amendments: proposing one, entering one from paper, putting it to the vote, taking it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committees.forms.meetings import AmendmentForm
from committees.forms.motions import action_rows, drafts_of
from committees.selectors import amendments as read
from committees.selectors.motions import motion_of_meeting
from committees.services.amendment_papers import amendment_compare, amendment_enter
from committees.services.amendments import amendment_to_motion, amendment_withdraw
from committees.services.votes import vote_open
from committees.views.live import back_to
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound

BROUGHT = gettext_lazy("修正案已提出，由主持人先付表决。")
ATTEND, CHAIR = "committees.attend_meeting", "committees.chair_meeting"


class AmendmentCreateView(PermissionView):
    """How the motion should read instead, and what the station should do; one's own, or entered
    from somebody's paper."""

    permission = ATTEND

    def get(self, request, pk, item):
        """The form with the motion as it stands."""
        self._load(pk, item)
        motion = self.row.motion
        rows = action_rows(actions=motion.proposed_actions.all())
        return self._page(self._form(initial={"text": motion.text}), rows)

    def post(self, request, pk, item):
        """Bring it; "再加一条" only draws the form again with one more row."""
        self._load(pk, item)
        form = self._form(request.POST, request.FILES)
        more = 1 if "add_row" in request.POST else 0
        rows = action_rows(request.POST, more=more)
        if more or not rows.is_valid() or not form.is_valid():
            return self._page(form, rows, 200 if more else 400)
        row = form_run(form, lambda data: self._bring(form, rows, data))
        if row is None:
            return self._page(form, rows, 400)
        said = _("已录入，等另一个人复核。") if row.is_on_paper else BROUGHT
        messages.success(request, said)
        return back_to(self.access, self.row.meeting)

    def _load(self, pk, item):
        self.row = motion_of_meeting(self.access, pk, item)
        self.movers = read.movers_of(self.access, self.row.meeting, self.row.motion)

    def _form(self, *given, **more):
        return AmendmentForm(*given, movers=self.movers, **more)

    def _bring(self, form, rows, data):
        words = {name: data[name] for name in ("text", "reason", "submit_key")}
        words |= {"actor": self.request.user, "motion": self.row.motion, "actions": drafts_of(rows)}
        mover = form.moved_by()
        if mover is None:
            return amendment_to_motion(**words)
        return amendment_enter(mover=mover, scans=[data.get("scan")], **words)

    def _page(self, form, rows, status=200):
        context = {"form": form, "rows": rows, "item": self.row, "meeting": self.row.meeting}
        return render(self.request, "committees/meetings/amendment.html", context, status=status)


class AmendmentCompareView(PermissionView):
    """The second look at one that was entered from paper: right or wrong."""

    permission = "committees.note_debate"

    def post(self, request, pk):
        """Say so."""
        row = read.amendment_for(self.access, pk)
        said = request.POST.get("said")
        if said not in {"right", "wrong"}:
            raise NotFound()
        amendment_compare(actor=request.user, amendment=row, is_right=said == "right")
        messages.success(request, _("已复核。"))
        return back_to(self.access, row.motion.current_agenda_item.meeting)


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
