"""Role × state of the smaller tables: who may take which step from where, and nobody else."""

import itertools
from dataclasses import dataclass
from uuid import uuid4

import pytest

from committees.services.complaints import complaint_file
from committees.services.questions import untruth_file
from committees.workflows.appraisals import APPRAISAL
from committees.workflows.complaints import COMPLAINT
from committees.workflows.corrections import CORRECTION, GUIDANCE
from committees.workflows.covenants import COVENANT
from committees.workflows.demands import DEMAND
from committees.workflows.disclosures import UNTRUTH
from committees.workflows.handovers import HANDOVER
from committees.workflows.recalls import RECALL_PETITION
from committees.workflows.resolutions import RESOLUTION
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.kernel.workflow import Workflow
from portal.services.transitions import transition_apply, transitions_offered
from tests.committees.services import test_demands as demands
from tests.committees.services.test_appraisals import Watch
from tests.committees.services.test_corrections import note, order
from tests.committees.services.test_covenants import draft
from tests.committees.services.test_disclosures import shown
from tests.committees.services.test_handovers import Change
from tests.committees.services.test_recalls import Asking

PEOPLE = ("chair", "vice", "member2", "secretary", "resident", "neighbour", "leader", "staff")
PEOPLE += ("head", "street", "donghua_street", "districter", "inspector", "petitioner", "auditor")
PEOPLE += ("admin", "baita_chair", "stranger")
LEADERS = {"chair", "vice"}
PUBLISHING = ("publish", "publish_late", "publish_result")


@dataclass(frozen=True)
class Walk:
    """One table: how an affair comes about, and by whom each step that people take is taken."""

    workflow: Workflow
    made: object
    steps: dict


def demanded(booth):
    demands.DivisionProfile.objects.create(
        division=booth.world.mingtong,
        as_of=demands.clock.today(),
        population=60,
        population_adult=40,
        households=20,
    )
    return demands.started(booth.hall)


def appraised(booth):
    """Overseen by 监督甲, who is a person of this test alone."""
    watch = Watch(booth.hall)
    booth.world.people["overseer"] = watch.one
    return watch.set()


def complained(booth):
    world, election = booth.world, booth.called()
    return complaint_file(
        actor=world.resident, election=election, text="票箱没有上锁", submit_key=uuid4()
    )


def doubted(booth):
    entry = shown(booth.hall)
    return untruth_file(
        actor=booth.world.resident, entry=entry, text="金额不对", submit_key=uuid4()
    )


def handed(booth):
    """In 新迎, whose new chair is a person of this test alone."""
    change = Change(booth.world)
    booth.world.people["newchair"] = change.chair
    booth.world.people["outgoing"] = change.outgoing
    return change.handover


WALKS = [
    Walk(
        COVENANT,
        lambda booth: draft(booth.hall),
        {
            **dict.fromkeys(("edit", "adopt", "drop", "submit"), LEADERS),
            "file": {"street"},
        },
    ),
    Walk(GUIDANCE, lambda booth: note(booth.hall), {"answer": LEADERS}),
    Walk(
        CORRECTION,
        lambda booth: order(booth.hall),
        {
            **dict.fromkeys(("amend", "dispute"), LEADERS),
            "withdraw": {"street"},
            **{key: {"districter"} for key in ("uphold", "overturn")},
        },
    ),
    Walk(DEMAND, demanded, {"convene": LEADERS, "withdraw": {"resident"}}),
    Walk(
        RECALL_PETITION,
        lambda booth: Asking(booth).start(),
        {"call_vote": LEADERS, "withdraw": {"resident"}},
    ),
    Walk(APPRAISAL, appraised, {"open": {"overseer"}, "cancel": {"overseer"}}),
    Walk(COMPLAINT, complained, {"answer": {"districter"}}),
    Walk(UNTRUTH, doubted, {"find": {"street"}}),
    Walk(RESOLUTION, lambda booth: booth.hall.adopted(), dict.fromkeys(PUBLISHING, LEADERS)),
    Walk(HANDOVER, handed, {"complete": {"newchair"}}),
]
each_table = pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.workflow.noun)


def outcome(row, name, actor) -> str:
    """What came of trying: done, refused, state, guard or rule."""
    try:
        transition_apply(row, name, actor=actor, remark="理由")
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    except RuleViolated:
        return "rule"
    return "done"


@each_table
def test_every_step_of_people_is_foretold(walk):
    assert set(walk.steps) == {step.name for step in walk.workflow.transitions if step.permission}


@each_table
def test_only_listed_states_and_granted_people(booth, fresh, walk):
    row = walk.made(booth)
    people = {key: booth.world.people[key] for key in {*PEOPLE, *booth.world.people}}
    for state, (key, user) in itertools.product(walk.workflow.states.values, people.items()):
        fresh(user)
        for name, allowed in walk.steps.items():
            type(row).objects.filter(pk=row.pk).update(status=state)
            row.refresh_from_db()
            offered = {found["step"].name for found in transitions_offered(row, user)}
            what = outcome(row, name, user)
            if state not in walk.workflow[name].sources:
                assert what == "state" and name not in offered, (name, state, key)
            elif key in allowed:
                assert what in {"done", "guard", "rule"} and name in offered, (name, state, key)
            else:
                assert what == "refused" and name not in offered, (name, state, key)


@each_table
def test_the_houses_own_steps_are_offered_to_nobody(booth, walk):
    row = walk.made(booth)
    own = {step.name for step in walk.workflow.transitions if step.permission is None}
    for state, user in itertools.product(walk.workflow.states.values, booth.world.people.values()):
        row.status = state
        assert not own & {found["step"].name for found in transitions_offered(row, user)}
