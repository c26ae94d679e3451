"""The tables of cases and petitions: drawn in the README, and walked role × state × step."""

import pytest

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused
from portal.services.transitions import transition_apply, transitions_offered
from tests.workstations.caring import Matter, Plea
from workstations.models import Petition, RectificationOrder, SupervisionCase
from workstations.selectors import cases as read
from workstations.workflows import CASE, PETITION

KEYS = (
    *("resident", "leader", "member1", "chair", "secretary", "staff", "head", "street"),
    *("districter", "inspector", "petitioner", "auditor", "admin", "stranger", "watch"),
    *("whistler", "donghua_street", "baita_head"),
)
DESK = {
    *("accept", "refuse", "take", "recuse", "notify", "find", "order", "check", "send_back"),
    *("close", "escalate"),
}
# By whom each step of a hotline case against the station, at the district, may be taken.
CASE_STEPS = {name: {"inspector"} for name in DESK}
CASE_STEPS |= {"reassign": {"districter"}, "explain": {"head"}, "report": {"head"}}
PETITION_STEPS = {
    **{key: {"petitioner"} for key in ("transfer", "refuse", "hand_over", "re_review", "end")},
    **{key: {"street"} for key in ("dispute", "acknowledge", "ask_extension", "answer")},
    **{key: {"petitioner", "districter"} for key in ("grant_extension", "deny_extension")},
    **{key: {"resident"} for key in ("ask_review", "ask_re_review", "withdraw")},
    "review": {"districter"},
}


def test_every_step_is_predicted():
    assert set(CASE_STEPS) == {step.name for step in CASE.transitions}
    assert set(PETITION_STEPS) == {step.name for step in PETITION.transitions}


def bring(subject, state, **fields):
    """Into any state: that the steps lead there is proved elsewhere."""
    type(subject).objects.filter(pk=subject.pk).update(**{"status": state}, **fields)
    if state == "rectifying":
        words = {"title": "台账", "text": "补齐", "due_on": clock.today()}
        RectificationOrder.objects.create(case=subject, ordered_by_id=subject.opened_by_id, **words)
    return type(subject).objects.get(pk=subject.pk)


def walk(world, subject, workflow, expected, fresh):
    """Every role is offered what the table foretells and refused the rest; nothing is left
    behind."""
    for key in KEYS:
        user = world.people[key]
        fresh(user)
        offered = {row["step"].name for row in transitions_offered(subject, user)}
        for step in workflow.transitions:
            allowed = step.allows_from(subject.status) and key in expected[step.name]
            assert (step.name in offered) == allowed, (key, subject.status, step.name)
            if allowed or not step.allows_from(subject.status):
                continue  # a step from another state is refused before anybody is asked
            with pytest.raises(Refused):
                transition_apply(subject, step.name, actor=user, remark="理由")
    assert type(subject).objects.get(pk=subject.pk).version == subject.version


@pytest.mark.parametrize("state", CASE.states.values)
def test_role_by_state_of_a_case(world, monday, fresh, state):
    matter = Matter(world)
    matter.opened(source="hotline")
    taken = {} if state in {"opened", "refused"} else {"handler": world.inspector}
    case = bring(matter.case, state, notice="请说明", is_upheld=True, **taken)
    expected = CASE_STEPS
    if not taken:
        # Both desks may take what nobody has.
        expected = {
            name: who | ({"districter"} if name in DESK else set())
            for name, who in CASE_STEPS.items()
        }
    walk(world, case, CASE, expected, fresh)


@pytest.mark.parametrize("state", ["opened", "accepted", "notified", "rectifying", "closed"])
def test_role_by_state_of_a_subdistricts_case(world, monday, fresh, state):
    matter = Matter(world)
    matter.handler = world.street
    matter.opened()
    taken = {} if state == "opened" else {"handler": world.street}
    case = bring(matter.case, state, notice="请说明", is_upheld=True, **taken)
    expected = {name: {"street"} if name in DESK else who for name, who in CASE_STEPS.items()}
    walk(world, case, CASE, expected, fresh)


@pytest.mark.parametrize("state", PETITION.states.values)
def test_role_by_state_of_a_petition(world, monday, fresh, state):
    Matter(world)
    plea = Plea(world)
    refusal = {"refusal": "duplicate", "where_to_go": "别处"} if state == "refused" else {}
    petition = bring(plea.filed(), state, **refusal)
    walk(world, petition, PETITION, PETITION_STEPS, fresh)


def test_lists_hold_what_the_pages_open(world, monday, fresh):
    """The filter of the list and the question asked of one case are two sentences: they agree."""
    matter = Matter(world)
    made = [matter.complained(), matter.opened(source="hotline")]
    matter.handler = world.street
    made += [matter.opened(actor=world.street, body=body) for body in ("station", "committee")]
    matter.handler = world.inspector
    made.append(matter.notified(accused=[world.staff]))

    for key in KEYS:
        user = world.people[key]
        fresh(user)
        access = access_of(user)
        listed = {row.pk for row in read.cases_listed(access)}
        rows = SupervisionCase.objects.filter(pk__in=[case.pk for case in made])
        opened = {row.pk for row in rows if read.face_for(access, row) not in {"", "complainant"}}
        assert listed == opened, key
    assert not Petition.objects.exists()
