"""A prepared queryset answers like the queryset it was made from, with each run's own values."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.models import Division, RoleAssignment
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
