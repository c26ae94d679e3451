"""Identity numbers: checked, then kept as a digest and a tail, never whole (DOMAIN c, PI)."""

import hashlib
import hmac
import re
from datetime import date
from functools import lru_cache

from django.conf import settings

_SHAPE = re.compile(r"^\d{17}[\dX]$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def number_normal(text: str) -> str:
    """One spelling of a number: no blanks, a great X."""
    return re.sub(r"\s", "", text).upper()


def number_is_sound(number: str) -> bool:
    """GB 11643: eighteen places, the last one checks the others, and a day that exists."""
    if not _SHAPE.match(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return number[17] == _CHECKS[total % 11] and born_of(number) is not None


def born_of(number: str) -> date | None:
    """The birth date that the number carries."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def number_digest(number: str) -> str:
    """The same person is found again, the number is not: HMAC-SHA256 under the site's key."""
    return keyed_digest("committees.voter", number)


def keyed_digest(salt: str, text: str) -> str:
    """Django's ``salted_hmac`` in hex, with its key made once: rolls have thousands of rows."""
    return hmac.new(_key(salt, settings.SECRET_KEY), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=16)
def _key(salt: str, secret: str) -> bytes:
    return hashlib.sha256(salt.encode() + secret.encode()).digest()
