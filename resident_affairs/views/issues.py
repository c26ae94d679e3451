"""Pages of issues: the public list, one's own, one issue, and the receipt."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from resident_affairs.forms.filters import IssueFilterForm
from resident_affairs.selectors.categories import category_tree
from resident_affairs.selectors.details import detail_of, issue_for_viewer
from resident_affairs.selectors.issues import issues_followed, issues_of_reporter, issues_visible
from resident_affairs.selectors.places import own_community
from resident_affairs.selectors.receipts import receipt_data, receipt_pdf
from resident_affairs.selectors.rows import rows_of
from resident_affairs.views.parts import before_of, detail_context, list_context
from resident_affairs.views.tabs import scope_tabs


def _track_url(request) -> str:
    """Where a receipt's holder asks after the issue."""
    return request.build_absolute_uri(reverse("resident_affairs:track"))


class IssueListView(PublicView):
    """What the viewer may see, newest first, filtered by the URL."""

    def get(self, request):
        """A visitor sees the public issues; a post sees those of its place as well. Who lives or
        works in a community sees that one first."""
        form = IssueFilterForm(request.GET, tree=category_tree())
        wanted, own = form.wanted(), own_community(self.access)
        is_wide = form.cleaned_data.get("scope") or wanted.community or wanted.subdistrict
        if own and not is_wide:
            wanted.community = own.pk
        page = issues_visible(self.access, wanted, before_of(request))
        context = list_context(request, page, form=form, tabs=scope_tabs(own, wanted))
        return render(request, "resident_affairs/issues/list.html", context)


class MyIssuesView(PermissionView):
    """One's own issues and those one follows."""

    permission = "portal.use_portal"

    def get(self, request):
        """?show=followed for the others."""
        followed = request.GET.get("show") == "followed"
        pages = issues_followed if followed else issues_of_reporter
        page = pages(self.access, before_of(request))
        context = list_context(request, page, followed=followed)
        context["tabs"] = [
            {"label": _("我反映的"), "url": "?", "is_current": not followed},
            {"label": _("我关注的"), "url": "?show=followed", "is_current": followed},
        ]
        return render(request, "resident_affairs/issues/mine.html", context)


class IssueDetailView(PublicView):
    """One issue: the public, its reporter and those who handle it see each their own."""

    def get(self, request, pk):
        """Foreign and missing are the same 404."""
        detail = detail_of(self.access, issue_for_viewer(self.access, pk))
        context = detail_context(request, detail)
        return render(request, "resident_affairs/issues/detail.html", context)


class IssueFiledView(PermissionView):
    """What happens next, right after filing."""

    permission = "resident_affairs.view_issue"

    def get(self, request, pk):
        """The number, the deadline, and where to look."""
        issue = issue_for_viewer(self.access, pk, self.permission)
        row = rows_of([issue], request.user.pk)[0]
        context = {"issue": issue, "row": row}
        return render(request, "resident_affairs/report/done.html", context)


class ReceiptView(PermissionView):
    """The receipt to print."""

    permission = "resident_affairs.view_issue"

    def get(self, request, pk):
        """On paper."""
        issue = issue_for_viewer(self.access, pk, self.permission)
        context = {"issue": issue, "receipt": receipt_data(issue, _track_url(request))}
        return render(request, "resident_affairs/report/receipt.html", context)


class ReceiptPdfView(PermissionView):
    """The same as PDF."""

    permission = "resident_affairs.view_issue"

    def get(self, request, pk):
        """Inline, named by its number."""
        issue = issue_for_viewer(self.access, pk, self.permission)
        answer = HttpResponse(
            receipt_pdf(issue, _track_url(request)), content_type="application/pdf"
        )
        answer["Content-Disposition"] = f'inline; filename="{issue.reference}.pdf"'
        return answer
