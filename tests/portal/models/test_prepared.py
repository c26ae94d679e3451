"""A prepared queryset answers like the queryset it was made from, with each run's own values."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.models import Division, RoleAssignment, User
from portal.models.prepared import Prepared

HELD = Prepared(
    lambda user, day: (
        RoleAssignment.objects.active(day).filter(user=user).select_related("division")
    ),
    user=int,
    day=date,
)
CODED = Prepared(lambda code: Division.objects.filter(code=code), code=str)


def test_it_gives_the_same_rows_with_their_relations(world):
    for user in (world.chair, world.staff):
        plain = RoleAssignment.objects.active(date(2026, 3, 2)).filter(user=user)
        with CaptureQueriesContext(connection) as seen:
            rows = HELD.rows(user=user.pk, day=date(2026, 3, 2))
            assert [row.division.name for row in rows] == ["明通巷社区居委会"]
        assert rows == list(plain)
        assert len(seen) == 1


def test_each_run_has_its_own_values(world):
    assert HELD.rows(user=world.chair.pk, day=date(2025, 12, 31)) == []
    assert HELD.rows(user=world.stranger.pk, day=date(2026, 3, 2)) == []
    assert CODED.rows(code="530103001002") == [world.mingtong]
    assert CODED.rows(code="' OR 1=1 --") == []


def test_a_place_that_is_not_used_is_refused(db):
    crooked = Prepared(lambda code, pk: Division.objects.filter(code=code), code=str, pk=int)
    with pytest.raises(ValueError, match="place"):
        crooked.rows(code="1", pk=1)


def test_a_value_that_is_missing_is_an_error(db):
    with pytest.raises(KeyError):
        CODED.rows()


@pytest.mark.parametrize("number", [2**63, -(2**64), 10**30])
def test_a_number_too_great_is_nowhere(db, number):
    assert HELD.rows(user=number, day=date(2026, 3, 2)) == []


LATE = Prepared(
    lambda moment: User.objects.filter(date_joined__lt=moment).order_by("pk"), moment=datetime
)
LOCKED = Prepared(lambda pk: Division.objects.select_for_update().filter(pk=pk), pk=int)


def test_moments_are_places_too(world):
    User.objects.filter(pk=world.chair.pk).update(date_joined=datetime(2020, 1, 1, tzinfo=UTC))
    assert LATE.rows(moment=datetime(2020, 1, 2, tzinfo=UTC)) == [world.chair]
    assert LATE.rows(moment=datetime(2020, 1, 1, tzinfo=UTC)) == []
    east = timezone(timedelta(hours=8))
    assert LATE.rows(moment=datetime(2020, 1, 1, 8, 0, 1, tzinfo=east)) == [world.chair]
    assert LATE.rows(moment=datetime(2020, 1, 1, 8, tzinfo=east)) == []


@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_inside_a_transaction_only():
    with transaction.atomic():
        assert LOCKED.rows(pk=1) == []
    with pytest.raises(transaction.TransactionManagementError):
        LOCKED.rows(pk=1)


def on_server() -> list[str]:
    """What the present connection has prepared, as PostgreSQL itself lists it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'yixing%'")
        return [row[0] for row in cursor.fetchall()]


postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PREPARE of PostgreSQL")


@postgresql
def test_the_server_prepares_it_once_for_each_connection(world):
    again = Prepared(lambda code: Division.objects.filter(code=code), code=str)
    before = len(on_server())
    with CaptureQueriesContext(connection) as seen:
        for _time in range(2):
            assert again.rows(code="530103001002") == [world.mingtong]
    assert all(one["sql"].startswith("EXECUTE yixing_") for one in seen)
    assert len(on_server()) == before + 1


@postgresql
def test_it_may_be_prepared_in_a_transaction_that_is_taken_back(world):
    again = Prepared(lambda code: Division.objects.filter(code=code), code=str)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        again.rows(code="530103001002")
        raise ZeroDivisionError
    assert again.rows(code="530103001002") == [world.mingtong]


@postgresql
@pytest.mark.django_db(transaction=True)
def test_a_new_connection_prepares_it_anew():
    again = Prepared(lambda code: Division.objects.filter(code=code), code=str)
    for _connection in range(2):
        assert again.rows(code="nowhere") == []
        assert len([one for one in on_server() if "portal_division" in one]) >= 1
        connection.close()


@postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_died_meanwhile_is_replaced_first():
    again = Prepared(lambda code: Division.objects.filter(code=code), code=str)
    again.rows(code="nowhere")
    connection.connection.close()  # as a server that was started anew leaves it
    connection.health_check_enabled, connection.health_check_done = True, False
    assert again.rows(code="nowhere") == []


@postgresql
def test_nothing_is_left_on_connections_that_are_pooled(world, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    again = Prepared(lambda code: Division.objects.filter(code=code), code=str)
    before = on_server()
    assert again.rows(code="530103001002") == [world.mingtong]
    assert on_server() == before
