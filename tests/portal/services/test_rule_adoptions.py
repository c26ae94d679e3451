"""Pilots: a community lives by other rules for a time, by whose leave; the past stays as it was."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record, RuleAdoption, RuleSet
from portal.selectors.rules import adoptions_all, rule_set_for
from portal.services.rules import adoption_end, rule_adopt, rules_load_defaults


@pytest.fixture
def pilot(world):
    rules_load_defaults()
    return RuleSet.objects.get(code="pilot-2006")


@pytest.fixture
def adopt(world, pilot):
    def run(key="admin", **words):
        given = {
            "division": world.mingtong,
            "rule_set": pilot,
            "valid_from": clock.today() + timedelta(days=1),
            "valid_to": None,
            "ground": "盘政办〔2026〕1号",
        }
        return rule_adopt(actor=world.people[key], **(given | words))

    return run


def test_it_holds_from_its_day_in_its_place_until_it_ends(adopt, world, pilot):
    row = adopt()
    law = rule_set_for(clock.today(), world.mingtong)
    assert law != pilot and rule_set_for(row.valid_from, world.mingtong) == pilot
    assert rule_set_for(row.valid_from, world.baita) == law
    clock.advance(days=10)
    adoption_end(actor=world.people["admin"], adoption_id=row.pk)
    assert rule_set_for(clock.today(), world.mingtong) == law
    assert rule_set_for(clock.today() - timedelta(days=1), world.mingtong) == pilot
    assert [r.verb for r in Record.objects.of(row)] == ["adopt", "end"]
    with pytest.raises(TransitionRefused):
        adoption_end(actor=world.people["admin"], adoption_id=row.pk)


def test_one_that_has_not_begun_is_taken_back(adopt, world):
    row = adopt()
    pk = row.pk
    adoption_end(actor=world.people["admin"], adoption_id=pk)
    assert not RuleAdoption.objects.exists() and not adoptions_all(running=True)
    with pytest.raises(NotFound):
        adoption_end(actor=world.people["admin"], adoption_id=pk)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("ground", {"ground": " "}),
        ("valid_from", {"valid_from": date(2020, 1, 1)}),
        ("valid_to", {"valid_to": date(2020, 1, 1)}),
    ],
)
def test_what_cannot_be(adopt, field, more):
    with pytest.raises(RuleViolated) as caught:
        adopt(**more)
    assert caught.value.field == field


def test_not_two_at_once_and_only_a_community(adopt, world):
    adopt(valid_to=clock.today() + timedelta(days=30))
    with pytest.raises(RuleViolated, match="已有一项"):
        adopt(valid_from=clock.today() + timedelta(days=29))
    adopt(valid_from=clock.today() + timedelta(days=30))
    with pytest.raises(RuleViolated):
        adopt(division=world.tuodong)


@pytest.mark.parametrize("key", ["chair", "street", "districter", "resident"])
def test_nobody_else(adopt, world, key, as_user):
    with pytest.raises(Refused):
        adopt(key)
    client = as_user(world.people[key])
    assert client.get(reverse("portal:rule_adoptions")).status_code in {403, 404}


def test_on_the_pages(adopt, world, pilot, as_user):
    admin, there = as_user(world.people["admin"]), reverse("portal:rule_adoptions")
    assert admin.get(there).status_code == 200
    given = {
        "division": world.mingtong.pk,
        "rule_set": pilot.pk,
        "valid_from": (clock.today() + timedelta(days=1)).isoformat(),
        "ground": "盘政办〔2026〕1号",
    }
    poor = admin.post(there, given | {"valid_from": "2020-01-01"})
    assert poor.status_code == 400 and "盘政办" in poor.content.decode()
    assert admin.post(there, given).status_code == 302
    assert "盘政办" in as_user().get(reverse("portal:rules")).content.decode()
    row = RuleAdoption.objects.get()
    assert admin.post(reverse("portal:adoption_end", args=[row.pk])).status_code == 302
