"""A year's transfers: computed, proposed, approved by another, paid down, share by share."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import DivisionProfile, Record
from tests.workstations.transferring import POOL, Year
from workstations.models import TransferPlan
from workstations.services import transfers as write


@pytest.fixture
def year(world, monday):
    return Year(world)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field


class TestMaking:
    def test_every_open_community_with_its_figures(self, year):
        plan = year.made()
        shares = {row.community_id: row for row in plan.shares.all()}
        assert len(shares) == 3 and sum(row.fen for row in shares.values()) == POOL
        share = shares[year.world.mingtong.pk]
        # 4,000,000/3 + 3,000,000·6/18 + 2,000,000·2/6 + 1,000,000·5/15
        assert share.computed_fen == share.fen == 3_333_333
        assert (share.population, share.households, str(share.area_km2)) == (6000, 2000, "0.50")

    def test_the_latest_figures_up_to_the_day(self, year):
        for as_of, people in ((date(2026, 2, 1), 6600), (date(2026, 4, 1), 9999)):
            DivisionProfile.objects.create(
                division=year.world.mingtong, as_of=as_of, population=people
            )
        year.made()
        assert year.share.population == 6600 and year.share.households == 2000

    def test_twice_is_once_and_a_year_has_one(self, year):
        key = uuid4()
        assert year.made(key) == year.made(key)
        refused("year", year.made)

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"year": 2024}, "year"),
            ({"year": 2028}, "year"),
            ({"pool_fen": 0}, "pool_fen"),
            ({"pool_fen": 10**12 + 1}, "pool_fen"),
            ({"source": " "}, "source"),
            ({"weights": {"equal": 99}}, "equal"),
            ({"weights": {"equal": 101}}, "equal"),
            ({"inputs_as_of": date(2026, 3, 3)}, "inputs_as_of"),
            ({"inputs_as_of": date(2025, 12, 30)}, "inputs_as_of"),
        ],
    )
    def test_what_is_refused(self, year, words, field):
        refused(field, year.made, **words)
        assert not TransferPlan.objects.exists()

    def test_a_gap_is_named(self, year):
        DivisionProfile.objects.filter(division=year.world.baita).delete()
        with pytest.raises(RuleViolated, match="白塔"):
            year.made()
        assert year.made(weights={"equal": 100}).shares.count() == 3

    @pytest.mark.parametrize("name", ["street", "chair", "auditor", "resident", "admin"])
    def test_only_by_the_district(self, year, name):
        with pytest.raises(Refused):
            write.plan_make(
                actor=year.world.people[name],
                district=year.world.district,
                draft=year.draft(),
                submit_key=uuid4(),
            )


class TestDrafting:
    def test_computed_anew(self, year):
        plan = year.made()
        me = year.world.districter
        write.share_adjust(actor=me, share=year.share, fen=1, reason="试")
        plan = write.plan_compute(actor=me, plan=plan, draft=year.draft(pool_fen=300))
        assert sorted(plan.shares.values_list("fen", "reason"))[-1][1] == ""
        assert sum(plan.shares.values_list("fen", flat=True)) == 300

    def test_a_change_says_why_and_the_sum_must_hold(self, year):
        year.made()
        me = year.world.districter
        refused("reason", write.share_adjust, actor=me, share=year.share, fen=1, reason=" ")
        refused("fen", write.share_adjust, actor=me, share=year.share, fen=-1, reason="因")
        refused("fen", write.share_adjust, actor=me, share=year.share, fen=POOL + 1, reason="因")
        share = write.share_adjust(actor=me, share=year.share, fen=3_333_334, reason="旧改")
        assert share.computed_fen == 3_333_333 and share.reason == "旧改"
        with pytest.raises(TransitionRefused, match=r"0\.01"):
            year.step("propose", me)
        write.share_adjust(actor=me, share=share, fen=3_333_333, reason="不再需要")
        share.refresh_from_db()
        assert share.reason == "" and year.step("propose", me).status == "proposed"

    def test_nothing_moves_after_the_proposal(self, year):
        plan = year.proposed()
        me = year.world.districter
        with pytest.raises(TransitionRefused):
            write.share_adjust(actor=me, share=year.share, fen=1, reason="因")
        with pytest.raises(TransitionRefused):
            write.plan_compute(actor=me, plan=plan, draft=year.draft())

    def test_by_nobody_else(self, year):
        year.made()
        with pytest.raises(Refused):
            write.share_adjust(actor=year.world.street, share=year.share, fen=1, reason="因")


class TestApproval:
    def test_by_another(self, year):
        year.proposed()
        with pytest.raises(TransitionRefused):
            year.step("approve", year.world.districter)
        with pytest.raises(TransitionRefused):
            year.step("send_back", year.world.districter, remark="因")
        plan = year.step("approve", year.world.people["districter2"])
        assert plan.status == "approved" and plan.approved_by == year.world.people["districter2"]

    def test_the_database_wants_two_as_well(self, year):
        plan = year.proposed()
        rows = TransferPlan.objects.filter(pk=plan.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(approved_by=plan.proposed_by)

    def test_sent_back_with_a_reason(self, year):
        year.proposed()
        second = year.world.people["districter2"]
        refused("remark", year.step, "send_back", second)
        plan = year.step("send_back", second, remark="漏了新社区")
        assert plan.status == "drafted" and plan.proposed_by is None

    def test_no_other_step_by_this_door(self, year):
        year.made()
        for name in ("pay_down", "finish_audit", "nonsense"):
            with pytest.raises(NotFound):
                year.step(name, year.world.districter)


def test_paid_down_to_every_share(year):
    year.approved()
    words = {"actor": year.world.districter, "plan": year.plan}
    refused("voucher", write.plan_pay_down, voucher=" ", **words)
    plan = write.plan_pay_down(voucher="拨-1", **words)
    assert set(plan.shares.values_list("status", flat=True)) == {"at_street"}
    told = Record.objects.filter(subject_type="transfer_share", verb="arrive")
    assert told.count() == 3 and told.first().is_public


def test_what_is_public_in_the_record_starts_with_the_approval(year):
    year.approved()
    rows = Record.objects.filter(subject_type="transfer_plan").order_by("id")
    assert [(row.verb, row.is_public) for row in rows] == [
        ("make", False),
        ("propose", False),
        ("approve", True),
    ]
