"""Templates keep to the content policy and to the house's parts."""

import re
from pathlib import Path

import pytest

from portal.runner import frontend

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "inline style": re.compile(r"<[^>]*\sstyle\s*="),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']"),
    "inline script": re.compile(r"<script(?![^>]*\b(src=|type=\"application/json\"))[^>]*>"),
    "icon font": re.compile(r"class=\"[^\"]*\bbi bi-"),
    "address of another host": re.compile(r"(?:src|href|action)=\"(?:https?:)?//"),
}
TAG = re.compile(r"\{%.*?%\}")
ICON = re.compile(r"""\{%\s*icon\s+"([\w-]+)"|\bicon="([\w-]+)\"""")
PART = re.compile(r"""\{%\s*include\s+"components/(\w+)\.html"([^%]*)%\}""")
IN_CODE = re.compile(r"""\bicon="([\w-]+)\"""")
OPEN_PARTS = {  # they read the page's own context
    "masthead",
    "preferences",
    "footer",
    "bottom_bar",
    "messages",
    "field_notes",
    "optional_mark",
}


def faults(text: str) -> list[str]:
    """What in this template breaks a rule, in words."""
    plain = TAG.sub("", text)
    found = [name for name, pattern in FORBIDDEN.items() if pattern.search(plain)]
    names = {first or second for first, second in ICON.findall(text)}
    found += [f"unknown icon {name}" for name in sorted(names - set(frontend.listed("icons")))]
    for part, rest in PART.findall(text):
        if not (ROOT / f"templates/components/{part}.html").exists():
            found.append(f"unknown component {part}")
        elif part not in OPEN_PARTS and not rest.rstrip().endswith("only"):
            found.append(f"{part} without only")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_keeps_the_rules(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color:red">',
        '<a onclick="go()">',
        "<script>go()</script>",
        '<i class="bi bi-x"></i>',
        '<script src="https://cdn.example/x.js"></script>',
        '{% icon "no-such-icon" %}',
        '{% include "components/status_badge.html" with label=x %}',
        '{% include "components/no_such_part.html" only %}',
    ],
)
def test_a_breach_is_caught(text):
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "<script defer src=\"{% static 'x.js' %}\"></script>",
        '<script type="application/json">{}</script>',
        '{% icon "bell" %}<a href="/x">',
        '{% include "components/messages.html" %}',
    ],
)
def test_what_is_allowed_passes(text):
    assert not faults(text)


def test_code_asks_only_for_icons_that_are_listed():
    known = set(frontend.listed("icons"))
    asked = {
        (path.relative_to(ROOT).as_posix(), name)
        for app in ("portal", "resident_affairs", "committees", "workstations")
        for path in (ROOT / app).rglob("*.py")
        for name in IN_CODE.findall(path.read_text(encoding="utf-8"))
    }
    assert not {row for row in asked if row[1] not in known}


def test_no_icon_is_shipped_that_nobody_asks_for():
    words = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("portal", "resident_affairs", "committees", "workstations", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html"}
    )
    idle = [
        name
        for name in frontend.listed("icons")
        if not re.search(rf"""["'/#]{re.escape(name)}["']""", words)
    ]
    assert not idle
