"""Domain events: synchronous, in the same transaction, errors loud.

Downwards one calls, upwards one only announces. A handler is wired once, in its app's ``ready()``,
and is idempotent: it may see the same event twice.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that has happened. Subclasses are named in the past tense and carry ids."""


_handlers: dict[type[Event], list[Callable]] = defaultdict(list)


def subscribe(event_type: type[Event], handler: Callable[[Event], None]) -> None:
    """Let ``handler`` run whenever an event of exactly this type is published."""
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def publish(event: Event) -> None:
    """Run the handlers of ``event`` now. A handler's error undoes the whole transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} was published outside a transaction")
    for handler in _handlers[type(event)]:
        handler(event)


def handlers_of(event_type: type[Event]) -> tuple[Callable, ...]:
    """Who listens, for the architecture tests and the documentation."""
    return tuple(_handlers[event_type])
