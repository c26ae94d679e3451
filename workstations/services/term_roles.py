"""The role that comes with a contract or a secondment: granted for its term, ended with it."""

from datetime import date, timedelta

from portal.models import Role, RoleAssignment
from portal.services.roles import role_end, role_grant

DAY = timedelta(days=1)


def _left_open(user, role: Role, division, start: date, end: date | None):
    """The part of ``[start, end)`` that no other grant of the same role covers from its beginning
    on, or None. Grants of the roster stand as they are."""
    held = RoleAssignment.objects.own().filter(user=user, role=role, division=division)
    for row in held.order_by("valid_from", "id"):
        if row.valid_to is not None and row.valid_to <= start:
            continue
        if row.valid_from > start:
            end = row.valid_from if end is None else min(end, row.valid_from)
            break
        if row.valid_to is None:
            return None
        start = row.valid_to
    return (start, end) if end is None or start < end else None


def term_role_grant(
    *, actor, user, role: Role, division, first: date, last: date | None, in_place_of=None
) -> RoleAssignment | None:
    """Grant ``role`` from ``first`` to ``last`` (both days inside; None = no end), perhaps in the
    place of somebody who is away. None when a grant of the roster covers it already. RuleViolated
    on ``role`` (I1, I2)."""
    part = _left_open(user, role, division, first, last + DAY if last else None)
    if part is None:
        return None
    words = {"valid_from": part[0], "valid_to": part[1], "in_place_of": in_place_of}
    return role_grant(actor=actor, user=user, role=role, division=division, **words)


def term_role_end(*, actor, assignment: RoleAssignment | None, last: date) -> None:
    """Let what came with the term end after the day ``last``; nothing where it ends before."""
    if assignment is None:
        return
    on = max(last + DAY, assignment.valid_from)
    if assignment.valid_to is None or assignment.valid_to > on:
        role_end(actor=actor, assignment=assignment, on=on)
