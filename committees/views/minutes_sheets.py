"""The signature sheet of minutes: entered with its scan, compared by a second person."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from committees.forms.minutes import SheetForm
from committees.selectors import minutes as read
from committees.services.minutes_sheets import sheet_check, sheet_enter
from committees.views.minutes import MinutesPart
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import int_of

SHEET = "committees.check_sheet"


class SheetEnterView(MinutesPart):
    """The sheet those without an account signed."""

    permission = SHEET

    def post(self, request, pk):
        """Keep it for the second look."""
        minutes = read.minutes_for(self.access, pk)
        people = read.people_to_sign_on_paper(minutes)
        form = SheetForm(request.POST, request.FILES, people=people)
        if form_run(form, lambda data: self._enter(minutes, data)) is None:
            return self.page(pk, 400, sheet_form=form)
        messages.success(request, _("已录入，等另一个人复核后计入。"))
        return redirect("committees:meeting_minutes", pk=pk)

    def _enter(self, minutes, data):
        return sheet_enter(
            actor=self.request.user,
            minutes=minutes,
            people=data["people"],
            scans=[data["scan"]],
            number=int_of(self.request.POST.get("number")),
        )


class SheetCheckView(MinutesPart):
    """The second look."""

    permission = SHEET

    def post(self, request, pk, sheet):
        """``said`` is right or wrong."""
        minutes, said = read.minutes_for(self.access, pk), request.POST.get("said")
        if said not in {"right", "wrong"}:
            raise NotFound()
        sheet_check(actor=request.user, minutes=minutes, pk=sheet, is_right=said == "right")
        messages.success(request, _("已复核。"))
        return redirect("committees:meeting_minutes", pk=pk)
