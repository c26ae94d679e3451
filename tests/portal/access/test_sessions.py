"""Sessions by the prepared look-up: found while they last, by their own key only."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session

from portal.access.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept(**words) -> SessionStore:
    store = SessionStore()
    store.update(words)
    store.save()
    return store


def test_what_was_kept_is_found():
    one, other = kept(who="a"), kept(who="b")
    assert SessionStore(one.session_key)["who"] == "a"
    assert SessionStore(other.session_key)["who"] == "b"


def test_an_expired_session_is_nobodys():
    key = kept(who="a").session_key
    Session.objects.filter(pk=key).update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    late = SessionStore(key)
    assert late.get("who") is None and late.session_key is None


@pytest.mark.parametrize("key", ["", "x" * 32, "' OR 1=1 --", "nul\x00" * 8, "%s" * 16])
def test_another_key_is_nobodys(key):
    kept(who="a")
    assert SessionStore(key).get("who") is None


def test_logging_out_ends_it_in_every_process(as_user, world):
    client = as_user(world.resident)
    key = client.session.session_key
    assert client.get("/issues/mine/").status_code == 200
    SessionStore(key).flush()  # as another process would
    assert client.get("/issues/mine/").status_code == 302
    assert SessionStore(key).get("_auth_user_id") is None
