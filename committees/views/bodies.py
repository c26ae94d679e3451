"""Who is who: the public page of a community's committee."""

from django.shortcuts import render

from committees.selectors.bodies import who_is_who
from committees.selectors.resolutions import resolutions_for_board
from committees.selectors.terms import circles_of, term_state
from committees.selectors.who import groups_with_people
from portal.access.mixins import PublicView


class CommitteePublicView(PublicView):
    """Names, seats and term; no account needed."""

    def get(self, request, pk):
        """The committee of one community."""
        who = who_is_who(pk)
        context = {
            "who": who,
            "term": term_state(who.committee) if who.committee else None,
            "circles": circles_of(who.community, who.committee),
            "groups": groups_with_people(who.community),
            "resolutions": resolutions_for_board(pk, 3),
        }
        return render(request, "committees/bodies/who.html", context)
