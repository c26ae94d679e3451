"""Checking in: the code for the hall's screen, and the page it leads to."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from committees.selectors import meetings as read
from committees.services.check_in import check_in, check_in_code, check_in_token
from portal.access.mixins import PermissionView

TAKES = {"noticed", "in_session"}


class CheckInCodeView(PermissionView):
    """The code alone, asked again every minute by the hall's screen."""

    permission = "committees.chair_meeting"

    def get(self, request, pk):
        """A fresh code while the meeting takes attendance."""
        meeting = read.meeting_for(self.access, pk)
        code = ""
        if meeting.status in TAKES and self.access.can(self.permission, meeting):
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
        context = {"meeting": meeting, "token": request.GET.get("t", "")[:200]}
        return render(request, "committees/meetings/arrive.html", context)

    def post(self, request, pk):
        """Arrive."""
        meeting = read.meeting_to_attend(self.access, pk)
        check_in(actor=request.user, meeting=meeting, token=request.POST.get("t", "")[:200])
        messages.success(request, _("已签到。"))
        sees = self.access.can(read.VIEW, meeting)
        return redirect("committees:meeting_detail", pk=pk) if sees else redirect("portal:home")
