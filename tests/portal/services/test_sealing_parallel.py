"""Sealing beside running writers: no row is ever skipped, nobody seals twice."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction

from portal.models import Record, RecordBatch
from portal.services import sealing
from portal.services.records import record_append
from portal.services.verification import record_verify

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="SQLite has one writer at a time anyway"
    ),
]


class Thing:
    """A subject without a place."""

    subject_type, pk, community_id = "thing", 1, None


def write(verb="v"):
    record_append(subject=Thing(), verb=verb)


def in_thread(act) -> threading.Thread:
    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_smaller_id_that_is_not_committed_yet_is_waited_for(transactional_db):
    written, may_commit = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            write("slow")
            written.set()
            may_commit.wait(10)

    thread = in_thread(slow)
    written.wait(10)
    with transaction.atomic():
        write("quick")  # a greater id, committed first
    assert sealing.record_seal() == 0  # puts it off, skips nothing
    may_commit.set()
    thread.join()
    assert sealing.record_seal() == 2
    batch = RecordBatch.objects.get()
    assert batch.count == 2 and not record_verify().fault


def test_a_busy_vacuum_keeps_no_one_from_sealing(transactional_db):
    """Autovacuum takes SHARE UPDATE EXCLUSIVE, on a large record for minutes."""
    locked, may_end = threading.Event(), threading.Event()

    def vacuum():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE portal_record IN SHARE UPDATE EXCLUSIVE MODE")
            locked.set()
            may_end.wait(10)

    with transaction.atomic():
        write()
    thread = in_thread(vacuum)
    locked.wait(10)
    assert sealing.record_seal() == 1
    may_end.set()
    thread.join()


def test_who_began_later_is_not_waited_for(transactional_db, monkeypatch):
    with transaction.atomic():
        write("first")
    began, may_commit = threading.Event(), threading.Event()

    def later():
        with transaction.atomic():
            write("later")
            began.set()
            may_commit.wait(10)

    threads, looks = [], []

    def writers():
        looks.append(1)
        found = seen()
        if len(looks) == 1:  # the one who begins after the first look
            threads.append(in_thread(later))
            began.wait(10)
        return found

    seen = sealing._writers
    monkeypatch.setattr(sealing, "_writers", writers)
    assert sealing.record_seal() == 1
    may_commit.set()
    threads[0].join()
    assert sealing.record_seal() == 1
    assert not record_verify().fault


def test_many_writers_and_three_sealers_leave_one_sound_chain(transactional_db, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 7)
    stop = threading.Event()

    def seal():
        while not stop.is_set():
            sealing.record_seal()

    def writer():
        for _turn in range(40):
            with transaction.atomic():
                write()

    sealers = [in_thread(seal) for _ in range(3)]
    writers = [in_thread(writer) for _ in range(4)]
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    close_old_connections()
    sealing.record_seal()
    verdict = record_verify()
    assert (verdict.fault, verdict.rows, verdict.unsealed) == ("", 160, 0)
    assert Record.objects.count() == 160
