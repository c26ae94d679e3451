"""Short ways to send somebody of 明通巷's station on leave in tests."""

from datetime import timedelta
from uuid import uuid4

from portal.kernel import clock
from tests.workstations.planning import station_of
from workstations.services import leaves as write


def draft_of(world, days=5, start=0, **words):
    """李静 is away from today for five days; 蒋涛 might stand in."""
    first = clock.today() + timedelta(days=start)
    given = {
        "user": world.staff,
        "kind": "annual",
        "starts_on": first,
        "ends_on": first + timedelta(days=days - 1),
        "substitute": world.staff2,
    }
    return write.LeaveDraft(**(given | words))


def asked(world, actor=None, key=None, days=5, start=0, **words):
    """Asked for by the person."""
    draft = draft_of(world, days, start, **words)
    words = {"station": station_of(world), "draft": draft, "submit_key": key or uuid4()}
    return write.leave_ask(actor=actor or draft.user, **words)


def away(world, actor=None, **words):
    """Allowed by the head; 蒋涛 stands in."""
    leave = asked(world, **words)
    words = {"substitute": leave.substitute or world.staff2}
    return write.leave_approve(actor=actor or world.head, leave=leave, **words)
