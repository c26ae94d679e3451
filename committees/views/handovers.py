"""The page of a handover: its checklist, ticked by both sides."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.selectors import handovers as read
from committees.services.handovers import handover_complete, handover_tick
from portal.access.mixins import PermissionView
from portal.kernel.errors import RuleViolated
from portal.views.steps import buttons_for, service_for, split

STEPS = {"complete": handover_complete}


class HandoverView(PermissionView):
    """Who handed over what to whom, and when."""

    permission = read.VIEW

    def get(self, request, pk):
        """The checklist."""
        handover = read.handover_for(self.access, pk)
        context = {
            "handover": handover,
            "lines": read.handover_lines(self.access, handover),
            "days_left": read.handover_days_left(handover),
            **split(buttons_for(handover, request.user, "committees:handover_step")),
        }
        return render(request, "committees/handovers/detail.html", context)


class HandoverTickView(PermissionView):
    """One side ticks one line."""

    permission = read.VIEW

    def post(self, request, pk, item, side):
        """Tick it and come back."""
        handover = read.handover_for(self.access, pk)
        try:
            handover_tick(actor=request.user, handover=handover, item_id=item, side=side)
        except RuleViolated as error:
            messages.error(request, str(error.message))
        return redirect("committees:handover", pk=pk)


class HandoverStepView(PermissionView):
    """The step that ends it."""

    permission = read.VIEW

    def post(self, request, pk, name):
        """Do it."""
        service = service_for(STEPS, name)
        service(actor=request.user, handover=read.handover_for(self.access, pk))
        messages.success(request, _("移交完毕。"))
        return redirect("committees:handover", pk=pk)
