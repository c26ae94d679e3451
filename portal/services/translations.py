"""The strings that people read: found in Python and templates, kept complete in the catalogue.

Django's own collector needs GNU gettext on the machine; this one needs Python only, so that a bare
machine can check its catalogue.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

APPS = ("portal", "resident_affairs", "committees", "workstations")
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
Message = tuple[str | None, str | tuple[str, str]]


def strings_collect(root: Path) -> dict[Message, list[str]]:
    """(context, message) → where it stands; a plural message is a pair."""
    found: dict[Message, list[str]] = defaultdict(list)
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            for message in python_strings(path.read_text(encoding="utf-8")):
                found[message].append(name)
    for folder in [root / "templates", *(root / app / "templates" for app in APPS)]:
        for path in sorted(folder.rglob("*.html")) + sorted(folder.rglob("*.txt")):
            name = path.relative_to(root).as_posix()
            for message in template_strings(path.read_text(encoding="utf-8")):
                found[message].append(name)
    return dict(found)


def python_strings(text: str) -> Iterator[Message]:
    """The messages of one module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            yield from _call(node)


def _call(node: ast.Call) -> Iterator[Message]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    words = [a.value if isinstance(a, ast.Constant) else None for a in node.args]
    if name in SINGLE and words and isinstance(words[0], str) and words[0]:
        yield None, words[0]
    elif name in PLURAL and len(words) > 1 and isinstance(words[0], str):
        yield None, (words[0], str(words[1]))
    elif name in CONTEXT and len(words) > 1 and isinstance(words[0], str):
        yield words[0], str(words[1])


_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALLS = re.compile(rf"\b(n?p?gettext|_)\(\s*((?:{_LITERAL}\s*,?\s*)+)", re.S)


def template_strings(text: str) -> Iterator[Message]:
    """The messages of one template, through Django's own reading of its tags."""
    for match in _CALLS.finditer(templatize(text)):
        literals = re.findall(_LITERAL, match[2])
        words = [ast.literal_eval(literal) for literal in literals]
        if match[1] in {"gettext", "_"} and words[0]:
            yield None, words[0]
        elif match[1] == "ngettext" and len(words) > 1:
            yield None, (words[0], words[1])
        elif match[1] == "pgettext" and len(words) > 1:
            yield words[0], words[1]


def catalogue_read(path: Path) -> Catalog:
    """The catalogue at ``path``, or an empty English one."""
    if not path.exists():
        return Catalog(locale="en", project="yixing", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale="en")


def catalogue_update(root: Path, path: Path) -> dict[str, int]:
    """Bring the catalogue in line: new messages join untranslated, gone ones leave."""
    found, old = strings_collect(root), catalogue_read(path)
    new = Catalog(locale="en", project="yixing", fuzzy=False, header_comment="# English")
    for (context, message), places in sorted(found.items(), key=lambda item: str(item[0])):
        known = old.get(message, context)
        flags = {"python-format"} if _is_format(message) else set()
        new.add(
            message,
            known.string if known and not known.fuzzy else None,
            locations=[(place, None) for place in sorted(set(places))[:3]],
            flags=flags,
            context=context,
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, new, width=100, omit_header=False, include_lineno=False)
    return {"messages": len(new), "untranslated": len(catalogue_gaps(root, path))}


def _is_format(message) -> bool:
    text = message[0] if isinstance(message, tuple) else message
    return bool(re.search(r"%\(\w+\)[sd]", text))


def catalogue_gaps(root: Path, path: Path) -> list[str]:
    """Messages without a full translation, fuzzy ones, and ones nobody uses any more."""
    found, catalogue = strings_collect(root), catalogue_read(path)
    gaps = []
    for (context, message), places in found.items():
        entry = catalogue.get(message, context)
        texts = entry.string if entry and isinstance(entry.string, tuple) else None
        done = all(texts) if texts else bool(entry and entry.string)
        if not done or entry.fuzzy:
            gaps.append(f"untranslated: {message!r} ({places[0]})")
        elif not _same_places(message, entry.string):
            gaps.append(f"other placeholders: {message!r} -> {entry.string!r}")
    used = {(context, message) for context, message in found}
    for entry in catalogue:
        if entry.id and (entry.context, entry.id) not in used:
            gaps.append(f"no longer used: {entry.id!r}")
    return gaps


def _same_places(message, translation) -> bool:
    """Whether both sides hold the same %(name)s."""
    pairs = zip(
        message if isinstance(message, tuple) else (message,),
        translation if isinstance(translation, tuple) else (translation,),
        strict=False,
    )
    places = re.compile(r"%\(\w+\)[sd]")
    return all(set(places.findall(one)) == set(places.findall(two)) for one, two in pairs)
