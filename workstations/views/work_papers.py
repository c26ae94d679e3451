"""Papers beside a whistle and beside a case, for those who keep them."""

from django.utils.translation import gettext as _

from portal.kernel.errors import NotFound, TransitionRefused
from portal.views.papers import PapersView
from workstations.selectors.cases import case_for
from workstations.selectors.whistles import whistle_for
from workstations.workflows.cases import HANDLE
from workstations.workflows.whistles import BLOW


class WhistlePapersView(PapersView):
    """What the sub-district shows the departments it calls, until the whistle is over."""

    permission, page = BLOW, "workstations:whistle"
    lead = property(
        lambda self: _("请到的部门也看得到，请不要附上反映人的姓名和电话。指纹写进办事留痕。")
    )

    def subject(self, pk):
        """The whistle."""
        whistle = whistle_for(self.access, pk, BLOW)
        if whistle.is_over:
            raise TransitionRefused(_("这次吹哨已经结束。"), code="over")
        return whistle


class CasePapersView(PapersView):
    """Evidence, for whoever has the case alone, while it is open."""

    permission, page = HANDLE, "workstations:case"
    lead = property(
        lambda self: _("只有办案人打得开；对方、举报人和旁观的人都看不到。指纹写进办事留痕。")
    )

    def subject(self, pk):
        """The case."""
        case = case_for(self.access, pk)
        if not self.access.can(HANDLE, case):
            raise NotFound()
        if not case.is_open:
            raise TransitionRefused(_("案件已经办完。"), code="over")
        return case
