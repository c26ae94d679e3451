"""Reports and information on an agenda: added, taken off, heard."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.meetings import PointForm
from committees.selectors import meetings as read
from committees.services.points import point_add, point_hear, point_remove
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import reason_of

CONVENE = "committees.convene_meeting"


class PointCreateView(PermissionView):
    """A report or a piece of information for the agenda."""

    permission = CONVENE

    def get(self, request, pk):
        """The form."""
        meeting = read.meeting_for(self.access, pk)
        return self._page(meeting, PointForm(meeting=meeting))

    def post(self, request, pk):
        """Put it on."""
        meeting = read.meeting_for(self.access, pk)
        form = PointForm(request.POST, meeting=meeting)
        if form_run(form, lambda data: self._add(meeting, data)) is None:
            return self._page(meeting, form, 400)
        messages.success(request, _("已列入议程。"))
        return redirect("committees:meeting_detail", pk=pk)

    def _add(self, meeting, data):
        names = ("kind", "title", "text", "speaker", "submit_key")
        words = {name: data[name] for name in names} | {"late_reason": data.get("late_reason", "")}
        return point_add(actor=self.request.user, meeting=meeting, **words)

    def _page(self, meeting, form, status=200):
        context = {"form": form, "meeting": meeting, "title": _("列入报告或通报")}
        return render(self.request, "committees/meetings/door.html", context, status=status)


class PointStepView(PermissionView):
    """Taking one off, or noting that it was heard."""

    permission = CONVENE

    def post(self, request, pk, point):
        """``act`` is remove or hear; the words are what was said."""
        meeting = read.meeting_for(self.access, pk)
        act = request.POST.get("act")
        if act == "hear":
            point_hear(actor=request.user, meeting=meeting, pk=point, note=reason_of(request))
        elif act == "remove":
            point_remove(actor=request.user, meeting=meeting, pk=point)
        else:
            raise NotFound()
        return redirect("committees:meeting_detail", pk=pk)
