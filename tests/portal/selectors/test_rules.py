"""Which law holds where and when."""

from datetime import date

import pytest

from portal.kernel.errors import RuleViolated
from portal.models import RuleAdoption, RuleSet
from portal.models.divisions import Kind
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.rules import rules_load_defaults

pytestmark = pytest.mark.django_db


@pytest.fixture
def laws(world):
    rules_load_defaults()
    return {row.code: row for row in RuleSet.objects.all()}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(1990, 1, 1), "law-1990"),
        (date(2018, 12, 28), "law-1990"),
        (date(2018, 12, 29), "law-2018"),
        (date(2025, 12, 31), "law-2018"),
        (date(2026, 1, 1), "law-2026"),
    ],
)
def test_the_law_of_the_day(world, laws, day, code):
    assert rule_set_for(day, world.mingtong).code == code


def test_before_any_law_there_are_no_rules(world, laws):
    with pytest.raises(RuleViolated) as refused:
        rule_set_for(date(1989, 12, 31), world.mingtong)
    assert refused.value.code == "no_rules"


def test_a_village_has_its_own_law(world, laws):
    world.baita.kind = Kind.VILLAGE
    assert rule_set_for(date(2026, 3, 2), world.baita).code == "village-2018"
    assert rule_set_for(date(2026, 3, 2), world.mingtong).code == "law-2026"


def test_a_pilot_holds_where_it_was_adopted_and_while_it_lasts(world, laws):
    RuleAdoption.objects.create(
        division=world.mingtong,
        rule_set=laws["pilot-2006"],
        valid_from=date(2006, 3, 1),
        valid_to=date(2008, 3, 1),
        ground="盘龙区试点",
    )
    assert rule_set_for(date(2006, 2, 28), world.mingtong).code == "law-1990"
    assert rule_set_for(date(2006, 3, 1), world.mingtong).code == "pilot-2006"
    assert rule_set_for(date(2008, 3, 1), world.mingtong).code == "law-1990"
    assert rule_set_for(date(2006, 3, 1), world.baita).code == "law-1990"


def test_the_2026_thresholds_say_over_and_at_least_as_the_law_does(laws):
    rules = laws["law-2026"].rules
    validity = rules["election"]["validity"]
    assert {form: row["inclusive"] for form, row in validity.items()} == {
        "voters": False,
        "households": False,
        "representatives": False,
    }
    assert (
        validity["representatives"]["numerator"],
        validity["representatives"]["denominator"],
    ) == (2, 3)
    assert rules["reps_meeting"]["quorum"]["inclusive"]
    assert rules["election"]["runoff_least"]["inclusive"]


@pytest.mark.parametrize("code", ["law-1990", "law-2018", "law-2026", "pilot-2006", "village-2018"])
def test_every_set_names_a_source_for_every_meeting(laws, code):
    for topic in ("committee_meeting", "residents_meeting", "reps_meeting"):
        frozen, digest = rules_frozen(laws[code], topic)
        assert frozen["quorum_article"] and frozen["majority_article"] and len(digest) == 64
        assert laws[code].rules["notice_articles"][topic]
