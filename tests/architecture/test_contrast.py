"""Every declared pair of ink and surface can be read: tokens.css against WCAG 2.2."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\s*;")
DARK = "@media screen and (prefers-color-scheme: dark)"


def _declared(css: str, kind: str) -> list[tuple[str, str]]:
    """The pairs named in the opening comment after ``kind:``."""
    words = " ".join(re.findall(rf"\* {kind}: (.+)", css)).split()
    return [tuple(word.split("/")) for word in words]


def _blocks(css: str, selector: str, *, dark: bool) -> dict[str, str]:
    """Colours of the blocks opened by exactly ``selector``, inside or outside the dark media."""
    found: dict[str, str] = {}
    in_dark = depth = 0
    current = ""
    for line in css.splitlines():
        text = line.strip()
        if text.endswith("{"):
            depth += 1
            if text.startswith(DARK):
                in_dark = depth
            current = text[:-1].strip()
        elif text == "}":
            if depth == in_dark:
                in_dark = 0
            depth -= 1
            current = ""
        elif current == selector and bool(in_dark) == dark:
            found.update(COLOUR.findall(text))
    return found


def _schemes(css: str) -> dict[str, dict[str, str]]:
    """The four faces of the house, resolved as the cascade would."""
    light = _blocks(css, ":root", dark=False)
    dark = light | _blocks(css, ":root", dark=True)
    elder = _blocks(css, ":root.elder", dark=False)
    return {
        "light": light,
        "dark": dark,
        "elder": light | elder,
        "elder-dark": dark | elder | _blocks(css, ":root.elder", dark=True),
    }


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG, from 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def failures(css: str) -> list[str]:
    """Each pair that cannot be read, in words."""
    found = []
    for kind, least in (("pairs", 4.5), ("lines", 3.0)):
        for ink, surface in _declared(css, kind):
            for scheme, tokens in _schemes(css).items():
                ratio = contrast(tokens[ink], tokens[surface])
                if ratio < least:
                    found.append(f"{scheme}: {ink} on {surface} is {ratio:.2f}, wants {least}")
    return found


@pytest.fixture(scope="module")
def css() -> str:
    """The tokens as written."""
    return TOKENS.read_text(encoding="utf-8")


def test_every_declared_pair_is_readable(css):
    assert failures(css) == []


def test_every_colour_is_in_some_pair(css):
    paired = {name for kind in ("pairs", "lines") for pair in _declared(css, kind) for name in pair}
    decorative = {"line", "line-strong"}
    assert set(_blocks(css, ":root", dark=False)) - paired - decorative == set()


def test_dark_scheme_names_every_colour_of_the_light_one(css):
    light, dark = _blocks(css, ":root", dark=False), _blocks(css, ":root", dark=True)
    assert set(light) - set(dark) == set()


def test_a_pale_ink_is_caught(css):
    assert failures(css.replace("--ink-soft: #55606d", "--ink-soft: #aab0b8"))


def test_a_pale_ink_in_the_dark_scheme_is_caught(css):
    assert failures(css.replace("--ink-soft: #b3b0a6", "--ink-soft: #50504a"))


def test_known_ratios():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
