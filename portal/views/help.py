"""How to use the portal, in plain words; and every component on one page for its builders."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from portal.access.mixins import PublicView
from portal.selectors.help_topics import TOPICS, topic_of, topic_rules


class HelpView(PublicView):
    """What anybody asks first."""

    def get(self, request):
        """A page of questions and answers."""
        return render(request, "portal/help.html", {"topics": TOPICS})


class HelpTopicView(PublicView):
    """One topic: the answer in plain words, then the rules it rests on with their articles."""

    def get(self, request, slug):
        """The page."""
        topic = topic_of(slug)
        law, sections = topic_rules(topic) if topic.rules else ("", [])
        context = {"topic": topic, "law": law, "sections": sections}
        return render(request, "portal/help_topic.html", context)


class SpecimenView(PublicView):
    """Every component in every state, in development only."""

    def get(self, request):
        """404 where DEBUG is off."""
        if not settings.DEBUG:
            raise Http404
        return render(request, "portal/specimen.html")
