"""Motions: raised once per issue, editable until frozen, stale edits refused."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from committees.models import Motion
from committees.services.meetings import meeting_end
from committees.services.motions import (
    motion_debate,
    motion_defer,
    motion_edit,
    motion_propose,
    motion_raise_from_issue,
    motion_record_party_opinion,
    motion_schedule,
    motion_send_to_party_study,
    motion_withdraw,
)
from committees.services.votes import vote_close, vote_open
from portal.kernel.errors import (
    NotFound,
    Refused,
    RuleViolated,
    StaleWrite,
    TransitionRefused,
)
from portal.models import Record
from portal.services.transitions import transition_apply
from resident_affairs.services.issues import issue_file
from resident_affairs.services.triage import issue_withdraw
from tests.committees.conftest import ACTIONS, SEATS


@pytest.fixture
def issue(world):
    """A resident's issue that was referred to the committee."""
    filed = issue_file(
        actor=world.resident,
        community=world.mingtong,
        category=world.categories["greening"],
        text="东风巷14号院坝没人管，想种点花",
        submit_key=uuid4(),
    )
    return transition_apply(filed, "refer", actor=world.chair).subject


def raised(hall, issue, actor="member1", **words):
    given = {"title": "院坝绿化", "text": "改成绿地。", "actions": ACTIONS, "submit_key": uuid4()}
    return motion_raise_from_issue(
        actor=hall.world.people[actor], committee=hall.committee, issue=issue, **(given | words)
    )


def test_raised_from_an_issue(hall, issue):
    motion = raised(hall, issue)
    assert (motion.origin, motion.status) == ("issue", "proposed")
    row = Record.objects.of(motion).get()
    assert row.verb == "raise" and row.data["origin"] == "issue"
    told = Record.objects.of(issue).last()
    assert told.data["motion"] == motion.reference


def test_one_open_motion_per_issue(hall, issue):
    raised(hall, issue)
    with pytest.raises(RuleViolated) as refused:
        raised(hall, issue, actor="member2")
    assert refused.value.field == "issue"


def test_an_adopted_motion_still_holds_its_issue(hall, issue):
    motion = raised(hall, issue)
    hall.session(motion)
    transition_apply(motion, "debate", actor=hall.world.chair)
    event = hall_vote(hall, motion, "for")
    assert event.outcome == "adopted"
    with pytest.raises(RuleViolated):
        raised(hall, issue, actor="member2")


def hall_vote(hall, motion, choice):
    """Open, vote and close with five members."""
    event = vote_open(actor=hall.world.chair, motion=motion)
    hall.say(event, choice, *SEATS[:5])
    return vote_close(actor=hall.world.chair, event_id=event.pk)


def test_a_rejected_motion_sends_its_issue_back(hall, issue):
    motion = raised(hall, issue)
    hall.session(motion)
    transition_apply(motion, "debate", actor=hall.world.chair)
    hall_vote(hall, motion, "against")
    issue.refresh_from_db()
    assert issue.status == "accepted"
    assert raised(hall, transition_apply(issue, "refer", actor=hall.world.chair).subject)


def test_a_withdrawn_motion_sends_its_issue_back(hall, issue):
    motion = raised(hall, issue)
    motion_withdraw(actor=hall.world.member1, motion=motion, remark="再想想")
    issue.refresh_from_db()
    assert issue.status == "accepted"


def test_the_motion_ends_when_the_resident_withdraws(hall, issue):
    motion = raised(hall, issue)
    issue_withdraw(actor=hall.world.resident, issue=issue, remark="不用了")
    motion.refresh_from_db()
    assert motion.status == "withdrawn"


@pytest.mark.parametrize("key", ["head", "staff", "street", "resident", "baita_chair"])
def test_others_raise_nothing(hall, issue, key):
    with pytest.raises(Refused):
        raised(hall, issue, actor=key)
    assert not Motion.objects.exists()


def test_the_party_organisation_proposes(hall):
    assert hall.motion(actor="secretary").origin == "party"
    assert hall.motion(actor="member1").origin == "member"


def test_the_same_key_is_the_same_motion(hall):
    key = uuid4()
    assert hall.motion(submit_key=key).pk == hall.motion(submit_key=key).pk
    assert Motion.objects.count() == 1
    assert Record.objects.filter(subject_type="motion").count() == 1


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": " "}, "title"),
        ({"text": ""}, "text"),
        ({"actions": (replace(ACTIONS[0], what=" "),)}, "actions"),
        ({"actions": (replace(ACTIONS[0], due_on=date(2026, 3, 1)),)}, "actions"),
        ({"actions": (replace(ACTIONS[0], cost_fen=-1),)}, "actions"),
        ({"actions": ACTIONS * 7}, "actions"),
    ],
)
def test_a_poor_motion_is_refused_at_its_field(hall, words, field):
    with pytest.raises(RuleViolated) as refused:
        hall.motion(**words)
    assert refused.value.field == field
    assert not Motion.objects.exists()


def edited(hall, motion, key="member1", version=None, **words):
    return motion_edit(
        actor=hall.world.people[key],
        motion=motion,
        version=version or motion.version,
        actions=ACTIONS[:1],
        **words,
    )


def test_the_proposer_edits(hall):
    motion = edited(hall, hall.motion(), title="院坝改造")
    assert (motion.title, motion.version) == ("院坝改造", 2)
    assert motion.proposed_actions.count() == 1
    assert Record.objects.of(motion).last().data == {"fields": ["title"], "actions": 1}


def test_a_stale_edit_is_refused(hall):
    motion = hall.motion()
    edited(hall, motion, title="甲")
    with pytest.raises(StaleWrite):
        edited(hall, motion, version=1, title="乙")
    motion.refresh_from_db()
    assert motion.title == "甲"


@pytest.mark.parametrize("key", ["member2", "secretary", "head", "street"])
def test_others_do_not_edit(hall, key):
    with pytest.raises(Refused):
        edited(hall, hall.motion(), key=key, title="改")


def test_once_the_vote_is_open_nothing_changes(hall):
    event = hall.vote()
    with pytest.raises(TransitionRefused) as refused:
        edited(hall, event.motion, title="偷换")
    assert refused.value.code == "frozen"


def test_a_major_matter_is_studied_first(hall):
    motion = hall.motion(is_major=True)
    meeting = hall.planned()
    with pytest.raises(TransitionRefused):
        motion_schedule(actor=hall.world.chair, motion=motion, meeting=meeting)
    motion_send_to_party_study(actor=hall.world.chair, motion=motion)
    motion_record_party_opinion(actor=hall.world.secretary, motion=motion, opinion="同意上会")
    motion = motion_schedule(actor=hall.world.chair, motion=motion, meeting=meeting)
    assert (motion.status, motion.party_opinion) == ("scheduled", "同意上会")


def test_the_opinion_needs_words_and_the_secretary(hall):
    motion = hall.motion(is_major=True)
    motion_send_to_party_study(actor=hall.world.chair, motion=motion)
    with pytest.raises(RuleViolated):
        motion_record_party_opinion(actor=hall.world.secretary, motion=motion, opinion=" ")
    with pytest.raises(Refused):
        motion_record_party_opinion(actor=hall.world.chair, motion=motion, opinion="好")


def test_minor_matters_need_no_study(hall):
    with pytest.raises(TransitionRefused):
        motion_send_to_party_study(actor=hall.world.chair, motion=hall.motion())


def test_a_foreign_meeting_is_no_meeting(hall, world):
    other = hall.planned()
    other.committee_id = None
    motion = hall.motion()
    motion.committee_id = hall.committee.pk + 1
    with pytest.raises(NotFound):
        motion_schedule(actor=world.chair, motion=motion, meeting=other)


def test_what_was_not_decided_is_deferred(hall):
    motion = hall.motion()
    meeting = hall.session(motion)
    meeting_end(actor=hall.world.chair, meeting=meeting)
    motion.refresh_from_db()
    assert motion.status == "deferred"


def test_a_motion_for_another_community_is_refused(hall, world):
    with pytest.raises(Refused):
        motion_propose(
            actor=world.baita_chair,
            committee=hall.committee,
            title="越界",
            text="越界",
            submit_key=uuid4(),
        )


@pytest.mark.parametrize("name", ["is_major", "is_reserved"])
def test_on_an_agenda_the_kind_of_matter_stands(hall, name):
    motion = hall.motion()
    hall.session(motion)
    motion.refresh_from_db()
    with pytest.raises(RuleViolated) as refused:
        edited(hall, motion, **{name: True})
    assert refused.value.field == name
    edited(hall, motion, title="改个题目")
    motion.refresh_from_db()
    motion = motion_defer(actor=hall.world.chair, motion=motion, remark="再想想")
    edited(hall, motion, **{name: True})
    motion.refresh_from_db()
    assert getattr(motion, name)


def test_nobody_votes_on_a_major_matter_that_was_not_studied(hall):
    motion = hall.motion()
    hall.session(motion)
    motion_debate(actor=hall.world.chair, motion=motion)
    Motion.objects.filter(pk=motion.pk).update(is_major=True)
    with pytest.raises(TransitionRefused):
        vote_open(actor=hall.world.chair, motion=motion)
