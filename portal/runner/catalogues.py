"""Translations: .po to .mo by Babel, so that no gettext is needed on the machine."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent.parent


def compile_catalogue(po: Path) -> bool:
    """Compile one catalogue if it is newer than its .mo; tell whether it was."""
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return False
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    fresh = mo.with_suffix(f".mo.{os.getpid()}")  # two that compile at once each have their own
    with fresh.open("wb") as target:
        write_mo(target, catalogue)
    fresh.replace(mo)
    return True


def compile_all(root: Path = ROOT) -> int:
    """Compile what changed under locale/; the number of catalogues compiled."""
    return sum(compile_catalogue(po) for po in sorted((root / "locale").rglob("*.po")))


if __name__ == "__main__":
    compile_all()
