"""Logging in by user name or phone; permissions are never answered here (see checker)."""

from django.contrib.auth.backends import BaseBackend
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from portal.models.accounts import User
from portal.models.notices import Notice
from portal.models.prepared import Prepared


def _newest_notice():
    """Id of the newest notice of a person: an index look-up, unlike a count."""
    return Subquery(
        Notice.objects.filter(recipient=OuterRef("pk")).order_by("-id").values("id")[:1]
    )


def _person(user):
    people = User.objects.filter(pk=user, is_active=True)
    return people.annotate(newest_notice_id=Coalesce(_newest_notice(), 0))


_PERSON = Prepared(_person, user=int)


class PortalBackend(BaseBackend):
    """Finds the person by user name or phone and checks the password in constant time."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        """The person, or None; an unknown name costs as much time as a wrong password."""
        if not username or password is None:
            return None
        user = User.objects.by_login(username)
        if user is None:
            User().set_password(password)
            return None
        if user.check_password(password) and user.is_active:
            return user
        return None

    def get_user(self, user_id):
        """The person of the session and their newest notice's id, in one statement."""
        found = _PERSON.rows(user=int(user_id))
        return found[0] if found else None
