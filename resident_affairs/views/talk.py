"""Messages, following, "me too", and looking up the reporter."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from resident_affairs.forms.messages import MessageForm, StaffMessageForm
from resident_affairs.selectors.details import detail_of, issue_for_viewer
from resident_affairs.services.following import issue_follow, issue_support, issue_unfollow
from resident_affairs.services.messages import message_post
from resident_affairs.services.reporters import reporter_reveal
from resident_affairs.views.parts import detail_context


class BackView(PermissionView):
    """Where a POST of this page leads back to."""

    def back(self, pk):
        """The desk if one came from it, else the page."""
        desk = self.request.GET.get("desk")
        route = "resident_affairs:desk_issue" if desk else "resident_affairs:issue_detail"
        return redirect(route, pk=pk)

    def get(self, request, pk):
        """Somebody reloaded: back to the issue."""
        return self.back(pk)


class MessageView(BackView):
    """Post a message or a note."""

    permission = "resident_affairs.message_issue"

    def post(self, request, pk):
        """Posted: back. Wrong: the page again with what was typed."""
        issue = issue_for_viewer(self.access, pk)
        is_own = issue.reporter_id == request.user.pk
        form = (MessageForm if is_own else StaffMessageForm)(request.POST)
        if form_run(form, lambda data: self._post(issue, data)):
            messages.success(request, _("已发出。"))
            return self.back(pk)
        context = detail_context(request, detail_of(self.access, issue), message_form=form)
        return render(request, "resident_affairs/issues/detail.html", context, status=422)

    def _post(self, issue, data):
        kind = data.get("kind", "reply")
        return message_post(
            actor=self.request.user,
            issue=issue,
            body=data["body"],
            submit_key=data["submit_key"],
            is_internal=kind == "note",
            asks_resident=kind == "ask",
        )


class FollowingView(BackView):
    """Follow, unfollow, "me too": by ``do`` of the route."""

    permission = "resident_affairs.follow_issue"
    do = staticmethod(issue_follow)
    said = ""

    def post(self, request, pk):
        """One click, counted once."""
        issue = issue_for_viewer(self.access, pk)
        self.do(actor=request.user, issue=issue)
        messages.success(request, self.said)
        return self.back(pk)


class FollowView(FollowingView):
    """Hear of every step."""

    said = gettext_lazy("已关注，有进展会通知您。")


class UnfollowView(FollowingView):
    """Hear no more."""

    do = staticmethod(issue_unfollow)
    said = gettext_lazy("已取消关注。")


class SupportView(FollowingView):
    """Me too."""

    do = staticmethod(issue_support)
    said = gettext_lazy("已记下“我也是”，有进展会通知您。")


class ReporterView(BackView):
    """Show name and phone of the reporter, once, on the record."""

    permission = "resident_affairs.view_reporter"

    def post(self, request, pk):
        """A page of its own, not to be kept."""
        issue = issue_for_viewer(self.access, pk)
        contact = reporter_reveal(actor=request.user, issue=issue)
        context = {"issue": issue, "contact": contact}
        return render(request, "resident_affairs/issues/reporter.html", context)
