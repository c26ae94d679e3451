"""What the beat does to clocks, and what tests ask of it afterwards."""

from portal.models import ClockMark, Notice, Record
from portal.services import clocks, notices, sealing

ALL = ["yellow", "red", "escalated"]


def follow() -> int:
    """What the beat does: seal, read on, sweep, tell."""
    sealing.record_seal()
    clocks.clocks_follow()
    told = clocks.clocks_sweep()
    sealing.record_seal()
    clocks.clocks_follow()
    notices.notices_run()
    return told


def marks(subject) -> list[str]:
    rows = ClockMark.objects.filter(subject_type=subject.subject_type, subject_id=subject.pk)
    return list(rows.order_by("id").values_list("level", flat=True))


def rows(subject) -> list[str]:
    found = Record.objects.of(subject).filter(verb__startswith="clock_")
    return list(found.values_list("verb", flat=True))


def heard(subject, verb) -> set[str]:
    found = Notice.objects.filter(
        record__subject_type=subject.subject_type, record__subject_id=subject.pk, record__verb=verb
    )
    return set(found.values_list("recipient__username", flat=True))
