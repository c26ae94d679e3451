"""When two transactions stand in each other's way: told apart from real database faults."""

from django.db import OperationalError

from portal.kernel.errors import Busy

# PostgreSQL: serialization failure, deadlock, lock not available. SQLite has only its words.
CODES = {"40001", "40P01", "55P03"}
WORDS = "database is locked"


def busy_of(error: BaseException) -> Busy | None:
    """What to tell the person when ``error`` is contention, which was rolled back; else None."""
    if not isinstance(error, OperationalError):
        return None
    is_contention = getattr(error.__cause__, "pgcode", "") in CODES or WORDS in str(error)
    return Busy() if is_contention else None
