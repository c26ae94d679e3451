"""Hiring for a year: who drafts, who is heard, who signs, and the role that comes with it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record, Role, RoleAssignment
from portal.services.roles import role_grant
from tests.workstations.hiring import Hire
from workstations.labour import one_year_from, probation_months
from workstations.models import Contract
from workstations.services import contracts as write
from workstations.services.contract_terms import contracts_sweep


@pytest.fixture
def hire(world, monday):
    return Hire(world)


def roles_of(user) -> list:
    rows = RoleAssignment.objects.filter(user=user)
    return [(row.role, row.valid_from, row.valid_to) for row in rows.order_by("id")]


def test_a_hire_goes_from_the_draft_to_work(hire, world, fresh):
    contract = hire.draft(probation_until=clock.today() + timedelta(days=60))
    assert contract.status == "drafted" and not roles_of(hire.new)
    assert hire.opine().opinion_favours is True
    hire.sign(hire.new)
    assert hire.contract.status == "person_signed" and not roles_of(hire.new)
    hire.sign(world.street)
    assert hire.contract.status == "probation"
    until = contract.ends_on + timedelta(days=1)
    assert roles_of(hire.new) == [(Role.STATION_STAFF, contract.starts_on, until)]
    fresh(hire.new)
    assert access_of(hire.new).may_enter("workstations.execute_task")
    rows = Record.objects.filter(subject_type="contract")
    assert list(rows.order_by("id").values_list("verb", flat=True)) == [
        *("draft", "give_opinion", "sign_person", "sign_street", "begin_probation"),
    ]
    assert not rows.filter(is_public=True).exists()
    assert "新来" not in str([row.data for row in rows])


def test_the_head_post_brings_the_head_role(hire):
    hire.hired(post=hire.head_post)
    assert roles_of(hire.new)[0][0] == Role.STATION_HEAD


def test_a_contract_of_the_future_waits_for_its_day(hire, fresh):
    contract = hire.hired(starts_on=clock.today() + timedelta(days=20))
    assert contract.status == "signed"
    assert not access_of(hire.new).may_enter("workstations.execute_task")
    assert contracts_sweep() == 0
    clock.advance(days=20)
    assert hire.sweep() == 1 and hire.contract.status == "in_force"
    fresh(hire.new)
    assert access_of(hire.new).may_enter("workstations.execute_task")
    assert hire.sweep() == 0


def test_two_clicks_are_one_draft(hire):
    key = uuid4()
    assert hire.draft(key=key).pk == hire.draft(key=key).pk
    assert Contract.objects.count() == 1


@pytest.mark.parametrize("key", ["head", "staff", "chair", "districter", "admin", "resident"])
def test_nobody_but_the_sub_district_drafts(hire, world, key):
    with pytest.raises(Refused):
        hire.draft(actor=world.people[key])
    assert not Contract.objects.exists()


def test_another_sub_district_finds_no_such_post(hire, world):
    with pytest.raises(NotFound):
        hire.draft(actor=world.donghua_street)


def test_a_sitting_member_of_the_committee_is_not_hired(hire, world):
    for key in ("chair", "member1"):
        with pytest.raises(RuleViolated) as caught:
            hire.draft(user=world.people[key])
        assert caught.value.field == "login"
    hire.draft(user=world.baita_chair)  # another place's committee does not meet this station


def test_somebody_elected_meanwhile_is_not_signed(hire, world):
    hire.draft()
    hire.opine()
    hire.sign(hire.new)
    role_grant(
        actor=None,
        user=hire.new,
        role=Role.COMMITTEE_MEMBER,
        division=world.mingtong,
        valid_from=clock.today(),
    )
    with pytest.raises(TransitionRefused) as caught:
        hire.sign(world.street)
    assert caught.value.code == "role"
    assert hire.again().status == "person_signed" and hire.contract.signed_at is None


def test_nobody_hires_or_judges_themselves(hire, world, fresh):
    with pytest.raises(RuleViolated) as caught:
        hire.draft(user=world.street)
    assert caught.value.field == "login"
    contract = hire.draft()
    Contract.objects.filter(pk=contract.pk).update(user=world.chair)
    contract.refresh_from_db()
    hire.contract = contract
    with pytest.raises(Refused):
        hire.opine(actor=world.chair)
    assert hire.opine(actor=world.vice).status == "opined"


def test_only_the_person_signs_for_the_person(hire, world):
    hire.draft()
    hire.opine()
    for key in ("street", "staff", "chair"):
        with pytest.raises(Refused):
            hire.sign(world.people[key])
    hire.sign(hire.new)
    with pytest.raises(Refused):
        hire.sign(hire.new)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("ends_on", {"days": -1}),
        ("ends_on", {"days": 3000}),
        ("starts_on", {"start": -31}),
        ("starts_on", {"start": 400}),
        ("probation_until", {"days": 364, "probation": 62}),
        ("probation_until", {"days": 80, "probation": 10}),
        ("probation_until", {"days": 364, "probation": -1}),
        ("employment", {"employment": "friend"}),
    ],
)
def test_terms_beyond_the_law_are_refused(hire, field, words):
    start = clock.today() + timedelta(days=words.get("start", 0))
    given = {"starts_on": start, "ends_on": start + timedelta(days=words.get("days", 364))}
    if "probation" in words:
        given["probation_until"] = start + timedelta(days=words["probation"])
    if "employment" in words:
        given["employment"] = words["employment"]
    with pytest.raises(RuleViolated) as caught:
        hire.draft(**given)
    assert caught.value.field == field and not Contract.objects.exists()


def test_the_longest_probation_by_term():
    start = clock.today().replace(year=2026, month=1, day=31)
    year = one_year_from(start)
    assert probation_months(start, year) == 2
    assert probation_months(start, year - timedelta(days=1)) == 1
    assert probation_months(start, start + timedelta(days=80)) == 0
    assert probation_months(start, start.replace(year=2029) - timedelta(days=1)) == 6
    assert probation_months(start, None) == 6


def test_a_full_post_takes_nobody(hire, world):
    hire.draft(post=hire.head_post)
    with pytest.raises(RuleViolated) as caught:
        hire.draft(post=hire.head_post, user=world.stranger)
    assert caught.value.field == "post"


def test_nobody_has_two_contracts_at_one_station(hire):
    hire.hired()
    with pytest.raises(RuleViolated) as caught:
        hire.draft()
    assert caught.value.field == "login"


def test_without_an_opinion_the_sub_district_waits_ten_working_days(hire, world):
    contract = hire.draft()
    assert contract.opinion_due_on.isoformat() == "2026-03-16"
    words = {"actor": world.street, "contract": contract, "name": "proceed"}
    with pytest.raises(TransitionRefused):
        write.contract_step(remark="没有回音", **words)
    clock.advance(days=15)
    with pytest.raises(RuleViolated):
        write.contract_step(remark=" ", **words)
    assert write.contract_step(remark="没有回音", **words).status == "opined"


def test_the_person_may_decline_and_the_street_withdraw(hire, world):
    hire.draft()
    hire.opine()
    with pytest.raises(Refused):
        write.contract_step(
            actor=world.street, contract=hire.contract, name="decline", remark="不签"
        )
    done = write.contract_step(
        actor=hire.new, contract=hire.contract, name="decline", remark="另有打算"
    )
    assert done.status == "cancelled"
    hire.draft()
    done = write.contract_step(
        actor=world.street, contract=hire.contract, name="withdraw", remark="缺经费"
    )
    assert done.status == "cancelled" and not roles_of(hire.new)
    with pytest.raises(NotFound):
        write.contract_step(actor=world.street, contract=done, name="begin", remark="x")


def test_a_grant_of_the_roster_stays_as_it_is(hire, world):
    before = roles_of(world.staff)
    contract = hire.hired(user=world.staff)
    assert contract.assignment is None and roles_of(world.staff) == before
    hire.end()
    assert roles_of(world.staff) == before


def test_a_grant_that_ends_within_the_term_is_continued(hire, world):
    roster = RoleAssignment.objects.get(user=world.staff)
    roster.valid_to = clock.today() + timedelta(days=30)
    roster.save()
    contract = hire.hired(user=world.staff)
    assert contract.assignment.valid_from == roster.valid_to
    assert contract.assignment.valid_to == contract.ends_on + timedelta(days=1)


@pytest.mark.parametrize("field", ["ends_on", "starts_on", "probation_until"])
def test_the_database_keeps_signed_terms(hire, field):
    contract = hire.hired()
    with pytest.raises(DatabaseError), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(**{field: clock.today()})
    contract.refresh_from_db()


def test_the_database_refuses_a_second_live_contract(hire):
    contract = hire.hired()
    contract.pk, contract.submit_key, contract.assignment = None, uuid4(), None
    with pytest.raises(DatabaseError), transaction.atomic():
        contract.save(force_insert=True)
