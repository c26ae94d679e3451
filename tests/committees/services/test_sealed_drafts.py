"""Before the key: questions, the roll, and who may prepare what."""

from uuid import uuid4

import pytest

from committees.models import Appraisal, SealedEntry
from committees.services import sealed_drafts as write
from committees.services import sealed_roll as rolls
from committees.services.representatives import representative_add
from portal.kernel.errors import NotFound, Refused, TransitionRefused
from tests.committees.boxes import QUESTIONS, Box
from tests.committees.electing import refused
from tests.committees.services.test_appraisals import watch  # noqa: F401

MORE = {"text": "还要什么", "options": ["花", "树"], "least": 1, "most": 1}


@pytest.fixture
def box(hall):
    return Box(hall)


class TestQuestions:
    def test_added_and_taken_out(self, box):
        vote = box.drafted()
        vote = write.question_add(actor=box.chair, vote=vote, question=MORE)
        assert [row["text"] for row in vote.questions] == [
            "主任的工作",
            "最想先办哪几件",
            "还要什么",
        ]
        again = write.question_add(actor=box.chair, vote=vote, question=MORE)
        assert len(again.questions) == 3
        vote = write.question_remove(actor=box.second, vote=vote, number=0)
        assert vote.questions[0] == QUESTIONS[1]

    def test_one_must_stay_and_what_is_not_there_stays_away(self, box):
        vote = box.drafted(questions=[MORE])
        with pytest.raises(TransitionRefused, match="至少"):
            write.question_remove(actor=box.chair, vote=vote, number=0)
        with pytest.raises(NotFound):
            write.question_remove(actor=box.chair, vote=vote, number=1)
        refused(
            "options",
            write.question_add,
            actor=box.chair,
            vote=vote,
            question=MORE | {"options": ["一"]},
        )

    def test_nothing_of_it_once_the_roll_is_frozen(self, box):
        vote = box.frozen()
        for act in (
            lambda: write.question_add(actor=box.chair, vote=vote, question=MORE),
            lambda: write.question_remove(actor=box.chair, vote=vote, number=0),
            lambda: rolls.entries_fill(actor=box.chair, vote=vote, whom="residents"),
            lambda: rolls.entry_remove(actor=box.chair, vote=vote, entry_id=1),
        ):
            with pytest.raises(TransitionRefused, match="锁定"):
                act()


class TestRoll:
    def test_everybody_who_lives_here_once(self, box):
        vote = box.drafted()
        first = rolls.entries_fill(actor=box.chair, vote=vote, whom="residents")
        assert first == vote.entries.count() >= 3
        assert rolls.entries_fill(actor=box.chair, vote=vote, whom="residents") == 0

    def test_representatives_and_those_without_an_account_by_name(self, box):
        place = {"actor": None, "community": box.world.mingtong, "households": 30}
        representative_add(user=box.world.resident, **place)
        representative_add(name="李大爷", **place)
        vote = box.drafted(kind="representatives")
        assert rolls.entries_fill(actor=box.chair, vote=vote, whom="representatives") == 2
        assert rolls.entries_fill(actor=box.chair, vote=vote, whom="representatives") == 0
        assert set(vote.entries.values_list("name", "user")) == {
            (box.world.resident.name, box.world.resident.pk),
            ("李大爷", None),
        }

    def test_taken_off_and_put_back(self, box):
        vote = box.drafted()
        rolls.entries_add(actor=box.chair, vote=vote, people=box.voters)
        entry = vote.entries.first()
        rolls.entry_remove(actor=box.chair, vote=vote, entry_id=entry.pk)
        with pytest.raises(NotFound):
            rolls.entry_remove(actor=box.chair, vote=vote, entry_id=entry.pk)
        assert vote.entries.filter(removed_at=None).count() == 2
        assert rolls.entries_add(actor=box.chair, vote=vote, people=box.voters) == 1
        assert vote.entries.filter(removed_at=None).count() == 3 == SealedEntry.objects.count()

    @pytest.mark.parametrize("names", [[], [" "], ["甲" * 41], ["甲"] * 501])
    def test_names_that_are_none(self, box, names):
        refused("names", rolls.entries_name, actor=box.chair, vote=box.drafted(), names=names)

    @pytest.mark.parametrize("key", ["resident", "street", "baita_chair"])
    def test_nobody_else(self, box, key):
        vote = box.drafted()
        with pytest.raises((Refused, NotFound)):
            rolls.entries_fill(actor=box.world.people[key], vote=vote, whom="residents")


class TestAppraisal:
    def drafted(self, watch, actor=None):  # noqa: F811
        box = Box(watch.hall)
        box.chair, box.second = actor or watch.one, watch.two
        row = Appraisal.objects.first() or watch.set()
        box.drafted(kind="appraisal", appraisal=row, questions=[])
        return box

    def test_its_questions_are_its_members(self, watch):  # noqa: F811
        box = self.drafted(watch)
        assert len(box.vote.questions) == 7
        assert box.vote.questions[0]["options"] == ["称职", "基本称职", "不称职"]
        assert box.vote.limits[0] == [3, 0, 1]
        refused("questions", write.question_add, actor=watch.one, vote=box.vote, question=MORE)
        with pytest.raises(NotFound):
            write.question_remove(actor=watch.one, vote=box.vote, number=0)

    def test_nobody_runs_the_vote_on_themselves(self, watch):  # noqa: F811
        with pytest.raises(TransitionRefused, match="被评议"):
            self.drafted(watch, actor=watch.world.chair)
        box = self.drafted(watch)
        for act in (
            lambda: rolls.entries_fill(actor=watch.world.chair, vote=box.vote, whom="residents"),
            lambda: rolls.roll_freeze(actor=watch.world.chair, vote=box.vote),
        ):
            with pytest.raises(TransitionRefused):
                act()

    def test_one_at_a_time(self, watch):  # noqa: F811
        self.drafted(watch)
        row = Appraisal.objects.get()
        refused("kind", Box.drafted, Box(watch.hall), kind="consultation", appraisal=row)
        with pytest.raises(Exception, match="已有一次"):
            self.drafted(watch)

    def test_not_of_another_community(self, watch):  # noqa: F811
        draft = write.SealedDraft(
            kind="appraisal",
            title="评议",
            questions=[],
            opens_at=watch.set().created_at,
            closes_at=watch.set(year=2025).created_at,
            appraisal=Appraisal.objects.first(),
        )
        with pytest.raises(NotFound):
            write.sealed_draft(
                actor=watch.world.people["baita_chair"],
                community=watch.world.baita,
                draft=draft,
                submit_key=uuid4(),
            )
