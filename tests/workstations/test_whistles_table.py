"""The tables of whistles and referrals, walked: every step × state × person; and the README."""

import pytest

from portal.access.checker import access_of
from portal.kernel.errors import Refused, TransitionRefused
from portal.models import Record
from portal.services.transitions import transition_apply
from tests.workstations.whistling import ROADS, Street
from workstations.workflows import REFERRAL, WHISTLE, ReferralStatus, WhistleStatus

SITE = {"street", "head", "staff", "staff2"}
RUNNING = "start_work note_report finish score_one score_all close cancel".split()
ALLOWED = {name: {"street"} for name in RUNNING} | {"report": {"clerk0", "clerk1"}}
ALLOWED |= {name: SITE for name in ("arrive_some", "arrive_all", "arrive_late")}
REFERRALS = {"answer": {"clerk0"}, "decline": {"clerk0"}, "recall": {"street"}}


def walk(subject, people, allowed, state):
    """What the table does not say is refused, and leaves nothing behind."""
    for step in subject.workflow.transitions:
        if step.permission is None:
            continue
        for who, person in people.items():
            if step.allows_from(state) and who in allowed[step.name]:
                assert access_of(person).can(step.permission, subject), (step.name, who)
                continue
            before = Record.objects.count()
            wanted = Refused if step.allows_from(state) else TransitionRefused
            with pytest.raises(wanted):
                transition_apply(subject, step.name, actor=person, remark="因为这样")
            assert Record.objects.count() == before, (step.name, who)
    subject.refresh_from_db()
    assert subject.status == state


@pytest.mark.parametrize("state", list(WhistleStatus.values))
def test_the_matrix_of_a_whistle(world, state):
    assert set(ALLOWED) == {step.name for step in WHISTLE.transitions if step.permission}
    street = Street(world)
    walk(street.to(state), world.people, ALLOWED, state)


@pytest.mark.parametrize("state", list(ReferralStatus.values))
def test_the_matrix_of_a_referral(world, state):
    assert set(REFERRALS) == {step.name for step in REFERRAL.transitions if step.permission}
    street = Street(world)
    walk(street.referred(state), world.people, REFERRALS, state)


def test_there_is_a_road_to_every_state():
    assert set(ROADS) == set(WhistleStatus.values)
