"""A motion of the representatives voted on by sealed ballots: one box, one result."""

import random

import pytest
from django.db import IntegrityError, transaction

from committees import recount
from committees.models import Resolution, SealedVote, Vote, VoteCount, VoteEvent
from committees.recount import misfits, results_counted
from committees.services import sealed, sealed_opening, sealed_roll
from committees.services.hands import hands_record
from committees.services.motions import motion_edit
from committees.services.recusals import recusal_declare
from committees.services.representatives import representative_add, representative_end
from committees.services.sealed_casting import paper_note
from committees.services.sealed_drafts import question_add
from committees.services.sealed_voids import box_give_up
from committees.services.tellers import count_enter
from committees.services.votes import vote_cast, vote_close
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.models import RuleSet
from tests.committees.councils import CHOICES, Council


@pytest.fixture
def council(hall):
    return Council(hall)


def refused(call, code, error=TransitionRefused):
    with pytest.raises(error) as found:
        call()
    assert found.value.code == code


class TestPreparing:
    def test_the_roll_is_the_meetings_and_the_question_the_motion(self, council):
        vote = council.draft()
        assert vote.entries.count() == 37 == council.meeting.participants.count()
        assert vote.limits == [[3, 1, 1]] and vote.questions[0]["text"] == council.motion.title
        assert "quorum" not in vote.rules

    def test_nothing_is_added_by_hand(self, council):
        vote = council.draft()
        add, more = sealed_roll.entries_name, {"actor": council.chair, "vote": vote}
        refused(lambda: add(names=["外人"], **more), "roll_of_meeting")
        question = {"text": "还有", "options": ["甲", "乙"], "least": 1, "most": 1}
        refused(lambda: question_add(question=question, **more), "appraisal", RuleViolated)

    def test_only_where_the_law_allows_it(self, council):
        for row in RuleSet.objects.all():
            row.rules["reps_meeting"].pop("sealed_ballots", None)
            row.save()
        refused(council.draft, "law", RuleViolated)

    def test_only_what_the_representatives_decide(self, council):
        council.motion = council.hall.motion(title="委员会的事")
        refused(council.draft, "state")
        council.hall.planned(council.motion)
        council.fresh()
        refused(council.draft, "meeting", RuleViolated)
        refused(lambda: council.draft(kind="consultation"), "motion", RuleViolated)

    def test_once_for_a_motion_in_a_meeting(self, council):
        council.draft()
        refused(council.draft, "twice", RuleViolated)
        sealed.vote_cancel(actor=council.chair, vote=council.vote, remark="写错了时间")
        assert council.draft().pk

    def test_who_comes_and_goes_before_the_roll_is_frozen(self, council):
        council.draft()
        row = council.meeting.participants.get(user=council.reps[3]).representative
        representative_end(actor=council.chair, representative=row, ground="moved")
        words = {"actor": council.chair, "community": council.world.mingtong, "households": 30}
        representative_add(name="新来的", **words)
        vote = sealed_roll.roll_freeze(actor=council.chair, vote=council.vote)
        names = set(vote.entries.filter(removed_at=None).values_list("name", flat=True))
        assert vote.roll_size == 37 and "新来的" in names and "代表3" not in names


class TestOneWay:
    def test_a_prepared_box_is_not_passed_by(self, council):
        council.keyed()
        council.gather()
        for method in ("named", "hands", "counted", "secret"):
            refused(lambda method=method: council.ask(method), "box")
        sealed.vote_cancel(actor=council.chair, vote=council.vote, remark="改用纸质选票")
        assert council.ask("secret").sealed_id is None

    def test_no_vote_without_a_box_that_is_ready(self, council):
        council.draft()
        council.gather()
        refused(council.ask, "no_box")

    def test_the_box_is_not_opened_nor_told_beside_the_vote(self, council):
        council.keyed()
        council.gather()
        refused(lambda: sealed.vote_open(actor=council.chair, vote=council.vote), "guard")
        council.ask()
        council.say("for", 0, 25)
        council.shut()
        council.imported()
        publish = sealed_opening.sealed_publish
        refused(lambda: publish(actor=council.chair, vote=council.vote), "guard")

    def test_nobody_votes_on_it_otherwise(self, council):
        event = council.running()
        cast = {"actor": council.reps[0], "event_id": event.pk}
        refused(lambda: vote_cast(choice="for", **cast), "hands")
        enter = {"actor": council.world.member1, "event_id": event.pk}
        figures = {"votes_for": 30, "against": 0, "abstain": 0}
        refused(lambda: count_enter(**enter, **figures), "named")
        chair = {"actor": council.chair, "event_id": event.pk}
        refused(lambda: hands_record(hands={}, **chair), "named")
        refused(lambda: council.ask("secret"), "state")

    def test_the_database_knows_no_sealed_vote_without_its_box(self, council):
        event = council.running()
        rows = VoteEvent.objects.filter(pk=event.pk)
        for change in ({"sealed": None}, {"method": "secret"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            SealedVote.objects.filter(pk=council.vote.pk).update(kind="consultation")

    def test_a_box_keeps_its_motion(self, council):
        council.keyed()
        other = council.hall.motion(title="别的议案")
        with pytest.raises(Exception, match=r"frozen|append"), transaction.atomic():
            SealedVote.objects.filter(pk=council.vote.pk).update(motion=other)


class TestOpening:
    def test_other_words_than_were_frozen(self, council):
        council.keyed()
        motion_edit(
            actor=council.world.member1,
            motion=council.motion,
            version=council.motion.version,
            title=council.motion.title,
            text="改过的内容",
            actions=(),
        )
        council.gather()
        refused(council.ask, "text")

    def test_another_roll_than_was_frozen(self, council):
        council.keyed()
        row = council.meeting.participants.get(user=council.reps[29]).representative
        representative_end(actor=council.chair, representative=row, ground="moved")
        council.gather(29)
        refused(council.ask, "roll")

    @pytest.mark.parametrize("present", [19, 20])
    def test_twenty_in_the_room(self, council, present):
        council.keyed()
        council.gather(present)
        if present == 20:
            assert council.ask().sealed_id == council.vote.pk
        else:
            refused(council.ask, "few")

    def test_not_after_its_hour(self, council):
        council.keyed()
        council.gather()
        clock.advance(hours=2)
        refused(council.ask, "guard")


class TestCasting:
    def test_only_who_is_in_the_room(self, council):
        council.running(25)
        council.say("for", 0, 1)
        refused(lambda: council.say("for", 25, 26), "absent")

    def test_who_stands_aside_does_not_vote_and_who_voted_does_not_stand_aside(self, council):
        council.running()
        words = {"motion": council.motion, "reason": "是施工方的亲属"}
        recusal_declare(actor=council.reps[0], **words)
        refused(lambda: council.say("for", 0, 1), "recused")
        council.say("for", 1, 2)
        refused(lambda: recusal_declare(actor=council.reps[1], **words), "already_voted")

    def test_nobody_stands_aside_once_the_box_is_shut(self, council):
        council.running()
        council.say("for", 0, 25)
        council.shut()
        words = {"motion": council.motion, "reason": "后来才想起"}
        refused(lambda: recusal_declare(actor=council.reps[29], **words), "recusal")

    def test_the_last_ballot_counts(self, council):
        council.running()
        council.say("for", 0, 25)
        council.say("against", 0, 25)
        event = council.told()
        assert (event.outcome, event.votes_for) == ("rejected", 0)

    def test_paper_counts_beside_sealed_ones(self, council):
        council.running()
        council.say("for", 0, 20)
        entry = council.vote.entries.get(user=council.reps[25])
        for user in (council.chair, council.second):
            paper_note(actor=user, vote_id=council.vote.pk, entry_id=entry.pk)
        event = council.told(paper=[[0, 1, 0]])
        assert event.result["counts"]["against"] == 1 and list(misfits()) == []

    def test_no_paper_for_who_is_not_there(self, council):
        council.running(25)
        entry = council.vote.entries.get(user=council.reps[29])
        words = {"vote_id": council.vote.pk, "entry_id": entry.pk}
        refused(lambda: paper_note(actor=council.chair, **words), "absent")


class TestResult:
    # 30 of 37 are there: quorum 25, majority of those present more than 15.
    @pytest.mark.parametrize(
        ("votes_for", "outcome"), [(15, "rejected"), (16, "adopted"), (17, "adopted")]
    )
    def test_at_the_majority(self, council, votes_for, outcome):
        council.running()
        council.say("for", 0, votes_for)
        council.say("against", votes_for, 24)
        council.say("abstain", 24, 30)
        event = council.told()
        assert (event.outcome, event.votes_for, event.votes_needed) == (outcome, votes_for, 16)
        council.motion.refresh_from_db()
        assert council.motion.status == outcome
        found = Resolution.objects.filter(vote_event=event)
        assert found.exists() == (outcome == "adopted")
        council.vote.refresh_from_db()
        assert council.vote.status == "published"
        assert list(misfits()) == []
        assert results_counted()["vote"] == results_counted()["sealed vote"] == 1

    @pytest.mark.parametrize(("present", "outcome"), [(24, "no_quorum"), (25, "adopted")])
    def test_at_the_quorum(self, council, present, outcome):
        council.running(present)
        council.say("for", 0, present)
        event = council.told()
        assert (event.outcome, event.quorum_present, event.quorum_needed) == (outcome, present, 25)
        assert list(misfits()) == []

    def test_presence_is_settled_with_the_box(self, council):
        council.running(30)
        council.say("for", 0, 25)
        council.shut()
        for user in council.reps[25:30]:
            council.note(user, "absent")  # what the box says could have been known by now
        council.imported()
        event = council.end()
        assert event.quorum_present == 30 and len(event.present) == 30

    def test_who_left_after_voting_was_there(self, council):
        council.running(25)
        council.say("for", 0, 25)
        council.note(council.reps[0], "excused")
        event = council.told()
        assert event.quorum_present == 25 and list(misfits()) == []

    def test_no_result_before_the_opening(self, council):
        event = council.running()
        close = {"actor": council.chair, "event_id": event.pk}
        refused(lambda: vote_close(**close), "box")
        council.say("for", 0, 25)
        council.shut()
        refused(lambda: vote_close(**close), "box")
        council.imported()
        with pytest.raises(Refused):
            vote_close(actor=council.reps[0], event_id=event.pk)
        first = council.end()
        assert vote_close(**close).pk == first.pk and Resolution.objects.count() == 1


class TestVoid:
    @pytest.mark.parametrize(("ballots", "outcome"), [(19, "void"), (20, "adopted")])
    def test_too_few_ballots_decide_nothing(self, council, ballots, outcome):
        council.running()
        council.say("for", 0, ballots)
        event = council.told()
        assert event.outcome == outcome
        if outcome == "void":
            assert event.votes_for == 0 and event.result["counts"]["votes_for"] == 0
            council.motion.refresh_from_db()
            assert council.motion.status == "under_debate"
            assert council.ask("secret").pk != event.pk
        assert list(misfits()) == []

    def test_a_box_that_cannot_be_opened(self, council):
        council.running()
        council.say("for", 0, 25)
        council.shut()
        words = {"vote": council.vote, "remark": "两位保管人的份额损坏"}
        with pytest.raises(Refused):
            box_give_up(actor=council.chair, **words)
        box_give_up(actor=council.overseer(), **words)
        council.event.refresh_from_db()
        council.motion.refresh_from_db()
        assert (council.event.outcome, council.motion.status) == ("void", "under_debate")
        assert list(misfits()) == []

    def test_not_once_somebody_knows_what_it_says(self, council):
        council.running()
        council.say("for", 0, 25)
        words = {"vote": council.vote, "remark": "打不开"}
        overseer = council.overseer()
        refused(lambda: box_give_up(actor=overseer, **words), "state")
        council.shut()
        opened = council.opened()
        sealed_opening.opened_import(actor=council.chair, vote=council.vote, opened=opened)
        words["vote"] = council.vote
        refused(lambda: box_give_up(actor=overseer, **words), "guard")


class TestRecount:
    @pytest.mark.parametrize("seed", range(3))
    def test_random_votes_fit(self, council, seed):
        dice = random.Random(seed)
        council.running(dice.randint(20, 30))
        here = council.meeting.participants.filter(presence="present").count()
        said = [dice.choice(list(CHOICES)) for _one in range(dice.randint(18, here))]
        for number, choice in enumerate(said):
            council.say(choice, number, number + 1)
        event = council.told()
        if event.outcome != "void":
            counts = event.result["counts"]
            assert [counts["votes_for"], counts["against"]] == [
                said.count("for"),
                said.count("against"),
            ]
        assert list(misfits()) == []

    def test_what_was_changed_does_not_fit(self, council):
        council.running()
        council.say("for", 0, 25)
        event = council.told()
        assert recount.vote_misfit(event) == ""
        event.sealed.opened["choices"][0][0] = [1]
        assert recount.vote_misfit(event) == "result"
        event = VoteEvent.objects.get(pk=event.pk)
        event.present = event.present[1:]
        assert recount.vote_misfit(event) == "roll"
        box = SealedVote.objects.get(pk=council.vote.pk)
        for name, value, what in (("title", "别的", "frozen"), ("root", "0" * 64, "root")):
            assert recount.box_misfit(box) == ""
            kept = getattr(box, name)
            setattr(box, name, value)
            assert recount.box_misfit(box) == what
            setattr(box, name, kept)
        box.status = "opened"
        assert recount.box_misfit(box) == "vote"

    def test_nothing_stands_beside_it(self, council):
        council.running()
        council.say("for", 0, 25)
        event = council.told()
        figures = {"votes_for": 1, "against": 0, "abstain": 0, "entered_by": council.chair}
        VoteCount.objects.create(vote_event=event, **figures)
        assert recount.vote_misfit(event) == "beside"
        assert Vote.objects.count() == 0
