"""Who is who: the public page of a community's committee."""

from django.shortcuts import render

from committees.selectors.bodies import who_is_who
from committees.selectors.resolutions import resolutions_for_board
from portal.access.mixins import PublicView


class CommitteePublicView(PublicView):
    """Names, seats and term; no account needed."""

    def get(self, request, pk):
        """The committee of one community."""
        context = {"who": who_is_who(pk), "resolutions": resolutions_for_board(pk, 3)}
        return render(request, "committees/bodies/who.html", context)
