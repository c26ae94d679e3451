"""Predicates: small named questions about (access, subject), combined lazily with & | ~.

Asked with subject None, a predicate answers whether it could hold for some subject at all: that
decides whether a page is worth opening; the object itself is asked again by selector or service.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Predicate:
    """A question with a name; the right side is asked only if the left leaves it open."""

    name: str
    ask: Callable[[Any, str, Any], bool]

    def __call__(self, access, permission: str, subject) -> bool:
        """Ask."""
        return self.ask(access, permission, subject)

    def __and__(self, other: "Predicate") -> "Predicate":
        return Predicate(f"({self.name} & {other.name})", lambda *a: self(*a) and other(*a))

    def __or__(self, other: "Predicate") -> "Predicate":
        return Predicate(f"({self.name} | {other.name})", lambda *a: self(*a) or other(*a))

    def __invert__(self) -> "Predicate":
        return Predicate(f"~{self.name}", lambda *a: not self(*a))


def predicate(ask: Callable[[Any, Any], bool]) -> Predicate:
    """Make a predicate of a function (access, subject) -> bool; its name is the function's."""
    return Predicate(ask.__name__, lambda access, permission, subject: ask(access, subject))


granted = Predicate(
    "granted", lambda access, permission, subject: access.is_granted(permission, subject)
)


@predicate
def is_logged_in(access, subject) -> bool:
    """Anybody with an account."""
    return access.user.is_authenticated
