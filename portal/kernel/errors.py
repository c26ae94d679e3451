"""The errors that a rule may raise; views and API turn each into one designed answer."""

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule said no. ``message`` is translated and safe to show; ``field`` names the form field
    it belongs to; ``status`` is the HTTP status that pages and API answer with."""

    status = 400
    code = "rule"

    def __init__(self, message, *, field: str | None = None, code: str | None = None, extra=None):
        super().__init__(str(message))
        self.message = message
        self.field = field
        self.code = code or self.code
        self.extra = extra or {}


class RuleViolated(DomainError):
    """The input breaks a rule of the field (400, shown beside its field)."""


class Refused(DomainError):
    """The actor may not do this here (403). Foreign and missing objects are 404 instead."""

    status = 403
    code = "permission"

    def __init__(self, message=_("您没有做这件事的权限。"), **kwargs):
        super().__init__(message, **kwargs)


class TransitionRefused(DomainError):
    """The subject is in another state than this step needs, or a guard says not now (409)."""

    status = 409
    code = "state"


class StaleWrite(DomainError):
    """Somebody changed the subject since the form was opened (409); ``extra`` says what."""

    status = 409
    code = "stale"

    def __init__(self, message=_("这条内容在您填写期间已被他人更新，请核对后再提交。"), **kwargs):
        super().__init__(message, **kwargs)


class Busy(DomainError):
    """Somebody else acts on the same affair at this very moment; nothing was written (409)."""

    status = 409
    code = "busy"

    def __init__(
        self, message=_("刚才有人同时在办这件事，您的这一步没有保存，请再提交一次。"), **kwargs
    ):
        super().__init__(message, **kwargs)


class NotFound(DomainError):
    """Missing or not visible to this viewer: the two look alike (404)."""

    status = 404
    code = "missing"

    def __init__(self, message=_("没有找到这一页。"), **kwargs):
        super().__init__(message, **kwargs)
