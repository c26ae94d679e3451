"""The triage desk: the list on the left, the affair on the right."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from portal.access.mixins import PermissionView
from resident_affairs.forms.filters import IssueFilterForm
from resident_affairs.selectors.categories import category_tree
from resident_affairs.selectors.details import detail_of, issue_for_viewer
from resident_affairs.selectors.issues import issues_for_triage
from resident_affairs.selectors.similar import issues_similar
from resident_affairs.views.parts import before_of, detail_context, list_context
from resident_affairs.views.tabs import desk_tabs

TRIAGE = "resident_affairs.triage_issue"
STREET = "resident_affairs.handle_escalated_issue"
DISTRICT = "resident_affairs.handle_district_issue"


class DeskView(PermissionView):
    """What waits for triage."""

    permission = TRIAGE
    route = "resident_affairs:desk"

    def get(self, request):
        """Narrowed by tab and filter; undecided first."""
        form = IssueFilterForm(request.GET, tree=category_tree())
        wanted = form.wanted()
        if "status" not in request.GET:
            wanted.state = self.first_tab
        page = issues_for_triage(self.access, wanted, before_of(request))
        context = list_context(request, page, route="resident_affairs:desk_issue", form=form)
        context["tabs"] = desk_tabs(self.route, wanted.state)
        context |= {"title": self.title, "lead": self.lead}
        return render(request, "resident_affairs/desk/list.html", context)

    first_tab = "undecided"
    title = _("受理台")
    lead = _("居民的事先到这里：受理、答复，或者交给该办的人。")


class EscalatedView(DeskView):
    """What the communities of a sub-district have escalated."""

    permission = STREET
    route = "resident_affairs:escalated"
    first_tab = "escalated"
    title = _("社区上报")
    lead = _("社区办不了、报上来的事：街道办结，或者给出意见交回社区。")


class DistrictView(DeskView):
    """What the sub-districts of a district have handed up."""

    permission = DISTRICT
    route = "resident_affairs:at_district"
    first_tab = "at_district"
    title = _("街道上报")
    lead = _("街道办不了、报到区里的事：区里办结，或者给出意见交回街道。办理期限不重新计算。")


class DeskIssueView(PermissionView):
    """One issue on the desk, with what is like it."""

    permission = "resident_affairs.view_issue"

    def get(self, request, pk):
        """List and affair side by side; a phone shows the affair."""
        issue = issue_for_viewer(self.access, pk, self.permission)
        detail = detail_of(self.access, issue)
        wanted = IssueFilterForm(request.GET).wanted()
        desk = self._desk()
        wanted.state = wanted.state or desk.first_tab
        page = issues_for_triage(self.access, wanted)
        context = list_context(request, page, route="resident_affairs:desk_issue")
        context |= detail_context(request, detail, desk=True)
        context["similar"] = self._similar(issue)
        context["tabs"] = desk_tabs(desk.route, wanted.state)
        return render(request, "resident_affairs/desk/issue.html", context)

    def _desk(self) -> type[DeskView]:
        """Whose desk the reader sits at."""
        desks = (DeskView, DistrictView)
        held = (desk for desk in desks if self.access.posts_with(desk.permission))
        return next(held, EscalatedView)

    def _similar(self, issue):
        """Candidates for a merge, while that is still possible."""
        if not issue.workflow["merge"].allows_from(issue.status):
            return []
        offers = issues_similar(
            community_id=issue.community_id,
            text=f"{issue.title} {issue.text}",
            category_id=issue.category_id,
            place=issue.place,
            leave_out=issue.pk,
        )
        return [offer.issue for offer in offers]
