"""Standing aside from an item of the agenda: one's own, or written down for somebody."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _

from committees.forms.meetings import RecusalForm, RecusalNoteForm
from committees.selectors.meetings import people_of
from committees.selectors.motions import motion_of_meeting
from committees.services.recusals import recusal_declare, recusal_note
from committees.views.live import back_to
from portal.access.mixins import PermissionView
from portal.forms.base import form_run

ATTEND, NOTE = "committees.attend_meeting", "committees.note_debate"


class MeetingRecusalView(PermissionView):
    """Before the vote and whatever its method: whoever has an interest says so."""

    permission = ATTEND

    def get(self, request, pk, item):
        """The form."""
        row = motion_of_meeting(self.access, pk, item)
        return self._page(row, self._form(row))

    def post(self, request, pk, item):
        """Keep it."""
        row = motion_of_meeting(self.access, pk, item)
        form = self._form(row, request.POST)
        if form_run(form, lambda data: self._store(row, form, data)) is None:
            return self._page(row, form, 400)
        messages.success(request, _("已登记回避，不计入这项议案的人数。"))
        return back_to(self.access, row.meeting)

    def _form(self, row, data=None):
        if not self.access.can(NOTE, row.meeting):
            return RecusalForm(data)
        people = [seat for seat in people_of(row.meeting) if seat.has_vote]
        return RecusalNoteForm(data, people=people, me=self.request.user.pk)

    def _store(self, row, form, data):
        words = {"actor": self.request.user, "motion": row.motion, "reason": data["reason"]}
        other = form.chosen() if isinstance(form, RecusalNoteForm) else None
        return recusal_note(participant=other, **words) if other else recusal_declare(**words)

    def _page(self, row, form, status=200):
        title = _("回避：%(title)s") % {"title": row.motion.title}
        context = {"form": form, "meeting": row.meeting, "title": title}
        return render(self.request, "committees/meetings/door.html", context, status=status)
