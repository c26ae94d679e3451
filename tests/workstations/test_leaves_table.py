"""The table of leave: who may step from where, each answer predicted; the README draws it."""

import itertools

import pytest

from portal.kernel.errors import Refused, TransitionRefused
from portal.services.transitions import transition_apply
from tests.workstations.resting import asked
from workstations.models import Leave
from workstations.workflows import LEAVE, LeaveStatus
from workstations.workflows.leaves import ASK, DECIDE, END

PEOPLE = (
    *("staff", "staff2", "head", "chair", "member1", "secretary", "street", "donghua_street"),
    *("districter", "inspector", "admin", "resident", "baita_head", "baita_staff", "stranger"),
)
STATIONED = {"staff", "staff2", "head"}
# 李静's leave, and 卫国's own, who heads the station.
ALLOWED = {
    False: {ASK: STATIONED, DECIDE: {"head"}, END: {"staff", "head"}},
    True: {ASK: STATIONED, DECIDE: {"street"}, END: {"head", "street"}},
}
CASES = list(itertools.product(LEAVE.transitions, LeaveStatus, PEOPLE, (False, True)))


@pytest.fixture
def leaves(world, station):
    """One of a worker, one of the head."""
    return {
        False: asked(world),
        True: asked(world, user=world.head, substitute=world.staff2, start=20),
    }


def tried(leave, step, actor) -> str:
    try:
        transition_apply(leave, step.name, actor=actor, remark="理由")
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    return "done"


def predicted(step, state, who, is_heads) -> str:
    if state not in step.sources:
        return "state"
    if who not in ALLOWED[is_heads][step.permission]:
        return "refused"
    if step.name == "withdraw" and who != ("head" if is_heads else "staff"):
        return "guard"
    return "done"


def test_every_step_from_every_state_by_everybody(world, leaves, fresh):
    for step, state, who, is_heads in CASES:
        leave = leaves[is_heads]
        Leave.objects.filter(pk=leave.pk).update(status=state, version=1)
        actor = world.people[who]
        answer = tried(leave, step, actor)
        assert answer == predicted(step, state, who, is_heads), (step.name, state, who, is_heads)
