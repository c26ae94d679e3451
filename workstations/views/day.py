"""The day list: one person's walk, on a phone and on paper."""

from datetime import date, timedelta

from django.shortcuts import render
from django.urls import reverse

from portal.access.mixins import PermissionView
from portal.kernel import clock
from portal.views.steps import int_of
from workstations.selectors.day import day_for
from workstations.services.day_phones import day_reveal


def _day_of(text: str | None) -> date:
    """The day of the address, or today; a day of another year than the neighbours' is today."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return clock.today()
    return day if abs(day.year - clock.today().year) <= 1 else clock.today()


class DayView(PermissionView):
    """Stop by stop; with telephone numbers only when asked for, and then on the record."""

    permission = "workstations.execute_task"

    def get(self, request):
        """Without numbers."""
        return self._page(self._day())

    def post(self, request):
        """With the numbers this person may see."""
        return self._page(day_reveal(actor=request.user, day=self._day()), with_phones=True)

    def _day(self):
        whose = int_of(self.request.GET.get("who"))
        return day_for(self.access, _day_of(self.request.GET.get("on")), whose)

    def _page(self, day, with_phones=False):
        context = {"day": day, "with_phones": with_phones}
        who = f"&who={day.person.pk}" if day.person != self.request.user else ""
        here = reverse("workstations:task_day")
        for name, days in (("before_url", -1), ("after_url", 1)):
            context[name] = f"{here}?on={day.on + timedelta(days=days)}{who}"
        context["here"] = f"{here}?on={day.on}{who}"
        return render(self.request, "workstations/tasks/day.html", context)
