"""The ledger as a machine that hypothesis drives: whatever people do, in whatever order, the
entries sum to zero, the fund is never below nothing, and what was written stays as it was."""

from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.entrusting import Deal
from workstations.models import EntrustedAffair, EntryKind, LedgerEntry, Payout, Purse, Task
from workstations.services import ledger
from workstations.services.purses import fund_drift
from workstations.services.receipts import receipts_import

FEN = st.integers(-5, 3_000_000)
PEOPLE = st.sampled_from(["chair", "vice", "street", "head", "clerk", "resident"])
SAID_NO = (RuleViolated, TransitionRefused, NotFound)


class Books(RuleBasedStateMachine):
    """A running affair; ``seen`` is every entry as it was first read."""

    deal: Deal

    def __init__(self):
        super().__init__()
        self.point = transaction.savepoint()
        self.seen: dict[int, tuple] = {}

    def teardown(self):
        transaction.savepoint_rollback(self.point)

    def _try(self, act, *args, **words):
        self.deal.affair = EntrustedAffair.objects.get(pk=self.deal.affair.pk)
        try:
            with transaction.atomic():
                return act(*args, **words)
        except SAID_NO:
            return None

    def _some(self, model, lot: int) -> int:
        ids = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return ids[lot % len(ids)] if ids else 0

    def _who(self, key):
        return self.deal.world.people[key]

    @rule(fen=FEN)
    def receive(self, fen):
        words = {"voucher": "收", "submit_key": uuid4(), "affair": self.deal.affair}
        self._try(ledger.tranche_record, actor=self._who("street"), fen=fen, **words)

    @rule(number=st.integers(1, 4), yuan=st.integers(1, 9_000))
    def bank(self, number, yuan):
        text = f"B-{number},{self.deal.affair.reference},{yuan}"
        self._try(receipts_import, actor=self._who("street"), text=text)

    @rule(fen=FEN)
    def ask(self, fen):
        self._try(self.deal.ask, fen)

    @rule(who=PEOPLE, lot=st.integers(0, 50))
    def approve(self, who, lot):
        pk = self._some(Payout, lot)
        self._try(ledger.payout_approve, actor=self._who(who), payout_id=pk)

    @rule(who=PEOPLE, lot=st.integers(0, 50))
    def refuse(self, who, lot):
        pk = self._some(Payout, lot)
        self._try(ledger.payout_refuse, actor=self._who(who), payout_id=pk, reason="不")

    @rule(who=PEOPLE, lot=st.integers(0, 50))
    def reverse(self, who, lot):
        words = {"entry_id": self._some(LedgerEntry, lot), "words": "冲", "submit_key": uuid4()}
        self._try(ledger.entry_reverse, actor=self._who(who), **words)

    @rule()
    def settle(self):
        self._try(ledger.affair_settle, actor=self._who("street"), affair=self.deal.affair, hours=1)

    @rule()
    def hand_over(self):
        Task.objects.update(status="verified")
        for actor, name in ((self._who("head"), "deliver"), (self.deal.clerk, "accept")):
            self._try(self.deal.step, actor, name)

    @invariant()
    def the_sums_hold(self):
        fund = EntrustedAffair.objects.values_list("fund_fen", flat=True).get()
        purses = dict.fromkeys(Purse.values, 0)
        for row in LedgerEntry.objects.all():
            purses[row.source] -= row.fen
            purses[row.target] += row.fen
            facts = (row.kind, row.source, row.target, row.fen, row.words, row.reverses_id)
            assert self.seen.setdefault(row.pk, facts) == facts, "an entry was changed"
        assert sum(purses.values()) == 0 and purses[Purse.FUND] == fund >= 0
        assert purses[Purse.PAID] >= 0 or not purses[Purse.PAID]
        assert set(self.seen) == set(LedgerEntry.objects.values_list("pk", flat=True))

    @invariant()
    def each_payout_was_approved_by_two_others(self):
        for row in Payout.objects.filter(entry__isnull=False):
            assert len({row.asked_by_id, row.first_by_id, row.second_by_id}) == 3
            assert not row.refused_by_id and row.entry.fen == row.fen

    @invariant()
    def a_reversal_is_the_opposite_of_one_entry(self):
        for row in LedgerEntry.objects.filter(kind=EntryKind.REVERSAL).select_related("reverses"):
            first = row.reverses
            assert (row.source, row.target, row.fen) == (first.target, first.source, first.fen)


def test_the_books_hold_whatever_is_done(world, monday):
    deal = Deal(world)
    deal.running()
    machine = type("BooksOfThis", (Books,), {"deal": deal})
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=quiet
        ),
    )


@pytest.fixture
def shared(transactional_db, tmp_path, monday):
    """A running affair that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        with transaction.atomic():
            rules_load_defaults()
            deal = Deal(worlds.build())
            deal.running()
        yield deal


def test_sixteen_at_once_of_every_kind(shared):
    """Receipts, reversals, requests and approvals by sixteen at the same moment."""
    payouts = [shared.ask(500_000).pk for _n in range(4)]
    affair, first = shared.affair.pk, LedgerEntry.objects.get().pk
    people = {key: shared.world.people[key].pk for key in ("chair", "vice", "street")}

    def person(key):
        return User.objects.get(pk=people[key])

    def receive(number):
        words = {"fen": 100_000 + number, "voucher": "收", "submit_key": uuid4()}
        row = EntrustedAffair.objects.get(pk=affair)
        return lambda: ledger.tranche_record(actor=person("street"), affair=row, **words)

    def approve(key, pk):
        return lambda: ledger.payout_approve(actor=person(key), payout_id=pk)

    def reverse():
        words = {"entry_id": first, "words": "记错", "submit_key": uuid4()}
        return ledger.entry_reverse(actor=person("street"), **words)

    tasks = [receive(n) for n in range(4)] + [reverse] * 4
    tasks += [approve(key, pk) for pk in payouts for key in ("chair", "vice")]
    answers = in_parallel(tasks)
    unexpected = [
        one for one in answers if isinstance(one, Exception) and not isinstance(one, SAID_NO)
    ]
    assert not unexpected, unexpected
    row = EntrustedAffair.objects.get(pk=affair)
    assert row.fund_fen >= 0 == fund_drift(row)
    assert LedgerEntry.objects.filter(kind=EntryKind.REVERSAL).count() <= 1
    paid = Payout.objects.filter(entry__isnull=False)
    assert LedgerEntry.objects.filter(kind=EntryKind.PAYOUT).count() == paid.count()


def test_two_closers_at_once_one_wins(shared):
    """Two settle the same account at the same moment: it is closed and refunded once."""
    Task.objects.update(status="verified")
    shared.step(shared.world.head, "deliver")
    shared.step(shared.clerk, "accept")
    affair, street = shared.affair.pk, shared.world.street.pk

    def close():
        row = EntrustedAffair.objects.get(pk=affair)
        return ledger.affair_settle(actor=User.objects.get(pk=street), affair=row, hours=200)

    answers = in_parallel([close] * 2)
    won = [one for one in answers if isinstance(one, EntrustedAffair)]
    assert len(won) == 1 and isinstance(answers[1 - answers.index(won[0])], TransitionRefused)
    refunds = LedgerEntry.objects.filter(kind=EntryKind.REFUND)
    assert [row.fen for row in refunds] == [2_400_000]
    assert EntrustedAffair.objects.get(pk=affair).fund_fen == 0
