"""Role × state for every step of deliberation, generated from the workflow tables."""

import itertools
from uuid import uuid4

import pytest

from committees.models import Committee, Meeting, Minutes, MinutesVersion, Motion
from committees.policies import COMMITTEE, LEADERS
from committees.workflows import MEETING, MINUTES, MOTION, RESOLUTION
from portal.access.checker import access_of
from portal.access.policies import permissions_of
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.models import Role
from portal.services.transitions import transition_apply

PEOPLE = {
    "chair": Role.CHAIR,
    "vice": Role.VICE_CHAIR,
    "member1": Role.COMMITTEE_MEMBER,
    "secretary": Role.PARTY_SECRETARY,
    "head": Role.STATION_HEAD,
    "staff": Role.STATION_STAFF,
    "street": Role.SUBDISTRICT_OFFICIAL,
    "districter": Role.DISTRICT_OFFICIAL,
    "resident": Role.RESIDENT,
    "admin": Role.ADMINISTRATOR,
}
STEPS = [
    (workflow, step.name)
    for workflow in (MEETING, MOTION, MINUTES)
    for step in workflow.transitions
    if step.permission
]


def made(world, workflow, state):
    """A bare subject in ``state``, proposed by somebody who is not tried below."""
    committee = Committee.objects.get(community=world.mingtong)
    common = {
        "community": world.mingtong,
        "subdistrict": world.tuodong,
        "district": world.district,
        "committee": committee,
        "status": state,
        "submit_key": uuid4(),
        "title": "题",
    }
    if workflow is MOTION:
        words = {"text": "文", "origin": "member", "proposed_by": world.member5}
        return Motion.objects.create(**common, **words)
    place = {"place": "室", "starts_at": "2026-03-09T01:00:00Z", "convened_by": world.chair}
    if workflow is MEETING:
        return Meeting.objects.create(**common, **place)
    return made_minutes(world, common, place)


def made_minutes(world, common: dict, place: dict) -> Minutes:
    """Bare minutes of a bare meeting at which everybody tried below was present."""
    state = common.pop("status")
    meeting = Meeting.objects.create(**common, **place, status="ended")
    chain = {name: common[name] for name in ("community", "subdistrict", "district")}
    people = [world.people[key].pk for key in PEOPLE]
    minutes = Minutes.objects.create(
        **chain, status=state, meeting=meeting, chaired_by=world.chair, present=people
    )
    MinutesVersion.objects.create(
        minutes=minutes, number=1, content={}, text_hash="", made_by=world.chair
    )
    return minutes


def tried(subject, name, actor) -> str:
    """What came of it: done, refused, state or guard."""
    try:
        transition_apply(subject, name, actor=actor, remark="理由")
    except Refused:
        return "refused"
    except TransitionRefused as error:
        return error.code
    except RuleViolated:
        return "rule"
    return "done"


@pytest.mark.parametrize(("workflow", "name"), STEPS, ids=lambda x: getattr(x, "noun", x))
def test_only_listed_states_and_granted_roles(world, workflow, name):
    step = workflow[name]
    for state, (key, role) in itertools.product(workflow.states.values, PEOPLE.items()):
        outcome = tried(made(world, workflow, state), name, world.people[key])
        if state not in step.sources:
            assert outcome == "state", (state, key)
        elif step.permission in permissions_of(role):
            assert outcome in {"done", "guard"}, (state, key)
        else:
            assert outcome == "refused", (state, key)


@pytest.mark.parametrize("workflow", [MEETING, MINUTES, MOTION, RESOLUTION], ids=lambda w: w.noun)
def test_the_houses_own_steps_are_offered_to_nobody(world, workflow):
    own = {step.name for step in workflow.transitions if step.permission is None}
    assert not own & {"publish", "publish_late", "publish_result", "withdraw", "open"}


def test_officials_and_the_station_decide_nothing(world):
    for key in ("street", "districter", "head", "staff", "admin", "resident"):
        access = access_of(world.people[key])
        for name in ("chair_meeting", "vote_motion", "raise_motion", "publish_resolution"):
            assert not access.can(f"committees.{name}", made(world, MOTION, "proposed"))


def test_leaders_are_members():
    assert LEADERS <= COMMITTEE
