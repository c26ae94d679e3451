"""Killing the web server in the middle of a request leaves all of it or nothing of it."""

import threading
import time
import uuid
from collections import Counter

import pytest
import requests
from django.db import connection, transaction
from rest_framework.authtoken.models import Token

from portal.models import Record
from portal.runner import ports
from resident_affairs.models import Follower, Issue

CALLERS, EACH = 16, 6
WAIT = 30


@pytest.fixture
def web(town, house):
    """A served portal and the resident's way to file an issue in it."""
    home = house()
    token = Token.objects.create(user=town.resident).key
    words = {
        "community": town.mingtong.pk,
        "category": town.categories["water"].pk,
        "text": "东风巷14号院坝积水很深，老人出门要绕道。",
    }

    def start():
        home.start("web")
        process = home.running["web"]
        assert ports.wait_until_answers(
            "127.0.0.1", home.port, seconds=WAIT, alive=lambda: process.poll() is None
        )

    def file(key: str) -> int:
        """The status of the answer; 0 when none came."""
        url = f"http://127.0.0.1:{home.port}/api/v1/issues/"
        head = {"Authorization": f"Token {token}"}
        try:
            body = {**words, "submit_key": key}
            return requests.post(url, json=body, headers=head, timeout=WAIT).status_code
        except requests.RequestException:
            return 0

    home.begin, home.file = start, file
    start()
    return home


def assert_whole(keys) -> None:
    """Each issue has its record and its follower, and no record is without its issue."""
    issues = set(Issue.objects.values_list("pk", flat=True))
    told = Counter(
        Record.objects.filter(subject_type="issue", verb="file").values_list(
            "subject_id", flat=True
        )
    )
    assert told == Counter(issues)
    assert Counter(Follower.objects.values_list("issue_id", flat=True)) == Counter(issues)
    assert set(map(str, Issue.objects.values_list("submit_key", flat=True))) <= set(keys)


def test_a_server_killed_under_load_keeps_what_it_said_and_halves_nothing(web):
    keys = [str(uuid.uuid4()) for _n in range(CALLERS * EACH)]
    said: dict[str, int] = {}

    def caller(mine):
        for key in mine:
            said[key] = web.file(key)

    threads = [threading.Thread(target=caller, args=(keys[n::CALLERS],)) for n in range(CALLERS)]
    for thread in threads:
        thread.start()
    while list(said.values()).count(201) < 10:
        time.sleep(0.005)
    web.kill("web")
    for thread in threads:
        thread.join()
    stored = set(map(str, Issue.objects.values_list("submit_key", flat=True)))
    acknowledged = {key for key, status in said.items() if status == 201}
    assert 0 in said.values(), "the kill came too late to prove anything"
    assert acknowledged <= stored
    assert_whole(keys)
    web.begin()
    assert {web.file(key) for key in keys} == {201}  # a caller who asks again converges
    assert Issue.objects.count() == len(keys)
    assert_whole(keys)


def in_a_thread(call) -> threading.Thread:
    thread = threading.Thread(target=call)
    thread.start()
    return thread


def is_waited_for() -> bool:
    """Whether somebody waits to write to the record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE NOT granted AND relation = 'portal_record'::regclass"
        )
        return cursor.fetchone()[0] == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite waits before it writes")
def test_a_server_killed_between_two_rows_leaves_neither(web):
    key = str(uuid.uuid4())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE portal_record IN EXCLUSIVE MODE")
        caller = in_a_thread(lambda: web.file(key))
        end = time.monotonic() + WAIT
        while not is_waited_for() and time.monotonic() < end:
            time.sleep(0.02)
        assert is_waited_for()  # the issue is inserted, its record is not
        web.kill("web")
    caller.join()
    web.begin()
    assert_whole([key])
    assert not Issue.objects.exists()
    assert web.file(key) == 201
    assert Issue.objects.count() == 1
    assert_whole([key])


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has its own test")
def test_a_server_killed_while_it_waits_to_write_leaves_nothing(web):
    key = str(uuid.uuid4())
    with transaction.atomic():  # IMMEDIATE: nobody else may write
        caller = in_a_thread(lambda: web.file(key))
        time.sleep(1)
        web.kill("web")
    caller.join()
    assert not Issue.objects.exists()
    web.begin()
    assert web.file(key) == 201 and Issue.objects.count() == 1
    assert_whole([key])
