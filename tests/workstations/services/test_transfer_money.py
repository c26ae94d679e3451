"""The money of a share (L1–L4): passed on whole, used for something, by two, never below nought."""

import random
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.conftest import Station
from tests.workstations.entrusting import Deal
from tests.workstations.transferring import Year
from workstations.models import TransferEntry, TransferPurse, TransferShare, TransferUse
from workstations.services import transfer_money as money
from workstations.services.entrusted import agreement_sign
from workstations.services.purses import fund_drift


@pytest.fixture
def year(station):
    """A year in use, with a resolution to spend on."""
    made = Year(station.world)
    made.in_use()
    made.ground = station.resolution()
    return made


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field


def balance() -> dict:
    purses = dict.fromkeys(TransferPurse.values, 0)
    for entry in TransferEntry.objects.all():
        purses[entry.source] -= entry.fen
        purses[entry.target] += entry.fen
    return purses


class TestAllotting:
    def test_whole_and_once(self, world, monday):
        year = Year(world)
        year.paid_down()
        words = {"actor": world.street, "share": year.share}
        refused("voucher", money.share_allot, voucher="", **words)
        share = money.share_allot(voucher="拨-2", **words)
        assert share.fund_fen == share.fen == 3_333_333 and fund_drift(share) == 0
        with pytest.raises(TransitionRefused):
            money.share_allot(voucher="拨-2", **words)
        assert TransferEntry.objects.get().kind == "allotment"

    @pytest.mark.parametrize("name", ["donghua_street", "districter", "chair", "auditor"])
    def test_only_by_its_own_street(self, world, monday, name):
        year = Year(world)
        year.paid_down()
        with pytest.raises(Refused):
            money.share_allot(actor=world.people[name], share=year.share, voucher="1")


class TestAsking:
    def test_for_a_resolution(self, year):
        use = year.ask(year.ground)
        assert use.resolution == year.ground and use in TransferUse.objects.waiting()

    def test_for_a_running_affair(self, year):
        deal = Deal(year.world)
        deal.quoted()
        refused("ground", year.ask, deal.affair)
        for actor in (deal.clerk, year.world.street):
            deal.affair = agreement_sign(actor=actor, affair=deal.affair)
        refused("ground", year.ask, deal.affair)

    def test_the_same_key_is_the_same_request(self, year):
        key = uuid4()
        assert year.ask(year.ground, submit_key=key) == year.ask(year.ground, submit_key=key)

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"fen": 0}, "fen"),
            ({"fen": 3_333_334}, "fen"),
            ({"payee": " "}, "payee"),
            ({"purpose": ""}, "purpose"),
        ],
    )
    def test_what_is_refused(self, year, words, field):
        refused(field, year.ask, year.ground, **words)

    def test_not_more_than_is_left_beside_what_waits(self, year):
        year.ask(year.ground, fen=3_333_000)
        refused("fen", year.ask, year.ground, fen=334)
        year.ask(year.ground, fen=333)

    def test_one_ground_of_this_community(self, year):
        words = {"actor": year.world.member4, "share": year.share, "fen": 1, "payee": "甲"}
        words |= {"purpose": "乙", "submit_key": uuid4()}
        refused("ground", money.use_ask, **words)
        deal = Deal(year.world)
        affair = deal.running()
        refused("ground", money.use_ask, resolution=year.ground, entrusted=affair, **words)
        other = year.plan.shares.get(community=year.world.baita)
        money.share_allot(actor=year.world.street, share=other, voucher="1")
        with pytest.raises(Refused):
            money.use_ask(**(words | {"share": other}), resolution=year.ground)
        assert money.use_ask(**(words | {"actor": year.world.head}), entrusted=affair).entrusted

    @pytest.mark.parametrize("name", ["chair", "street", "resident", "baita_chair", "auditor"])
    def test_only_by_a_member_or_the_head(self, year, name):
        with pytest.raises(Refused):
            year.ask(year.ground, actor=year.world.people[name])

    def test_not_before_and_not_after(self, year):
        money.share_close(actor=year.world.street, share=year.share)
        with pytest.raises(TransitionRefused):
            year.ask(year.ground)


class TestPaying:
    def test_by_two_others(self, year):
        use = year.ask(year.ground)
        money.use_approve(actor=year.world.chair, use_id=use.pk)
        year.share.refresh_from_db()
        assert year.share.fund_fen == year.share.fen
        with pytest.raises(TransitionRefused):
            money.use_approve(actor=year.world.chair, use_id=use.pk)
        use = money.use_approve(actor=year.world.vice, use_id=use.pk)
        year.share.refresh_from_db()
        assert use.entry.fen == 100_000 and year.share.fund_fen == 3_233_333
        assert fund_drift(year.share) == 0 == sum(balance().values())
        with pytest.raises(TransitionRefused):
            money.use_approve(actor=year.world.vice, use_id=use.pk)

    @pytest.mark.parametrize("name", ["member4", "street", "head", "baita_chair", "resident"])
    def test_by_nobody_else(self, year, name):
        use = year.ask(year.ground)
        with pytest.raises(NotFound):
            money.use_approve(actor=year.world.people[name], use_id=use.pk)
        with pytest.raises(NotFound):
            money.use_refuse(actor=year.world.people[name], use_id=use.pk, reason="因")

    def test_refused_with_a_reason(self, year):
        use = year.ask(year.ground)
        refused("reason", money.use_refuse, actor=year.world.vice, use_id=use.pk, reason=" ")
        money.use_refuse(actor=year.world.vice, use_id=use.pk, reason="先比价")
        with pytest.raises(TransitionRefused):
            money.use_approve(actor=year.world.chair, use_id=use.pk)

    def test_the_database_holds_it_too(self, year):
        use = year.ask(year.ground)
        rows = TransferUse.objects.filter(pk=use.pk)
        for wrong in (
            {"first_by": use.asked_by},
            {"first_by": year.world.chair, "second_by": year.world.chair},
            {"resolution": None},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            TransferShare.objects.filter(pk=year.share.pk).update(fund_fen=-1)
        entry = TransferEntry.objects.get()
        with pytest.raises(DatabaseError), transaction.atomic():
            TransferEntry.objects.filter(pk=entry.pk).update(fen=1)
        with pytest.raises(DatabaseError), transaction.atomic():
            entry.delete()


def paid(year, fen=100_000):
    use = year.ask(year.ground, fen=fen)
    for name in ("chair", "vice"):
        use = money.use_approve(actor=year.world.people[name], use_id=use.pk)
    return use


class TestMistakes:
    def test_undone_once_by_the_opposite(self, year):
        entry = paid(year).entry
        words = {"actor": year.world.street, "entry_id": entry.pk}
        refused("reason", money.use_reverse, words=" ", **words)
        undone = money.use_reverse(words="付错人", **words)
        year.share.refresh_from_db()
        assert undone.reverses == entry and year.share.fund_fen == year.share.fen
        with pytest.raises(TransitionRefused):
            money.use_reverse(words="再来", **words)
        with pytest.raises(TransitionRefused):
            money.use_reverse(actor=year.world.street, entry_id=undone.pk, words="再来")

    def test_no_allotment_is_undone_and_nobody_else_may(self, year):
        allotment = TransferEntry.objects.get()
        with pytest.raises(TransitionRefused):
            money.use_reverse(actor=year.world.street, entry_id=allotment.pk, words="因")
        for name in ("chair", "donghua_street", "districter"):
            with pytest.raises(NotFound):
                money.use_reverse(actor=year.world.people[name], entry_id=allotment.pk, words="因")


class TestClosing:
    def test_what_is_left_goes_back(self, year):
        paid(year)
        share = money.share_close(actor=year.world.street, share=year.share)
        assert share.status == "closed" and share.fund_fen == 0
        assert balance() == {"district": -100_000, "fund": 0, "paid": 100_000}

    def test_not_while_a_request_waits(self, year):
        year.ask(year.ground)
        with pytest.raises(TransitionRefused):
            money.share_close(actor=year.world.street, share=year.share)

    def test_the_last_audit_ends_the_plan(self, world, monday):
        year = Year(world)
        year.closed()
        words = {"share": year.share}
        refused("finding", money.share_audit, actor=world.auditor, finding=" ", **words)
        for name in ("districter", "street", "chair"):
            with pytest.raises(Refused):
                money.share_audit(actor=world.people[name], finding="好", **words)
        year.audit(year.share)
        year.plan.refresh_from_db()
        assert year.plan.status == "paid_down"

    def test_all_of_them(self, world, monday):
        year = Year(world)
        year.audited()
        assert year.plan.status == "audited"
        assert set(year.plan.shares.values_list("status", flat=True)) == {"audited"}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_in_whatever_order(year, seed):
    """Sixty random acts: the account always adds up, and nothing goes below nought."""
    lot, w = random.Random(seed), year.world
    people = [w.chair, w.vice, w.member4, w.street, w.head]

    def uses():
        return list(TransferUse.objects.values_list("pk", flat=True)) or [0]

    def entries():
        return list(TransferEntry.objects.values_list("pk", flat=True))

    acts = (
        lambda: year.ask(year.ground, actor=lot.choice(people), fen=lot.randint(1, 2_000_000)),
        lambda: money.use_approve(actor=lot.choice(people[:2]), use_id=lot.choice(uses())),
        lambda: money.use_approve(actor=lot.choice(people[:2]), use_id=lot.choice(uses())),
        lambda: money.use_refuse(actor=lot.choice(people), use_id=lot.choice(uses()), reason="因"),
        lambda: money.use_reverse(
            actor=lot.choice(people), entry_id=lot.choice(entries()), words="因"
        ),
    )
    done = 0
    for _turn in range(60):
        try:
            with transaction.atomic():
                lot.choice(acts)()
            done += 1
        except (RuleViolated, TransitionRefused, NotFound, Refused):
            pass
        year.share.refresh_from_db()
        assert year.share.fund_fen >= 0 == fund_drift(year.share)
    assert sum(balance().values()) == 0 and balance()["fund"] == year.share.fund_fen and done > 5


def test_three_approve_at_the_same_moment(transactional_db, tmp_path, monday):
    """One request, the two leaders each twice at once: paid once."""
    with in_a_file(tmp_path / "real.sqlite3"):
        with transaction.atomic():
            rules_load_defaults()
            world = worlds.build()
            year = Year(world)
            year.in_use()
            use = year.ask(Station(world).resolution(), fen=3_000_000)
        people = [world.people[key].pk for key in ("chair", "vice", "chair", "vice")]

        def approve(pk):
            return lambda: money.use_approve(actor=User.objects.get(pk=pk), use_id=use.pk)

        answers = in_parallel([approve(pk) for pk in people])
        assert sum(isinstance(one, TransferUse) for one in answers) == 2, answers
        assert TransferEntry.objects.filter(kind="use").count() == 1
