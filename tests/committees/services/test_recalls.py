"""Recall: who may ask, the defence, the vote, the seat that ends (§20)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from committees.services import (
    election_counts,
    election_steps,
    officers,
    recalls,
)
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import TransitionRefused
from tests.committees.electing import refused


class TestRecall:
    def demand(self, booth, key="member3", actor="vice", **words):
        given = {
            "reasons": "一年没有到会",
            "signed": {"voters": (2, 20)},
            "election_day": clock.today() + timedelta(days=30),
            "polling_place": "社区礼堂",
        } | words
        booth.election = recalls.recall_demand(
            actor=booth.world.people[actor],
            membership=booth.hall.seat(key),
            demand=recalls.RecallDemand(**given),
            submit_key=uuid4(),
        )
        return booth.election

    def voting(self, booth, **words):
        self.demand(booth, **words)
        booth.form()
        booth.register()
        booth.election = election_steps.roll_publish(actor=booth.head, election=booth.election)
        booth.election = recalls.defence_hear(
            actor=booth.head, election=booth.election, defence="因病请假，有假条。"
        )
        return booth.open()

    def recalled(self, booth, votes_for, against):
        votes = {"for": votes_for, "against": against, "abstain": 0}
        return booth.announced(booth.sheet(returned=votes_for + against, votes=votes))

    @pytest.mark.parametrize(
        ("signed", "is_enough"),
        [
            ({"voters": (1, 20)}, False),
            ({"voters": (2, 20)}, True),
            ({"households": (9, 100)}, False),
            ({"households": (10, 100)}, True),
            ({"representatives": (11, 36)}, False),
            ({"representatives": (12, 36)}, True),
        ],
    )
    def test_who_may_ask(self, booth, signed, is_enough):
        if is_enough:
            assert self.demand(booth, signed=signed).kind == "recall"
        else:
            refused("signed", self.demand, booth, signed=signed)

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"reasons": " "}, "reasons"),
            ({"polling_place": ""}, "polling_place"),
            ({"signed": {"voters": (30, 20)}}, "signed"),
            ({"signed": {"dogs": (30, 20)}}, "signed"),
            ({"form": "dogs"}, "form"),
        ],
    )
    def test_what_cannot_be_asked(self, booth, words, field):
        refused(field, self.demand, booth, **words)

    def test_nobody_runs_his_own_recall(self, booth):
        with pytest.raises(TransitionRefused):
            self.demand(booth, key="vice", actor="vice")
        self.demand(booth)
        refused(
            "user",
            officers.officer_add,
            actor=booth.world.chair,
            election=booth.election,
            user=booth.world.people["member3"],
        )

    def test_no_vote_without_the_defence(self, booth):
        self.demand(booth)
        booth.form()
        booth.register()
        booth.election = election_steps.roll_publish(actor=booth.head, election=booth.election)
        refused(
            "defence",
            recalls.defence_hear,
            actor=booth.head,
            election=booth.election,
            defence=" ",
        )
        with pytest.raises(TransitionRefused):
            booth.open()

    def test_removed_by_the_result_itself(self, booth):
        self.voting(booth)
        done = self.recalled(booth, 10, 9)
        assert done.outcome == "removed"
        seat = booth.hall.seat("member3")
        assert (seat.ended_ground, seat.valid_to) == ("recall", clock.today())
        assert not access_of(booth.world.people["member3"]).can("committees.vote_motion", None)

    def test_half_is_not_enough(self, booth):
        self.voting(booth)
        done = self.recalled(booth, 9, 9)
        assert done.outcome == "kept" and not booth.hall.seat("member3").ended_ground

    def test_too_few_voters_recall_nobody(self, booth):
        self.voting(booth)
        assert self.recalled(booth, 10, 0).outcome == "void"
        assert not booth.hall.seat("member3").ended_ground

    def test_a_recall_has_its_own_sum(self, booth):
        self.voting(booth)
        votes = {"for": 5, "against": 5, "abstain": 5}
        run, words = election_counts.sheet_enter, {"actor": booth.head, "election": booth.election}
        refused("for", run, sheet=booth.sheet(returned=16, votes=votes), **words)
