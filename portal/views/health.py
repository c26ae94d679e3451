"""Whether the portal lives, is ready, and what it measures."""

import hmac

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from portal.access.mixins import PublicView
from portal.selectors.health import readiness


class AliveView(PublicView):
    """The process answers; nothing else is asked."""

    def get(self, request):
        """Always 200."""
        return HttpResponse("ok\n", content_type="text/plain")


class ReadyView(PublicView):
    """Database, migrations and broker can be reached."""

    def get(self, request):
        """200 with each check, or 503."""
        checks = readiness()
        status = 200 if all(check == "ok" for check in checks.values()) else 503
        return JsonResponse(checks, status=status)


class MetricsView(PublicView):
    """Prometheus' page, for the holder of METRICS_TOKEN only; 404 for everybody else."""

    def get(self, request):
        """The metrics of this process."""
        given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        token = settings.METRICS_TOKEN
        if not token or not hmac.compare_digest(given.encode(), token.encode()):
            raise Http404
        return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
