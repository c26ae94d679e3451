"""The tables of transfers: drawn in the README, and walked role by state."""

import pytest

from portal.access.checker import access_of
from portal.kernel.errors import Refused, TransitionRefused
from portal.services.transitions import transition_apply, transitions_offered
from tests.workstations.transferring import Year
from workstations.workflows import TRANSFER_PLAN, TRANSFER_SHARE

PEOPLE = ("districter", "districter2", "street", "chair", "member1", "head", "auditor", "resident")
WAYS = {
    "plan": {
        "drafted": lambda y: y.made(),
        "proposed": lambda y: y.proposed(),
        "approved": lambda y: y.approved(),
        "paid_down": lambda y: y.paid_down(),
        "audited": lambda y: y.audited(),
    },
    "share": {
        "planned": lambda y: y.made(),
        "at_street": lambda y: y.paid_down(),
        "in_use": lambda y: y.in_use(),
        "closed": lambda y: y.closed(),
        "audited": lambda y: y.audited(),
    },
}
TABLES = {"plan": TRANSFER_PLAN, "share": TRANSFER_SHARE}
CELLS = [(noun, state) for noun, ways in WAYS.items() for state in ways]


def test_every_state_has_a_way():
    for noun, table in TABLES.items():
        assert set(WAYS[noun]) == set(table.states.values)


@pytest.mark.parametrize(("noun", "state"), CELLS)
def test_every_role_in_every_state(world, monday, noun, state):
    """Offered is what the table and the policy say; everything else is refused by its reason."""
    year = Year(world)
    WAYS[noun][state](year)
    subject = getattr(year, noun)
    subject.refresh_from_db()
    assert subject.status == state
    table = TABLES[noun]
    for name in PEOPLE:
        person = world.people[name]
        access = access_of(person)
        offered = {offer["step"].name for offer in transitions_offered(subject, person)}
        for step in table.transitions:
            if step.permission is None:
                assert step.name not in offered
                continue
            may = access.can(step.permission, subject)
            assert (step.name in offered) == (step.allows_from(state) and may), (name, step.name)
            if not step.allows_from(state):
                with pytest.raises(TransitionRefused):
                    transition_apply(subject, step.name, actor=person, remark="因")
            elif not may:
                with pytest.raises(Refused):
                    transition_apply(subject, step.name, actor=person, remark="因")
