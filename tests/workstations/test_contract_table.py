"""The tables of contracts and enrolments: who may step from where; the README draws them."""

import itertools
from datetime import timedelta

import pytest
from django.db import connection

from portal.kernel import clock
from portal.kernel.errors import Refused, TransitionRefused
from portal.services.transitions import transition_apply
from tests.workstations.hiring import Hire, School
from workstations.models import Contract, Enrolment
from workstations.models.freezing_contracts import thaw_contracts
from workstations.workflows import CONTRACT, ENROLMENT

PEOPLE = (
    *("street", "donghua_street", "chair", "vice", "member1", "secretary", "head", "staff"),
    *("new", "districter", "inspector", "admin", "resident", "baita_head", "stranger"),
)
ALLOWED = {
    None: set(PEOPLE),
    "workstations.decide_contract": {"street"},
    "workstations.opine_contract": {"chair", "vice"},
    "workstations.sign_own_contract": {"new"},
    "workstations.enrol_course": {"staff"},
    "workstations.approve_enrolment": {"street", "head"},
    "workstations.keep_courses": {"street"},
}


def tried(row, name, actor, changes):
    try:
        transition_apply(row, name, actor=actor, remark="理由", changes=changes)
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    return "done"


def contract_facts(state) -> dict:
    """What the database wants of a row in ``state``."""
    over = state == "ended"
    return {
        "signed_at": clock.now(),
        "ended_on": clock.today() if over else None,
        "end_ground": "agreed" if over else "",
    }


@pytest.mark.parametrize("name", [step.name for step in CONTRACT.transitions])
def test_contracts_only_from_listed_states_by_granted_roles(world, name):
    hire = Hire(world)
    row, step = hire.draft(), CONTRACT[name]
    thaw_contracts(connection)  # the walk sets states that no way leads to
    for state, key in itertools.product(CONTRACT.states.values, PEOPLE):
        Contract.objects.filter(pk=row.pk).update(status=state, **contract_facts(state))
        outcome = tried(row, name, world.people[key], contract_facts(step.target))
        if state not in step.sources:
            assert outcome == "state", (state, key)
        elif key in ALLOWED[step.permission]:
            assert outcome in {"done", "guard"}, (state, key)
        else:
            assert outcome == "refused", (state, key)


@pytest.mark.parametrize("name", [step.name for step in ENROLMENT.transitions])
def test_enrolments_only_from_listed_states_by_granted_roles(world, name):
    school, step = School(world), ENROLMENT[name]
    world.people["new"] = world.stranger
    row = school.asked(school.course())
    clock.advance(**{"days": 11 if name in {"attend", "miss"} else 0})
    for state, key in itertools.product(ENROLMENT.states.values, PEOPLE):
        hours = 1 if state == "attended" else 0
        Enrolment.objects.filter(pk=row.pk).update(status=state, hours=hours)
        changes = {"hours": 1 if step.target == "attended" else 0}
        outcome = tried(row, name, world.people[key], changes)
        if state not in step.sources:
            assert outcome == "state", (state, key)
        elif key in ALLOWED[step.permission]:
            assert outcome == "done", (state, key)
        else:
            assert outcome == "refused", (state, key)


def test_attendance_waits_for_the_course(world):
    row = School(world).approved()
    assert tried(row, "attend", world.street, {"hours": 1}) == "guard"
    with clock.at(clock.now() + timedelta(days=11)):
        assert tried(row, "withdraw", world.staff, {}) == "guard"
