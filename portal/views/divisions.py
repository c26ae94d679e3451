"""Browsing divisions: district → sub-district → community → its board."""

from django.shortcuts import redirect, render

from portal.access.mixins import PublicView
from portal.models import Level
from portal.selectors import divisions as select


class DivisionListView(PublicView):
    """The topmost divisions, and the search."""

    def get(self, request):
        """All of one level, or what fits the search."""
        text = request.GET.get("q", "").replace("\x00", "")[:40].strip()
        context = {"text": text, "children": select.divisions_children(None)}
        if text:
            context["found"] = select.divisions_search(text)
        template = "portal/divisions/list.html"
        if request.htmx and text:
            template = "portal/divisions/found.html"
        return render(request, template, context)


class DivisionDetailView(PublicView):
    """One division: trail, figures, what lies below, its history."""

    def get(self, request, pk):
        """A community leads on to its public board."""
        division = select.division_named(pk)
        if division.level == Level.COMMUNITY and division.is_open:
            return redirect("portal:community_board", pk=division.pk)
        context = {
            "division": division,
            "trail": select.division_trail(division),
            "profile": select.division_profile(division),
            "children": select.divisions_children(division),
            "history": select.division_history(division),
        }
        return render(request, "portal/divisions/detail.html", context)
