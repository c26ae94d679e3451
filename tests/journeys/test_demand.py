"""A representatives' meeting on demand, by hand: six of thirty sign, on phones and on paper; the
chair must call it; two thirds come; more than half of those decide (§29)."""

from datetime import timedelta

import pytest

from committees.models import (
    Meeting,
    MeetingDemand,
    Motion,
    Representative,
    Resolution,
    VoteEvent,
)
from committees.services.representatives import representative_add
from portal.kernel import clock
from portal.models import User
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import scan
from tests.journeys.person import Person

REPRESENTATIVES = 30


@pytest.fixture
def reps(world) -> list[Person]:
    """Thirty representatives of 明通巷 with their phones."""
    rules_load_defaults()
    found = []
    for number in range(REPRESENTATIVES):
        user = User.objects.create_user(username=f"rep{number}", name=f"代表{number}")
        representative_add(actor=None, community=world.mingtong, user=user, households=30)
        found.append(Person(user))
    return found


def demanded(reps, chair, member) -> MeetingDemand:
    """Five sign on line, one on paper; the paper counts once a second person has seen it."""
    page = reps[0].opens("/demands/new/")
    words = {
        "kind": "reps_meeting",
        "title": "便民市场要不要搬",
        "reasons": "早市占道，消防车进不来。",
    }
    page.sends("/demands/new/", **words)
    demand = MeetingDemand.objects.get()
    path = f"/demands/{demand.pk}/"
    for rep in reps[1:5]:
        rep.opens(path).sends("/sign/")
    assert not [form for form in reps[1].opens(path).forms if form["action"].endswith("/sign/")]
    seat = Representative.objects.get(user=reps[5].user)
    member.opens(path + "paper/").sends(path + "paper/", representative=seat.pk, scan=scan())
    demand.refresh_from_db()
    assert demand.status == "collecting"
    chair.opens(path + "paper/")
    chair.sends("/paper/check/", said="right")
    demand.refresh_from_db()
    assert demand.status == "reached"
    return demand


def motion_raised(chair) -> Motion:
    """What the meeting is to decide."""
    due = clock.today() + timedelta(days=60)
    words = {
        "title": "便民市场搬到巷尾空地",
        "text": "把早市搬到巷尾空地，由社工站划线、通水通电。",
        "actions-0-what": "划线、通水通电",
        "actions-0-due_on": due.isoformat(),
        "actions-0-evidence_wanted": "前后照片",
    }
    chair.opens("/motions/new/").sends("/motions/new/", **words)
    return Motion.objects.get()


def convened(chair, demand, motion) -> Meeting:
    """From the demand itself; the notice goes out three days before."""
    chair.opens(f"/demands/{demand.pk}/")
    address = f"/meetings/new/?demand={demand.pk}"
    assert address in chair.text
    starts = (clock.now() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    chair.opens(address).sends(
        "/meetings/new/",
        kind="reps_meeting",
        title="居民代表会议",
        starts_at=starts,
        place="活动中心",
        motions=motion.pk,
    )
    meeting = Meeting.objects.get()
    chair.opens(f"/meetings/{meeting.pk}/").sends("/steps/notify/")
    demand.refresh_from_db()
    assert demand.status == "convened" and meeting.kind == "reps_meeting"
    return meeting


def held(chair, reps, meeting, motion, present: int, in_favour: int) -> VoteEvent:
    """The day itself: ``present`` representatives sign in and vote on their phones."""
    path = f"/meetings/{meeting.pk}/"
    clock.advance(days=5)
    chair.opens(path).sends("/steps/open/")
    for rep in reps[:present]:
        rep.opens(path).sends("/attendance/", participant=None, presence=None)
    chair.opens(path).sends(f"/motions/{motion.pk}/steps/debate/")
    chair.opens(path).sends(f"/motions/{motion.pk}/steps/open_vote/")
    event = VoteEvent.objects.get()
    for number, rep in enumerate(reps[:present]):
        choice = "for" if number < in_favour else "against"
        rep.opens(f"/votes/{event.pk}/").sends("/cast/", choice=choice)
    chair.opens(f"/votes/{event.pk}/").sends("/close/")
    motion.refresh_from_db()
    return event


@pytest.fixture
def called(world, reps):
    """The meeting that the demand brought about, with its motion."""
    chair = Person(world.chair)
    demand = demanded(reps, chair, Person(world.member1))
    reps[9].opens(f"/demands/{demand.pk}/").sees("人数已到，应当召集")
    motion = motion_raised(chair)
    meeting = convened(chair, demand, motion)
    reps[29].opens("/").opens(f"/meetings/{meeting.pk}/").sees("便民市场搬到巷尾空地")
    reps[9].opens(f"/demands/{demand.pk}/").sees("已召集会议")
    return chair, reps, meeting, motion


def test_from_a_demand_to_a_decision(called):
    """37 have a vote, the thirty and the committee's seven: 25 are two thirds, 13 decide."""
    chair, _reps, _meeting, motion = called
    held(*called, present=25, in_favour=13)
    assert motion.status == "adopted"
    resolution = Resolution.objects.get()
    chair.opens(f"/resolutions/{resolution.pk}/").sends("/steps/publish/")
    Person().opens(f"/resolutions/{resolution.pk}/").sees("便民市场搬到巷尾空地")


@pytest.mark.parametrize(
    ("present", "in_favour", "outcome"), [(24, 24, "deferred"), (26, 13, "rejected")]
)
def test_too_few_and_no_majority(called, present, in_favour, outcome):
    """24 are no quorum whatever they say; 13 of 26 are not more than half."""
    motion = called[3]
    held(*called, present=present, in_favour=in_favour)
    assert motion.status == outcome and not Resolution.objects.exists()
