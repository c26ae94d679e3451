"""The table of sealed votes: who may take which step from where."""

import itertools

import pytest

from committees.workflows.sealed import SEALED, VOID
from portal.kernel.errors import Refused, TransitionRefused
from portal.services.transitions import transition_apply
from tests.committees.boxes import Box

PEOPLE = ("chair", "vice", "member2", "secretary", "resident", "staff", "street", "districter")
PEOPLE += ("admin", "baita_chair", "stranger")


def tried(row, name, actor):
    try:
        transition_apply(row, name, actor=actor, remark="理由")
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    return "done"


@pytest.mark.parametrize("name", [step.name for step in SEALED.transitions])
def test_only_listed_states_and_granted_roles(hall, name):
    row = Box(hall).drafted()
    step = SEALED[name]
    for state, key in itertools.product(SEALED.states.values, PEOPLE):
        type(row).objects.filter(pk=row.pk).update(status=state)
        row.refresh_from_db()
        outcome = tried(row, name, hall.world.people[key])
        if state not in step.sources:
            assert outcome == "state", (state, key)
        elif step.permission is None or (key in {"chair", "vice"} and step.permission != VOID):
            assert outcome in {"done", "guard"}, (state, key)
        else:
            assert outcome == "refused", (state, key)
