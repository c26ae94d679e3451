"""Referrals: one department, one clock, an answer for the resident, or "not ours" in five days."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Notice
from portal.services import notices, sealing
from resident_affairs.selectors.told import entries_of
from resident_affairs.services import triage
from tests.workstations.whistling import Street
from tests.world import KUNMING
from workstations.models import Referral
from workstations.services import referrals as write


@pytest.fixture
def street(world, monday):
    return Street(world)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field


class TestReferring:
    def test_it_keeps_its_deadline_and_its_place(self, street):
        due = street.escalated().due_at
        referral = street.refer()
        street.issue.refresh_from_db()
        assert (street.issue.status, street.issue.due_at) == ("escalated", due)
        assert referral.status == "waiting" and referral.unit == street.units[0]
        assert referral.answer_due_at.date().isoformat() == "2026-03-16"  # ten working days
        assert referral.decline_due_at.date().isoformat() == "2026-03-09"  # five working days

    def test_hours_for_what_is_urgent(self, street):
        street.escalated()
        referral = street.refer(period="h4")
        assert referral.answer_due_at == clock.now() + timedelta(hours=4)
        assert referral.decline_due_at == referral.answer_due_at

    def test_working_days_over_the_spring_festival(self, street):
        """15–23 February 2026 are off; Saturday 14 and 28 February are worked."""
        with clock.at(datetime(2026, 2, 13, 10, tzinfo=KUNMING)):
            street.issue = street.file(text="节前的事")
            street.escalated()
            referral = street.refer(period="wd5")
        assert referral.answer_due_at.astimezone(KUNMING).date().isoformat() == "2026-02-27"

    @pytest.mark.parametrize(
        ("field", "value"), [("title", " "), ("question", ""), ("period", "x"), ("period", "")]
    )
    def test_bad_input(self, street, field, value):
        street.escalated()
        refused(field, street.refer, **{field: value})

    def test_only_to_a_department(self, street):
        street.escalated()
        refused("unit", street.refer, unit=street.unit("某公司", "enterprise"))
        assert not Referral.objects.exists()

    @pytest.mark.parametrize("who", ["chair", "head", "districter", "donghua_street", "clerk0"])
    def test_by_the_sub_district_alone(self, street, world, who):
        street.escalated()
        with pytest.raises(Refused):
            street.refer(actor=world.people[who])

    def test_only_what_lies_with_the_sub_district(self, street, world):
        with pytest.raises(TransitionRefused):
            street.refer()
        street.escalated()
        triage.issue_hand_back(actor=world.street, issue=street.issue, remark="社区办")
        with pytest.raises(TransitionRefused):
            street.refer()

    def test_one_at_a_time_and_the_same_key_is_the_same(self, street):
        street.escalated()
        key = uuid4()
        assert street.refer(key=key) == street.refer(key=key)
        with pytest.raises(TransitionRefused):
            street.refer(unit=street.units[1])
        assert Referral.objects.count() == 1

    def test_another_one_after_the_first_came_back(self, street):
        street.referred("declined")
        assert street.refer(unit=street.units[1]).status == "waiting"


class TestReplying:
    def test_the_resident_reads_the_answer(self, street):
        street.referred("answered")
        entry = entries_of(street.issue, public_only=True, names=False)
        told = next(row for row in entry if row.title == "主管部门作了答复")
        assert told.remark == "已认定，下周拆"
        street.issue.refresh_from_db()
        assert street.issue.status == "escalated"

    def test_not_by_another_department_nor_the_street(self, street):
        street.referred()
        for actor in (street.clerks[1], street.world.street, street.world.chair):
            for run in (write.referral_answer, write.referral_decline):
                with pytest.raises((NotFound, Refused)):
                    run(actor=actor, referral=street.referral, text="我来")

    def test_once(self, street):
        street.referred("answered")
        words = {"actor": street.clerks[0], "referral": street.referral}
        for run in (write.referral_answer, write.referral_decline):
            with pytest.raises(TransitionRefused):
                run(text="再答", **words)
        with pytest.raises(DatabaseError), transaction.atomic():
            Referral.objects.filter(pk=street.referral.pk).update(reply="改了")

    def test_words_are_needed(self, street):
        street.referred()
        words = {"actor": street.clerks[0], "referral": street.referral}
        refused("text", write.referral_answer, text=" ", **words)
        refused("text", write.referral_decline, text="", **words)
        refused("text", write.referral_answer, text="长" * 501, **words)

    def test_not_ours_within_five_working_days(self, street):
        street.referred()
        words = {"actor": street.clerks[0], "referral": street.referral}
        with clock.at(street.referral.decline_due_at + timedelta(seconds=1)):
            with pytest.raises(TransitionRefused, match="5 个工作日"):
                write.referral_decline(text="归住建", **words)
        with clock.at(street.referral.decline_due_at):
            assert write.referral_decline(text="归住建", **words).status == "declined"

    def test_a_late_answer_is_marked_late(self, street):
        street.referred()
        words = {"actor": street.clerks[0], "referral": street.referral}
        with clock.at(street.referral.answer_due_at + timedelta(seconds=1)):
            assert street.referral.is_late
            done = write.referral_answer(text="晚了", **words)
            assert done.is_late

    def test_recalled_with_a_reason(self, street):
        street.referred()
        words = {"actor": street.world.street, "referral": street.referral}
        refused("reason", write.referral_recall, reason=" ", **words)
        assert write.referral_recall(reason="已自行解决", **words).status == "recalled"

    def test_it_ends_when_the_reporter_withdraws(self, street):
        assert street.referred("ended").status == "ended"


class TestNotices:
    def _told(self, verb):
        sealing.record_seal()
        notices.notices_run()
        return Notice.objects.filter(record__verb=verb, record__subject_type="referral")

    def test_the_department_has_to_answer_then_the_street_to_act(self, street, world):
        street.referred()
        told = self._told("refer").filter(needs_you=True)
        assert {row.recipient for row in told} == {street.clerks[0]}
        write.referral_answer(actor=street.clerks[0], referral=street.referral, text="好")
        told = self._told("answer").filter(needs_you=True)
        assert {row.recipient for row in told} == {world.street}
