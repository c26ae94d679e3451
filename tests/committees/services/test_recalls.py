"""Recall: who signs against which roll, the clock, the defence, the vote, the seat that ends."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.models import Election, RecallPetition, RecallSignature, Representative
from committees.selectors.recalls import origin_of, verdict_of
from committees.services import (
    election_counts,
    election_steps,
    officers,
    recall_petitions,
    recalls,
)
from committees.services.bodies import member_unseat
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, TransitionRefused
from portal.models import DivisionProfile
from tests.committees.assembly import scan as photo
from tests.committees.electing import Booth, refused


class Asking:
    """A demand for a recall in 明通巷, whose rolls have so many names."""

    def __init__(self, booth, voters=20, households=100, representatives=0):
        self.booth, self.world = booth, booth.world
        DivisionProfile.objects.create(
            division=self.world.mingtong,
            as_of=clock.today(),
            population_adult=voters,
            households=households,
        )
        Representative.objects.bulk_create(
            Representative(
                community=self.world.mingtong,
                name=f"代表{number}",
                households=30,
                valid_from=clock.today(),
                submit_key=uuid4(),
            )
            for number in range(representatives)
        )

    def start(self, key="member3", actor="resident", **words):
        given = {"reasons": "一年没有到会", "form": "voters", "submit_key": uuid4()} | words
        self.petition = recall_petitions.petition_start(
            actor=self.world.people[actor], membership=self.booth.hall.seat(key), **given
        )
        return self.petition

    def paper(self, number, actor="member1", **words):
        given = {"number": None, "name": f"代表{number}", "door": f"{number}号", "scans": [photo()]}
        return recall_petitions.paper_enter(
            actor=self.world.people[actor], petition=self.petition, **(given | words)
        )

    def confirmed(self, number, actor="member2", is_right=True, **words):
        row = self.paper(number, **words)
        recall_petitions.paper_check(
            actor=self.world.people[actor],
            petition=self.petition,
            signature_id=row.pk,
            is_right=is_right,
        )
        self.petition = RecallPetition.objects.get(pk=self.petition.pk)
        return self.petition

    def reached(self, **words):
        self.start(**words)
        for number in range(2):
            self.confirmed(number)
        return self.petition

    def call(self, actor="vice", **words):
        given = {
            "election_day": clock.today() + timedelta(days=30),
            "polling_place": "社区礼堂",
            "submit_key": uuid4(),
        } | words
        self.booth.election = recalls.recall_call(
            actor=self.world.people[actor], petition=self.petition, **given
        )
        return self.booth.election


@pytest.fixture
def asking(booth):
    return Asking(booth)


class TestTheDemand:
    @pytest.mark.parametrize(
        ("form", "rolls", "least"),
        [
            ("voters", {"voters": 20}, 2),
            ("voters", {"voters": 21}, 3),
            ("households", {"households": 40}, 4),
            ("representatives", {"representatives": 9}, 3),
            ("representatives", {"representatives": 10}, 4),
        ],
    )
    def test_the_share_of_its_own_roll(self, booth, form, rolls, least):
        asking = Asking(booth, **rolls)
        asking.start(form=form)
        for number in range(least - 1):
            assert asking.confirmed(number).status == "collecting"
        assert asking.confirmed(least - 1).status == "reached"
        assert asking.petition.due_on == clock.today() + timedelta(days=30)

    def test_unconfirmed_and_refused_do_not_count(self, asking):
        asking.start()
        row = asking.paper(1)
        assert verdict_of(asking.petition).steps[0].left == 0
        check = {"petition": asking.petition, "signature_id": row.pk, "is_right": True}
        with pytest.raises(TransitionRefused, match="别人"):
            recall_petitions.paper_check(actor=asking.world.people["member1"], **check)
        asking.confirmed(2, is_right=False)
        assert verdict_of(asking.petition).steps[0].left == 0
        assert asking.confirmed(2).status == "collecting"
        with pytest.raises(TransitionRefused, match="已经联过名"):
            asking.paper(2)

    def test_a_household_signs_once_by_whomever(self, booth):
        asking = Asking(booth)
        asking.start(form="households")
        asking.paper(1, name="甲")
        with pytest.raises(TransitionRefused, match="已经联过名"):
            asking.paper(1, name="乙")

    @pytest.mark.parametrize(
        ("words", "field"),
        [({"reasons": " "}, "reasons"), ({"form": "dogs"}, "form"), ({"form": ""}, "form")],
    )
    def test_what_cannot_be_asked(self, asking, words, field):
        refused(field, asking.start, **words)

    def test_what_cannot_be_written_down(self, asking):
        asking.start()
        refused("name", asking.paper, 1, name=" ")
        refused("door", asking.paper, 1, door=" ")
        refused("scan", asking.paper, 1, scans=[])
        with pytest.raises((Refused, NotFound)):
            asking.paper(1, actor="baita_chair")
        with pytest.raises(TransitionRefused, match="自己"):
            asking.paper(1, actor="member3")

    def test_one_at_a_time_and_the_same_key_once(self, asking):
        key = uuid4()
        first = asking.start(submit_key=key)
        assert asking.start(submit_key=key) == first
        with pytest.raises(TransitionRefused, match="已在联名"):
            asking.start()

    def test_only_people_of_the_place(self, asking):
        with pytest.raises((Refused, NotFound)):
            asking.start(actor="baita_resident")
        with pytest.raises((Refused, NotFound)):
            asking.start(actor="street")

    def test_time_runs_out(self, asking):
        petition = asking.start()
        clock.advance(days=90)
        assert recall_petitions.petitions_sweep() == 0
        clock.advance(days=1)
        assert recall_petitions.petitions_sweep() == 1
        petition.refresh_from_db()
        assert petition.status == "lapsed"
        with pytest.raises(TransitionRefused):
            asking.paper(1)

    def test_signatures_stay(self, asking):
        asking.reached()
        with pytest.raises(DatabaseError), transaction.atomic():
            RecallSignature.objects.all()._raw_delete("default")


class TestTheRollOfTheElection:
    def test_the_form_that_filled_the_seat(self, hall):
        """Whoever was elected by households is recalled by them, on their roll."""
        booth = Booth(hall, electorate=20, form="households", kind="by_election")
        booth.plan["posts"] = {"committee_member": 1}
        from_seat = hall.seat("member3")
        member_unseat(actor=None, membership=from_seat, ground="death")
        booth.voting()
        done = booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        seat = done.committee.memberships.get(seated_by="by_election")
        assert origin_of(seat) == done and origin_of(hall.seat("member2")) is None
        petition = recall_petitions.petition_start(
            actor=booth.world.resident,
            membership=seat,
            reasons="不到会",
            form="voters",
            submit_key=uuid4(),
        )
        assert (petition.form, petition.size, petition.origin) == ("households", 20, done)
        enter = {"actor": booth.world.people["member1"], "petition": petition}
        refused("number", recall_petitions.paper_enter, number=99, scans=[photo()], **enter)
        row = recall_petitions.paper_enter(number=5, scans=[photo()], **enter)
        assert row.registration.roll == "households" and row.name == "选民5"
        with pytest.raises(TransitionRefused, match="名册上没有"):
            recall_petitions.petition_sign(actor=booth.world.resident, petition=petition)
        done.registrations.filter(roll="households", number=6).update(user=booth.world.resident)
        sign = {"actor": booth.world.resident, "petition": petition}
        first = recall_petitions.petition_sign(**sign)
        assert recall_petitions.petition_sign(**sign) == first
        with pytest.raises(TransitionRefused, match="已经联过名"):
            recall_petitions.paper_enter(number=6, scans=[photo()], **enter)


class TestTheVote:
    def voting(self, asking):
        booth = asking.booth
        asking.reached()
        asking.call()
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

    def test_called_once_the_number_is_there(self, asking):
        asking.start()
        with pytest.raises(TransitionRefused, match="人数"):
            asking.call()
        for number in range(2):
            asking.confirmed(number)
        refused("polling_place", asking.call, polling_place=" ")
        refused("election_day", asking.call, election_day=clock.today() + timedelta(days=19))
        election = asking.call()
        assert (election.form, election.kind, election.petition) == (
            "voters",
            "recall",
            asking.petition,
        )
        with pytest.raises(TransitionRefused):
            asking.call()

    def test_late_is_seen(self, asking):
        petition = asking.reached()
        clock.advance(days=30)
        assert not petition.is_overdue
        clock.advance(days=1)
        assert petition.is_overdue

    def test_the_desks_of_those_who_must_act(self, asking, as_user):
        petition = asking.reached()
        world, words = asking.world, "应组织罢免表决"
        page = as_user(world.chair).get("/").content.decode()
        assert words in page and f"/{petition.pk}/" in page and "应表决而未表决" not in page
        for key in ("street", "member1", "resident", "baita_chair"):
            assert words not in as_user(world.people[key]).get("/").content.decode(), key
        clock.advance(days=31)
        for key in ("chair", "vice", "street"):
            assert "应表决而未表决" in as_user(world.people[key]).get("/").content.decode(), key
        for key in ("member1", "resident", "donghua_street"):
            assert words not in as_user(world.people[key]).get("/").content.decode(), key
        asking.call()
        assert words not in as_user(world.chair).get("/").content.decode()

    def test_nobody_is_asked_to_call_the_vote_on_themselves(self, asking, as_user):
        asking.start(key="vice")
        for number in range(2):
            asking.confirmed(number)
        assert "应组织罢免表决" not in as_user(asking.world.vice).get("/").content.decode()
        assert "应组织罢免表决" in as_user(asking.world.chair).get("/").content.decode()

    def test_nobody_but_the_leaders_calls_it(self, asking):
        """The law gives it to the committee; what is overdue is seen by everybody who watches."""
        asking.reached()
        for key in ("member1", "resident", "street", "admin", "districter"):
            with pytest.raises((Refused, NotFound)):
                asking.call(actor=key)
        assert asking.call(actor="vice").kind == "recall"

    def test_nobody_runs_his_own_recall(self, asking):
        asking.reached(key="vice")
        with pytest.raises(TransitionRefused):
            asking.call(actor="vice")
        asking.call(actor="chair")
        refused(
            "user",
            officers.officer_add,
            actor=asking.world.chair,
            election=asking.booth.election,
            user=asking.world.people["vice"],
        )

    def test_no_vote_without_the_defence(self, asking):
        booth = asking.booth
        asking.reached()
        asking.call()
        booth.form()
        booth.register()
        booth.election = election_steps.roll_publish(actor=booth.head, election=booth.election)
        hear = {"actor": booth.head, "election": booth.election}
        refused("defence", recalls.defence_hear, defence=" ", **hear)
        with pytest.raises(TransitionRefused):
            booth.open()

    def test_removed_by_the_result_itself(self, asking):
        booth = asking.booth
        self.voting(asking)
        assert self.recalled(booth, 10, 9).outcome == "removed"
        seat = booth.hall.seat("member3")
        assert (seat.ended_ground, seat.valid_to) == ("recall", clock.today())
        assert not access_of(booth.world.people["member3"]).can("committees.vote_motion", None)

    def test_half_is_not_enough(self, asking):
        self.voting(asking)
        assert self.recalled(asking.booth, 9, 9).outcome == "kept"
        assert not asking.booth.hall.seat("member3").ended_ground

    def test_too_few_voters_recall_nobody(self, asking):
        self.voting(asking)
        assert self.recalled(asking.booth, 10, 0).outcome == "void"
        assert not asking.booth.hall.seat("member3").ended_ground

    def test_a_recall_has_its_own_sum(self, asking):
        booth = asking.booth
        self.voting(asking)
        votes = {"for": 5, "against": 5, "abstain": 5}
        run, words = election_counts.sheet_enter, {"actor": booth.head, "election": booth.election}
        refused("for", run, sheet=booth.sheet(returned=16, votes=votes), **words)
        assert Election.objects.get().status == "voting"
