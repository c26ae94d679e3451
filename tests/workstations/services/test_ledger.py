"""The ledger (L1–L6): whole fen, sums to zero, never negative, never changed, two to pay."""

import random
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.entrusting import Deal
from workstations.models import EntrustedAffair, EntryKind, LedgerEntry, Payout, Purse, Task
from workstations.services import ledger
from workstations.services.purses import fund_drift


@pytest.fixture
def deal(world, monday):
    return Deal(world)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field


class TestFee:
    def test_in_full_or_with_a_letter_of_guarantee(self, deal):
        deal.signed()
        street = {"actor": deal.world.street, "affair": deal.affair}
        refused("guarantee", ledger.fee_record, fen=1_000_000, voucher="1", **street)
        refused("voucher", ledger.fee_record, fen=2_400_000, voucher=" ", **street)
        refused("fen", ledger.fee_record, fen=-1, voucher="1", **street)
        affair = ledger.fee_record(fen=0, voucher="", guarantee="保-7", **street)
        assert affair.status == "funded" and affair.fund_fen == 0
        assert not LedgerEntry.objects.exists()

    def test_a_tranche_later_once(self, deal):
        deal.funded(1_000_000, guarantee="保-7")
        words = {"actor": deal.world.street, "affair": deal.affair, "submit_key": uuid4()}
        for _turn in range(2):
            ledger.tranche_record(fen=1_400_000, voucher="2", **words)
        deal.affair.refresh_from_db()
        assert deal.affair.fund_fen == 2_400_000 and LedgerEntry.objects.count() == 2
        words["submit_key"] = uuid4()
        refused("fen", ledger.tranche_record, fen=0, voucher="2", **words)
        refused("voucher", ledger.tranche_record, fen=1, voucher="", **words)
        for key in ("head", "chair", "clerk", "donghua_street"):
            with pytest.raises((Refused, NotFound)):
                given = words | {"actor": deal.world.people[key]}
                ledger.tranche_record(fen=1, voucher="2", **given)


class TestPayout:
    def test_two_others_approve(self, deal):
        deal.running()
        payout, world = deal.ask(), deal.world
        with pytest.raises(NotFound):
            ledger.payout_approve(actor=world.head, payout_id=payout.pk)
        first = ledger.payout_approve(actor=world.chair, payout_id=payout.pk)
        assert first.entry is None
        with pytest.raises(TransitionRefused, match="另一个人"):
            ledger.payout_approve(actor=world.chair, payout_id=payout.pk)
        paid = ledger.payout_approve(actor=world.street, payout_id=payout.pk)
        assert paid.entry.fen == 1_000_000
        deal.affair.refresh_from_db()
        assert deal.affair.fund_fen == 1_400_000 and fund_drift(deal.affair) == 0
        with pytest.raises(TransitionRefused, match="办结"):
            ledger.payout_approve(actor=world.vice, payout_id=payout.pk)

    def test_never_more_than_is_there(self, deal):
        deal.running()
        deal.ask(2_000_000)
        refused("fen", deal.ask, 500_000)  # 400,000 are free beside what waits
        refused("fen", deal.ask, 0)
        refused("payee", deal.ask, 100, payee=" ")
        refused("purpose", deal.ask, 100, purpose="")

    def test_refused_with_a_reason_frees_the_money(self, deal):
        deal.running()
        payout = deal.ask(2_400_000)
        words = {"actor": deal.world.street, "payout_id": payout.pk}
        refused("reason", ledger.payout_refuse, reason=" ", **words)
        ledger.payout_refuse(reason="票据不全", **words)
        assert deal.ask(2_400_000)
        with pytest.raises(TransitionRefused):
            ledger.payout_refuse(reason="再来", **words)

    @pytest.mark.parametrize("key", ["resident", "staff", "baita_chair", "donghua_street", "clerk"])
    def test_nobody_else(self, deal, key):
        deal.running()
        payout = deal.ask()
        with pytest.raises(NotFound):
            ledger.payout_approve(actor=deal.world.people[key], payout_id=payout.pk)

    def test_the_database_holds_it_too(self, deal):
        deal.running()
        payout = deal.ask()
        for words in (
            {"first_by": payout.asked_by},
            {"first_by": deal.world.chair, "second_by": deal.world.chair},
            {"fen": 0},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Payout.objects.filter(pk=payout.pk).update(**words)


class TestEntries:
    def test_never_changed_nor_removed(self, deal):
        deal.funded()
        for act in (
            lambda: LedgerEntry.objects.update(fen=1),
            lambda: LedgerEntry.objects.all().delete(),
            lambda: EntrustedAffair.objects.update(fund_fen=-1),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()

    def test_a_mistake_is_reversed_once(self, deal):
        deal.funded()
        entry = LedgerEntry.objects.get()
        words = {"actor": deal.world.street, "entry_id": entry.pk}
        refused("words", ledger.entry_reverse, words=" ", submit_key=uuid4(), **words)
        back = ledger.entry_reverse(words="记错单位", submit_key=uuid4(), **words)
        assert (back.source, back.target, back.fen) == (Purse.FUND, Purse.UNIT, entry.fen)
        deal.affair.refresh_from_db()
        assert deal.affair.fund_fen == 0
        for pk in (entry.pk, back.pk):
            with pytest.raises(TransitionRefused):
                words["entry_id"] = pk
                ledger.entry_reverse(words="再来", submit_key=uuid4(), **words)
        with pytest.raises(NotFound):
            words["actor"] = deal.world.head
            ledger.entry_reverse(words="试试", submit_key=uuid4(), **words)

    def test_what_was_paid_out_cannot_be_taken_back_from_an_empty_fund(self, deal):
        deal.running()
        payout = deal.ask(2_000_000)
        for actor in (deal.world.chair, deal.world.street):
            ledger.payout_approve(actor=actor, payout_id=payout.pk)
        first = LedgerEntry.objects.get(kind=EntryKind.RECEIPT)
        with pytest.raises(TransitionRefused, match="余额"):
            ledger.entry_reverse(
                actor=deal.world.street, entry_id=first.pk, words="试试", submit_key=uuid4()
            )
        deal.affair.refresh_from_db()
        assert deal.affair.fund_fen == 400_000 and fund_drift(deal.affair) == 0

    def test_settled_the_rest_goes_back(self, deal):
        deal.running()
        payout = deal.ask()
        Task.objects.update(status="verified")
        deal.step(deal.world.head, "deliver")
        deal.step(deal.clerk, "accept")
        street = deal.world.street
        with pytest.raises(TransitionRefused, match="付款"):
            ledger.affair_settle(actor=street, affair=deal.affair, hours=200)
        ledger.payout_refuse(actor=street, payout_id=payout.pk, reason="没有发票")
        refused("hours", ledger.affair_settle, actor=street, affair=deal.affair, hours=-1)
        affair = ledger.affair_settle(actor=street, affair=deal.affair, hours=200)
        assert (affair.status, affair.fund_fen, affair.actual_hours) == ("settled", 0, 200)
        last = LedgerEntry.objects.last()
        assert (last.kind, last.target, last.fen) == ("refund", "unit", 2_400_000)
        with pytest.raises(TransitionRefused):
            ledger.entry_reverse(actor=street, entry_id=last.pk, words="试试", submit_key=uuid4())


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_done_the_sums_hold(deal, seed):
    """Any run of receipts, requests, approvals, refusals and reversals leaves the fund at the sum
    of its entries, never below nothing, and each purse's movements adding up to zero."""
    deal.running()
    lot, world = random.Random(seed), deal.world

    def some_payout():
        rows = list(Payout.objects.waiting())
        return lot.choice(rows).pk if rows else 0

    acts = (
        lambda: deal.ask(lot.randrange(1, 3_000_000)),
        lambda: ledger.payout_approve(
            actor=lot.choice((world.chair, world.vice, world.street)), payout_id=some_payout()
        ),
        lambda: ledger.payout_refuse(actor=world.vice, payout_id=some_payout(), reason="不"),
        lambda: ledger.tranche_record(
            actor=world.street,
            affair=deal.affair,
            fen=lot.randrange(1, 900_000),
            voucher="x",
            submit_key=uuid4(),
        ),
        lambda: ledger.entry_reverse(
            actor=world.street,
            entry_id=lot.choice(list(LedgerEntry.objects.values_list("pk", flat=True))),
            words="冲",
            submit_key=uuid4(),
        ),
    )
    done = 0
    for _turn in range(40):
        try:
            with transaction.atomic():
                lot.choice(acts)()
            done += 1
        except (RuleViolated, TransitionRefused, NotFound):
            pass
        deal.affair.refresh_from_db()
        assert deal.affair.fund_fen >= 0 == fund_drift(deal.affair)
    purses = dict.fromkeys(Purse.values, 0)
    for entry in LedgerEntry.objects.all():
        purses[entry.source] -= entry.fen
        purses[entry.target] += entry.fen
    assert sum(purses.values()) == 0 and purses["fund"] == deal.affair.fund_fen and done > 5


@pytest.fixture
def shared(transactional_db, tmp_path, monday):
    """A running affair that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        with transaction.atomic():
            rules_load_defaults()
            deal = Deal(worlds.build())
            deal.running()
        yield deal


def test_sixteen_writers_at_once_leave_no_negative_fund(shared):
    """Sixteen payouts of 300,000 against 2,400,000: eight are asked for, and all that are approved
    twice at the same moment are paid once each."""
    affair, head = shared.affair, shared.world.head.pk

    def ask():
        return ledger.payout_ask(
            actor=User.objects.get(pk=head),
            affair=EntrustedAffair.objects.get(pk=affair.pk),
            fen=300_000,
            payee="甲",
            purpose="乙",
            submit_key=uuid4(),
        )

    in_parallel([ask] * 16)
    asked = list(Payout.objects.values_list("pk", flat=True))
    assert len(asked) == 8

    def approve(key, pk):
        return lambda: ledger.payout_approve(
            actor=User.objects.get(pk=shared.world.people[key].pk), payout_id=pk
        )

    in_parallel([approve(key, pk) for pk in asked for key in ("chair", "street")])
    paid = LedgerEntry.objects.filter(kind=EntryKind.PAYOUT).count()
    affair.refresh_from_db()
    assert paid == 8 and affair.fund_fen == 0 == fund_drift(affair)


def test_two_payouts_of_one_request_at_once(shared):
    """Three approve the same request at the same moment: it is paid once."""
    payout = shared.ask(2_000_000)
    people = [shared.world.people[key].pk for key in ("chair", "vice", "street")]

    def approve(pk):
        return lambda: ledger.payout_approve(actor=User.objects.get(pk=pk), payout_id=payout.pk)

    answers = in_parallel([approve(pk) for pk in people])
    assert sum(isinstance(one, Payout) for one in answers) == 2, answers
    assert LedgerEntry.objects.filter(kind=EntryKind.PAYOUT).count() == 1
