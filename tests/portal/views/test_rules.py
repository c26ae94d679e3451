"""The page of the rules, for everybody."""

import pytest

from portal.services.rules import rules_load_defaults


@pytest.fixture
def visitor(world, as_user):
    rules_load_defaults()
    return as_user(None)


def test_the_law_in_force_is_shown_first(visitor):
    page = visitor.get("/rules/").content.decode()
    assert "2025 修订" in page and "提前 10 日" in page and "§26" in page


def test_an_older_law_is_one_link_away(visitor):
    assert "?set=law-1990" in visitor.get("/rules/").content.decode()
    assert "1989-12-26" in visitor.get("/rules/?set=law-1990").content.decode()


@pytest.mark.parametrize("code", ["nonsense", "x" * 500, "%00x", "<script>"], ids=range(4))
def test_an_unknown_set_is_no_page(visitor, code):
    assert visitor.get(f"/rules/?set={code}").status_code == 404


def test_without_any_set_there_is_no_page(world, as_user):
    assert as_user(None).get("/rules/").status_code == 404
