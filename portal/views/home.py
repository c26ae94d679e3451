"""The landing page: a visitor's board, or the desk of the person who logged in."""

from django.shortcuts import redirect, render

from portal.access.mixins import PublicView
from portal.dashboards.panel import panels_for
from portal.models import Level
from portal.selectors.boards import community_for_board, community_of_visitor, divisions_for_choice


class HomeView(PublicView):
    """Everybody's first page."""

    def get(self, request):
        """Logged in: the panels of one's posts. A visitor: their community, or a choice."""
        if request.user.is_authenticated:
            return self._desk(request)
        community = community_of_visitor(request.COOKIES.get("community", ""))
        if community:
            return redirect("portal:community_board", pk=community.pk)
        return render(request, "portal/home/visitor.html", {"areas": divisions_for_choice()})

    def _desk(self, request):
        context = {
            "panels": panels_for(self.access, "home"),
            "posts": self.access.assignments,
            "home_board": self._home_board(),
        }
        return render(request, "portal/home/desk.html", context)

    def _home_board(self):
        """The first community in which the person holds a post."""
        places = (post.division for post in self.access.assignments)
        return next((place for place in places if place.level == Level.COMMUNITY), None)


class CommunityChoiceView(PublicView):
    """Choose a community, or another one."""

    def get(self, request):
        """The sub-districts with their communities."""
        return render(request, "portal/home/visitor.html", {"areas": divisions_for_choice()})


class CommunityBoardView(PublicView):
    """The public board of one community: no account needed."""

    def get(self, request, pk):
        """The board's panels, each contributed by the storey it speaks of."""
        community = community_for_board(pk)
        context = {
            "community": community,
            "panels": panels_for(self.access, "board", {"community": community}),
        }
        return render(request, "portal/home/board.html", context)
