"""What one page of help holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One page of help.

    ask       the question as whoever has it would put it; ``say`` the answer, a paragraph each
    rules     keys of the sections of the rules that it rests on
    is_work   asked by the station's people at their work, not by residents
    """

    slug: str
    icon: str
    ask: object
    say: tuple
    rules: tuple[str, ...] = ()
    is_work: bool = False
