"""Sealed votes: V1–V9 and S1–S4 of RELIABILITY 2, each by name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from committees import sealing
from committees.models import SealedBallot, SealedEntry, SealedVote
from committees.services import sealed, sealed_casting, sealed_opening, sealed_roll
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, TransitionRefused
from portal.models import Record
from tests.committees.boxes import QUESTIONS, TRUSTEES, Box
from tests.committees.electing import refused

# Each passes by itself; together they would not fit into the one length of all ballots.
LONG = [
    {"text": f"问题{n}", "options": [str(m) for m in range(12)], "least": 0, "most": 12}
    for n in range(12)
]


@pytest.fixture
def box(hall):
    return Box(hall)


class TestBefore:
    @pytest.mark.parametrize("kind", ["election", "recall", "general", ""])
    def test_never_an_election(self, box, kind):
        """X7: by law on paper, and the database knows no other kind either."""
        refused("kind", box.drafted, kind=kind)
        vote = box.drafted()
        with pytest.raises(IntegrityError), transaction.atomic():
            SealedVote.objects.filter(pk=vote.pk).update(kind=kind or "x")

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"title": " "}, "title"),
            ({"questions": []}, "questions"),
            ({"questions": [QUESTIONS[0] | {"text": " "}]}, "text"),
            ({"questions": [QUESTIONS[0] | {"options": ["一"]}]}, "options"),
            ({"questions": [QUESTIONS[0] | {"options": ["一", "一"]}]}, "options"),
            ({"questions": [QUESTIONS[0] | {"options": ["一", " "]}]}, "options"),
            ({"questions": [QUESTIONS[0] | {"most": 4}]}, "most"),
            ({"questions": [QUESTIONS[0] | {"least": 0, "most": 0}]}, "most"),
            ({"questions": LONG}, "options"),
            ({"kind": "appraisal"}, "kind"),
            ({"questions": [QUESTIONS[0]] * 13}, "questions"),
        ],
    )
    def test_what_cannot_be_asked(self, box, words, field):
        refused(field, box.drafted, **words)

    def test_hours_ahead(self, box):
        now = clock.now()
        refused("closes_at", box.drafted, opens_at=now - timedelta(hours=1))
        refused("closes_at", box.drafted, opens_at=now + timedelta(days=4))

    @pytest.mark.parametrize("key", ["resident", "member1", "street", "baita_chair", "staff"])
    def test_only_leaders_and_the_oversight_run_it(self, box, key):
        box.chair = box.world.people[key]
        with pytest.raises((Refused, NotFound)):
            box.drafted()

    def test_nothing_changes_once_the_roll_is_frozen(self, box):
        """V6."""
        vote = box.frozen()
        assert vote.frozen_hash == sealed_roll.frozen_of(vote) and vote.roll_size == 3
        with pytest.raises(TransitionRefused):
            sealed_roll.entries_add(actor=box.chair, vote=vote, people=["后来的"])
        for change in ("title = 'x'", "questions = '[]'", "closes_at = opens_at", "rules = '{}'"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                sql = f"UPDATE committees_sealedvote SET {change} WHERE id = %s"
                cursor.execute(sql, [vote.pk])
        with pytest.raises(DatabaseError), transaction.atomic():
            SealedEntry.objects.all().delete()

    def test_nobody_decides_nothing(self, box):
        vote = box.drafted()
        with pytest.raises(TransitionRefused, match="名册"):
            sealed_roll.roll_freeze(actor=box.chair, vote=vote)

    def test_the_shares_must_open_a_trial(self, box):
        box.frozen()
        refused("trial_opened", box.key, trial_opened="x")
        refused("trial_opened", box.key, public_key=sealing.public_of(bytes(16)))
        refused("public_key", box.key, public_key="zz")
        refused("trustees", box.key, trustees=TRUSTEES[:4])
        refused("trustees", box.key, trustees=[TRUSTEES[0]] * 5)
        assert box.key().status == "keyed"
        with pytest.raises(DatabaseError), transaction.atomic():
            SealedVote.objects.update(public_key=sealing.public_of(bytes(16)))

    def test_open_at_its_hour_only(self, box):
        box.frozen()
        box.key()
        with pytest.raises(TransitionRefused, match="开始"):
            sealed.vote_open(actor=box.chair, vote=box.vote)
        clock.advance(days=3)
        with pytest.raises(TransitionRefused, match="截止"):
            sealed.vote_open(actor=box.chair, vote=box.vote)


class TestCasting:
    def test_the_last_ballot_counts_and_only_that(self, box):
        """V1."""
        box.open()
        first = box.cast(box.voters[0], [[0], [1]])
        second = box.cast(box.voters[0], [[2], [0, 1]])
        assert (first.version, second.version) == (1, 2)
        box.closed()
        assert [row.pk for row in sealed.current_ballots(box.vote)] == [second.pk]
        assert box.opened()["choices"] == [[[2]], [[0, 1]]]

    def test_nobody_who_is_not_on_the_roll(self, box):
        """V2."""
        box.open()
        for stranger in (box.world.resident, box.world.member1):
            with pytest.raises(NotFound):
                box.cast(stranger, [[0], [1]])
        for key in ("street", "districter", "baita_resident"):
            with pytest.raises((Refused, NotFound)):
                box.cast(box.world.people[key], [[0], [1]])

    def test_open_to_the_last_moment_and_no_longer(self, box):
        """V5."""
        box.open()
        with clock.at(box.vote.closes_at - timedelta(microseconds=1)):
            assert box.cast(box.voters[0], [[0], [1]])
        with clock.at(box.vote.closes_at), pytest.raises(TransitionRefused):
            box.cast(box.voters[1], [[0], [1]])
        with pytest.raises(TransitionRefused, match="截止"):
            sealed.vote_close(actor=box.chair, vote=box.vote)
        box.closed()
        with pytest.raises(TransitionRefused):
            box.cast(box.voters[1], [[0], [1]])

    def test_the_same_key_is_the_same_ballot(self, box):
        """V7."""
        box.open()
        key, ciphertext = uuid4(), box.seal([[0], [1]])
        words = {"actor": box.voters[0], "vote_id": box.vote.pk, "submit_key": key}
        first = sealed_casting.ballot_cast(ciphertext=ciphertext, **words)
        assert sealed_casting.ballot_cast(ciphertext=ciphertext, **words) == first
        with pytest.raises(TransitionRefused):
            sealed_casting.ballot_cast(ciphertext=box.seal([[1], [1]]), **words)
        assert SealedBallot.objects.count() == 1

    def test_nobody_puts_anothers_ballot_in(self, box):
        box.open()
        ciphertext = box.seal([[0], [1]])
        words = {"vote_id": box.vote.pk, "ciphertext": ciphertext}
        sealed_casting.ballot_cast(actor=box.voters[0], submit_key=uuid4(), **words)
        run = sealed_casting.ballot_cast
        refused("ciphertext", run, actor=box.voters[1], submit_key=uuid4(), **words)
        words["ciphertext"] = ciphertext[:-1]
        refused("ciphertext", run, actor=box.voters[1], submit_key=uuid4(), **words)

    def test_paper_above_all(self, box):
        """V9: noted by one, confirmed by another; from then on no sealed ballot counts."""
        box.open()
        box.cast(box.voters[0], [[0], [1]])
        box.cast(box.voters[1], [[1], [2]])
        entry = box.vote.entries.get(user=box.voters[0])
        note = {"vote_id": box.vote.pk, "entry_id": entry.pk}
        sealed_casting.paper_note(actor=box.chair, **note)
        with pytest.raises(TransitionRefused, match="另一个人"):
            sealed_casting.paper_note(actor=box.chair, **note)
        assert len(sealed.current_ballots(box.vote)) == 2
        # A note alone shuts nobody out, and may be taken back.
        box.cast(box.voters[0], [[1], [1]])
        assert sealed_casting.paper_undo(actor=box.second, **note).paper_by is None
        sealed_casting.paper_note(actor=box.chair, **note)
        sealed_casting.paper_note(actor=box.second, **note)
        with pytest.raises(TransitionRefused, match="不能撤回"):
            sealed_casting.paper_undo(actor=box.chair, **note)
        with pytest.raises(TransitionRefused, match="纸质"):
            box.cast(box.voters[0], [[2], [2]])
        assert len(sealed.current_ballots(box.vote)) == 1
        with pytest.raises((Refused, NotFound)):
            sealed_casting.paper_note(actor=box.voters[2], **note)

    def test_ballots_are_never_changed_nor_removed(self, box):
        box.open()
        box.cast(box.voters[0], [[0], [1]])
        for act in (
            "UPDATE committees_sealedballot SET version = 9",
            "DELETE FROM committees_sealedballot",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(act)

    def test_no_interim_count(self, box):
        """V8: what is in the box is sealed for the portal as well, and is not handed out."""
        box.open()
        box.cast(box.voters[0], [[0], [1]])
        with pytest.raises(TransitionRefused, match="截止"):
            sealed_opening.ballots_export(actor=box.chair, vote=box.vote)
        stored = bytes(SealedBallot.objects.get().ciphertext)
        assert sealing.unseal(stored, bytes(16), sealed.info_of(box.vote)) is None


class TestOpening:
    def vote_all(self, box, count=20):
        box.voters = [box.voter(number) for number in range(count)]
        box.open()
        said = [[[number % 3], sorted({number % 4, (number + 1) % 4})] for number in range(count)]
        for voter, choices in zip(box.voters, said, strict=True):
            box.cast(voter, choices)
        box.closed()
        return said

    def test_two_people_with_the_same(self, box):
        said = self.vote_all(box)
        opened = box.opened()
        run = sealed_opening.opened_import
        assert run(actor=box.chair, vote=box.vote, opened=opened).status == "closed"
        assert run(actor=box.chair, vote=box.vote, opened=opened).status == "closed"
        box.vote = run(actor=box.second, vote=box.vote, opened=opened)
        assert box.vote.status == "opened"
        # V3: marks on the roll = current receipts = valid and invalid.
        marks = box.vote.ballots.values("entry").distinct().count()
        assert marks == 20 == opened["valid"] + opened["invalid"]
        # V4: recomputed from what was opened.
        first = [sum(1 for one in said if one[0] == [option]) for option in range(3)]
        assert sealed_opening.tally_of(box.vote)[0] == first

    def test_different_results_stay_unopened(self, box):
        self.vote_all(box)
        opened = box.opened()
        other = opened | {"choices": [sorted(opened["choices"][0]), opened["choices"][1]]}
        other["choices"] = [[[0]] * 20, opened["choices"][1]]
        run = sealed_opening.opened_import
        run(actor=box.chair, vote=box.vote, opened=opened)
        assert run(actor=box.second, vote=box.vote, opened=other).status == "closed"
        with pytest.raises(TransitionRefused):
            run(actor=box.second, vote=box.vote, opened=opened)

    @pytest.mark.parametrize(
        "change",
        [
            {"vote": "other"},
            {"root": "0" * 64},
            {"valid": 19},
            {"invalid": 1},
            {"valid": True},
            {"choices": []},
            {"choices": None},
            {"choices": [[[0]] * 20, [[9]] * 20]},
            {"choices": [[[1]] * 19 + [[0]], [[0]] * 20]},  # not sorted
            {"choices": [[[0, 1]] * 20, [[0]] * 20]},  # two where one may be chosen
            {"choices": [[[0]] * 20, [[1, 0]] * 20]},
            {"more": 1},
        ],
    )
    def test_what_the_box_cannot_have_held(self, box, change):
        self.vote_all(box)
        refused(
            "opened",
            sealed_opening.opened_import,
            actor=box.chair,
            vote=box.vote,
            opened=box.opened() | change,
        )

    @pytest.mark.parametrize(("count", "is_shown"), [(19, False), (20, True)])
    def test_no_count_of_so_few(self, box, count, is_shown):
        """S4."""
        self.vote_all(box, count)
        box.imported()
        assert (sealed_opening.tally_of(box.vote) is not None) is is_shown

    def with_paper(self, box):
        """Twenty voters, of whom two go to the counter."""
        box.voters = [box.voter(number) for number in range(20)]
        box.open()
        for voter in box.voters[:18]:
            box.cast(voter, [[0], [1]])
        for voter in box.voters[17:19]:
            entry = box.vote.entries.get(user=voter)
            for person in (box.chair, box.second):
                sealed_casting.paper_note(actor=person, vote_id=box.vote.pk, entry_id=entry.pk)
        box.closed()

    def test_paper_counts_as_much(self, box):
        """17 sealed and 2 on paper: one of those on paper had voted sealed before (V9)."""
        self.with_paper(box)
        box.imported(paper=[[1, 1, 0], [0, 0, 2, 1]])
        assert sealed_opening.collected_of(box.vote) == 19
        assert sealed_opening.tally_of(box.vote) is None  # 19 are too few to be told apart (S4)

    def test_paper_is_added_to_the_count(self, box):
        self.with_paper(box)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sealed_opening, "LEAST_SHOWN", 19)
            box.imported(paper=[[1, 1, 0], [0, 0, 2, 1]])
            assert sealed_opening.tally_of(box.vote) == [[18, 1, 0], [0, 17, 2, 1]]

    @pytest.mark.parametrize(
        "paper",
        [
            [],
            [[1, 1, 0]],
            [[1, 1], [0, 0, 0, 0]],
            [[2, 1, 0], [0, 0, 0, 0]],
            [[3, 0, 0], [0, 0, 0, 0]],
            [[-1, 0, 0], [0, 0, 0, 0]],
            [[1, 1, 0], [2, 2, 1, 0]],
            [[True, 1, 0], [0, 0, 0, 0]],
        ],
    )
    def test_what_two_paper_ballots_cannot_say(self, box, paper):
        self.with_paper(box)
        words = {"actor": box.chair, "vote": box.vote, "opened": box.opened(), "paper": paper}
        refused("paper", sealed_opening.opened_import, **words)

    def test_two_people_with_different_paper(self, box):
        self.with_paper(box)
        run, opened = sealed_opening.opened_import, box.opened()
        run(actor=box.chair, vote=box.vote, opened=opened, paper=[[1, 1, 0], [0, 0, 2, 1]])
        vote = run(actor=box.second, vote=box.vote, opened=opened, paper=[[2, 0, 0], [0, 0, 2, 1]])
        assert vote.status == "closed"

    def test_the_opened_is_kept(self, box):
        self.vote_all(box)
        box.imported()
        with pytest.raises(DatabaseError), transaction.atomic():
            SealedVote.objects.update(opened={})

    def test_destroyed_by_two_when_the_days_are_over(self, box):
        self.vote_all(box)
        box.imported()
        box.vote = sealed_opening.sealed_publish(actor=box.chair, vote=box.vote)
        destroy = sealed_opening.box_destroy
        clock.advance(days=29)
        with pytest.raises(TransitionRefused, match="30"):
            destroy(actor=box.chair, vote=box.vote)
        clock.advance(days=1)
        box.vote = destroy(actor=box.chair, vote=box.vote)
        with pytest.raises(TransitionRefused, match="另一个人"):
            destroy(actor=box.chair, vote=box.vote)
        assert SealedBallot.objects.count() == 20
        box.vote = destroy(actor=box.second, vote=box.vote)
        assert box.vote.status == "destroyed" and not SealedBallot.objects.exists()
        assert sealed_opening.tally_of(box.vote) is not None
        box.open()
        box.cast(box.voters[0], [[0], [1]])
        with pytest.raises(DatabaseError), transaction.atomic():
            SealedBallot.objects.all().delete()


def test_the_record_joins_nobody_to_a_ballot(box):
    """S1: a cast is on record with its version alone."""
    box.open()
    ballot = box.cast(box.voters[0], [[0], [1]])
    row = Record.objects.get(subject_type="sealed_vote", verb="cast")
    assert row.data == {"version": 1} and not row.is_public
    assert ballot.receipt not in str(list(Record.objects.values_list("data", flat=True)))


def test_the_clock_closes_a_box_nobody_closes(hall):
    """And a ballot after it is refused, whoever is faster (C4)."""
    box = Box(hall)
    box.open()
    box.cast(box.voters[0], [[0], [1]])
    assert sealed.sealed_sweep() == 0
    clock.advance(seconds=(box.vote.closes_at - clock.now()).total_seconds())
    assert sealed.sealed_sweep() == 1 and sealed.sealed_sweep() == 0
    vote = SealedVote.objects.get(pk=box.vote.pk)
    assert vote.status == "closed" and len(vote.root) == 64
    with pytest.raises(TransitionRefused):
        box.cast(box.voters[1], [[0], [1]])
