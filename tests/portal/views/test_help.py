"""Help for everybody: each topic answers, and shows the rules it rests on with their articles."""

import pytest

from portal.selectors.help_topics import TOPICS
from portal.services.rules import rules_load_defaults


@pytest.fixture
def visitor(world, as_user):
    rules_load_defaults()
    return as_user(None)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_every_topic_is_a_page_reached_from_the_first(visitor, topic):
    assert f"/help/{topic.slug}/" in visitor.get("/help/").content.decode()
    page = visitor.get(f"/help/{topic.slug}/").content.decode()
    assert str(topic.ask) in page and str(topic.say[0]) in page
    if topic.rules:
        assert "§" in page and "2025 修订" in page


def test_the_rules_shown_are_those_that_are_counted(visitor):
    page = visitor.get("/help/meetings/").content.decode()
    assert "提前 10 日" in page and "2/3" in page


@pytest.mark.parametrize("slug", ["nonsense", "x" * 300])
def test_an_unknown_topic_is_no_page(visitor, slug):
    assert visitor.get(f"/help/{slug}/").status_code == 404


def test_without_rules_the_page_of_a_topic_is_missing_and_the_first_is_not(world, as_user):
    assert as_user(None).get("/help/").status_code == 200
    assert as_user(None).get("/help/meetings/").status_code == 404
