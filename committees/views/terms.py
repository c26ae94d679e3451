"""The desk of a community's bodies, and the roll of its representatives."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render

from committees.selectors import terms as read
from committees.selectors.places import Place, community_for, community_of
from committees.selectors.representatives import roll_of_representatives
from portal.access.mixins import PermissionView, PublicView

VIEW, KEEP = "committees.view_bodies", "committees.manage_bodies"
SEE_HANDOVER = "committees.view_handover"


class BodyListView(PermissionView):
    """The communities whose bodies one keeps; with one only, straight to its desk."""

    permission = VIEW

    def get(self, request):
        """?q= is part of a name; 30 at a time."""
        text = request.GET.get("q", "").replace("\x00", "")[:40]
        after = request.GET.get("after", "").replace("\x00", "")[:20]
        rows = read.communities_kept(self.access, text, after)
        if len(rows) == 1 and not text and not after:
            return redirect("committees:bodies", pk=rows[0].pk)
        context = {"rows": rows[: read.PAGE], "text": text}
        if len(rows) > read.PAGE:
            last = rows[read.PAGE - 1].code
            context["next_url"] = "?" + urlencode({"q": text, "after": last})
        return render(request, "committees/bodies/list.html", context)


class BodiesView(PermissionView):
    """Seats, what is missing, what ends soon, and everything around the committee."""

    permission = VIEW

    def get(self, request, pk):
        """The desk of one community."""
        community = community_for(self.access, VIEW, pk)
        place = Place(community)
        may_seat = self.access.can("committees.manage_membership", place)
        page = read.bodies_page(community)
        context = {
            "page": page,
            "sees_handover": page.handover and self.access.can(SEE_HANDOVER, page.handover),
            "leaders": read.leaders_of(community),
            "ties": read.ties_of(community) if may_seat else [],
            "may_open": self.access.can("committees.open_term", place),
            "may_keep": self.access.can(KEEP, place),
            "may_seat": may_seat,
        }
        return render(request, "committees/bodies/desk.html", context)


class RepresentativesView(PublicView):
    """The roll by group: names only; whoever keeps it may add and end."""

    def get(self, request, pk):
        """The roll of one community."""
        community = community_of(pk)
        context = {
            "roll": roll_of_representatives(community),
            "may_keep": self.access.can(KEEP, Place(community)),
        }
        return render(request, "committees/bodies/representatives.html", context)
