"""Taking back a tie of near kin that was noted by mistake."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from committees.selectors.places import community_for
from committees.services.kin import MANAGE, kin_withdraw
from portal.access.mixins import PermissionView


class KinWithdrawView(PermissionView):
    """Take one back."""

    permission = MANAGE

    def post(self, request, pk, tie):
        """And back to the desk."""
        community = community_for(self.access, MANAGE, pk)
        kin_withdraw(actor=request.user, community=community, tie_id=tie)
        messages.success(request, _("已撤销这条登记。"))
        return redirect("committees:bodies", pk=pk)
