"""Stamps: a step whose inputs have not changed since it last succeeded is not done again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], salt: str = "") -> str:
    """One hash over the content of files and the names, sizes and times in folders."""
    found = hashlib.sha256(salt.encode())
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                stat = file.stat()
                found.update(f"{file}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
        elif path.exists():
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def is_fresh(stamp: Path, value: str) -> bool:
    """Whether the step that left this stamp saw the same inputs."""
    return stamp.exists() and stamp.read_text() == value


def leave(stamp: Path, value: str) -> None:
    """Note that a step succeeded on these inputs."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
