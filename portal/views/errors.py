"""The designed pages for what went wrong."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.api.errors import error_response


def unreadable(request, exception=None):
    """400: fields without end, a broken form, a forged host."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if request.path.startswith("/api/"):
        return error_response(400, "unreadable", _("请求的内容读不懂。"))
    return render(request, "errors/400.html", {}, status=400)


def too_large(request):
    """413 with a clear sentence, in the form the caller speaks."""
    if request.path.startswith("/api/"):
        return error_response(413, "too_large", _("内容太大了。"))
    return render(request, "errors/413.html", {}, status=413)


def forbidden(request, exception=None):
    """403."""
    return render(request, "errors/403.html", {"error": exception}, status=403)


def missing(request, exception=None):
    """404: also for what exists but is not this viewer's."""
    return render(request, "errors/404.html", {}, status=404)


def broken(request):
    """500: no context processor, no database."""
    return HttpResponseServerError(render_to_string("errors/500.html"))


def csrf_failure(request, reason=""):
    """The form was open for too long, or cookies are off."""
    context = {"message": _("页面放得太久了，请返回上一页刷新后再提交；您填写的内容还在。")}
    return render(request, "errors/403.html", context, status=403)


def locked_out(request, response=None, credentials=None):
    """Too many wrong passwords."""
    context = {"message": _("密码错误次数过多，请 15 分钟后再试，或到社区服务窗口求助。")}
    return render(request, "errors/429.html", context, status=429)
