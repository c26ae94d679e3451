"""The calendar of working days, for the administrator."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.forms.calendar import CalendarOverrideForm
from portal.kernel import clock
from portal.selectors import calendar as select
from portal.services.calendar import calendar_override_remove, calendar_override_set

FIELDS = ("date", "is_workday", "note")


class CalendarView(PermissionView):
    """The published holidays of this year, the days set by hand, and the form to set one."""

    permission = "portal.manage_calendar"

    def get(self, request):
        """Show."""
        return self._page(CalendarOverrideForm())

    def post(self, request):
        """Set a date."""
        form = CalendarOverrideForm(request.POST)
        if form_run(form, self._set) is None:
            return self._page(form, 400)
        messages.success(request, _("已调整。新的时限按它计算，已经告知的时限不变。"))
        return redirect("portal:calendar")

    def _set(self, data):
        return calendar_override_set(
            actor=self.request.user, **{name: data[name] for name in FIELDS}
        )

    def _page(self, form, status=200):
        today = clock.today()
        context = {
            "form": form,
            "year": today.year,
            "overrides": select.overrides_from(today.replace(month=1, day=1)),
            "holidays": select.holidays_of(today.year),
        }
        return render(self.request, "portal/calendar/list.html", context, status=status)


class CalendarRemoveView(PermissionView):
    """Take a date back."""

    permission = "portal.manage_calendar"

    def post(self, request, pk):
        """Remove it."""
        calendar_override_remove(actor=request.user, override=select.override_named(pk))
        messages.success(request, _("已恢复为公布的日历。"))
        return redirect("portal:calendar")
