"""Sessions of browsers that are logged in, for whichever settings are in force."""

import os
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

# One secret for all clients of a run: the CSRF cookie and the header beside it.
TOKEN = os.environ.setdefault("BENCH_CSRF_TOKEN", os.urandom(16).hex())


def session_of(user, backend: str) -> str:
    """Cookies of a logged-in browser."""
    engine = import_module(settings.SESSION_ENGINE)
    store = engine.SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = backend
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    name, csrf = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    return f"{name}={store.session_key}; {csrf}={TOKEN}"
