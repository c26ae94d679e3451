"""Wordings with placeholders that an affair fills: pure."""

import re

# What may stand in braces, as people write it; the wording itself is in the community's language.
PLACEHOLDERS = ("标题", "编号", "地点", "社区", "社工站", "经办人", "期限", "今天")
_BRACES = re.compile(r"\{([^{}\n]*)\}")


def unknown_in(text: str) -> list[str]:
    """The names in braces that are none of the placeholders, in their order."""
    return [name for name in _BRACES.findall(text) if name.strip() not in PLACEHOLDERS]


def filled(text: str, values: dict[str, str]) -> str:
    """``text`` with each placeholder replaced once; a value is never read for placeholders, and one
    without a value leaves a blank line to be written on."""

    def put(found: re.Match) -> str:
        return values.get(found.group(1).strip()) or "＿＿"

    return _BRACES.sub(put, text)
