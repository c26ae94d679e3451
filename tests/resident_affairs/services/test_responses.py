"""The first word to an issue, the same trouble again, more time: each counted once, or unknown."""

from datetime import date, timedelta

import pytest

from portal.dashboards.kpis import BY_NAME
from portal.kernel import clock
from portal.models import Notice, Record
from portal.selectors.figures import figures_by_division
from portal.services import figures, notices, sealing
from portal.services.records import record_append
from resident_affairs import jobs
from resident_affairs.models import Category, Issue
from resident_affairs.services.closing import issue_reopen, issue_settle
from resident_affairs.services.extending import issue_extend
from resident_affairs.services.responses import (
    REPEAT_DAYS,
    place_key,
    response_due_at,
    responses_sweep,
)
from resident_affairs.services.triage import (
    issue_accept,
    issue_answer,
    issue_assign,
    issue_decline,
    issue_escalate,
    issue_hand_back,
    issue_merge,
    issue_refer,
    issue_withdraw,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 1)
WHERE = {"building": "3栋", "place": "院坝东侧"}


@pytest.fixture
def kpi(world):
    """The value of a KPI of 明通巷 over the year, counted from the record; drift is nothing."""

    def value(name: str):
        sealing.record_seal()
        figures.figures_run()
        assert figures.figures_drift() == []
        pk = world.mingtong.pk
        found = BY_NAME[name].value(figures_by_division([pk], FIRST, LAST)[pk])
        return found.number, found.n

    return value


@pytest.fixture
def urgent(world):
    """A category given in hours."""
    root = world.categories["water"].parent
    return Category.objects.create(
        code="gas", name="燃气", name_en="Gas", parent=root, deadline_amount=24, deadline_unit="h"
    )


class TestResponse:
    def test_the_end_of_the_next_working_day(self, issue, urgent, file_issue):
        due = response_due_at(issue)
        assert f"{due.astimezone(issue.created_at.tzinfo):%d}" != f"{issue.created_at:%d}"
        assert due - issue.created_at < timedelta(days=2)
        gas = file_issue(category=urgent)
        assert response_due_at(gas) == gas.created_at + timedelta(hours=2)
        Category.objects.filter(pk=urgent.pk).update(deadline_amount=1)
        gas = Issue.objects.get(pk=gas.pk)
        assert response_due_at(gas) == gas.created_at + timedelta(hours=1)

    @pytest.mark.parametrize(
        "step",
        [
            lambda w, i: issue_accept(actor=w.head, issue=i),
            lambda w, i: issue_answer(actor=w.head, issue=i, remark="周三开放"),
            lambda w, i: issue_assign(actor=w.head, issue=i),
            lambda w, i: issue_refer(actor=w.chair, issue=i),
            lambda w, i: issue_escalate(actor=w.chair, issue=i, remark="管网"),
            lambda w, i: issue_decline(actor=w.head, issue=i, remark="法院", where_to_go="法院"),
        ],
        ids=["accept", "answer", "assign", "refer", "escalate", "decline"],
    )
    def test_each_first_word_counts_in_its_time_and_not_after_it(
        self, world, file_issue, kpi, step
    ):
        step(world, file_issue())
        assert kpi("response") == (100.0, 1)
        late = file_issue()
        with clock.at(response_due_at(late) + timedelta(seconds=1)):
            step(world, late)
            assert kpi("response") == (50.0, 2)

    def test_the_last_second_is_in_time(self, world, issue, kpi):
        with clock.at(response_due_at(issue)):
            issue_accept(actor=world.head, issue=issue)
            assert kpi("response") == (100.0, 1)

    def test_only_the_first_word(self, world, issue, kpi):
        issue = issue_assign(actor=world.head, issue=issue_accept(actor=world.head, issue=issue))
        issue_settle(actor=world.member1, issue=issue, remark="好了")
        assert kpi("response") == (100.0, 1)

    def test_who_is_handed_back_is_not_answered_a_second_time(self, world, issue_in, kpi):
        issue = issue_hand_back(actor=world.street, issue=issue_in("escalated"), remark="请办")
        clock.advance(days=9)
        issue_assign(actor=world.head, issue=issue)
        assert kpi("response") == (100.0, 1)

    def test_nobody_s_word_is_late_before_anybody_acts_and_once(self, world, issue, kpi):
        assert responses_sweep() == 0 and kpi("response") == (None, 0)
        with clock.at(response_due_at(issue) + timedelta(minutes=1)):
            assert jobs.responses_sweep() == 1
            assert responses_sweep() == 0
            assert kpi("response") == (0.0, 1)
            issue_accept(actor=world.head, issue=Issue.objects.get(pk=issue.pk))
            assert responses_sweep() == 0
            assert kpi("response") == (0.0, 1)
        noted = Record.objects.get(subject_type="issue", verb="response_late")
        assert not noted.is_public and noted.data == {"category": issue.category_id}

    def test_a_row_that_was_read_before_somebody_else_acted_counts_nothing(self, world, issue, kpi):
        old = Issue.objects.get(pk=issue.pk)
        issue_accept(actor=world.head, issue=issue)
        issue_assign(actor=world.head, issue=old)
        assert kpi("response") == (100.0, 1)

    def test_withdrawn_in_time_nobody_owed_a_word(self, world, file_issue, kpi):
        issue_withdraw(actor=world.resident, issue=file_issue())
        assert kpi("response") == (None, 0)
        late = file_issue()
        with clock.at(response_due_at(late) + timedelta(hours=1)):
            issue_withdraw(actor=world.resident, issue=late)
            assert responses_sweep() == 0
            assert kpi("response") == (0.0, 1)

    def test_being_merged_is_a_word(self, world, file_issue, kpi):
        target = issue_accept(actor=world.head, issue=file_issue())
        issue_merge(actor=world.head, issue=file_issue(), target=target)
        assert kpi("response") == (100.0, 2)

    def test_rows_from_before_are_unknown(self, world, issue, kpi):
        record_append(subject=issue, verb="accept", from_state="submitted", data={"category": 1})
        assert kpi("response") == (None, 0) and kpi("repeat") == (None, 0)

    def test_the_delay_is_told_to_those_who_should_act_alone(self, world, issue):
        sealing.record_seal()
        notices.notices_run()
        with clock.at(response_due_at(issue) + timedelta(minutes=1)):
            responses_sweep()
            sealing.record_seal()
            notices.notices_run()
        told = Notice.objects.filter(record__verb="response_late")
        assert world.head.pk in set(told.values_list("recipient", flat=True))
        assert not told.filter(recipient=world.resident).exists()

    def test_a_first_word_in_time_asks_nothing_more(
        self, world, file_issue, django_assert_max_num_queries
    ):
        issue = Issue.objects.select_related("category", "community").get(pk=file_issue().pk)
        with django_assert_max_num_queries(12):
            issue_accept(actor=world.head, issue=issue)


class TestRepeat:
    def taken(self, world, file_issue, days=0, **words):
        clock.advance(days=days)
        return issue_accept(actor=world.head, issue=file_issue(**(WHERE | words)))

    def test_the_same_trouble_at_the_same_place(self, world, file_issue, kpi):
        self.taken(world, file_issue)
        assert kpi("repeat") == (0.0, 1)
        self.taken(world, file_issue, days=REPEAT_DAYS, building="３ 栋", place="院坝，东侧")
        assert kpi("repeat") == (50.0, 2)

    @pytest.mark.parametrize(
        "words",
        [{"building": "4栋"}, {"place": "院坝西侧"}, {"place": ""}, {"days": REPEAT_DAYS + 1}],
        ids=["building", "place", "no place", "later"],
    )
    def test_another_place_or_later_is_none(self, world, file_issue, kpi, words):
        self.taken(world, file_issue)
        self.taken(world, file_issue, **words)
        assert kpi("repeat") == (0.0, 2)

    def test_another_category_is_none_and_the_corrected_one_counts(self, world, file_issue, kpi):
        self.taken(world, file_issue)
        other = file_issue(**WHERE, category=world.categories["greening"])
        issue_accept(actor=world.head, issue=other)
        assert kpi("repeat") == (0.0, 2)
        wrong = file_issue(**WHERE, category=world.categories["greening"])
        issue_accept(actor=world.head, issue=wrong, category=world.categories["water"])
        assert kpi("repeat") == (33.3, 3)

    def test_another_community_is_none(self, world, file_issue, kpi):
        there = file_issue(actor=world.baita_resident, community=world.baita, **WHERE)
        issue_accept(actor=world.baita_head, issue=there)
        self.taken(world, file_issue)
        assert kpi("repeat") == (0.0, 1)

    def test_what_was_merged_withdrawn_or_declined_repeats_nothing(self, world, file_issue, kpi):
        elsewhere = self.taken(world, file_issue, place="北门")
        issue_merge(actor=world.head, issue=file_issue(**WHERE), target=elsewhere)
        issue_withdraw(actor=world.resident, issue=file_issue(**WHERE))
        words = {"remark": "法院", "where_to_go": "法院"}
        issue_decline(actor=world.head, issue=file_issue(**WHERE), **words)
        self.taken(world, file_issue)
        assert kpi("repeat") == (0.0, 2)

    def test_a_duplicate_that_is_merged_is_no_complaint_of_its_own(self, world, file_issue, kpi):
        first = self.taken(world, file_issue)
        issue_merge(actor=world.head, issue=file_issue(**WHERE), target=first)
        assert kpi("repeat") == (0.0, 1)

    def test_without_a_place_it_is_unknown(self, world, file_issue, kpi):
        issue = file_issue(place="—— ", building=" ")
        assert place_key(issue) is None
        issue_accept(actor=world.head, issue=issue)
        assert kpi("repeat") == (None, 0)

    def test_a_group_alone_is_a_place(self, world, file_issue, kpi):
        for _ in range(2):
            issue_accept(actor=world.head, issue=file_issue(group=world.group))
        assert kpi("repeat") == (50.0, 2)


class TestMoreTime:
    def settled(self, world, issue, days: int):
        clock.advance(days=days)
        return issue_settle(actor=world.member1, issue=issue, remark="好了")

    def more(self, world, issue):
        due = issue.due_at + timedelta(days=20)
        return issue_extend(actor=world.head, issue=issue, due_at=due, data={})

    def test_kept_by_an_extension(self, world, issue_in, kpi):
        self.settled(world, self.more(world, issue_in("assigned")), 15)
        self.settled(world, issue_in("assigned"), 1)
        assert kpi("on_time") == (100.0, 2) and kpi("extended") == (50.0, 2)

    def test_late_in_spite_of_it_is_not_in_time_at_all(self, world, issue_in, kpi):
        self.settled(world, self.more(world, issue_in("assigned")), 90)
        assert kpi("on_time") == (0.0, 1) and kpi("extended") == (None, 0)

    def test_rows_from_before_are_unknown(self, issue, kpi):
        record_append(subject=issue, verb="settle", data={"on_time": True})
        assert kpi("on_time") == (100.0, 1) and kpi("extended") == (None, 0)

    def test_other_progress_is_no_extension(self, world, issue_in, kpi):
        issue = issue_in("assigned")
        issue_extend(actor=world.head, issue=issue, due_at=issue.due_at, data={})
        self.settled(world, issue, 1)
        assert kpi("extended") == (0.0, 1)

    def test_of_the_round_before_it_no_longer_counts(self, world, issue_in, kpi):
        issue = self.settled(world, self.more(world, issue_in("assigned")), 1)
        issue = issue_reopen(actor=world.resident, issue=issue, remark="又积水")
        self.settled(world, issue_assign(actor=world.head, issue=issue), 1)
        assert kpi("extended") == (50.0, 2)
