"""The bank's statement (L6): each line once by the bank's number, wrong ones told by their line."""

import pytest
from django.db import transaction

from portal.kernel.errors import Refused, RuleViolated
from portal.models import User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.entrusting import Deal
from workstations.models import LedgerEntry
from workstations.services.purses import fund_drift
from workstations.services.receipts import Imported, receipts_import


@pytest.fixture
def deal(world, monday):
    made = Deal(world)
    made.funded(1_000_000, guarantee="保-7")
    return made


def run(deal, *lines, actor=None) -> Imported:
    return receipts_import(actor=actor or deal.world.street, text="\n".join(lines))


def test_each_number_once_whoever_imports_and_however_often(deal):
    ref = deal.affair.reference
    lines = ("流水号,委托编号,金额", f"B-1,{ref},1000.00", f'B-2,{ref},"2,000.5"')
    first = run(deal, *lines)
    assert [entry.fen for entry in first.entries] == [100_000, 200_050] and not first.errors
    again = run(deal, *lines, f"B-3,{ref},¥1")
    assert len(again.entries) == 1 and again.known == 2
    deal.affair.refresh_from_db()
    assert deal.affair.fund_fen == 1_300_150 and fund_drift(deal.affair) == 0
    assert {row.voucher for row in first.entries} == {"B-1", "B-2"}


def test_a_bad_line_is_told_and_hinders_no_other(deal):
    ref = deal.affair.reference
    done = run(
        deal,
        f"B-1,{ref},10",
        f",{ref},10",
        "B-2,ENT-2026-999999,10",
        "B-3,没有,10",
        f"B-4,{ref},-5",
        f"B-5,{ref},1.234",
        f"B-6,{ref}",
        "",
        f"B-7,{ref},99999999999999",
        f"B-8,{ref},0",
        f"B-1,{ref},11",
        f"B-9,{ref},12",
    )
    assert [entry.voucher for entry in done.entries] == ["B-1", "B-9"]
    assert [line for line, _why in done.errors] == [2, 3, 4, 5, 6, 7, 9, 10, 11]
    assert "流水号已经登记过" in dict(done.errors)[11]


def test_the_whole_fee_through_the_bank_opens_the_work(world, monday):
    deal = Deal(world)
    deal.signed()
    ref = deal.affair.reference
    short = run(deal, f"B-1,{ref},100")
    assert short.errors and "保函" in short.errors[0][1] and not LedgerEntry.objects.exists()
    for _turn in range(2):
        run(deal, f"B-2,{ref},24000")
    deal.affair.refresh_from_db()
    assert deal.affair.status == "funded" and deal.affair.fund_fen == 2_400_000


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "流水号,委托编号,金额", '"', "1,b,c\n" * 2001],
    ids=["nothing", "blank", "only-a-heading", "no-csv", "too-long"],
)
def test_no_statement(deal, text):
    with pytest.raises(RuleViolated) as caught:
        receipts_import(actor=deal.world.street, text=text)
    assert caught.value.field == "text"


@pytest.mark.parametrize("key", ["head", "chair", "clerk", "staff", "resident", "districter"])
def test_nobody_else_imports(deal, key):
    with pytest.raises(Refused):
        run(deal, f"B-1,{deal.affair.reference},1", actor=deal.world.people[key])


def test_another_street_finds_no_such_affair(deal):
    done = run(deal, f"B-1,{deal.affair.reference},1", actor=deal.world.donghua_street)
    assert done.errors and not done.entries and LedgerEntry.objects.count() == 1


def test_the_same_statement_by_eight_at_once(transactional_db, tmp_path, monday):
    with in_a_file(tmp_path / "real.sqlite3"):
        with transaction.atomic():
            rules_load_defaults()
            deal = Deal(worlds.build())
            deal.funded(0, guarantee="保-7", voucher="")
        text = "\n".join(f"B-{n},{deal.affair.reference},10" for n in range(5))
        street = deal.world.street.pk

        def give():
            return receipts_import(actor=User.objects.get(pk=street), text=text)

        answers = in_parallel([give] * 8)
        assert all(isinstance(one, Imported) and not one.errors for one in answers), answers
        assert LedgerEntry.objects.count() == 5
        deal.affair.refresh_from_db()
        assert deal.affair.fund_fen == 5_000 and fund_drift(deal.affair) == 0
