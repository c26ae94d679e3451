"""A long desk says at its head what is on it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_phone_unfolds_it_and_jumps(open_as):
    page = open_as("street")
    page.goto("/")
    fold = page.locator("[data-jump]")
    heads = page.locator("main .section-head h2")
    assert fold.is_visible() and fold.get_attribute("open") is None
    fold.locator("summary").click()
    links = fold.locator("a")
    assert links.count() == heads.count() >= 6
    links.last.click()
    expect(heads.last).to_be_in_viewport()
    assert page.problems == []


def test_a_desk_has_it_open(open_as):
    page = open_as("street", 1280)
    page.goto("/")
    assert page.locator("[data-jump]").get_attribute("open") is not None


def test_a_short_desk_has_none(open_as):
    page = open_as("department")
    page.goto("/")
    assert page.locator("[data-jump]").is_hidden()
