"""A committee at work: rules loaded, a motion taken as far as a test needs."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from committees.models import Committee, Membership
from committees.services.attendance import attendance_note, resident_sign_in
from committees.services.meetings import (
    Sitting,
    meeting_convene,
    meeting_notify,
    meeting_open,
)
from committees.services.motions import ActionDraft, motion_debate, motion_propose
from committees.services.tellers import count_enter
from committees.services.votes import vote_cast, vote_close, vote_open
from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from tests.committees.electing import Booth

SEATS = ("chair", "vice", "member1", "member2", "member3", "member4", "member5")
ACTIONS = (
    ActionDraft(what="种八棵桂花", due_on=date(2026, 4, 30), evidence_wanted="前后照片"),
    ActionDraft(
        what="修两条长椅", due_on=date(2026, 5, 15), evidence_wanted="照片和收据", cost_fen=120000
    ),
)


class Hall:
    """The committee of 明通巷 and short ways to bring it somewhere."""

    def __init__(self, world):
        self.world = world
        self.committee = Committee.objects.get(community=world.mingtong)

    def seat(self, key) -> Membership:
        """The seat of a person by their short name."""
        return self.committee.memberships.get(user=self.world.people[key])

    def motion(self, actor="member1", **words):
        """A proposed motion."""
        given = {
            "title": "东风巷14号院坝绿化",
            "text": "把院坝南侧改成绿地，由社工站组织实施。",
            "actions": ACTIONS,
            "submit_key": uuid4(),
        }
        return motion_propose(
            actor=self.world.people[actor], committee=self.committee, **(given | words)
        )

    def planned(self, *motions, days=3):
        """A meeting with the motions on its agenda."""
        return meeting_convene(
            actor=self.world.chair,
            committee=self.committee,
            title="三月例会",
            starts_at=clock.now() + timedelta(days=days),
            place="社区会议室",
            motions=motions,
            submit_key=uuid4(),
        )

    def session(self, *motions, present=5):
        """A meeting in session with the first ``present`` members in the room."""
        meeting = meeting_notify(actor=self.world.chair, meeting=self.planned(*motions))
        clock.advance(days=3)
        meeting = meeting_open(actor=self.world.chair, meeting=meeting)
        self.arrive(meeting, *SEATS[:present])
        return meeting

    def place(self, meeting, key):
        """The place of a person on the roll of a meeting."""
        return meeting.participants.get(user=self.world.people[key])

    def sign_in(self, meeting, count: int, first: int = 1):
        """``count`` households at the door of a residents' meeting."""
        for number in range(first, first + count):
            words = {"name": f"户主{number}", "door": f"东风巷 {number} 号"}
            resident_sign_in(actor=self.world.chair, meeting=meeting, **words)

    def arrive(self, meeting, *keys, presence="present"):
        """Note the presence of some members."""
        for key in keys:
            attendance_note(
                actor=self.world.chair,
                meeting=meeting,
                participant=self.place(meeting, key),
                presence=presence,
            )

    def vote(self, present=5, **words):
        """An open vote on a new motion."""
        motion = self.motion(**words)
        self.session(motion, present=present)
        motion_debate(actor=self.world.chair, motion=motion)
        return vote_open(actor=self.world.chair, motion=motion)

    def say(self, event, choice, *keys):
        """Cast the same choice for some members."""
        for key in keys:
            vote_cast(actor=self.world.people[key], event_id=event.pk, choice=choice)

    def adopted(self, **words):
        """A resolution, five in favour."""
        event = self.vote(**words)
        self.say(event, "for", *SEATS[:5])
        return vote_close(actor=self.world.chair, event_id=event.pk).resolution

    def resolved(self, **words):
        """A resolution of the residents' meeting: twenty of thirty households, all for it."""
        motion = self.motion(**({"actions": ()} | words))
        meeting = meeting_convene(
            actor=self.world.chair,
            committee=self.committee,
            title="居民会议",
            starts_at=clock.now() + timedelta(days=11),
            place="社区礼堂",
            motions=(motion,),
            submit_key=uuid4(),
            sitting=Sitting(kind="residents_meeting", composition="households", entitled=30),
        )
        meeting_notify(actor=self.world.chair, meeting=meeting)
        clock.advance(days=11)
        meeting_open(actor=self.world.chair, meeting=meeting)
        self.sign_in(meeting, 20)
        motion_debate(actor=self.world.chair, motion=motion)
        event = vote_open(actor=self.world.chair, motion=motion, method="counted")
        figures = {"present": 20, "votes_for": 20, "against": 0, "abstain": 0}
        for key in ("member1", "member2"):
            count_enter(actor=self.world.people[key], event_id=event.pk, **figures)
        return vote_close(actor=self.world.chair, event_id=event.pk).resolution


@pytest.fixture
def hall(world):
    """The committee of 明通巷 with the rules of the field loaded."""
    rules_load_defaults()
    return Hall(world)


@pytest.fixture
def booth(hall):
    """A general election to be, of 明通巷, with five officers and twenty voters."""
    return Booth(hall)
