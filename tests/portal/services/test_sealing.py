"""The record cannot be quietly altered: the database refuses, and verification finds it."""

import random

import pytest
from django.db import DatabaseError, connection, transaction

from portal.models import Record, RecordBatch, Remark
from portal.models.immutability import changes_allow, changes_forbid
from portal.services import sealing
from portal.services.records import record_append
from portal.services.verification import record_verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(world, monkeypatch):
    """120 rows in batches of 10."""
    monkeypatch.setattr(sealing, "BATCH", 10)
    for n in range(120):
        record_append(subject=world.mingtong, verb=f"v{n}", division_id=world.mingtong.pk)
    sealing.record_seal()
    return list(Record.objects.order_by("id"))


@pytest.fixture
def unlocked(history):
    """An attacker with DDL has removed the triggers."""
    for table in ("portal_record", "portal_recordbatch"):
        changes_allow(connection, table)
    yield history
    for table in ("portal_record", "portal_recordbatch"):
        changes_forbid(connection, table)


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_the_database_refuses_to_change_or_remove_a_row(history):
    refused(lambda: Record.objects.filter(pk=history[3].pk).update(verb="x"))
    refused(lambda: Record.objects.filter(pk=history[3].pk).delete())
    refused(lambda: RecordBatch.objects.filter(number=2).update(count=1))
    refused(lambda: RecordBatch.objects.filter(number=2).delete())


def test_an_untouched_record_fits(history):
    verdict = record_verify()
    assert (verdict.fault, verdict.rows, verdict.unsealed) == ("", len(history), 0)


def test_sealing_again_seals_nothing_twice(history):
    before = RecordBatch.objects.count()
    assert sealing.record_seal() == 0
    assert RecordBatch.objects.count() == before


def edit(row, chance):
    Record.objects.filter(pk=row.pk).update(verb="altered")


def delete(row, chance):
    Record.objects.filter(pk=row.pk).delete()


def swap(row, chance):
    other = Record.objects.exclude(verb=row.verb).order_by("?").first()
    Record.objects.filter(pk=row.pk).update(verb=other.verb)
    Record.objects.filter(pk=other.pk).update(verb=row.verb)


def insert(row, chance):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_record SET id = id + 100000 WHERE id = %s", [row.pk])
    Record.objects.filter(pk=row.pk + 100000).delete()
    row.verb = "slipped in"
    row.save(force_insert=True)


@pytest.mark.parametrize("attack", [edit, delete, swap, insert])
def test_fifty_tampers_of_a_kind_are_found(unlocked, attack):
    chance = random.Random(attack.__name__)
    for _ in range(50):
        with transaction.atomic():
            attack(chance.choice(unlocked), chance)
            assert record_verify().fault
            transaction.set_rollback(True)
    assert not record_verify().fault


def test_a_cut_tail_is_found_by_the_head_noted_outside(unlocked):
    head = RecordBatch.objects.order_by("-number").first()
    Record.objects.filter(pk__gte=head.first_id).delete()
    RecordBatch.objects.filter(pk=head.pk).delete()
    assert not record_verify().fault
    assert "noted outside" in record_verify(head.hash).fault


def test_a_chain_written_anew_is_found_by_the_head_noted_outside(unlocked):
    head = RecordBatch.objects.order_by("-number").first().hash
    RecordBatch.objects.all().delete()
    Record.objects.filter(pk=unlocked[5].pk).update(verb="altered")
    sealing.record_seal()
    assert not record_verify().fault
    assert record_verify(head).fault


def test_erased_words_keep_the_chain_and_altered_words_break_it(world):
    row = record_append(subject=world.mingtong, verb="v", remark="张三住 3 栋")
    sealing.record_seal()
    Remark.objects.filter(pk=row.remark_id).update(text="李四")
    assert "words were altered" in record_verify().fault
    Remark.objects.filter(pk=row.remark_id).delete()
    assert not record_verify().fault


def test_rows_not_sealed_yet_are_counted(history, world):
    record_append(subject=world.mingtong, verb="new")
    assert record_verify().unsealed == 1
