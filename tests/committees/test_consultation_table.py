"""The tables of consultations and major matters: who may take which step from where."""

import itertools
from datetime import date
from uuid import uuid4

import pytest

from committees.models import Consultation, MajorMatter
from committees.services.matters import Minutes, matter_propose
from committees.workflows import CONSULTATION, MATTER
from portal.kernel.errors import Refused, TransitionRefused
from portal.services.rules import rules_load_defaults
from portal.services.transitions import transition_apply
from tests.committees.assembly import proposed

PEOPLE = ("chair", "secretary", "resident", "staff", "street", "admin", "baita_chair", "stranger")
LEADERS, PARTY = {"chair"}, {"secretary"}
ALLOWED = {
    "committees.lead_consultation": LEADERS,
    "committees.lead_matter": LEADERS,
    "committees.propose_matter": PARTY,
}


def tried(row, name, actor):
    try:
        transition_apply(row, name, actor=actor, remark="理由")
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    return "done"


def made(world, workflow):
    rules_load_defaults()
    if workflow is CONSULTATION:
        return proposed(world)
    minutes = Minutes(held_on=date(2026, 3, 1), text="提议")
    return matter_propose(
        actor=world.secretary,
        community=world.mingtong,
        title="改造",
        minutes=minutes,
        submit_key=uuid4(),
    )


@pytest.mark.parametrize(
    ("workflow", "name"),
    [(w, step.name) for w in (CONSULTATION, MATTER) for step in w.transitions],
    ids=lambda x: getattr(x, "noun", x),
)
def test_only_listed_states_and_granted_roles(world, workflow, name):
    row, step = made(world, workflow), workflow[name]
    model = Consultation if workflow is CONSULTATION else MajorMatter
    for state, key in itertools.product(workflow.states.values, PEOPLE):
        model.objects.filter(pk=row.pk).update(status=state)
        outcome = tried(row, name, world.people[key])
        if state not in step.sources:
            assert outcome == "state", (state, key)
        elif step.permission is None:
            assert outcome in {"done", "guard"}, (state, key)
        elif key in ALLOWED[step.permission]:
            assert outcome in {"done", "guard"}, (state, key)
        else:
            assert outcome == "refused", (state, key)
