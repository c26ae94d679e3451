"""One JSON form for every error: {"type", "errors": [{"code", "detail", "attr"}]}."""

from rest_framework.response import Response
from rest_framework.views import APIView

from portal.kernel.errors import DomainError


def handle(exc, context):
    """Turn any exception of a view into the documented form."""
    raise NotImplementedError


class UnroutedView(APIView):
    """404 in JSON for paths under /api/ that no route knows."""

    is_public = True
