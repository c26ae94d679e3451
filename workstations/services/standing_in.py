"""A head's own powers pass to whoever stands in, as a post that ends with the leave."""

from datetime import timedelta

from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Role, RoleAssignment
from portal.services.roles import role_end
from workstations.models import Leave
from workstations.services.term_roles import term_role_grant

DAY = timedelta(days=1)


def post_pass(*, actor, leave: Leave) -> RoleAssignment | None:
    """Let ``leave.substitute`` hold the head's post from today or the first day to the last one;
    None where there is none to pass (no head, over, or the substitute heads the station too).
    RuleViolated on ``substitute`` where it goes with nothing that they hold (I1, I2)."""
    first = max(leave.starts_on, clock.today())
    held = RoleAssignment.objects.running(first).own()
    held = held.filter(user=leave.user_id, division=leave.community_id, role=Role.STATION_HEAD)
    if first > leave.ends_on or not held.exists():
        return None
    term = {"first": first, "last": leave.ends_on, "in_place_of": leave.user}
    try:
        post = term_role_grant(
            actor=actor,
            user=leave.substitute,
            role=Role.STATION_HEAD,
            division=leave.community,
            **term,
        )
    except RuleViolated as error:
        raise RuleViolated(error.message, field="substitute", code=error.code) from error
    Leave.objects.filter(pk=leave.pk).update(post=post)
    leave.post = post
    return post


def post_end(*, actor, leave: Leave) -> None:
    """Let it end at once: the next request of whoever stood in goes without it."""
    post = leave.post
    if post is None:
        return
    on = max(clock.today(), post.valid_from)
    if post.valid_to > on:
        role_end(actor=actor, assignment=post, on=on)
    Leave.objects.filter(pk=leave.pk).update(post=None)
    leave.post = None
