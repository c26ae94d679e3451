"""Two characters are found; the answer is LIKE's."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from portal.kernel.search import bigrams, query_words
from portal.models import Division, Level
from portal.selectors import search
from portal.selectors.search import match_bigrams, match_newest

NAMES = ("明通巷社区", "明月社区", "通巷口", "白塔社区", "𠮷田社区", "A1小区", "a1广场", "巷")


@pytest.fixture
def divisions(db):
    for number, name in enumerate(NAMES):
        Division.objects.create(
            scheme="local",
            code=str(number),
            name=name,
            level=Level.COMMUNITY,
            path=f"/{number}/",
            valid_from=date(2009, 1, 1),
            search_bigrams=bigrams(name),
        )


@pytest.mark.parametrize(
    "text",
    ["明通", "通巷", "明通巷", "社区", "明", "巷", "𠮷田", "田社", "A1", "a1小", "没有", "口"],
)
def test_the_answer_is_likes(divisions, text):
    found = match_bigrams(Division.objects.all(), text, ("name",))
    wanted = Division.objects.filter(Q(name__icontains=text))
    assert set(found) == set(wanted)


@pytest.mark.parametrize("text", ["", "  ", "，。", "%", "'", '"', "* OR *"])
def test_what_cannot_be_searched_finds_nothing(divisions, text):
    assert list(match_bigrams(Division.objects.all(), text, ("name",))) == []


def test_a_renamed_row_is_found_by_its_new_name_only(divisions):
    row = Division.objects.get(name="白塔社区")
    row.name, row.search_bigrams = "金马社区", bigrams("金马社区")
    row.save()
    assert list(match_bigrams(Division.objects.all(), "金马", ("name",))) == [row]
    assert not match_bigrams(Division.objects.all(), "白塔", ("name",)).exists()


def test_bigrams_and_their_queries_fit():
    assert bigrams("明通巷 A1") == "明通 通巷 巷 a1"
    assert query_words("明通巷") == ["明通", "通巷"]
    assert query_words("明") == ["明*"]


def like(text, below=None):
    rows = Division.objects.filter(name__icontains=text).order_by("-pk")
    return list(rows.filter(pk__lt=below) if below else rows)


@pytest.mark.parametrize("window", [1, 3, 5, 1000])
@pytest.mark.parametrize("text", ["社区", "明通巷", "巷", "新迎社区", "没有的", "巷社"])
def test_the_newest_matches_are_those_of_like(divisions, monkeypatch, window, text):
    monkeypatch.setattr(search, "WINDOW", window)
    below = None
    while True:
        found = match_newest(Division.objects.all(), text, ("name",), below=below, wanted=3)
        if below:
            found = found.filter(pk__lt=below)
        page = list(found.order_by("-pk")[:2])
        assert page == like(text, below)[:2]
        if len(page) < 2:
            break
        below = page[-1].pk


def test_a_list_that_runs_upward_has_all_matches(divisions, monkeypatch):
    monkeypatch.setattr(search, "WINDOW", 1)
    found = match_newest(Division.objects.all(), "社区", ("name",), below=search.ANYWHERE, wanted=1)
    assert set(found) == set(like("社区"))


def test_a_search_costs_two_statements_more_at_most(divisions, monkeypatch):
    monkeypatch.setattr(search, "WINDOW", 2)
    with CaptureQueriesContext(connection) as seen:
        list(match_newest(Division.objects.all(), "没有的", ("name",), below=None, wanted=5))
    assert len(seen) == 3
