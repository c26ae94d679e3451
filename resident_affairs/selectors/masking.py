"""Public words: what looks like a phone or an identity number is never shown to the public."""

import re

_ID_NUMBER = re.compile(r"(?<!\d)\d{6}\d{8}\d{3}[\dXx](?!\d)")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0871[ -]?\d{7,8}(?!\d)")


def text_masked(text: str) -> str:
    """``text`` with identity and phone numbers replaced by stars."""
    for pattern in (_ID_NUMBER, _PHONE, _LANDLINE):
        text = pattern.sub("****", text)
    return text
