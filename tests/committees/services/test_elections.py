"""Calling an election under frozen rules, its committee, by-elections, complaints."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.models import (
    Election,
    ElectionComplaint,
    KinTie,
    Membership,
)
from committees.services import (
    complaints,
    election_steps,
    election_voids,
    elections,
    officers,
    results,
)
from committees.services.bodies import member_unseat
from committees.workflows.elections import RUN
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, TransitionRefused
from portal.models import Role, User
from tests.committees.electing import Booth, refused


class TestCalling:
    def test_the_law_is_frozen_with_it(self, booth):
        election = booth.called()
        assert election.rules["roll"]["published_days"] == 20
        assert election.rules["code"] == "law-2026" and len(election.rules_hash) == 64
        assert [(post.seat, post.seats) for post in election.posts.all()] == [
            ("chair", 1),
            ("vice_chair", 1),
            ("committee_member", 3),
        ]

    @pytest.mark.parametrize(
        ("plan", "field"),
        [
            ({"title": " "}, "title"),
            ({"polling_place": ""}, "polling_place"),
            ({"form": "everybody"}, "form"),
            ({"posts": {}}, "members"),
            ({"posts": {"chair": 1, "committee_member": 3}}, "members"),
            ({"posts": {"chair": 1, "committee_member": 9}}, "members"),
            ({"posts": {"chair": 2, "committee_member": 4}}, "chairs"),
            ({"posts": {"committee_member": 5}}, "chairs"),
            ({"term_from": None}, "term_from"),
            ({"kind": "runoff"}, "kind"),
            ({"kind": "by_election", "posts": {"committee_member": 1}}, "members"),
        ],
    )
    def test_what_cannot_be_called(self, booth, plan, field):
        refused(field, booth.called, **plan)
        assert not Election.objects.exists()

    def test_twenty_days_before_at_least(self, booth):
        refused("election_day", booth.called, election_day=clock.today() + timedelta(days=19))
        assert booth.called(election_day=clock.today() + timedelta(days=20))

    def test_no_new_term_inside_the_old_one(self, booth):
        inside = booth.hall.committee.term_to - timedelta(days=1)
        refused("term_from", booth.called, term_from=inside)

    @pytest.mark.parametrize("key", ["member1", "resident", "street", "districter", "baita_chair"])
    def test_only_leaders_call(self, booth, key):
        with pytest.raises((Refused, NotFound)):
            elections.election_call(
                actor=booth.world.people[key],
                community=booth.world.mingtong,
                plan=booth.drawn(),
                submit_key=uuid4(),
            )

    def test_one_at_a_time_and_the_same_key_once(self, booth):
        words = {"actor": booth.world.chair, "community": booth.world.mingtong}
        words |= {"plan": booth.drawn(), "submit_key": uuid4()}
        first = elections.election_call(**words)
        assert elections.election_call(**words) == first
        with pytest.raises(TransitionRefused):
            booth.called()
        election_steps.election_cancel(actor=booth.world.chair, election=first, remark="日子不合适")
        assert booth.called().status == "planned"

    def test_villagers_vote_in_one_form_only(self, booth, monkeypatch):
        booth.world.mingtong.kind = "village"
        booth.world.mingtong.save(update_fields=["kind"])
        refused("form", booth.called, form="households")


class TestTheElectionCommittee:
    def test_five_with_a_head(self, booth):
        booth.called()
        add = {"actor": booth.world.chair, "election": booth.election}
        for user in booth.people[:4]:
            officers.officer_add(user=user, **add)
        with pytest.raises(TransitionRefused, match="5"):
            election_steps.committee_form(actor=booth.world.chair, election=booth.election)
        officers.officer_add(user=booth.people[4], **add)
        with pytest.raises(TransitionRefused, match="主任"):
            election_steps.committee_form(actor=booth.world.chair, election=booth.election)
        booth.election.officers.filter(user=booth.head).delete()
        officers.officer_add(user=booth.head, is_head=True, **add)
        formed = election_steps.committee_form(actor=booth.world.chair, election=booth.election)
        assert formed.status == "committee_formed"

    def test_the_role_comes_with_the_seat_and_for_its_time(self, booth):
        election = booth.formed()
        role = booth.head.role_assignments.get(role=Role.ELECTION_MEMBER)
        assert role.valid_to == election.election_day + timedelta(days=60)
        assert access_of(booth.head).can("committees.run_election", election)

    def test_nobody_twice_no_second_head_nobody_late(self, booth):
        booth.formed()
        add = {"actor": booth.world.chair, "election": booth.election}
        refused("user", officers.officer_add, user=booth.head, **add)
        refused("is_head", officers.officer_add, user=booth.person("x"), is_head=True, **add)
        booth.register()
        with pytest.raises(TransitionRefused):
            officers.officer_add(user=booth.person("y"), **add)

    @pytest.mark.parametrize("key", ["resident", "street", "member1"])
    def test_only_who_calls_names_officers(self, booth, key):
        booth.called()
        with pytest.raises((Refused, NotFound)):
            officers.officer_add(
                actor=booth.world.people[key], election=booth.election, user=booth.person("z")
            )

    @pytest.mark.parametrize("key", ["chair", "member1", "street", "districter", "resident"])
    def test_nobody_else_runs_it(self, booth, key):
        election = booth.formed()
        with pytest.raises((Refused, NotFound)):
            election_steps.registration_start(actor=booth.world.people[key], election=election)

    def test_who_stands_and_their_kin_leave_it(self, booth):
        booth.published()
        post = booth.election.posts_in_order[0]
        one, other = sorted((booth.people[3], booth.people[4]), key=lambda user: user.pk)
        KinTie.objects.create(one=one, other=other, kinship="sibling", noted_by=None)
        booth.nominate(post, 1, user=booth.people[3])
        left = booth.election.officers.filter(left_on__isnull=False)
        assert set(left.values_list("user", flat=True)) == {one.pk, other.pk}
        for user in (one, other):
            assert not access_of(user).can("committees.run_election", booth.election)


class TestByElection:
    def test_only_a_seat_that_fell_free_and_for_the_rest(self, booth):
        plan = {"kind": "by_election", "posts": {"committee_member": 1}}
        refused("members", booth.called, **plan)
        seat = booth.hall.seat("member3")
        member_unseat(actor=booth.world.chair, membership=seat, ground="moved")
        refused("chairs", booth.called, **(plan | {"posts": {"chair": 1}}))
        refused("members", booth.called, **(plan | {"posts": {"committee_member": 2}}))
        booth.voting(**plan)
        done = booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        seated = Membership.objects.get(seated_by="by_election")
        assert done.committee == booth.hall.committee == seated.committee
        assert seated.valid_to == booth.hall.committee.term_to
        assert access_of(seated.user).can("committees.vote_motion", booth.hall.motion())


class TestComplaints:
    def test_only_the_district_reads_and_answers(self, booth):
        booth.published()
        row = complaints.complaint_file(
            actor=booth.world.resident, election=booth.election, text="有人发米", submit_key=uuid4()
        )
        for key in ("chair", "street", "member1", "resident"):
            with pytest.raises((Refused, NotFound)):
                complaints.complaint_answer(
                    actor=booth.world.people[key], complaint=row, answer="查了"
                )
        run = complaints.complaint_answer
        words = {"actor": booth.world.districter, "complaint": row}
        refused("answer", run, answer=" ", **words)
        refused("answer", run, answer="是 13800138000 说的", **words)
        done = run(answer="查无此事。", **words)
        assert done.status == "answered"
        with pytest.raises(DatabaseError), transaction.atomic():
            ElectionComplaint.objects.update(text="改")

    def test_strangers_complain_elsewhere(self, booth):
        booth.published()
        with pytest.raises((Refused, NotFound)):
            complaints.complaint_file(
                actor=booth.world.people["baita_resident"],
                election=booth.election,
                text="听说",
                submit_key=uuid4(),
            )


def test_a_second_election_keeps_its_officers_to_its_own_end(booth):
    """Whoever helped before keeps the role as long as the later affair lasts."""
    first = booth.formed()
    election_steps.election_cancel(actor=booth.world.chair, election=first, remark="改期")
    later = booth.formed(election_day=clock.today() + timedelta(days=55))
    with clock.at(clock.now() + timedelta(days=110)):
        head = User.objects.get(pk=booth.head.pk)
        assert access_of(head).can("committees.run_election", later)
    with clock.at(clock.now() + timedelta(days=116)):
        head = User.objects.get(pk=booth.head.pk)
        assert not access_of(head).can("committees.run_election", later)


class TestTheDay:
    def move(self, booth, days, actor="chair"):
        return election_steps.day_move(
            actor=booth.world.people[actor],
            election=booth.election,
            day=clock.today() + timedelta(days=days),
        )

    def test_moved_until_the_roll_is_public(self, booth):
        booth.registered()
        refused("election_day", self.move, booth, 19)
        late = (booth.election.term_from - clock.today()).days
        refused("election_day", self.move, booth, late)
        with pytest.raises((Refused, NotFound)):
            self.move(booth, 40, actor="member1")
        moved = self.move(booth, 40)
        assert moved.election_day == clock.today() + timedelta(days=40)
        booth.election = election_steps.roll_publish(actor=booth.head, election=moved)
        with pytest.raises(TransitionRefused, match="不能再改"):
            self.move(booth, 45)

    def test_late_roll_late_day_and_on(self, booth):
        """What the guard tells people to do, they can do."""
        booth.registered()
        clock.advance(days=15)
        with pytest.raises(TransitionRefused, match="改选举日"):
            election_steps.roll_publish(actor=booth.head, election=booth.election)
        self.move(booth, 25)
        done = election_steps.roll_publish(actor=booth.head, election=booth.election)
        assert done.status == "roll_published"


class TestTheMeeting:
    def test_announced_beforehand_and_not_before_its_time(self, booth):
        booth.nominated()
        words = {"actor": booth.head, "election": booth.election}
        with pytest.raises(TransitionRefused, match="公告"):
            election_steps.residents_meet(**words)
        run, soon = election_steps.meeting_announce, clock.now() + timedelta(days=2)
        refused("at", run, at=clock.now(), place="礼堂", **words)
        refused("at", run, at=clock.now() + timedelta(days=31), place="礼堂", **words)
        refused("place", run, at=soon, place=" ", **words)
        booth.election = run(at=soon, place="礼堂", **words)
        with pytest.raises(TransitionRefused, match="时间"):
            election_steps.residents_meet(**words)
        clock.advance(days=2)
        assert election_steps.residents_meet(**words).met_residents_on == clock.today()


class TestOfficersOfThisElection:
    def test_the_role_of_another_election_opens_nothing_here(self, booth):
        """A candidate here who still helps with another election may not touch this one (§15)."""
        booth.published()
        one = booth.people[2]
        other = Booth(booth.hall, kind="by_election", posts={"committee_member": 1})
        member_unseat(actor=None, membership=booth.hall.seat("member3"), ground="death")
        other.people = booth.people
        other.formed()
        booth.nominate(booth.election.posts_in_order[0], 3, user=one)
        assert access_of(User.objects.get(pk=one.pk)).can(RUN, other.election)
        assert not access_of(User.objects.get(pk=one.pk)).can(RUN, booth.election)
        with pytest.raises((Refused, NotFound)):
            election_steps.candidates_publish(
                actor=User.objects.get(pk=one.pk), election=booth.election
            )
        assert access_of(booth.people[3]).can(RUN, booth.election)


class TestVoid:
    def announced(self, booth):
        booth.voting()
        return booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))

    def void(self, booth, **words):
        given = {
            "ground": "bribe",
            "finding": "查实发放购物卡。",
            "election_day": clock.today() + timedelta(days=30),
        } | words
        actor = booth.world.people[given.pop("actor", "districter")]
        return election_voids.election_void(actor=actor, election=booth.election, **given)

    def test_all_seats_end_and_are_voted_on_anew(self, booth):
        done = self.announced(booth)
        clock.advance(days=5)
        again = self.void(booth)
        done.refresh_from_db()
        assert done.status == "voided" and done.voided_by == booth.world.districter
        seats = Membership.objects.filter(committee=done.committee)
        assert {row.ended_ground for row in seats} == {"void"} and seats.count() == 5
        assert {(row.seat, row.seats) for row in again.posts.all()} == {
            ("chair", 1),
            ("vice_chair", 1),
            ("committee_member", 3),
        }
        assert (again.replaces, again.committee, again.status) == (done, done.committee, "planned")
        with pytest.raises(TransitionRefused):
            self.void(booth)
        with pytest.raises(DatabaseError), transaction.atomic():
            Election.objects.filter(pk=done.pk).update(void_finding="改")

    def test_only_those_who_won_by_it(self, booth):
        self.announced(booth)
        winner = results.elected_of(booth.election)[0]
        again = self.void(booth, candidates=[winner.pk])
        ended = Membership.objects.filter(ended_ground="void")
        assert [row.user for row in ended] == [winner.user]
        assert [(row.seat, row.seats) for row in again.posts.all()] == [("chair", 1)]

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"ground": "luck"}, "ground"),
            ({"finding": " "}, "finding"),
            ({"finding": "13800138000 送的"}, "finding"),
            ({"candidates": [0]}, "candidates"),
        ],
    )
    def test_what_cannot_be_declared(self, booth, words, field):
        self.announced(booth)
        refused(field, self.void, booth, **words)
        too_soon = {"election_day": clock.today() + timedelta(days=19)}
        refused("election_day", self.void, booth, **too_soon)

    def test_only_the_district_and_only_a_result(self, booth):
        booth.voting()
        with pytest.raises(TransitionRefused):
            self.void(booth)
        booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        for key in ("chair", "street", "resident", "admin"):
            with pytest.raises((Refused, NotFound)):
                self.void(booth, actor=key)


def test_a_complaint_has_a_clock(booth):
    booth.published()
    row = complaints.complaint_file(
        actor=booth.world.resident, election=booth.election, text="有人发米", submit_key=uuid4()
    )
    assert row.due_on == clock.today() + timedelta(days=30) and not row.is_overdue
    clock.advance(days=31)
    assert row.is_overdue
