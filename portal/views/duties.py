"""The lists of powers: for everybody to read, for the district to keep."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.forms.duties import FIELDS, DutyForm
from portal.kernel import clock
from portal.models.duties import DutyList
from portal.selectors import duties as read
from portal.services.duties import MANAGE, duty_add, duty_end


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _tabs(kind: str, on: date) -> list[dict]:
    return [
        {"label": label, "url": f"?list={value}&on={on}", "is_current": value == kind}
        for value, label in [("", _("全部")), *DutyList.choices]
    ]


class DutyListView(PublicView):
    """What holds today, or on ``?on=``; ``?list=`` and ``?q=`` narrow it."""

    def get(self, request):
        """By list and number."""
        kind = request.GET.get("list", "")
        text = request.GET.get("q", "").replace("\x00", "").strip()[:40]
        on = _day(request.GET.get("on", "")) or clock.today()
        rows = read.duties_listed(kind, text, on)
        context = {"rows": rows, "tabs": _tabs(kind, on), "text": text, "kind": kind, "on": on}
        context["keeps"] = self.access.can(MANAGE, None)
        return render(request, "portal/duties/list.html", context)


class DutyDetailView(PublicView):
    """One entry with every wording it had."""

    def get(self, request, pk):
        """The wording asked for, first."""
        duty = read.duty_for(pk)
        context = {"duty": duty, "wordings": read.wordings_of(duty)}
        context["keeps"] = self.access.can(MANAGE, None)
        return render(request, "portal/duties/detail.html", context)


class DutyCreateView(PermissionView):
    """An entry, or the new wording of one (``?of=``)."""

    permission = MANAGE

    def get(self, request):
        """The form, filled from the standing wording."""
        pk = request.GET.get("of", "")
        initial = {}
        if pk.isascii() and pk.isdecimal() and len(pk) < 19:
            duty = read.duty_for(int(pk))
            initial = {name: getattr(duty, name) for name in FIELDS if name != "valid_from"}
        return self._page(DutyForm(initial=initial))

    def post(self, request):
        """Put it on the list."""
        form = DutyForm(request.POST)
        duty = form_run(form, lambda data: duty_add(actor=request.user, draft=form.draft()))
        if duty is None:
            return self._page(form, 400)
        messages.success(request, _("已列入清单。"))
        return redirect("portal:duty", pk=duty.pk)

    def _page(self, form, status=200):
        return render(self.request, "portal/duties/form.html", {"form": form}, status=status)


class DutyEndView(PermissionView):
    """Off the list."""

    permission = MANAGE

    def post(self, request, pk):
        """From today."""
        duty = duty_end(actor=request.user, duty_id=pk)
        messages.success(request, _("已从清单撤下，旧的表述仍可查。"))
        return redirect(reverse("portal:duty", args=[duty.pk]))
