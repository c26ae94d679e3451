"""The page of a handover: its checklist, written by one side and ticked by both; its PDF."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from committees.forms.handovers import LineForm
from committees.selectors import handovers as read
from committees.services.handovers import (
    handover_complete,
    handover_line_write,
    handover_tick,
)
from committees.views.clock_parts import turns_shown
from committees.views.papers import pdf_response
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import RuleViolated
from portal.services.documents import document_render
from portal.views.steps import buttons_for, service_for, split

GIVES = "committees.hand_over"
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
            "turns": turns_shown(handover, names=True),
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


class HandoverLineView(PermissionView):
    """The outgoing side writes what one line hands over."""

    permission = read.VIEW

    def get(self, request, pk, item):
        """The form as the line stands."""
        handover = read.handover_for(self.access, pk)
        self.access.require(GIVES, handover)
        line = read.handover_line_for(handover, item)
        return self._page(handover, line, LineForm(item=line))

    def post(self, request, pk, item):
        """Keep it."""
        handover = read.handover_for(self.access, pk)
        line = read.handover_line_for(handover, item)
        form = LineForm(request.POST, request.FILES, item=line)
        if form_run(form, lambda data: self._write(handover, item, form)) is None:
            return self._page(handover, line, form, 400)
        messages.success(request, _("已保存。双方确认以后不能再改。"))
        return redirect("committees:handover", pk=pk)

    def _write(self, handover, item, form):
        words = {"words": form.words(), "upload": form.cleaned_data["file"]}
        actor = self.request.user
        return handover_line_write(actor=actor, handover=handover, item_id=item, **words)

    def _page(self, handover, line, form, status=200):
        context = {"handover": handover, "line": line, "form": form}
        return render(self.request, "committees/handovers/line.html", context, status=status)


class HandoverPdfView(PermissionView):
    """The record of the handover, to be signed on paper and kept."""

    permission = read.VIEW

    def get(self, request, pk):
        """The PDF; its language is Chinese whoever asks."""
        handover = read.handover_for(self.access, pk)
        with translation.override("zh-hans"):
            content = document_render("handover", read.handover_data(handover))
        return pdf_response(content, handover.reference)


class HandoverStepView(PermissionView):
    """The step that ends it."""

    permission = read.VIEW

    def post(self, request, pk, name):
        """Do it."""
        service = service_for(STEPS, name)
        service(actor=request.user, handover=read.handover_for(self.access, pk))
        messages.success(request, _("移交完毕。"))
        return redirect("committees:handover", pk=pk)
