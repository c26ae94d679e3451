"""The tables of the public board: who may take which step from where."""

import itertools

import pytest

from committees.workflows import DISCLOSURE, QUESTION
from portal.kernel.errors import Refused, TransitionRefused
from portal.services.transitions import transition_apply
from tests.committees.services.test_disclosures import ask, draft, shown

PEOPLE = ("chair", "vice", "member2", "secretary", "resident", "staff", "street", "districter")
PEOPLE += ("admin", "baita_chair", "stranger")
COMMITTEE = {"chair", "vice", "member2"}
ALLOWED = {
    "committees.write_disclosure": COMMITTEE,
    "committees.publish_disclosure": {"chair", "vice"},
    "committees.answer_question": COMMITTEE,
    None: set(PEOPLE),  # a step of the system: no page offers it
}


def tried(row, name, actor):
    try:
        transition_apply(row, name, actor=actor, remark="理由")
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    return "done"


@pytest.mark.parametrize(
    ("workflow", "name"),
    [(w, step.name) for w in (DISCLOSURE, QUESTION) for step in w.transitions],
    ids=lambda x: getattr(x, "noun", x),
)
def test_only_listed_states_and_granted_roles(hall, workflow, name):
    row = draft(hall) if workflow is DISCLOSURE else ask(hall, shown(hall))
    step = workflow[name]
    for state, key in itertools.product(workflow.states.values, PEOPLE):
        type(row).objects.filter(pk=row.pk).update(status=state)
        row.refresh_from_db()
        outcome = tried(row, name, hall.world.people[key])
        if state not in step.sources:
            assert outcome == "state", (state, key)
        elif key in ALLOWED[step.permission]:
            assert outcome in {"done", "guard"}, (state, key)
        else:
            assert outcome == "refused", (state, key)
