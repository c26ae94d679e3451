"""What a phone shows while it has no network: one page, and the worker that keeps it."""

from django.shortcuts import render

from portal.access.mixins import PublicView


class OfflineView(PublicView):
    """The page that says so; the worker keeps the anonymous one."""

    def get(self, request):
        """Nothing of anybody on it."""
        return render(request, "errors/offline.html")


class ServiceWorkerView(PublicView):
    """The worker, at the root so that it may look after every page."""

    def get(self, request):
        """Asked for anew each time, so that a deployment reaches every phone."""
        script = render(request, "portal/sw.js", content_type="text/javascript; charset=utf-8")
        script["Cache-Control"] = "no-cache"
        return script
