"""What the public board may name as its sources: tasks, entrusted affairs, transfers' accounts."""

from django.utils.translation import gettext as _

from committees.selectors.entry_sources import EntrySource, entry_source_add
from committees.selectors.papers import money
from workstations.selectors.entry_sources import (
    entrusted_of_place,
    share_of_place,
    task_of_place,
)


def share_account(share) -> str:
    """What the community got of the transfer, and what is left of it."""
    words = _("拨付 %(fen)s，结余 %(left)s")
    return words % {"fen": money(share.fen), "left": money(share.fund_fen)}


entry_source_add("TSK", "task", EntrySource(find=task_of_place))
entry_source_add("ENT", "entrusted_affair", EntrySource(find=entrusted_of_place))
entry_source_add(
    "TRF",
    "transfer_share",
    EntrySource(
        find=share_of_place,
        reference=lambda share: share.plan.reference,
        account=share_account,
    ),
)
