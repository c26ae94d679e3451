"""What the tellers entered: each one's last word, and whether they agree."""

from committees.models import VoteCount, VoteEvent


def counts_latest(event: VoteEvent) -> list[VoteCount]:
    """Each teller's last word, in the order they first spoke."""
    latest: dict[int, VoteCount] = {}
    for row in event.counts.all():
        latest[row.entered_by_id] = row
    return list(latest.values())


def counts_agreed(event: VoteEvent) -> VoteCount | None:
    """The count when two tellers or more say the same, and nobody says otherwise."""
    rows = counts_latest(event)
    if len(rows) < 2 or any(row.figures != rows[0].figures for row in rows):
        return None
    return rows[0]
