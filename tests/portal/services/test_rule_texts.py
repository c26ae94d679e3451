"""The sets against the articles that were read word for word (docs/law.md)."""

from datetime import date

import pytest

from portal.models import RuleSet
from portal.selectors.rule_words_open import corrections
from portal.services.rules import rules_load_defaults

BEFORE = ("law-1990", "law-2018", "pilot-2006")


@pytest.fixture
def sets(db):
    rules_load_defaults()
    return {row.code: row.rules for row in RuleSet.objects.all()}


@pytest.mark.parametrize("code", BEFORE)
def test_the_old_urban_law_gives_nobody_the_power_to_order(sets, code):
    """§15: no covenant contradicts the law; no word of an order."""
    rules = sets[code]
    assert rules["correction"]["articles"] == [] == list(rules["correction"]["cases"])
    assert [line.article for line in corrections(rules)] == ["—"]
    assert rules["covenant"]["article"] == "§15"


@pytest.mark.parametrize("code", BEFORE)
def test_the_old_urban_law_replaces_members_by_its_tenth_article(sets, code):
    """§10: the residents' meeting may replace and fill; §9: how it decides."""
    rules = sets[code]
    assert rules["recall"]["article"] == "§9、§10" and rules["by_election_article"] == "§10"
    assert rules["mandate_ends"]["recall"] == "§10"
    assert rules["group_leader"]["article"] == "§14" and rules["group_leader"]["quorum"] is None
    assert {code for code, _words in rules["nomination"]["barred"]} == {"not_a_voter", "other"}
    assert rules["nomination"]["barred_article"] == "地方办法"


def test_the_villagers_law_orders_by_two_articles_in_two_cases(sets):
    """§27 (charter, covenant, what meetings decided), §36 (statutory duties not done)."""
    order = sets["village-2018"]["correction"]
    assert order["articles"] == ["§27", "§36"] == list(order["cases"])
    assert "抵触" in order["cases"]["§27"] and "法定义务" in order["cases"]["§36"]


def test_the_villagers_law_on_voters_proxies_groups_and_ends(sets):
    """§13, §15, §18, §28, §33."""
    rules = sets["village-2018"]
    assert rules["electorate"]["worker_months"] is None
    living = rules["electorate"]["living"]
    assert (living["months"], living["article"]) == (12, "§13")
    assert living["meetings"] == ["residents_meeting", "reps_meeting"]
    kin = rules["proxy"]["kin"]
    assert (kin["article"], len(kin["kinds"])) == ("§15", 6) and "§1045" in kin["kinds_article"]
    assert rules["proxy"]["article"] == "§15" and rules["proxy"]["most_article"] == "地方办法"
    group = rules["group_leader"]
    assert (group["article"], group["quorum_article"]) == ("§28", "§28")
    quorum = group["quorum"]
    assert (quorum["numerator"], quorum["denominator"], quorum["inclusive"]) == (2, 3, True)
    ends = rules["mandate_ends"]
    assert (ends["incapacity"], ends["sentence"], ends["appraisal"]) == ("§18", "§18", "§33")


def test_the_law_in_force_names_its_two_articles_and_a_case_for_each(sets):
    """DOMAIN X2: only §31 and §40; the words of the cases are ours until compared."""
    rules = sets["law-2026"]
    assert rules["correction"]["articles"] == ["§31", "§40"] == list(rules["correction"]["cases"])
    cases = rules["correction"]["cases"]
    assert all(word in cases["§31"] for word in ("抵触", "公序良俗", "侵犯"))
    assert all(word in cases["§40"] for word in ("不合法", "法定义务"))
    barred = rules["nomination"]["barred"]
    assert {"expelled_party", "gang"} <= {code for code, _words in barred}
    assert rules["nomination"]["barred_article"] == "§18" and barred[-1][0] == "other"
    assert len({code for code, _words in barred}) == len(barred)
    assert RuleSet.objects.get(code="law-2026").valid_from == date(2026, 1, 1)
