"""Clocks of issues and tasks: who is told of which level, once, across pauses and holidays."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.kernel import clock
from portal.kernel.errors import TransitionRefused
from portal.models import Clock, ClockMark, Record, RoleAssignment
from portal.services import clocks
from resident_affairs.models import Issue
from resident_affairs.services.messages import message_post
from resident_affairs.services.triage import (
    issue_accept,
    issue_assign,
    issue_escalate,
    issue_hand_back,
)
from tests.clocking import ALL, follow, heard, marks, rows
from tests.world import KUNMING
from workstations.models import Task
from workstations.services import tasks as do


def at(*parts) -> datetime:
    return datetime(*parts, tzinfo=KUNMING)


def due_of(row) -> str:
    row.refresh_from_db()
    return timezone.localtime(row.due_at).strftime("%m-%d %H:%M")


class TestLevels:
    def test_each_is_told_once_in_its_turn(self, world, station):
        task = station.task_in("in_progress")
        given = task.due_at - task.created_at
        assert follow() == 0 and Clock.objects.count() == 2  # the issue's and the task's
        for share, level in ((0.81, 0), (1.01, 1), (1.51, 2)):
            with clock.at(task.created_at + given * share):
                assert follow() == 2
                for _again in range(2):
                    assert follow() == 0
                assert marks(task) == ALL[: level + 1] == marks(task.issue)
        assert rows(task) == [f"clock_{level}" for level in ALL]
        with clock.at(task.created_at + given * 9):
            assert follow() == 0

    def test_whoever_has_it_then_the_head_then_the_street(self, world, station):
        task = station.task_in("in_progress")
        given = task.due_at - task.created_at
        for share in (0.81, 1.01, 1.51):
            with clock.at(task.created_at + given * share):
                follow()
        assert heard(task, "clock_yellow") == {"staff"}
        assert heard(task, "clock_red") == {"staff", "head"}
        # The issue's own clock speaks to the sub-district, its task's does not once more.
        assert heard(task, "clock_escalated") == {"staff", "head"}
        assert "street" in heard(task.issue, "clock_escalated")
        assert "street" not in heard(task.issue, "clock_red")
        assert not heard(task.issue, "clock_escalated") & {"donghua_street", "baita_head"}

    def test_a_task_without_an_issue_reaches_the_street_itself(self, world, station):
        station.resolution()
        task = Task.objects.order_by("id").first()
        with clock.at(task.due_at + (task.due_at - task.created_at)):
            follow()
        assert marks(task) == ["escalated"]
        assert heard(task, "clock_escalated") == {"head", "street"}

    def test_late_sweeps_tell_the_highest_level_only(self, world, station):
        task = station.task_in("in_progress")
        with clock.at(task.due_at + timedelta(seconds=1)):
            follow()
            assert marks(task) == ["red"]

    def test_nothing_is_told_of_what_was_delivered_in_time(self, world, station):
        task = station.task_in("delivered")
        with clock.at(task.due_at + timedelta(days=60)):
            follow()
        assert marks(task) == [] and marks(task.issue) == ["escalated"]

    def test_delivered_before_the_sweep_but_not_yet_read(self, world, station):
        """The sweep asks the subject itself, not only the row that a reader set."""
        task = station.task_in("in_progress")
        follow()
        do.task_deliver(actor=world.staff, task=task)
        with clock.at(task.due_at + timedelta(days=60)):
            clocks.clocks_sweep()
        assert marks(task) == [] and not Clock.objects.filter(subject_type="task").exists()

    def test_the_database_lets_a_mark_be_once(self, world, station):
        task = station.task_in("in_progress")
        with clock.at(task.due_at + timedelta(days=1)):
            follow()
        mark = ClockMark.objects.filter(subject_type="task").get()
        mark.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            mark.save(force_insert=True)


class TestMoreTime:
    def test_an_extension_by_another_arms_the_levels_anew(self, world, station):
        task = station.task_in("in_progress")
        with clock.at(task.due_at + timedelta(minutes=1)):
            follow()
            until = timezone.localtime(task.due_at).date() + timedelta(days=7)
            words = {"new_due_on": until, "reason": "等材料"}
            asked = do.extension_ask(actor=world.staff, task=task, **words)
            do.extension_decide(actor=world.head, extension_id=asked.pk, is_granted=True)
            follow()
            assert marks(task) == ["red"]
        task.refresh_from_db()
        with clock.at(task.due_at + timedelta(minutes=1)):
            follow()
        assert marks(task) == ["red", "red"]
        turn = Record.objects.of(task).filter(verb="extend").get().data["clock"]
        assert turn["turn"] == "extended" and turn["from"] < turn["to"]

    def test_an_issue_is_extended_once(self, world, station):
        task = station.task_in("in_progress")
        for number, days in enumerate((20, 40)):
            words = {"new_due_on": date(2026, 3, 1) + timedelta(days=days), "reason": "等材料"}
            if number:
                with pytest.raises(TransitionRefused, match="只延一次"):
                    do.extension_ask(actor=world.staff, task=task, **words)
                break
            asked = do.extension_ask(actor=world.staff, task=task, **words)
            do.extension_decide(actor=world.head, extension_id=asked.pk, is_granted=True)
            task.refresh_from_db()

    def test_a_refused_extension_does_not_use_up_the_one(self, world, station):
        task = station.task_in("in_progress")
        words = {"new_due_on": date(2026, 3, 20), "reason": "等材料"}
        asked = do.extension_ask(actor=world.staff, task=task, **words)
        given = {"extension_id": asked.pk, "is_granted": False, "remark": "来得及"}
        do.extension_decide(actor=world.head, **given)
        assert do.extension_ask(actor=world.staff, task=task, **words)


def asked(world, issue):
    return message_post(
        actor=world.head, issue=issue, body="是哪一栋？", submit_key=uuid4(), asks_resident=True
    )


def answered(world, issue):
    return message_post(actor=world.resident, issue=issue, body="三栋。", submit_key=uuid4())


class TestPauses:
    def test_the_task_waits_with_its_issue_and_gets_the_time_back(self, world, station):
        task = station.task_in("in_progress")
        issue, before = task.issue, task.due_at
        clock.advance(days=1)
        asked(world, issue)
        follow()
        assert not Clock.objects.exists()
        with clock.at(before + timedelta(days=30)):
            assert follow() == 0 and not Task.objects.overdue(clock.now()).exists()
            assert not Task.objects.get().is_overdue
        clock.advance(days=9)
        answered(world, issue)
        follow()
        task.refresh_from_db(), issue.refresh_from_db()
        assert task.due_at == before + timedelta(days=9) == issue.due_at
        assert task.clock_reading.due_at - task.clock_reading.from_at == before - task.created_at
        assert Clock.objects.count() == 2 and rows(task) == ["clock_paused", "clock_resumed"]

    def test_nothing_else_pauses(self, world, station):
        """Blocked work, an internal note, a message without a question: the clock runs on."""
        task = station.task_in("blocked")
        for words in ({"is_internal": True}, {}):
            message_post(
                actor=world.head, issue=task.issue, body="请看。", submit_key=uuid4(), **words
            )
        issue = Issue.objects.get()
        assert issue.clock_paused_at is None and issue.clock_reading and task.clock_reading

    def test_a_task_opened_while_the_resident_is_asked_waits_from_the_start(self, world, station):
        issue = station.issue()
        asked(world, issue)
        issue.refresh_from_db()
        clock.advance(days=2)
        from_issue = do_assign(world, issue)
        assert from_issue.clock_reading is None
        clock.advance(days=1)
        answered(world, issue)
        from_issue.refresh_from_db(), issue.refresh_from_db()
        assert from_issue.due_at == issue.due_at and from_issue.clock_reading

    def test_the_reporters_own_word_without_a_question_moves_nothing(self, world, station):
        task = station.task_in("in_progress")
        before = task.due_at
        answered(world, task.issue)
        task.refresh_from_db()
        assert task.due_at == before and rows(task) == []


def do_assign(world, issue) -> Task:
    issue_assign(actor=world.head, issue=issue)
    return Task.objects.get(issue=issue)


def filed(world, station, moment, amount, unit):
    """An issue that comes in at ``moment`` in a class of so many h, d or wd, by people who were in
    office then."""
    RoleAssignment.objects.update(valid_from=date(2025, 1, 1))
    category = world.categories["water"]
    category.deadline_amount, category.deadline_unit = amount, unit
    category.save()
    with clock.at(moment):
        return station.issue(category=category)


class TestCalendar:
    """The State Council's calendar of 2026: off 15–23 February, worked on Saturday the 14th and
    Saturday the 28th; off 1–3 January, worked on Sunday the 4th."""

    @pytest.mark.parametrize(
        ("begins", "amount", "unit", "due"),
        [
            # Friday 13 February: the Saturday after is worked, then nine days off.
            ((2026, 2, 13, 9), 1, "wd", "02-14 23:59"),
            ((2026, 2, 13, 9), 2, "wd", "02-24 23:59"),
            ((2026, 2, 13, 9), 5, "wd", "02-27 23:59"),
            ((2026, 2, 13, 9), 6, "wd", "02-28 23:59"),  # the make-up Saturday counts
            ((2026, 2, 13, 9), 7, "wd", "03-02 23:59"),
            # 日 run through the festival, hours to the minute.
            ((2026, 2, 13, 9), 7, "d", "02-20 23:59"),
            ((2026, 2, 16, 23, 30), 2, "h", "02-17 01:30"),
            # Year's end: 31 December is a Wednesday, Sunday the 4th is worked.
            ((2025, 12, 31, 9), 1, "wd", "01-04 23:59"),
            ((2025, 12, 31, 9), 2, "wd", "01-05 23:59"),
            ((2025, 12, 31, 23, 59), 1, "d", "01-01 23:59"),
            ((2025, 12, 31, 23, 0), 2, "h", "01-01 01:00"),
        ],
    )
    def test_days_working_days_and_hours(self, world, station, begins, amount, unit, due):
        assert due_of(filed(world, station, at(*begins), amount, unit)) == due

    def test_kunming_keeps_one_time_all_year(self, world, station):
        """No summer time: twenty-four hours are a day in every month."""
        for month in range(1, 13):
            issue = filed(world, station, at(2026, month, 10, 12), 24, "h")
            assert due_of(issue) == f"{month:02d}-11 12:00"

    def test_a_pause_across_the_festival(self, world, station):
        """Asked on the 13th, answered on the 24th: eleven days are given back, holidays and all,
        and the levels strike as if they had not been."""
        issue = filed(world, station, at(2026, 2, 12, 9), 5, "wd")
        assert due_of(issue) == "02-26 23:59"
        with clock.at(at(2026, 2, 13, 9)):
            asked(world, issue)
        with clock.at(at(2026, 2, 27, 0)):
            assert follow() == 0 and marks(issue) == []
        with clock.at(at(2026, 2, 24, 9)):
            answered(world, issue)
            assert due_of(issue) == "03-09 23:59" and follow() == 0
        reading = issue.clock_reading
        for level in ALL:
            with clock.at(reading.strikes_at(level) - timedelta(seconds=1)):
                assert follow() == 0, level
            with clock.at(reading.strikes_at(level) + timedelta(seconds=1)):
                assert follow() == 1 and marks(issue)[-1] == level

    def test_a_pause_across_the_years_end(self, world, station):
        issue = filed(world, station, at(2025, 12, 30, 9), 3, "d")
        assert due_of(issue) == "01-02 23:59"
        with clock.at(at(2025, 12, 31, 9)):
            asked(world, issue)
        with clock.at(at(2026, 1, 4, 9)):
            answered(world, issue)
        assert due_of(issue) == "01-06 23:59"

    def test_two_pauses_are_both_given_back(self, world, station):
        issue = filed(world, station, at(2026, 2, 12, 9), 7, "d")
        for day in (13, 20):
            with clock.at(at(2026, 2, day, 9)):
                asked(world, issue)
            with clock.at(at(2026, 2, day + 2, 9)):
                answered(world, issue)
        assert due_of(issue) == "02-23 23:59"  # the 19th and four days


class TestHandedUp:
    def test_the_clock_goes_along_and_says_so(self, world, station):
        issue = filed(world, station, at(2026, 3, 2, 9), 7, "d")
        due = issue.due_at
        issue = issue_escalate(actor=world.chair, issue=issue, remark="要执法")
        follow()
        with clock.at(due + timedelta(seconds=1)):
            follow()
        assert "street" in heard(issue, "clock_red")  # it answers for it now
        issue = issue_hand_back(actor=world.street, issue=issue, remark="请社区先劝导")
        turns = [
            row.data["clock"]["turn"] for row in Record.objects.of(issue) if "clock" in row.data
        ]
        assert turns == ["started", "handed_up", "red", "handed_back"] and issue.due_at == due

    def test_another_class_begins_anew(self, world, station):
        issue = station.issue()
        clock.advance(days=3)
        issue = issue_accept(actor=world.chair, issue=issue, category=world.categories["greening"])
        assert issue.clock_reading.from_at == clock.now()
        turn = Record.objects.of(issue).last().data["clock"]
        assert turn["turn"] == "moved" and turn["to"] == issue.due_at.isoformat()


class TestJoining:
    def test_every_kind_with_a_clock_answers_the_whole_protocol(self, world, station):
        task = station.task_in("in_progress")
        for subject in (task, task.issue):
            kind = clocks.kind_of(subject.subject_type)
            assert kind.clock.reading(subject).due_at == subject.due_at
            for level in ALL:
                assert kind.clock.hears(subject, level)
            assert kind.clock.why([subject])[subject.pk]

    def test_the_sweep_of_many_costs_no_more_statements_than_of_few(
        self, world, station, django_assert_max_num_queries
    ):
        first = station.task_in("in_progress")
        for number in range(8):
            station.task(text=f"路灯坏了，编号{number}{uuid4().hex[:6]}")
        follow()
        with clock.at(first.due_at + timedelta(minutes=1)), django_assert_max_num_queries(22):
            assert clocks.clocks_sweep() == 18
