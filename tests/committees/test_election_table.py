"""The table of elections: forward only, by the election committee, and no step for officials."""

import pytest

from committees.workflows import ELECTION, ElectionStatus
from portal.access.policies import policy_named
from portal.models import Role

OFFICIALS = {Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL}


@pytest.mark.parametrize("step", ELECTION.transitions, ids=lambda step: step.name)
def test_no_official_takes_a_step_of_an_election(step):
    # §22: only the district, and only of a result: it declares void what was won by foul means.
    if step.name == "void":
        assert step.sources == {ElectionStatus.ANNOUNCED, ElectionStatus.FILED}
    elif step.permission is not None:
        assert not policy_named(step.permission).roles & OFFICIALS


def test_an_election_ends_filed_or_stopped():
    assert ELECTION.final_states() == {ElectionStatus.VOIDED, ElectionStatus.CANCELLED}


def test_nothing_stops_an_election_once_candidates_are_public():
    assert ElectionStatus.NOMINATED not in ELECTION["cancel"].sources
    assert ElectionStatus.VOTING not in ELECTION["cancel"].sources
