"""Whistles: by whom, for what, in how many hours; arrival seen, work told, score once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.dashboards.kpis import BY_NAME
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Notice, Record
from portal.selectors.figures import figures_by_division
from portal.services import figures, notices, sealing
from resident_affairs.models import Issue
from resident_affairs.selectors.told import entries_of
from resident_affairs.services import triage
from tests.workstations.whistling import Street
from workstations.models import Task, Whistle, WhistleCall, WhistleRequest
from workstations.services import whistle_requests as asking
from workstations.services import whistles as write
from workstations.services.units import unit_member_add, unit_member_end


@pytest.fixture
def street(world, monday):
    return Street(world)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field


class TestBlowing:
    def test_called_told_and_the_affairs_clock_runs_on(self, street):
        due = street.issue.due_at
        whistle = street.blow()
        assert whistle.status == "blown" and whistle.calls.count() == 2
        assert whistle.due_at == clock.now() + timedelta(hours=2)
        street.issue.refresh_from_db()
        assert (street.issue.status, street.issue.due_at) == ("submitted", due)
        entry = entries_of(street.issue, public_only=True, names=False)
        assert any("2 个部门到现场" in row.title for row in entry)

    @pytest.mark.parametrize(
        ("field", "value"),
        [("kind", "party"), ("title", " "), ("brief", ""), ("place", " "), ("hours", 0)],
    )
    def test_nothing_without_a_ground_and_a_place(self, street, field, value):
        refused(field, street.blow, **{field: value})
        assert not Whistle.objects.exists()

    def test_hours_up_to_three_days(self, street):
        refused("hours", street.blow, hours=73)
        assert street.blow(hours=72).hours == 72

    def test_only_departments_of_the_district_and_some_at_all(self, street):
        refused("units", street.blow, units=[])
        refused("units", street.blow, units=[street.unit("某公司", "enterprise")])
        assert not WhistleCall.objects.exists()

    @pytest.mark.parametrize(
        "who", ["chair", "head", "staff", "resident", "districter", "donghua_street", "clerk0"]
    )
    def test_by_the_sub_district_alone(self, street, world, who):
        with pytest.raises(Refused):
            street.blow(actor=world.people[who])

    def test_one_at_a_time_and_the_same_key_is_the_same(self, street):
        key = uuid4()
        assert street.blow(key=key) == street.blow(key=key)
        with pytest.raises(TransitionRefused):
            street.blow()
        street.to_done = street.whistle
        assert Whistle.objects.count() == 1

    def test_nothing_for_what_is_over(self, street, world):
        triage.issue_answer(actor=world.head, issue=street.issue, remark="好了")
        street.issue.refresh_from_db()
        with pytest.raises(TransitionRefused):
            street.blow()

    def test_for_a_task_and_its_issue_hears(self, street, world):
        triage.issue_assign(actor=world.head, issue=street.issue)
        task = Task.objects.get(issue=street.issue)
        due = task.due_at
        whistle = street.blow(source=task)
        assert whistle.task == task and whistle.origin == street.issue
        assert Record.objects.of(task).last().verb == "department"
        assert Record.objects.of(street.issue).last().verb == "department"
        task.refresh_from_db()
        assert task.due_at == due


class TestArrival:
    def test_seen_by_somebody_within_the_hours(self, street, world):
        street.blow()
        clock.advance(minutes=50)
        call = street.arrive(0)
        assert call.arrived_by == world.head and call.is_in_time
        assert street.whistle.status == "arrived_some"
        clock.advance(hours=3)
        late = street.arrive(1, actor=world.street)
        assert late.is_late and street.whistle.status == "arrived"
        assert Record.objects.of(street.whistle).last().data["late"] is True

    def test_on_the_minute_is_in_time(self, street):
        street.blow()
        clock.advance(hours=2)
        assert street.arrive(0).is_in_time
        clock.advance(seconds=1)
        assert not street.arrive(1).is_in_time

    def test_hours_run_over_a_holiday(self, street):
        """An arrival clock is in hours: no working calendar stops it."""
        clock.advance(days=4, hours=14)  # Friday night
        street.blow(hours=24)
        assert (street.whistle.due_at - clock.now()) == timedelta(hours=24)

    def test_not_twice_not_before_not_in_future(self, street):
        street.blow()
        clock.advance(hours=1)
        now = clock.now()
        refused("arrived_at", street.arrive, 0, arrived_at=now - timedelta(hours=2))
        refused("arrived_at", street.arrive, 0, arrived_at=now + timedelta(minutes=1))
        street.arrive(0, arrived_at=now - timedelta(minutes=30))
        with pytest.raises(TransitionRefused):
            street.arrive(0)
        with pytest.raises(DatabaseError), transaction.atomic():
            WhistleCall.objects.filter(pk=street.call(0).pk).update(arrived_at=now)

    def test_nobody_attests_their_own_department(self, street, world):
        unit_member_add(actor=None, unit=street.units[0], user=world.staff)
        street.blow()
        with pytest.raises(TransitionRefused):
            street.arrive(0, actor=world.staff)
        assert street.arrive(1, actor=world.staff).has_come

    @pytest.mark.parametrize("who", ["clerk0", "baita_head", "resident", "donghua_street"])
    def test_not_by_others(self, street, world, who):
        street.blow()
        with pytest.raises((Refused, NotFound)):
            street.arrive(0, actor=world.people[who])

    def test_late_after_the_work_began(self, street):
        street.blow()
        street.arrive(0)
        street.report(0)
        assert street.whistle.status == "working"
        street.arrive(1)
        assert street.whistle.status == "working" and street.call(1).has_come


class TestWork:
    def test_each_tells_its_own(self, street, world):
        street.to("arrived")
        street.report(0, text="拆了棚子")
        street.report(1, actor=world.street, text="消防查了隐患")
        rows = list(street.whistle.calls.order_by("id"))
        assert [row.report for row in rows] == ["拆了棚子", "消防查了隐患"]
        assert rows[1].reported_by == world.street

    def test_not_before_arrival_not_for_another(self, street):
        street.blow()
        street.arrive(0)
        with pytest.raises(TransitionRefused):
            street.report(1)
        with pytest.raises(NotFound):
            street.report(0, actor=street.clerks[1])
        refused("text", street.report, 0, text=" ")

    def test_a_former_clerk_is_out(self, street, fresh):
        street.to("arrived")
        member = street.clerks[0].unit_memberships.get()
        unit_member_end(actor=None, member_id=member.pk)
        fresh(street.clerks[0])
        with pytest.raises(NotFound):
            street.report(0)

    def test_the_outcome_is_public_and_needed(self, street):
        street.to("working")
        refused("outcome", street.finish, outcome=" ")
        street.finish(outcome="棚子已拆")
        entry = entries_of(street.issue, public_only=True, names=False)
        assert any(row.remark == "棚子已拆" for row in entry)


class TestScoring:
    def test_each_once_with_words(self, street):
        street.to("done")
        refused("score", street.score, 0, score=6)
        refused("score", street.score, 0, score=0)
        refused("words", street.score, 0, words=" ")
        street.score(0, score=5)
        assert street.whistle.status == "done"
        with pytest.raises(TransitionRefused):
            street.score(0, score=1)
        with pytest.raises(DatabaseError), transaction.atomic():
            WhistleCall.objects.filter(pk=street.call(0).pk).update(score=1)
        street.score(1)
        assert street.whistle.status == "scored"

    def test_not_before_the_end_not_by_others(self, street, world):
        street.to("working")
        with pytest.raises(TransitionRefused):
            street.score(0)
        street.finish()
        for who in ("chair", "head", "districter"):
            with pytest.raises(Refused):
                street.score(0, actor=world.people[who])
        with pytest.raises((Refused, NotFound)):
            street.score(0, actor=street.clerks[0])

    def test_the_database_wants_words_and_a_scorer(self, street):
        street.to("done")
        with pytest.raises(IntegrityError), transaction.atomic():
            WhistleCall.objects.filter(pk=street.call(0).pk).update(score=3)


class TestFigures:
    def _kpi(self, street):
        sealing.record_seal()
        figures.figures_run()
        month = clock.today().replace(day=1)
        place = street.world.tuodong.pk
        return BY_NAME["whistle_arrival"].value(figures_by_division([place], month, month)[place])

    def test_unknown_without_one(self, street):
        assert self._kpi(street).number is None

    def test_in_time_of_those_that_should_have_come(self, street):
        street.blow()
        street.arrive(0)
        clock.advance(hours=3)
        street.report(0)
        street.finish()
        value = self._kpi(street)
        assert (value.number, value.n) == (50.0, 2)
        street.whistle.refresh_from_db()
        assert (street.whistle.calls_due, street.whistle.calls_in_time) == (2, 1)

    def test_cancelling_does_not_hide_who_failed_to_come(self, street):
        street.blow()
        clock.advance(hours=2, seconds=1)
        write.whistle_cancel(actor=street.world.street, whistle=street.whistle, reason="业主自拆")
        value = self._kpi(street)
        assert (value.number, value.n) == (0.0, 2)

    def test_whose_time_had_not_come_is_not_counted(self, street):
        street.to("cancelled")
        assert self._kpi(street).n == 0


class TestAsking:
    def _ask(self, street, who="head", key=None, **words):
        given = {"kind": "enforcement", "words": "占道屡劝不改"} | words
        actor = street.world.people[who]
        return asking.whistle_ask(
            actor=actor, source=street.issue, submit_key=key or uuid4(), **given
        )

    @pytest.mark.parametrize("who", ["head", "chair"])
    def test_the_head_or_the_chair_asks_and_the_whistle_answers(self, street, who):
        request = self._ask(street, who)
        whistle = street.blow(request=request)
        request.refresh_from_db()
        assert request.whistle == whistle and not request.is_waiting

    @pytest.mark.parametrize("who", ["staff", "vice", "street", "resident", "baita_head", "clerk0"])
    def test_nobody_else_asks(self, street, who):
        with pytest.raises(Refused):
            self._ask(street, who)

    def test_one_at_a_time_in_words(self, street):
        refused("words", self._ask, street, words=" ")
        refused("kind", self._ask, street, kind="x")
        key = uuid4()
        assert self._ask(street, key=key) == self._ask(street, key=key)
        with pytest.raises(TransitionRefused):
            self._ask(street, "chair")
        assert WhistleRequest.objects.count() == 1

    def test_a_no_has_a_reason_and_comes_once(self, street, world):
        request = self._ask(street)
        words = {"request_id": request.pk}
        refused("reason", asking.whistle_ask_refuse, actor=world.street, reason=" ", **words)
        for who in ("head", "districter"):
            with pytest.raises(Refused):
                asking.whistle_ask_refuse(actor=world.people[who], reason="不", **words)
        with pytest.raises(NotFound):
            asking.whistle_ask_refuse(actor=world.donghua_street, reason="不", **words)
        asking.whistle_ask_refuse(actor=world.street, reason="社区先劝", **words)
        with pytest.raises(TransitionRefused):
            asking.whistle_ask_refuse(actor=world.street, reason="社区先劝", **words)
        with pytest.raises(TransitionRefused):
            street.blow(request=request)
        assert not Whistle.objects.exists()

    def test_a_request_for_something_else_is_not_granted_by_it(self, street):
        request = self._ask(street)
        street.issue = street.file(text="另一件事情")
        with pytest.raises(NotFound):
            street.blow(request=request)


class TestNotices:
    def _told(self):
        sealing.record_seal()
        notices.notices_run()
        return Notice.objects.select_related("record")

    def test_the_departments_are_called(self, street):
        street.blow()
        told = self._told().filter(record__verb="blow")
        assert {row.recipient for row in told.filter(needs_you=True)} == set(street.clerks)

    def test_each_hears_only_its_own_score(self, street):
        street.to("done")
        street.score(0)
        told = self._told().filter(record__verb="score_one")
        assert {row.recipient for row in told} == {street.clerks[0]}

    def test_the_reporter_hears_in_plain_words(self, street, world):
        street.blow()
        told = self._told().filter(recipient=world.resident, record__verb="department")
        assert told.exists()
        assert Issue.objects.get(pk=street.issue.pk).status == "submitted"
