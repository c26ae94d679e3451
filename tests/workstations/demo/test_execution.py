"""The demo of execution carries what people are shown: every stop, a queue, a whistle, a case."""

import pytest
from django.db.models import Sum

from portal.kernel import clock
from workstations.demo import bodies, cases, contracts, duties, entrusted, planning, seed, whistles
from workstations.models import Contract, EntrustedAffair, LedgerEntry, SupervisionCase, Whistle


@pytest.fixture
def made(db):
    """明通巷 with its people, the lists of duties, and a day."""
    crowd = seed.ground_make("only-for-tests")
    bodies.bodies_make(crowd)
    duties.all_of(crowd.person("district"), clock.now())
    planning.grounds_of(crowd.person("district"))
    return seed._place(next(iter(seed.STAFFED))), crowd, seed._morning(clock.now(), 0)


def test_an_entrusted_affair_stands_in_every_state_and_its_money_adds_up(made):
    entrusted.all_of(*made)
    states = EntrustedAffair.objects.values_list("status", flat=True)
    assert set(states) == set(EntrustedAffair.workflow.states.values)
    for affair in EntrustedAffair.objects.all():
        entries = LedgerEntry.objects.filter(affair=affair)
        received, spent = (
            entries.filter(**{side: "fund"}).aggregate(sum=Sum("fen"))["sum"] or 0
            for side in ("target", "source")
        )
        has_started = affair.status in {"funded", "running", "delivered", "accepted"}
        assert received >= spent and (received > spent) == has_started, affair.status


def test_contracts_wait_for_their_renewal_and_a_case_and_a_whistle_are_under_way(made):
    place, crowd, morning = made
    entrusted.all_of(place, crowd, morning)
    contracts.all_of(place, crowd, morning)
    assert Contract.objects.filter(status="expiring").count() == 2
    cases.people_make(crowd, place.community.parent.parent)
    cases.all_of(place, crowd, morning)
    assert SupervisionCase.objects.filter(status="rectifying").exists()
    whistles.all_of(place, crowd, clock.now())
    assert Whistle.objects.filter(status="working").exists()
