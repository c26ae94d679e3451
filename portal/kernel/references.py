"""Reference numbers a person can read over the phone: ``ISS-2026-000042``."""

import re
import unicodedata

_FORM = re.compile(r"([A-Z]{2,4})-?(\d{4})-?(\d{1,12})")
_DASHES = str.maketrans("－—–−", "----")


def reference_format(prefix: str, year: int, number: int) -> str:
    """The reference of row ``number`` filed in ``year``: at least six digits."""
    return f"{prefix}-{year}-{number:06d}"


def reference_parse(text: str) -> tuple[str, int, int] | None:
    """``(prefix, year, number)`` of what somebody typed, or None.

    Forgiving: lower case, full-width digits, spaces and missing dashes are read as meant.
    """
    cleaned = unicodedata.normalize("NFKC", text).translate(_DASHES).upper()
    match = _FORM.fullmatch(re.sub(r"\s", "", cleaned))
    if not match:
        return None
    return match[1], int(match[2]), int(match[3])
