"""The administrator's roster: see, grant and end roles."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.forms.roles import RoleEndForm, RoleGrantForm
from portal.kernel.errors import NotFound
from portal.selectors.roles import (
    assignment_in_scope,
    assignments_in_scope,
    divisions_administered,
)
from portal.services.roles import role_end_by, role_grant_by


class RosterView(PermissionView):
    """Everybody in office in the administrator's divisions."""

    permission = "portal.view_people"

    def get(self, request):
        """Searchable, 50 at a time."""
        text = request.GET.get("q", "").replace("\x00", "")[:40]
        before = request.GET.get("before", "")
        start = int(before) if before.isdecimal() and len(before) < 16 else None
        rows = assignments_in_scope(self.access, text=text, before=start)
        context = {"rows": rows[:50], "text": text}
        if len(rows) > 50:
            context["next_url"] = "?" + urlencode({"q": text, "before": rows[49].pk})
        return render(request, "portal/roles/list.html", context)


class RoleGrantView(PermissionView):
    """Grant a role."""

    permission = "portal.manage_roles"

    def get(self, request):
        """The empty form."""
        return render(request, "portal/roles/grant.html", {"form": self._form()})

    def post(self, request):
        """Grant, or show why not at the field."""
        form = self._form(request.POST)
        if form_run(form, partial(self._grant, request.user)) is None:
            return render(request, "portal/roles/grant.html", {"form": form}, status=400)
        messages.success(request, _("已登记任职。"))
        return redirect("portal:roles")

    def _form(self, data=None):
        return RoleGrantForm(data, places=divisions_administered(self.access))

    @staticmethod
    def _grant(actor, data):
        term = {name: data[name] for name in ("division", "valid_from", "valid_to")}
        return role_grant_by(actor=actor, user=data["login"], role=data["role"], **term)


class RoleEndView(PermissionView):
    """End a term."""

    permission = "portal.manage_roles"

    def get(self, request, pk):
        """Ask for the day."""
        return self._page(request, self._assignment(pk), RoleEndForm())

    def post(self, request, pk):
        """End it."""
        assignment, form = self._assignment(pk), RoleEndForm(request.POST)
        ended = form_run(
            form,
            lambda data: role_end_by(actor=request.user, assignment=assignment, on=data["on"]),
        )
        if ended is None:
            return self._page(request, assignment, form, 400)
        messages.success(request, _("任期已结束，下一次操作起生效。"))
        return redirect("portal:roles")

    def _assignment(self, pk):
        assignment = assignment_in_scope(self.access, pk)
        if assignment is None:
            raise NotFound()
        return assignment

    @staticmethod
    def _page(request, assignment, form, status=200):
        context = {"assignment": assignment, "form": form}
        return render(request, "portal/roles/end.html", context, status=status)
