"""The count by two, what a result does by itself, runoffs; recomputed from what is stored."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from committees.models import (
    Committee,
    CountSheet,
    Election,
    ElectionOfficer,
    KinTie,
    VoterRegistration,
)
from committees.services import (
    candidates,
    election_counts,
    election_steps,
    results,
)
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record
from tests.committees.electing import Booth, refused


class TestTheCount:
    def test_only_on_election_day(self, booth):
        booth.nominated()
        booth.meet()
        with pytest.raises(TransitionRefused, match="选举日"):
            election_steps.voting_start(actor=booth.head, election=booth.election)

    def test_turnout_never_sinks(self, booth):
        booth.voting()
        note = election_counts.turnout_note
        words = {"actor": booth.head, "election": booth.election}
        note(issued=5, **words)
        assert note(issued=5, **words).issued == 5 and booth.election.turnout.count() == 1
        refused("issued", note, issued=4, **words)
        refused("issued", note, issued=21, **words)
        note(issued=20, **words)
        with pytest.raises(DatabaseError), transaction.atomic():
            booth.election.turnout.update(issued=1)

    def test_two_people_and_the_same_figures(self, booth):
        booth.voting()
        sheet = booth.sheet(returned=18, votes=booth.votes(12, 2))
        words = {"actor": booth.head, "election": booth.election}
        election_counts.sheet_enter(sheet=sheet, **words)
        election_counts.sheet_enter(sheet=sheet, **words)
        with pytest.raises(TransitionRefused, match="两个人"):
            election_counts.election_count(**words)
        other = booth.sheet(returned=17, issued=18, votes=booth.votes(12, 2), invalid={"blank": 1})
        second = {"actor": booth.people[1], "election": booth.election}
        election_counts.sheet_enter(sheet=other, **second)
        differ = election_counts.sheets_differ(booth.election.sheets.all())
        assert differ == ["returned", "invalid.blank"]
        with pytest.raises(TransitionRefused, match="不一致"):
            election_counts.election_count(**words)
        with pytest.raises(TransitionRefused, match="另外两个人"):
            election_counts.sheet_enter(actor=booth.people[2], election=booth.election, sheet=sheet)
        election_counts.sheet_enter(sheet=sheet, **second)
        done = election_counts.election_count(**words)
        assert done.outcome == "elected" and CountSheet.objects.count() == 2

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"issued": 21}, "issued"),
            ({"returned": -1}, "issued"),
            ({"returned": 18, "invalid": {"blank": 19}}, "returned"),
            ({"invalid": {"rain": 1}}, "issued"),
            ({"votes": {}}, "issued"),
        ],
    )
    def test_figures_that_cannot_be(self, booth, change, field):
        booth.voting()
        given = {"issued": 18, "returned": 18, "invalid": {}, "votes": booth.votes(12, 2)} | change
        sheet = election_counts.Sheet(**given)
        run = election_counts.sheet_enter
        refused(field, run, actor=booth.head, election=booth.election, sheet=sheet)

    def test_votes_that_cannot_be(self, booth):
        booth.voting()
        first = next(iter(booth.votes(0, 0)))
        run, words = election_counts.sheet_enter, {"actor": booth.head, "election": booth.election}
        sheet = booth.sheet(returned=18, votes=booth.votes(12, 2) | {first: 19})
        refused(f"votes_{first}", run, sheet=sheet, **words)
        sheet = booth.sheet(returned=18, votes=booth.votes(12, 2, chair=(12, 7)))
        refused(f"votes_{first}", run, sheet=sheet, **words)

    @pytest.mark.parametrize("key", ["chair", "street", "resident"])
    def test_nobody_else_counts(self, booth, key):
        booth.voting()
        sheet = booth.sheet(returned=18, votes=booth.votes(12, 2))
        with pytest.raises((Refused, NotFound)):
            election_counts.sheet_enter(
                actor=booth.world.people[key], election=booth.election, sheet=sheet
            )


@pytest.mark.parametrize(
    ("form", "returned", "outcome"),
    [
        ("voters", 10, "void"),
        ("voters", 11, "elected"),
        ("households", 10, "void"),
        ("households", 11, "elected"),
        ("representatives", 13, "void"),  # 2/3 of 20 is 13.33
        ("representatives", 14, "elected"),
    ],
)
def test_validity_at_the_border(hall, form, returned, outcome):
    booth = Booth(hall, form=form)
    booth.voting()
    win = returned // 2 + 1
    sheet = booth.sheet(returned=returned, votes=booth.votes(win, 0))
    assert booth.counted(sheet).outcome == outcome


class TestTheResult:
    def test_it_seats_by_itself(self, booth):
        booth.voting()
        election = booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        committee = election.committee
        assert committee.term_from == booth.hall.committee.term_to and committee.size == 5
        seats = committee.memberships.order_by("id")
        assert [row.seat for row in seats][:2] == ["chair", "vice_chair"] and seats.count() == 5
        assert all(row.seated_by == "election" for row in seats)
        chair = seats[0].user
        with clock.at(clock.now() + timedelta(days=(committee.term_from - clock.today()).days + 1)):
            assert access_of(chair).can("committees.convene_meeting", committee.handover)
        assert committee.handover.due_on == committee.term_from + timedelta(days=10)
        told = Record.objects.get(subject_type="election", verb="announce")
        assert told.data["late"] is False

    def test_announced_the_next_day_is_late_in_public(self, booth):
        booth.voting()
        booth.counted(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        clock.advance(days=1)
        results.result_announce(actor=booth.head, election=booth.election)
        told = Record.objects.get(subject_type="election", verb="announce")
        assert told.data["late"] is True and told.is_public

    def test_once_and_by_its_committee(self, booth):
        booth.voting()
        booth.counted(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        for key in ("chair", "street", "districter"):
            with pytest.raises((Refused, NotFound)):
                results.result_announce(actor=booth.world.people[key], election=booth.election)
        results.result_announce(actor=booth.head, election=booth.election)
        with pytest.raises(TransitionRefused):
            results.result_announce(actor=booth.head, election=booth.election)
        assert Committee.objects.filter(community=booth.world.mingtong).count() == 2

    def test_void_seats_nobody(self, booth):
        booth.voting()
        election = booth.announced(booth.sheet(returned=10, votes=booth.votes(8, 1)))
        assert election.outcome == "void" and election.committee is None

    def test_kin_of_an_elected_leaves_the_seat_open(self, booth):
        booth.voting()
        standing = list(election_counts.candidates_standing(booth.election).values())
        one, other = standing[0][0].user, standing[1][0].user
        low, high = sorted((one, other), key=lambda user: user.pk)
        KinTie.objects.create(one=low, other=high, kinship="spouse", noted_by=None)
        election = booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        assert election.committee.memberships.count() == 4
        assert election.result["refused"][0]["candidate"] == standing[1][0].pk

    def test_an_elected_without_account_is_linked_first(self, booth):
        booth.voting()
        row = next(iter(election_counts.candidates_standing(booth.election).values()))[0]
        type(row).objects.filter(pk=row.pk).update(user=None)
        booth.counted(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        with pytest.raises(TransitionRefused, match="账号"):
            results.result_announce(actor=booth.head, election=booth.election)
        assert Committee.objects.filter(community=booth.world.mingtong).count() == 1
        candidates.candidate_link(actor=booth.head, candidate=row, user=booth.person("late"))
        assert results.result_announce(actor=booth.head, election=booth.election).committee

    @pytest.mark.parametrize(
        "change", ["outcome = 'void'", "form = 'households'", "rules = '{}'", "result = '{}'"]
    )
    def test_the_database_keeps_it(self, booth, change):
        booth.voting()
        election = booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE committees_election SET {change} WHERE id = %s", [election.pk])

    def test_filed_after_the_handover(self, booth):
        booth.voting()
        booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))
        with pytest.raises(TransitionRefused, match="移交"):
            results.election_file(actor=booth.head, election=booth.election)


class TestTheRunoff:
    def test_the_tied_stand_again_for_the_open_seat(self, booth):
        booth.voting()
        day = clock.today() + timedelta(days=7)
        sheet = booth.sheet(returned=18, votes=booth.votes(12, 2, chair=(8, 7)))
        booth.counted(sheet)
        run = {"actor": booth.head, "election": booth.election}
        refused("runoff_day", results.result_announce, **run)
        late = clock.today() + timedelta(days=61)
        refused("runoff_day", results.result_announce, runoff_day=late, **run)
        first = results.result_announce(runoff_day=day, **run)
        assert first.committee.memberships.count() == 4
        booth.election = runoff = first.runoffs.get()
        assert (runoff.status, runoff.election_day) == ("met_residents", day)
        assert [(post.seat, post.seats) for post in runoff.posts.all()] == [("chair", 1)]
        assert runoff.posts.get().candidates.count() == 2
        booth.open()
        # A plurality is enough, but no less than a third of the ballots: 6 of 18.
        done = booth.announced(booth.sheet(returned=18, votes=booth.votes(6, 5)))
        assert done.outcome == "elected"
        assert first.committee.memberships.filter(seat="chair").count() == 1

    def test_below_a_third_the_seat_stays_open(self, booth):
        booth.voting()
        day = clock.today() + timedelta(days=7)
        first = booth.announced(
            booth.sheet(returned=18, votes=booth.votes(12, 2, chair=(8, 7))), runoff_day=day
        )
        booth.election = first.runoffs.get()
        booth.open()
        done = booth.announced(booth.sheet(returned=18, votes=booth.votes(5, 4)))
        assert done.outcome == "short"
        assert not first.committee.memberships.filter(seat="chair").exists()


COUNTS = st.tuples(*[st.integers(0, 20)] * 10)


@pytest.mark.parametrize("form", ["voters", "households", "representatives"])
def test_every_stored_result_can_be_recomputed(hall, form):
    """The raw material is stored: whatever was counted, the same rules on it say the same."""
    booth = Booth(hall, form=form)
    booth.voting()
    ids = list(booth.votes(0, 0))

    @settings(max_examples=60, deadline=None)
    @given(figures=COUNTS, returned=st.integers(0, 20))
    def recompute(figures, returned):
        votes = dict(zip(ids, figures, strict=False))
        votes |= {key: 0 for key in ids if key not in votes}
        with transaction.atomic():
            try:
                done = booth_count(booth, returned, votes)
            except RuleViolated:
                return transaction.set_rollback(True)
            stored = Election.objects.get(pk=done.pk)
            sheet = CountSheet.objects.filter(election=stored).first()
            again = election_counts.result_of(stored, sheet, 20)
            assert (stored.outcome, stored.result) == (again[0], jsonable(again[1]))
            return transaction.set_rollback(True)

    recompute()


def test_every_runoff_and_recall_can_be_recomputed(booth):
    """The same of a runoff and of a recall, each from its own sheet."""
    booth.nominated(posts={"chair": 1, "committee_member": 4})
    booth.meet()
    booth.open()
    sheet = booth.sheet(returned=18, votes=booth.votes(12, 2, chair=(8, 8)))
    first = booth.announced(sheet, runoff_day=clock.today() + timedelta(days=10))
    booth.election = Election.objects.get(parent=first)
    booth.open()
    ids = list(booth.votes(0, 0))
    seat = first.committee.memberships.first()
    recall = Election.objects.create(
        **{name: getattr(first, name) for name in ("community", "subdistrict_id", "district_id")},
        kind="recall",
        form="voters",
        title="罢免",
        election_day=clock.today(),
        polling_place="礼堂",
        committee=first.committee,
        membership=seat,
        rules=first.rules,
        rules_hash=first.rules_hash,
        status="voting",
    )
    VoterRegistration.objects.bulk_create(
        VoterRegistration(election=recall, number=n, name=f"民{n}", basis="hukou", household=f"{n}")
        for n in range(1, 21)
    )
    recall.officers.bulk_create(
        ElectionOfficer(election=recall, user=user) for user in booth.people
    )

    @settings(max_examples=40, deadline=None)
    @given(
        figures=st.tuples(*[st.integers(0, 20)] * 3),
        returned=st.integers(0, 20),
        is_recall=st.booleans(),
    )
    def recompute(figures, returned, is_recall):
        votes = dict(zip(ids, figures, strict=False))
        if is_recall:
            votes = dict(zip(("for", "against", "abstain"), figures, strict=True))
            returned = sum(figures)
        election = recall if is_recall else booth.election
        with transaction.atomic():
            try:
                done = booth_count(booth, returned, votes, election)
            except RuleViolated:
                return transaction.set_rollback(True)
            stored = Election.objects.get(pk=done.pk)
            sheet = CountSheet.objects.filter(election=stored).first()
            again = election_counts.result_of(stored, sheet, 20)
            assert (stored.outcome, stored.result) == (again[0], jsonable(again[1]))
            return transaction.set_rollback(True)

    recompute()


def booth_count(booth, returned, votes, election=None):
    election = election or booth.election
    sheet = booth.sheet(returned=returned, votes=votes)
    for user in booth.people[:2]:
        election_counts.sheet_enter(actor=user, election=election, sheet=sheet)
    return election_counts.election_count(actor=booth.head, election=election)


def jsonable(value):
    return json.loads(json.dumps(value))


def test_no_record_joins_a_voter_to_a_vote(booth):
    """The tables that know votes know no voter, and the other way round."""
    booth.voting()
    booth.announced(booth.sheet(returned=18, votes=booth.votes(12, 2)))
    for row in Record.objects.filter(subject_type="election"):
        assert not {"voter", "registration", "number"} & set(row.data) or row.verb == "register"
    knows_votes = {field.name for field in CountSheet._meta.get_fields()}
    assert knows_votes == {
        "id",
        "election",
        "entry",
        "issued",
        "returned",
        "invalid",
        "votes",
        "entered_by",
        "entered_at",
    }
