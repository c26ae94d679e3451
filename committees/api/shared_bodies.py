"""What the API of the bodies looks up by an input: one person, one of several rows."""

from django.utils.translation import gettext as _

from portal.kernel.errors import RuleViolated
from portal.models import User


def person_of(login: str):
    """The active person by user name or phone; RuleViolated on ``login``."""
    user = User.objects.by_login(login)
    if user is None or not user.is_active:
        raise RuleViolated(_("没有找到这个人。"), field="login", code="missing")
    return user


def picked(rows, pk: int, field: str):
    """The row with this id; RuleViolated on ``field``."""
    found = next((row for row in rows if row.pk == pk), None)
    if found is None:
        raise RuleViolated(_("没有找到所选的内容。"), field=field, code="missing")
    return found
