"""Asking after an issue with number and phone, without a login; throttled."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.access.mixins import PublicView
from portal.forms.base import form_run
from portal.kernel.errors import RuleViolated
from resident_affairs.api.throttles import is_throttled
from resident_affairs.forms.tracking import TrackForm
from resident_affairs.selectors.tracking import issue_by_tracking
from resident_affairs.views.parts import entries_shown


class TrackView(PublicView):
    """/track/"""

    def get(self, request):
        """The empty form."""
        form = TrackForm(initial={"reference": request.GET.get("number", "")[:24]})
        return render(request, "resident_affairs/tracking/track.html", {"form": form})

    def post(self, request):
        """The way so far, or the same sentence whatever was wrong."""
        form = TrackForm(request.POST)
        tracked = form_run(form, self._find)
        context = {"form": form, "tracked": tracked}
        context["entries"] = entries_shown(tracked.entries) if tracked else []
        status = 200 if tracked else 422
        return render(request, "resident_affairs/tracking/track.html", context, status=status)

    def _find(self, data):
        if is_throttled(self.request, data["reference"]):
            raise RuleViolated(_("查询太频繁了，请过一会儿再试。"), code="throttled")
        return issue_by_tracking(data["reference"], data["last_four"])
