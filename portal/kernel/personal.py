"""Numbers that name a person: not for texts that everybody reads."""

import re

# A mobile number, or an identity number of 18 places, not inside a longer run of digits.
_NUMBERS = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")


def names_a_person(text: str) -> bool:
    """Whether ``text`` holds a phone or identity number, blanks and dashes left aside."""
    return bool(_NUMBERS.search(re.sub(r"[\s\-－—]", "", text)) or _NUMBERS.search(text))
