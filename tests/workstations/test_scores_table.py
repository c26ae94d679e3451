"""The tables of scores, results and assessments: who may step from where; the README draws them."""

import itertools

import pytest
from django.db import connection

from portal.kernel import clock
from portal.kernel.errors import Refused, TransitionRefused
from portal.services.transitions import transition_apply
from tests.workstations.assessing import House
from workstations.models import StaffScore, StationReview, YearResult
from workstations.models.freezing_scores import thaw_scores
from workstations.workflows import STAFF_SCORE, STATION_REVIEW, YEAR_RESULT

# ``staff`` is whom it is about, ``street`` drafted, ``street2`` is the other official.
PEOPLE = (
    *("street", "street2", "donghua_street", "districter", "chair", "vice", "member1", "member2"),
    *("secretary", "head", "staff", "staff2", "inspector", "petitioner", "auditor", "admin"),
    *("resident", "leader", "baita_chair", "baita_head", "baita_staff", "stranger"),
)
COMMITTEE = {"chair", "vice", "member1", "member2"}
ALLOWED = {
    None: set(PEOPLE),
    "workstations.score_for_street": {"street", "street2"},
    "workstations.score_for_committee": COMMITTEE,
    "workstations.publish_score": {"street", "street2"},
    "workstations.draft_year_result": {"street", "street2"},
    "workstations.confirm_year_result": {"street2"},
    "workstations.answer_own_result": {"staff"},
    "workstations.decide_score_appeal": {"districter"},
    "workstations.draft_station_review": COMMITTEE,
    "workstations.sign_station_review": {"chair"},
    "workstations.cosign_station_review": {"vice", "member2"},
    "workstations.publish_station_review": {"chair", "vice"},
    "workstations.answer_station_review": {"head"},
    "workstations.conclude_station_review": {"street", "street2"},
}


@pytest.fixture
def house(world, monday):
    found = House(world)
    thaw_scores(connection)  # the walk sets states that no way leads to
    return found


def tried(row, name, actor, changes=None):
    try:
        transition_apply(row, name, actor=actor, remark="理由", changes=changes or {})
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    return "done"


def walk(world, row, workflow, name, facts):
    """Every state × everybody, against the declared table."""
    step, model = workflow[name], type(row)
    for state, key in itertools.product(workflow.states.values, PEOPLE):
        model.objects.filter(pk=row.pk).update(status=state, **facts)
        outcome = tried(row, name, world.people[key])
        if state not in step.sources:
            assert outcome == "state", (name, state, key)
        elif key in ALLOWED[step.permission]:
            assert outcome in {"done", "guard"}, (name, state, key)
        else:
            assert outcome == "refused", (name, state, key)


@pytest.mark.parametrize("name", [step.name for step in STAFF_SCORE.transitions])
def test_scores_only_from_listed_states_by_granted_roles(house, world, name):
    row = house.opened()
    facts = {"points_num": 80, "points_den": 1, "locked_at": clock.now()}
    walk(world, row, STAFF_SCORE, name, facts)
    assert StaffScore.objects.count() == 3


@pytest.mark.parametrize("name", [step.name for step in YEAR_RESULT.transitions])
def test_results_only_from_listed_states_by_granted_roles(house, world, name):
    row = house.year(80, 80)
    facts = {"confirmed_by": world.admin, "appeal_until": clock.now(), "appeal": "不同意"}
    facts |= {"appealed_at": clock.now(), "decide_by": clock.now()}
    walk(world, row, YEAR_RESULT, name, facts)
    assert YearResult.objects.count() == 1


@pytest.mark.parametrize("name", [step.name for step in STATION_REVIEW.transitions])
def test_assessments_only_from_listed_states_by_granted_roles(house, world, name):
    row = house.review()
    facts = {"chair": world.chair, "second": world.vice}
    walk(world, row, STATION_REVIEW, name, facts)
    assert StationReview.objects.count() == 1
