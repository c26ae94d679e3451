"""What time does to a contract: probation, the queue, renewal, the second renewal, the end."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.models import Record, RoleAssignment
from tests.workstations.hiring import DAY, Hire
from workstations.models import Contract
from workstations.services import contract_terms as terms
from workstations.services.contract_terms import contracts_sweep


@pytest.fixture
def hire(world, monday):
    return Hire(world)


def works(user, fresh) -> bool:
    fresh(user)
    return access_of(user).may_enter("workstations.execute_task")


def test_probation_passes_by_itself(hire):
    hire.hired(probation_until=clock.today() + timedelta(days=30))
    clock.advance(days=30)
    assert hire.sweep() == 0 and hire.contract.status == "probation"
    clock.advance(days=1)
    assert hire.sweep() == 1 and hire.contract.status == "in_force"
    assert hire.sweep() == 0


def test_sixty_days_before_its_end_it_enters_the_queue(hire):
    contract = hire.hired()
    clock.advance(days=(contract.ends_on - clock.today()).days - 61)
    assert hire.sweep() == 0
    clock.advance(days=1)
    assert hire.sweep() == 1 and hire.contract.status == "expiring"
    assert hire.contract.opinion_due_on > clock.today()
    assert hire.sweep() == 0


def test_what_is_not_renewed_lapses_and_the_role_with_it(hire, fresh):
    contract = hire.expiring()
    clock.advance(days=(contract.ends_on - clock.today()).days)
    assert hire.sweep() == 0 and works(hire.new, fresh)
    clock.advance(days=1)
    assert not works(hire.new, fresh)
    assert hire.sweep() == 1 and hire.contract.status == "ended"
    assert hire.contract.end_ground == "expired" and hire.contract.ended_on == contract.ends_on
    assert contracts_sweep() == 0


def test_a_renewal_follows_without_a_gap(hire, fresh, world):
    first = hire.expiring()
    hire.opine()
    second = hire.renew()
    assert second.status == "opined" and second.starts_on == first.ends_on + DAY
    assert second.probation_until is None and second.term_number == 2
    assert second.opinion == first.renewal_opinion or second.opinion
    hire.contract = second
    hire.sign()
    assert hire.contract.status == "signed" and first.status == "expiring"
    clock.advance(days=(second.starts_on - clock.today()).days - 1)
    assert contracts_sweep() == 0 and works(hire.new, fresh)
    clock.advance(days=1)
    assert contracts_sweep() == 2 or hire.again().status == "in_force"
    first.refresh_from_db()
    assert (first.status, hire.again().status) == ("renewed", "in_force")
    assert works(hire.new, fresh)
    rows = RoleAssignment.objects.filter(user=hire.new).order_by("valid_from")
    assert [row.valid_from for row in rows] == [first.starts_on, second.starts_on]
    assert rows[0].valid_to == rows[1].valid_from
    data = Record.objects.get(subject_type="contract", verb="renew").data
    assert data["year_result"] is None and data["fixed_terms"] == 1


def test_the_sub_district_waits_for_the_opinion(hire):
    hire.expiring()
    with pytest.raises(TransitionRefused) as caught:
        hire.renew()
    assert caught.value.code == "guard"
    clock.advance(days=20)
    assert hire.renew().status == "opined"


def test_one_renewal_at_a_time_and_two_clicks_are_one(hire):
    hire.expiring()
    hire.opine()
    key = uuid4()
    assert hire.renew(key=key).pk == hire.renew(key=key).pk
    with pytest.raises(TransitionRefused):
        hire.renew()
    assert Contract.objects.filter(previous=hire.contract).count() == 1


@pytest.mark.parametrize("key", ["head", "chair", "new", "donghua_street", "districter"])
def test_nobody_else_renews_or_ends(hire, world, key):
    hire.expiring()
    hire.opine()
    actor = world.people[key]
    with pytest.raises(Refused):
        hire.renew(actor=actor)
    with pytest.raises(Refused):
        hire.end(actor=actor)


def test_the_second_renewal_must_consider_an_open_ended_contract(hire):
    contract = hire.second_term()
    assert contract.fixed_terms == 2 and contract.open_ended_binds
    hire.opine()
    with pytest.raises(RuleViolated) as caught:
        hire.renew()
    assert caught.value.field == "open_ended"
    assert not contract.successors.exists()
    third = hire.renew(open_ended=True, ends_on=None)
    assert third.ends_on is None and third.fixed_terms == 0
    hire.contract = third
    hire.sign()
    clock.advance(days=(third.starts_on - clock.today()).days)
    hire.sweep()
    contract.refresh_from_db()
    assert contract.status == "open_ended" and hire.again().status == "in_force"
    assert RoleAssignment.objects.filter(user=hire.new, valid_to__isnull=True).count() == 1
    clock.advance(days=900)
    assert contracts_sweep() == 0


def test_a_fixed_term_at_the_persons_own_request_is_kept_as_such(hire):
    hire.second_term()
    hire.opine()
    third = hire.renew(fixed_by_request=True)
    assert third.fixed_by_request and third.fixed_terms == 3


def test_other_forms_of_employment_are_warned_not_bound(hire):
    hire.hired(employment="dispatch")
    hire.to_the_queue()
    hire.renewed()
    contract = hire.to_the_queue()
    assert contract.open_ended_is_due and not contract.open_ended_binds
    hire.opine()
    assert hire.renew().fixed_terms == 3


def test_the_first_renewal_needs_no_such_choice(hire):
    contract = hire.expiring()
    assert not contract.open_ended_is_due
    hire.opine()
    with pytest.raises(RuleViolated) as caught:
        hire.renew(ends_on=None)
    assert caught.value.field == "ends_on"


def test_an_end_takes_the_role_after_the_last_day(hire, fresh):
    hire.hired()
    hire.end(last_day=clock.today() + timedelta(days=5))
    assert hire.contract.status == "ended"
    clock.advance(days=5)
    assert works(hire.new, fresh)
    clock.advance(days=1)
    assert not works(hire.new, fresh)


def test_a_grave_breach_ends_the_role_at_once(hire, fresh):
    hire.hired()
    clock.advance(days=10)
    hire.end(ground="breach")
    assert not works(hire.new, fresh)


@pytest.mark.parametrize(
    ("ground", "words", "field"),
    [
        ("probation", {}, "ground"),
        ("not_renewed", {}, "ground"),
        ("expired", {}, "ground"),
        ("whim", {}, "ground"),
        ("agreed", {"last_day": -1}, "last_day"),
        ("agreed", {"last_day": 400}, "last_day"),
        ("unfit", {"last_day": 10}, "last_day"),
        ("agreed", {"reason": " "}, "reason"),
    ],
)
def test_an_end_without_its_ground_is_refused(hire, ground, words, field):
    hire.hired()
    if "last_day" in words:
        words = words | {"last_day": clock.today() + timedelta(days=words["last_day"])}
    with pytest.raises(RuleViolated) as caught:
        hire.end(ground=ground, **words)
    assert caught.value.field == field and hire.again().status == "in_force"


def test_notice_or_a_months_wage(hire):
    hire.hired()
    assert hire.end(ground="unfit", paid_instead=True).status == "ended"


def test_in_probation_the_ground_of_probation_holds(hire):
    hire.hired(probation_until=clock.today() + timedelta(days=30))
    assert hire.end(ground="probation").end_ground == "probation"


def test_not_renewing_keeps_the_last_day(hire):
    contract = hire.expiring()
    with pytest.raises(RuleViolated):
        hire.end(ground="not_renewed", last_day=clock.today())
    assert hire.end(ground="not_renewed", last_day=contract.ends_on).status == "ended"


def test_ending_takes_an_unsigned_renewal_with_it(hire):
    first = hire.expiring()
    hire.opine()
    draft = hire.renew()
    hire.contract = first
    hire.end()
    draft.refresh_from_db()
    assert draft.status == "cancelled"


def test_a_signed_renewal_is_ended_first(hire):
    first = hire.expiring()
    hire.opine()
    hire.contract = hire.renew()
    second = hire.sign()
    hire.contract = first
    with pytest.raises(TransitionRefused):
        hire.end()
    hire.contract = second
    hire.end(last_day=clock.today())
    assert not RoleAssignment.objects.active(second.starts_on).filter(user=hire.new).exists()
    hire.contract = first
    assert hire.end().status == "ended"


def test_one_that_another_worker_took_is_skipped(hire, world, monkeypatch):
    first = hire.hired(starts_on=clock.today() + timedelta(days=3))
    second = hire.hired(user=world.stranger, starts_on=clock.today() + timedelta(days=3))
    clock.advance(days=3)
    begin = terms.contract_begin

    def raced(row):
        begin(row)
        if row.pk == first.pk:
            raise TransitionRefused("raced")

    monkeypatch.setattr(terms, "contract_begin", raced)
    assert contracts_sweep() == 1
    assert [row.status for row in Contract.objects.order_by("id")] == ["signed", "in_force"]
    assert second.pk > first.pk
