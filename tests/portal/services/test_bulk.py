"""A great load: indexes and keys lie aside and come back, and what is wrong is found at the end."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection

from portal.models import Record, User
from portal.services.bulk import BulkTable
from portal.services.bulk_indexes import indexes_lifted

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def indexes() -> set:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "portal_record")
    return {(tuple(row["columns"] or ()), row["index"], row["unique"]) for row in found.values()}


def row(**more) -> dict:
    given = {"happened_at": NOON, "subject_type": "issue", "subject_id": 7, "verb": "file"}
    return {**given, "data": {"category": 3, "词": "院坝"}, **more}


def test_rows_come_back_as_they_were_given(db):
    table = BulkTable(Record)
    table.add(row(remark_digest=""))
    table.add(row(data='{"category": 4}', to_state='a,"b"\n'))
    table.flush()
    table.settle_sequence()
    first, second = Record.objects.order_by("id")
    assert first.happened_at == NOON and first.actor_id is None and first.remark_digest == ""
    assert first.data == {"category": 3, "词": "院坝"}
    assert second.data == {"category": 4} and second.to_state == 'a,"b"\n'
    assert Record.objects.create(subject_type="x", subject_id=1, verb="y").pk == second.pk + 1


@pytest.mark.django_db(transaction=True)
def test_a_great_load_leaves_the_same_indexes():
    before, table = indexes(), BulkTable(Record)
    with indexes_lifted([Record]):
        assert indexes() != before
        table.add(row())
        table.flush()
    assert indexes() == before
    assert Record.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_load_that_points_nowhere_leaves_nothing():
    before, table = indexes(), BulkTable(Record)
    with pytest.raises(IntegrityError), indexes_lifted([Record]):
        table.add(row(actor_id=999_999))
        table.flush()
    assert not Record.objects.exists() and indexes() == before


@pytest.mark.django_db(transaction=True)
def test_a_load_that_is_broken_off_leaves_nothing():
    before, table = indexes(), BulkTable(Record)
    with pytest.raises(RuntimeError), indexes_lifted([Record]):
        table.add(row())
        table.flush()
        raise RuntimeError("the power went out")
    assert not Record.objects.exists() and indexes() == before
    assert not User.objects.exists()
