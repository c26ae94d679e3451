"""What the database itself refuses in sealed votes: triggers on both engines (V1, V6).

The box is emptied once only: by the house, inside :func:`emptying`, when two people destroy it.
"""

from contextlib import contextmanager

from committees.models.triggers import drop, refusal

MESSAGE = "frozen: a sealed vote is not changed"
ASKED = (
    "community_id, kind, appraisal_id, consultation_id, title, questions, opens_at, closes_at, "
    "rules, frozen_hash, roll_size"
)
KEPT = ("committees_sealed_box_kept", "committees_sealedballot", "DELETE", "")
_TRIGGERS = {
    "committees_sealed_asked": (
        "committees_sealedvote",
        f"UPDATE OF {ASKED}",
        "OLD.frozen_hash <> ''",
    ),
    "committees_sealed_key": (
        "committees_sealedvote",
        "UPDATE OF public_key, trustees",
        "OLD.public_key <> ''",
    ),
    "committees_sealed_root": ("committees_sealedvote", "UPDATE OF root", "OLD.root <> ''"),
    "committees_sealed_opened": (
        "committees_sealedvote",
        "UPDATE OF opened, paper",
        "OLD.opened IS NOT NULL",
    ),
    "committees_sealed_kept": ("committees_sealedvote", "DELETE", ""),
    "committees_sealed_roll": ("committees_sealedentry", "DELETE", ""),
    "committees_sealed_ballot": ("committees_sealedballot", "UPDATE", ""),
    KEPT[0]: KEPT[1:],
    "committees_sealed_import": ("committees_sealedimport", "UPDATE", ""),
    "committees_sealed_import_kept": ("committees_sealedimport", "DELETE", ""),
}

# Columns that came later than the first triggers: an earlier migration cannot name them.
_MOTION = (
    "committees_sealed_motion",
    "committees_sealedvote",
    "UPDATE OF motion_id, meeting_id",
    "OLD.frozen_hash <> ''",
)


def freeze_sealed_motions(connection) -> None:
    """Set the trigger that keeps a box with its motion."""
    with connection.cursor() as cursor:
        cursor.execute(refusal(connection.vendor, *_MOTION, MESSAGE))


def thaw_sealed_motions(connection) -> None:
    """Remove it (for migrations backwards)."""
    with connection.cursor() as cursor:
        cursor.execute(drop(connection.vendor, *_MOTION[:2]))


def freeze_sealed(connection) -> None:
    """Set the triggers."""
    with connection.cursor() as cursor:
        for name, parts in _TRIGGERS.items():
            cursor.execute(refusal(connection.vendor, name, *parts, MESSAGE))


def thaw_sealed(connection) -> None:
    """Remove them (for migrations backwards and for emptying a test database)."""
    with connection.cursor() as cursor:
        for name, (table, _act, _when) in _TRIGGERS.items():
            cursor.execute(drop(connection.vendor, name, table))


@contextmanager
def emptying(connection):
    """Ballots may be deleted inside, in this transaction; outside nobody ever may."""
    with connection.cursor() as cursor:
        cursor.execute(drop(connection.vendor, KEPT[0], KEPT[1]))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(refusal(connection.vendor, *KEPT, MESSAGE))
