"""Sessions in the database, as Django's own, with the look-up of every request prepared."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.models.prepared import Prepared

_SESSION = Prepared(lambda key: Session.objects.filter(session_key=key), key=str)


class SessionStore(DatabaseStore):
    """Django's store; only finding a session is another way to ask the same."""

    def _get_session_from_db(self):
        # Django's keys are letters and digits; anything else is nobody's.
        key = self.session_key or ""
        found = _SESSION.rows(key=key) if key.isalnum() else []
        if found and found[0].expire_date > timezone.now():
            return found[0]
        self._session_key = None
        return None
