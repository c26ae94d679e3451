"""The administrator's pages of entrusting units and their people."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from workstations.forms.entrusted import UnitForm, UnitMemberForm
from workstations.selectors import units as read
from workstations.services import units as write


class UnitListView(PermissionView):
    """Units of the district, and one more."""

    permission = write.KEEP

    def get(self, request):
        """Show."""
        return self._page(UnitForm())

    def post(self, request):
        """Register one."""
        form = UnitForm(request.POST)
        unit = form_run(form, self._add)
        return redirect("workstations:unit", pk=unit.pk) if unit else self._page(form, 400)

    def _add(self, data):
        words = {"name": data["name"], "kind": data["kind"]}
        district = read.district_kept(self.access)
        return write.unit_add(actor=self.request.user, district=district, **words)

    def _page(self, form, status=200):
        context = {"form": form, "units": read.units_kept(self.access)}
        return render(self.request, "workstations/units/list.html", context, status=status)


class UnitView(PermissionView):
    """The people of one unit."""

    permission = write.KEEP

    def get(self, request, pk):
        """Show."""
        return self._page(pk, UnitMemberForm())

    def post(self, request, pk):
        """Let one more act for it."""
        form = UnitMemberForm(request.POST)
        if form_run(form, lambda data: self._add(pk, data)) is None:
            return self._page(pk, form, 400)
        messages.success(request, _("已登记。"))
        return redirect("workstations:unit", pk=pk)

    def _add(self, pk, data):
        unit = read.unit_kept(self.access, pk)
        words = {"user": data["login"], "valid_from": data["valid_from"]}
        return write.unit_member_add(actor=self.request.user, unit=unit, **words)

    def _page(self, pk, form, status=200):
        unit = read.unit_kept(self.access, pk)
        context = {"unit": unit, "members": read.members_of(unit), "form": form}
        return render(self.request, "workstations/units/detail.html", context, status=status)


class UnitMemberEndView(PermissionView):
    """They act for it no more."""

    permission = write.KEEP

    def post(self, request, pk):
        """From today."""
        member = write.unit_member_end(actor=request.user, member_id=pk)
        return redirect("workstations:unit", pk=member.unit_id)
