"""Handed up and down: community, sub-district, district; the clock is the one it was filed with."""

import pytest

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Notice, Role
from portal.selectors.timelines import records_of_one
from portal.services import notices, sealing
from portal.services.roles import role_grant
from resident_affairs.models import Issue
from resident_affairs.selectors.hands import hands_of
from resident_affairs.services import triage
from tests import world as worlds

WAY = ("明通巷社区", "拓东街道", "盘龙区", "拓东街道", "明通巷社区")


def up(world, issue):
    issue = triage.issue_escalate(actor=world.chair, issue=issue, remark="涉及市政管网")
    clock.advance(hours=5)
    return triage.issue_escalate_district(actor=world.street, issue=issue, remark="要区里协调")


def test_up_two_steps_and_down_two_keeps_the_clock(world, issue):
    due, born = issue.due_at, issue.created_at
    issue = up(world, issue)
    clock.advance(days=2)
    issue = triage.issue_hand_down(actor=world.districter, issue=issue, remark="区住建局已派单")
    clock.advance(days=1)
    issue = triage.issue_hand_back(actor=world.street, issue=issue, remark="请社区看现场")
    issue.refresh_from_db()
    assert (issue.status, issue.due_at, issue.created_at) == ("accepted", due, born)
    hands = hands_of(issue, records_of_one(issue, public_only=True))
    assert [hand.where for hand in hands] == list(WAY)
    assert [hand.is_now for hand in hands] == [False] * 4 + [True]
    assert hands[2].why == "要区里协调" and hands[3].why == "区住建局已派单"
    assert hands[0].since == born


def test_an_issue_that_stayed_has_no_hands(world, issue):
    assert hands_of(issue, records_of_one(issue, public_only=True)) == []


def test_the_district_settles_and_it_is_counted_on_its_old_clock(world, issue):
    issue = up(world, issue)
    clock.advance(days=400)
    done = triage.issue_settle_district(actor=world.districter, issue=issue, remark="管网已修")
    row = records_of_one(done, public_only=True)[0]
    assert done.status == "settled" and row.verb == "settle_district"
    assert row.data["on_time"] is False


@pytest.mark.parametrize("who", ["chair", "head", "street", "resident", "inspector", "admin"])
def test_only_the_district_acts_at_the_district(world, issue, who):
    issue = up(world, issue)
    for run in (triage.issue_hand_down, triage.issue_settle_district):
        with pytest.raises(Refused):
            run(actor=world.people[who], issue=issue, remark="我来")


def test_another_district_does_not(world, issue):
    far = worlds.division("官渡区", "530111000000", 3, world.district.parent)
    far.level = world.district.level
    far.save()
    other = worlds.person("far", "远官")
    words = {"role": Role.DISTRICT_OFFICIAL, "division": far, "valid_from": worlds.TERM_FROM}
    role_grant(actor=None, user=other, **words)
    with pytest.raises((Refused, NotFound)):
        triage.issue_hand_down(actor=other, issue=up(world, issue), remark="拿来")


def test_no_step_over_a_level_and_none_without_a_reason(world, issue):
    with pytest.raises(TransitionRefused):
        triage.issue_escalate_district(actor=world.street, issue=issue, remark="直接报区")
    issue = triage.issue_escalate(actor=world.chair, issue=issue, remark="管网")
    with pytest.raises(Refused):
        triage.issue_escalate_district(actor=world.chair, issue=issue, remark="越级")
    with pytest.raises(RuleViolated):
        triage.issue_escalate_district(actor=world.street, issue=issue, remark=" ")
    issue = triage.issue_escalate_district(actor=world.street, issue=issue, remark="协调")
    with pytest.raises(RuleViolated):
        triage.issue_hand_down(actor=world.districter, issue=issue, remark="")
    with pytest.raises(TransitionRefused):
        triage.issue_hand_back(actor=world.street, issue=issue, remark="回社区")


def test_whoever_gets_it_is_told_and_has_to_act(world, issue):
    issue = up(world, issue)
    sealing.record_seal()
    notices.notices_run()
    told = Notice.objects.filter(record__verb="escalate_district")
    row = told.get(recipient=world.districter)
    assert row.needs_you
    assert not told.filter(recipient=world.head).exists()


def test_the_desk_of_the_district(world, issue, as_user):
    issue = up(world, issue)
    page = as_user(world.districter).get("/desk/district/")
    assert page.status_code == 200 and issue.title in page.content.decode()
    assert as_user(world.street).get("/desk/district/").status_code == 403
    assert issue.title in as_user(world.districter).get("/").content.decode()
    detail = as_user(world.districter).get(f"/desk/issues/{issue.pk}/").content.decode()
    assert "经过谁的手" in detail and "换手不重新计时" in detail and "交回街道办理" in detail
    answer = as_user(world.districter).post(f"/issues/{issue.pk}/hand-down/", {"remark": ""})
    assert answer.status_code == 422
    given = {"remark": "区里已安排，请街道跟进"}
    assert (
        as_user(world.districter).post(f"/issues/{issue.pk}/hand-down/", given).status_code == 302
    )
    assert Issue.objects.get(pk=issue.pk).status == "escalated"
    mine = as_user(world.resident).get(f"/issues/{issue.pk}/").content.decode()
    assert "经过谁的手" in mine and "区里已安排" in mine
