"""The rules in words say what the data says."""

import pytest

from portal.models import RuleSet
from portal.selectors.rule_words import rules_in_words, share_words
from portal.services.rules import rules_load_defaults

CODES = ("law-1990", "law-2018", "law-2026", "pilot-2006", "village-2018")


@pytest.fixture
def laws(db):
    rules_load_defaults()
    return {row.code: row for row in RuleSet.objects.all()}


def lines_of(rule_set) -> dict:
    return {line.label: line for section in rules_in_words(rule_set) for line in section.lines}


def threshold(top, bottom, inclusive, base="members"):
    return {"numerator": top, "denominator": bottom, "inclusive": inclusive, "base": base}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (threshold(1, 2, False), "应到人数过半数"),
        (threshold(1, 2, True), "应到人数半数以上（含半数）"),
        (threshold(2, 3, True), "应到人数 2/3 以上（含）"),
        (threshold(2, 3, False, "representatives"), "居民代表超过 2/3（不含）"),
    ],
)
def test_over_and_at_least_are_told_apart(given, words):
    assert share_words(given) == words


@pytest.mark.parametrize("code", CODES)
def test_every_rule_of_every_set_has_words_and_a_source(laws, code):
    lines = [line for section in rules_in_words(laws[code]) for line in section.lines]
    assert len(lines) > 20
    assert all(line.label and line.words and line.article for line in lines)


def test_the_law_in_force_says_what_it_says(laws):
    lines = lines_of(laws["law-2026"])
    assert lines["居民会议·通知"].words == "提前 10 日"
    assert lines["由居民代表选举"].words == "居民代表超过 2/3（不含）参加投票，选举有效"
    assert lines["居民会议·要求召开"].article == "§26"


def test_the_village_law_has_one_form_and_no_party_nomination(laws):
    lines = {
        line.label: line
        for section in rules_in_words(laws["village-2018"])
        for line in section.lines
    }
    assert "由户代表选举" not in lines
    assert lines["提名"].words == "选民直接提名；候选人要多于应选人数"
