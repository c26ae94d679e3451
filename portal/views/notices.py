"""One's own notices: newest first; opening the page counts as having seen them."""

from django.shortcuts import render

from portal.access.mixins import PermissionView
from portal.selectors.notices import grouped, notices_of
from portal.services.notices import notices_seen


class NoticeListView(PermissionView):
    """Thirty at a time."""

    permission = "portal.use_portal"

    def get(self, request):
        """The page; what is new is marked as such this once."""
        before = request.GET.get("before", "")
        page = notices_of(
            self.access, int(before) if before.isdecimal() and len(before) < 16 else None
        )
        if page.newest_id > request.user.seen_notice_id:
            notices_seen(request.user, page.newest_id)
        context = {"lines": grouped(page.lines), "has_unread": False}
        if page.before:
            context["next_url"] = f"?before={page.before}"
        return render(request, "portal/notices/list.html", context)
