"""Entrusted affairs (§43): no ground, no fee, no task; by whom, in which order, what is fixed."""

import itertools
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record, Role
from portal.services.duties import DutyDraft, duty_add
from portal.services.transitions import transition_apply
from tests.workstations.entrusting import Deal
from workstations.models import EntrustedAffair, Task, UnitMember
from workstations.services import entrusted as write
from workstations.services import units
from workstations.workflows import ENTRUST


@pytest.fixture
def deal(world, monday):
    return Deal(world)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field


def another_unit(world):
    words = {"district": world.district, "name": "区城管局", "kind": "department"}
    return units.unit_add(actor=None, **words)


def entry(world, kind):
    draft = DutyDraft(
        list_kind=kind,
        number="F-01",
        title="招商引资任务",
        basis="区清单",
        body="committee",
        valid_from=clock.today(),
    )
    return duty_add(actor=world.districter, draft=draft)


class TestApplying:
    @pytest.mark.parametrize("field", ["title", "legal_basis", "volume", "powers"])
    def test_no_ground_no_application(self, deal, field):
        refused(field, deal.apply, **{field: " "})

    @pytest.mark.parametrize(
        ("field", "value"), [("fee_fen", 0), ("fee_fen", -1), ("fee_fen", 10**13)]
    )
    def test_no_money_no_application(self, deal, field, value):
        refused(field, deal.apply, **{field: value})

    def test_days_that_cannot_be(self, deal):
        refused("starts_on", deal.apply, starts_on=clock.today() - timedelta(days=1))
        refused("ends_on", deal.apply, ends_on=clock.today() - timedelta(days=1))

    @pytest.mark.parametrize("kind", ["negative", "certificate"])
    def test_the_list_refuses_by_itself_and_names_its_entry(self, deal, kind):
        affair = deal.apply(duty=entry(deal.world, kind))
        assert affair.status == "refused"
        row = Record.objects.of(affair).last()
        assert row.actor is None and "F-01" in row.remark.text and "区清单" in row.remark.text

    def test_an_assisted_duty_is_no_hindrance(self, deal):
        assert deal.apply(duty=entry(deal.world, "assist")).status == "applied"

    def test_nothing_is_given_to_the_committee(self, deal):
        """S21, S24: its administrative burden stays nothing."""
        affair = deal.apply(to_committee=True)
        assert affair.status == "refused" and not Task.objects.exists()

    def test_the_same_key_is_the_same_application(self, deal):
        key = uuid4()
        assert deal.apply(key) == deal.apply(key) and EntrustedAffair.objects.count() == 1

    def test_only_for_ones_own_unit_and_in_its_district(self, deal, world):
        other = units.unit_add(
            actor=None, district=world.district, name="区城管局", kind="department"
        )
        words = {"community": world.mingtong, "draft": deal.draft(), "submit_key": uuid4()}
        for actor in (deal.clerk, world.street, world.chair, world.resident):
            with pytest.raises((Refused, NotFound)):
                write.entrusted_apply(actor=actor, unit=other, **words)

    def test_fifteen_working_days_to_review(self, deal):
        affair = deal.apply()
        assert affair.review_due_on.isoformat() == "2026-03-23"  # 15 working days after 2 March
        clock.advance(days=21)
        assert not affair.is_review_overdue
        clock.advance(days=1)
        assert affair.is_review_overdue


class TestWay:
    def test_the_whole_way(self, deal, world):
        deal.running()
        assert deal.affair.status == "running" and deal.affair.fund_fen == 2_400_000
        task = Task.objects.get()
        assert task.source == "entrusted" and task.entrusted == deal.affair
        Task.objects.update(status="verified")
        deal.step(world.head, "deliver")
        deal.step(deal.clerk, "send_back", remark="还差两户")
        deal.step(world.head, "deliver")
        deal.step(deal.clerk, "accept")
        assert deal.affair.status == "accepted"
        verbs = [row.verb for row in Record.objects.of(deal.affair)]
        assert verbs[:4] == ["apply", "admit", "give_opinion", "quote"]

    def test_no_task_before_the_fee(self, deal):
        for stage in (deal.apply, deal.quoted, deal.signed):
            stage()
            with pytest.raises(TransitionRefused, match="费随事转"):
                deal.task()
        assert not Task.objects.exists()

    def test_a_task_within_the_term_of_the_agreement(self, deal):
        deal.funded()
        refused("due_on", deal.task, due_on=deal.affair.ends_on + timedelta(days=1))
        refused("due_on", deal.task, due_on=clock.today() - timedelta(days=1))
        refused("title", deal.task, title=" ")
        refused("evidence_wanted", deal.task, evidence_wanted="")
        assert deal.task() == deal.task()

    def test_nothing_is_delivered_while_a_task_is_open(self, deal, world):
        deal.running()
        with pytest.raises(TransitionRefused, match="任务"):
            deal.step(world.head, "deliver")

    def test_a_new_quote_is_asked_for(self, deal, world):
        deal.quoted()
        deal.step(deal.clerk, "ask_requote", remark="太贵")
        affair = write.quote_give(actor=world.head, affair=deal.affair, hours=200, fen=2_000_000)
        assert affair.quote_fen == 2_000_000

    @pytest.mark.parametrize(("field", "more"), [("hours", {"hours": 0}), ("fen", {"fen": 0})])
    def test_a_quote_says_hours_and_cost(self, deal, world, field, more):
        deal.apply()
        deal.step(world.street, "admit")
        deal.affair = write.opinion_give(actor=world.chair, affair=deal.affair, opinion="可")
        words = {"hours": 10, "fen": 100} | more
        refused(field, write.quote_give, actor=world.head, affair=deal.affair, **words)
        refused("opinion", write.opinion_give, actor=world.chair, affair=deal.affair, opinion=" ")


class TestAgreement:
    def test_both_sign_and_nothing_changes_any_more(self, deal):
        affair = deal.signed()
        assert write.agreement_intact(affair) and "24,000.00" in affair.agreement
        for change in ({"agreement": "x"}, {"quote_fen": 1}, {"title": "x"}, {"powers": "x"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                EntrustedAffair.objects.filter(pk=affair.pk).update(**change)

    def test_not_one_person_for_both(self, deal, world):
        deal.quoted()
        UnitMember.objects.create(unit=deal.unit, user=world.street, valid_from=clock.today())
        with pytest.raises((Refused, TransitionRefused)):
            for _turn in range(2):
                deal.affair = write.agreement_sign(actor=world.street, affair=deal.affair)
        EntrustedAffair.objects.filter(pk=deal.affair.pk).update(signed_by_unit=world.street)
        with pytest.raises(IntegrityError), transaction.atomic():
            EntrustedAffair.objects.filter(pk=deal.affair.pk).update(signed_by_street=world.street)

    def test_the_unit_first_and_nobody_else(self, deal, world):
        deal.quoted()
        for actor in (world.street, world.chair, world.head):
            with pytest.raises((Refused, TransitionRefused)):
                write.agreement_sign(actor=actor, affair=deal.affair)


PEOPLE = ("clerk", "street", "chair", "vice", "member2", "head", "staff", "resident", "admin")
PEOPLE += ("districter", "baita_head", "baita_chair", "donghua_street", "stranger")
ALLOWED = {
    "workstations.apply_entrusted": {"clerk"},
    "workstations.admit_entrusted": {"street"},
    "workstations.opine_entrusted": {"chair", "vice"},
    "workstations.quote_entrusted": {"head"},
    "workstations.keep_ledger": {"street"},
    None: set(PEOPLE),
}


def tried(row, name, actor):
    try:
        transition_apply(row, name, actor=actor, remark="理由")
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    except IntegrityError:
        return "database"
    return "done"


@pytest.mark.parametrize("name", [step.name for step in ENTRUST.transitions])
def test_only_listed_states_and_granted_roles(deal, name):
    row, step = deal.apply(), ENTRUST[name]
    EntrustedAffair.objects.update(agreement_hash="x")
    for state, key in itertools.product(ENTRUST.states.values, PEOPLE):
        EntrustedAffair.objects.filter(pk=row.pk).update(status=state)
        row.refresh_from_db()
        outcome = tried(row, name, deal.world.people[key])
        if state not in step.sources:
            assert outcome == "state", (state, key)
        elif key in ALLOWED[step.permission]:
            assert outcome in {"done", "guard"}, (state, key, outcome)
        else:
            assert outcome == "refused", (state, key)


class TestUnits:
    def test_the_role_comes_and_goes_with_the_unit(self, deal, world, fresh):
        held = deal.clerk.role_assignments.active().filter(role=Role.ENTRUSTING_UNIT)
        assert held.count() == 1
        second = units.unit_add(
            actor=None, district=world.district, name="区城管局", kind="department"
        )
        units.unit_member_add(actor=None, unit=second, user=deal.clerk)
        assert held.count() == 1
        first = deal.unit.members.get()
        units.unit_member_end(actor=None, member_id=first.pk)
        assert held.count() == 1
        units.unit_member_end(actor=None, member_id=second.members.get().pk)
        assert held.count() == 0
        fresh(deal.clerk)
        with pytest.raises(Refused):
            deal.apply()

    def test_only_the_administrator_registers_them(self, deal, world):
        words = {"district": world.district, "name": "某公司", "kind": "enterprise"}
        for key in ("street", "districter", "chair", "clerk"):
            with pytest.raises(Refused):
                units.unit_add(actor=world.people[key], **words)
        unit = units.unit_add(actor=world.people["admin"], **words)
        refused("name", units.unit_add, actor=None, **words)
        refused("name", units.unit_add, actor=None, **(words | {"name": " "}))
        refused("kind", units.unit_add, actor=None, **(words | {"kind": "x"}))
        refused("district", units.unit_add, actor=None, **(words | {"district": world.tuodong}))
        admin = world.people["admin"]
        refused("login", units.unit_member_add, actor=admin, unit=unit, user=admin)
        units.unit_member_add(actor=admin, unit=unit, user=world.stranger)
        refused("login", units.unit_member_add, actor=admin, unit=unit, user=world.stranger)
        with pytest.raises(NotFound):
            units.unit_member_end(actor=admin, member_id=999)
