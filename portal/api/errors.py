"""One JSON form for every error: ``{"type", "errors": [{"code", "detail", "attr"}]}``.

400 validation_error · 401 and 403 and 404 and 405 and 409 and 413 and 415 and 429 client_error ·
500 server_error. A DomainError keeps its code, message and field; ``extra`` joins the answer.
"""

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import JsonResponse
from django.utils.translation import gettext as _
from drf_standardized_errors.handler import exception_handler
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.kernel.contention import busy_of
from portal.kernel.errors import DomainError


def error_body(status: int, code: str, detail: str, attr: str | None = None, **extra) -> dict:
    """The documented form with one error."""
    kind = "validation_error" if status == 400 else "client_error"
    if status >= 500:
        kind = "server_error"
    return {"type": kind, "errors": [{"code": code, "detail": detail, "attr": attr}], **extra}


def handle(exc, context):
    """Turn any exception of a view into the documented form."""
    exc = busy_of(exc) or exc
    if isinstance(exc, RequestDataTooBig):
        return Response(error_body(413, "too_large", _("内容太大了。")), status=413)
    if isinstance(exc, SuspiciousOperation):  # fields without end, above all
        exc = ParseError(_("不合规矩的内容"))
    if isinstance(exc, ParseError):
        exc = ParseError(_("请求的内容读不懂：%(why)s。") % {"why": exc.detail})
    if isinstance(exc, DomainError):
        body = error_body(exc.status, exc.code, str(exc.message), exc.field)
        if exc.extra:
            body["extra"] = exc.extra
        return Response(body, status=exc.status)
    return exception_handler(exc, context)


def error_response(status: int, code: str, detail: str) -> JsonResponse:
    """The same form outside of DRF (unrouted paths, middleware)."""
    return JsonResponse(error_body(status, code, detail), status=status)


class UnroutedView(APIView):
    """404 in JSON for paths under /api/ that no route knows."""

    is_public = True
    schema = None

    def initial(self, request, *args, **kwargs):
        """Nothing is here, whatever the method."""
        raise NotFound()
