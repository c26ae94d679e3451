"""Letters as the file-based mail backend leaves them, parsed for reading."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

SHOWN = 50
RULE = b"-" * 79


@dataclass(frozen=True)
class Letter:
    """One letter as a person would read it."""

    to: str
    subject: str
    text: str
    when: datetime | None


def letters_newest(folder) -> list[Letter]:
    """The newest 50 letters below ``folder``."""
    files = sorted(
        Path(folder).glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True
    )
    found: list[Letter] = []
    for path in files:
        parts = [part.strip() for part in path.read_bytes().split(RULE) if part.strip()]
        found += [_letter(part) for part in reversed(parts)]
        if len(found) >= SHOWN:
            break
    return found[:SHOWN]


def _letter(content: bytes) -> Letter:
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    sent = message["Date"]
    return Letter(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=body.get_content() if body else "",
        when=parsedate_to_datetime(sent) if sent else None,
    )
