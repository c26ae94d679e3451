"""Checking in: the code for the hall's screen, and the page it leads to."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from committees.forms.meetings import ArriveForm
from committees.selectors import meetings as read
from committees.services.check_in import check_in, check_in_code, check_in_token
from committees.views.live import back_to
from portal.access.mixins import PermissionView
from portal.forms.base import form_run


class CheckInCodeView(PermissionView):
    """The code alone, asked again every minute by the hall's screen."""

    permission = "committees.chair_meeting"

    def get(self, request, pk):
        """A fresh code while the meeting takes attendance."""
        meeting = read.meeting_for(self.access, pk)
        code = ""
        if meeting.takes_presence and self.access.can(self.permission, meeting):
            path = reverse("committees:check_in", args=[pk])
            address = request.build_absolute_uri(f"{path}?t={check_in_token(meeting)}")
            # Drawn by the library from an address of our own making.
            code = mark_safe(check_in_code(address))  # noqa: S308
        return render(request, "committees/meetings/_code.html", {"meeting": meeting, "code": code})


class CheckInView(PermissionView):
    """Where the code leads: one tap."""

    permission = "committees.attend_meeting"

    def get(self, request, pk):
        """Ask once, for opening an address changes nothing."""
        meeting = read.meeting_to_attend(self.access, pk)
        return self._page(meeting, ArriveForm(), request.GET.get("t", "")[:200])

    def post(self, request, pk):
        """Arrive; a household that is there already comes back with its words."""
        meeting = read.meeting_to_attend(self.access, pk)
        token = request.POST.get("t", "")[:200]
        form = ArriveForm(request.POST)
        if not meeting.is_of_residents or read.seat_of(meeting, request.user):
            check_in(actor=request.user, meeting=meeting, token=token)
        elif form_run(form, lambda data: self._arrive(meeting, token, data)) is None:
            return self._page(meeting, form, token, 400)
        messages.success(request, _("已签到。"))
        return back_to(self.access, meeting)

    def _arrive(self, meeting, token, data):
        return check_in(actor=self.request.user, meeting=meeting, token=token, door=data["door"])

    def _page(self, meeting, form, token, status=200):
        asks = meeting.is_of_residents and not read.seat_of(meeting, self.request.user)
        context = {"meeting": meeting, "token": token, "form": form if asks else None}
        return render(self.request, "committees/meetings/arrive.html", context, status=status)
