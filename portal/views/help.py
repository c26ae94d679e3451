"""How to use the portal, in plain words; and every component on one page for its builders."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from portal.access.mixins import PublicView


class HelpView(PublicView):
    """What anybody asks first."""

    def get(self, request):
        """A page of questions and answers."""
        return render(request, "portal/help.html")


class SpecimenView(PublicView):
    """Every component in every state, in development only."""

    def get(self, request):
        """404 where DEBUG is off."""
        if not settings.DEBUG:
            raise Http404
        return render(request, "portal/specimen.html")
