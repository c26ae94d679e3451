"""Addresses as they are walked: pure; natural order of lanes, houses, buildings and doors."""

import re
import unicodedata

_DIGITS = {word: n for n, word in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_COUNTED = "栋幢座号楼单元层室户门组"
_NUMERAL = re.compile(rf"[〇零一二两三四五六七八九十百]+(?=\s*[{_COUNTED}])")
_BUILDING = re.compile(r"^.*?\d+\s*(?:栋|幢|号楼|座)")
_YARD = re.compile(r"^.*?(?:\d+\s*号(?:院|小区)?|小区|花园|大院|新村|公寓)")
_STREET = re.compile(r"[路街巷道院村]|小区|花园")


def number_of(words: str) -> int:
    """A Chinese numeral below a thousand: "十二" is 12, "一百零三" 103, "三〇二" 302."""
    if not set(words) & set("十百"):
        return int("".join(str(_DIGITS[word]) for word in words))
    hundreds, _rest, below = words.rpartition("百")
    tens, has_ten, ones = below.rpartition("十")
    found = 100 * (_DIGITS.get(hundreds, 1) if "百" in words else 0)
    found += 10 * (_DIGITS.get(tens.lstrip("零〇"), 1) if has_ten else 0)
    ones = ones.lstrip("零〇")
    return found + (_DIGITS[ones] if ones else 0)


def plain(text: str) -> str:
    """In one width, without blanks, numbers before 栋, 单元, 号 … in digits."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    return _NUMERAL.sub(lambda found: str(number_of(found.group())), text)


def joined(building: str, place: str) -> str:
    """One address out of the two that a form asks for: what names a street comes first, what the
    other one says already is not said twice."""
    building, place = building.strip(), place.strip()
    if not building or plain(building) in plain(place):
        return place
    if not place or plain(place) in plain(building):
        return building
    streets_last = _STREET.search(place) and not _STREET.search(building)
    first, second = (place, building) if streets_last else (building, place)
    return f"{first} {second}"


def stop_of(address: str) -> str:
    """Where one stops for it: up to the building, else up to the yard or house number, else all."""
    text = plain(address)
    found = _BUILDING.match(text) or _YARD.match(text)
    return found.group() if found else text


def walking_key(address: str) -> tuple:
    """Sorts as one walks: 2栋 before 11栋, 3号 before 12号; no address last."""
    parts = re.split(r"(\d+)", plain(address))
    keyed = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
    return (not address.strip(), keyed)
