"""Receipts as the bank tells of them: a CSV, each line once by the bank's own number (L6)."""

import csv
import io
import re
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import DomainError, RuleViolated
from workstations.models import EntrustedAffair, LedgerEntry
from workstations.services.entrusted import MOST_FEN
from workstations.services.ledger import fee_record, tranche_record
from workstations.workflows import EntrustStatus
from workstations.workflows.entrusted import KEEP

MOST_LINES = 2000
REFERENCE = re.compile(r"ENT-\d{4}-0*(\d{1,12})")
YUAN = re.compile(r"(\d{1,10})(?:\.(\d{1,2}))?")


@dataclass
class Imported:
    """How an import went: ``entries`` made now, lines ``known`` before, (line, why) ``errors``."""

    entries: list[LedgerEntry] = field(default_factory=list)
    known: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)


def receipts_import(*, actor, text: str) -> Imported:
    """Write down every line ``bank number, affair, yuan`` that fits; each in a transaction of its
    own, so that a bad line hinders no other and the same file may be given again after it was
    mended: what the bank's number names is in the ledger once, whoever imports, however often.
    RuleViolated on ``text`` when it holds no line or too many."""
    access_of(actor).require(KEEP)
    lines = [
        (number, [cell.strip() for cell in row])
        for number, row in enumerate(_rows(text), start=1)
        if any(cell.strip() for cell in row)
    ]
    if lines and len(lines[0][1]) > 1 and not REFERENCE.fullmatch(lines[0][1][1]):
        if not any(character.isdigit() for character in "".join(lines[0][1])):
            lines = lines[1:]  # the heading
    if not lines or len(lines) > MOST_LINES:
        raise RuleViolated(
            _("要有 1 到 %(n)d 行。") % {"n": MOST_LINES}, field="text", code="lines"
        )
    done = Imported()
    for number, cells in lines:
        try:
            _take(actor, cells, done)
        except DomainError as error:
            done.errors.append((number, str(error.message)))
    return done


def _rows(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), strict=True))
    except csv.Error as error:
        raise RuleViolated(_("这不是 CSV。"), field="text", code="csv") from error


def _wrong(words) -> RuleViolated:
    return RuleViolated(words, field="text", code="line")


@transaction.atomic
def _take(actor, cells: list[str], done: Imported) -> None:
    """One line, with its affair locked before it is looked whether the ledger has it."""
    bank, affair, fen = _read(actor, cells)
    affair = EntrustedAffair.objects.select_for_update(of=("self",)).get(pk=affair.pk)
    key = bank_key(affair, bank)
    known = LedgerEntry.objects.filter(submit_key=key).first()
    if known is not None:
        if (known.fen, known.affair_id) != (fen, affair.pk):
            raise _wrong(_("这个流水号已经登记过，但事项或金额不同。"))
        done.known += 1
        return
    words = {"actor": actor, "affair": affair, "fen": fen, "voucher": bank, "submit_key": key}
    if affair.status == EntrustStatus.SIGNED:
        fee_record(**words)
        done.entries.append(LedgerEntry.objects.get(submit_key=key))
    else:
        done.entries.append(tranche_record(**words))


def bank_key(affair: EntrustedAffair, bank: str) -> UUID:
    """The ledger's key of a bank's number: one account a sub-district, one entry a number."""
    return uuid5(NAMESPACE_URL, f"bank:{affair.subdistrict_id}:{bank}")


def _read(actor, cells: list[str]) -> tuple[str, EntrustedAffair, int]:
    if len(cells) < 3:
        raise _wrong(_("要有三栏：银行流水号、委托编号、金额。"))
    bank, reference, yuan = cells[:3]
    if not bank or len(bank) > 60:
        raise _wrong(_("银行流水号要在 60 个字以内。"))
    named = REFERENCE.fullmatch(reference)
    affair = EntrustedAffair.objects.filter(pk=int(named[1])).first() if named else None
    if affair is None or affair.reference != reference or not access_of(actor).can(KEEP, affair):
        raise _wrong(_("没有这个委托编号。"))
    amount = YUAN.fullmatch(yuan.replace(",", "").removeprefix("¥"))
    fen = int(amount[1]) * 100 + int((amount[2] or "").ljust(2, "0")) if amount else 0
    if not 0 < fen <= MOST_FEN:
        raise _wrong(_("金额要是大于零的数，最多两位小数。"))
    return bank, affair, fen
