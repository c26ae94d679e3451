"""Numbers in addresses: what a route takes, and what it leaves alone."""

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tests.architecture.routes import routes


def test_a_number_finds_its_page():
    assert resolve("/meetings/42/minutes/").kwargs == {"pk": 42}


def test_eighteen_digits_are_still_a_key():
    assert resolve(f"/meetings/{'9' * 18}/minutes/").kwargs == {"pk": 10**18 - 1}


@pytest.mark.parametrize("number", ["9" * 19, str(10**25), "-1", "x", "1.5"])
def test_what_no_database_could_hold_is_no_address(number):
    with pytest.raises(Resolver404):
        resolve(f"/meetings/{number}/minutes/")


def test_a_word_makes_no_address():
    with pytest.raises(NoReverseMatch):
        reverse("meeting_minutes", args=["x"])


def test_no_route_takes_a_number_of_any_length():
    assert [route.pattern for route in routes() if "<int:" in route.pattern] == []
