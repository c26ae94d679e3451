"""What the record tells the figures of the fee of an entrusted affair: how much came of it."""

from django.db.models import Q, Sum

from portal.models import Record
from workstations.models import EntrustedAffair, EntryKind, LedgerEntry, Purse

UNDONE = Q(kind=EntryKind.REVERSAL, source=Purse.FUND, target=Purse.UNIT)


def fee_fact(affair: EntrustedAffair, fen: int) -> dict:
    """``fee_fen``: by how much ``fen`` (negative when taken back) changes what has come of the
    agreed fee, never beyond it, and ``signed``: the day of the agreement, whose month it counts
    for. Before the entry is made; {} where the record does not know the fee. Two statements."""
    signed = Record.objects.of(affair).filter(verb="sign_street", data__has_key="fen")
    told = signed.values_list("data", flat=True).first()
    if told is None:
        return {}
    sums = LedgerEntry.objects.filter(affair=affair).aggregate(
        came=Sum("fen", filter=Q(kind=EntryKind.RECEIPT), default=0),
        undone=Sum("fen", filter=UNDONE, default=0),
    )
    before = sums["came"] - sums["undone"]
    agreed = told["fen"]
    return {
        "fee_fen": min(agreed, before + fen) - min(agreed, before),
        "signed": told["signed"],
    }
