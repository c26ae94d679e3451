"""A station at work: an issue assigned, a task taken as far as a test needs."""

import io
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from committees.models import Committee
from committees.services.attendance import attendance_note
from committees.services.meetings import meeting_convene, meeting_notify, meeting_open
from committees.services.motions import (
    ActionDraft,
    motion_debate,
    motion_propose,
    motion_raise_from_issue,
)
from committees.services.votes import vote_cast, vote_close, vote_open
from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from resident_affairs.services.issues import issue_file
from resident_affairs.services.triage import issue_assign, issue_refer
from tests import world as worlds
from workstations.models import Task
from workstations.services.evidence import evidence_add
from workstations.services.tasks import (
    task_accept,
    task_assign,
    task_block,
    task_cancel,
    task_deliver,
    task_send_back,
    task_verify,
)

TEXT = "东风巷14号院坝积水很深，老人出门要绕道。"
VOTERS = ("chair", "vice", "member1", "member2", "member3")
ACTIONS = (
    ActionDraft(
        what="种八棵桂花", due_on=worlds.MONDAY.date().replace(month=4), evidence_wanted="前后照片"
    ),
    ActionDraft(
        what="修两条长椅",
        due_on=worlds.MONDAY.date().replace(month=5),
        evidence_wanted="照片和收据",
        cost_fen=120000,
    ),
)


def photo(colour="green") -> SimpleUploadedFile:
    """A small real JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", out.getvalue(), content_type="image/jpeg")


class Station:
    """明通巷's station and short ways to bring a task somewhere."""

    def __init__(self, world):
        self.world = world

    def issue(self, actor=None, **words):
        """An issue filed by the resident."""
        words.setdefault("category", self.world.categories["water"])
        words.setdefault("text", TEXT)
        return issue_file(
            actor=actor or self.world.resident,
            community=self.world.mingtong,
            submit_key=uuid.uuid4(),
            **words,
        )

    def task(self, **words) -> Task:
        """An open task from an assigned issue."""
        issue = issue_assign(actor=self.world.head, issue=self.issue(**words))
        return Task.objects.get(issue=issue)

    def task_in(self, state: str) -> Task:
        """A task in the wanted state; 李静 (staff) has it in hand."""
        return ROADS[state](self, self.world)

    def motion(self, committee, actions, is_standing: bool):
        """A motion on an issue of the resident, or one for standing authority."""
        world = self.world
        words = {
            "actor": world.member1,
            "committee": committee,
            "title": "东风巷14号院坝整治",
            "text": "疏通下水，补种桂花。",
            "actions": actions,
            "submit_key": uuid.uuid4(),
        }
        if is_standing:
            return motion_propose(is_standing=True, **words)
        issue = self.issue(category=world.categories["greening"])
        issue = issue_refer(actor=world.chair, issue=issue)
        return motion_raise_from_issue(issue=issue, **words)

    def resolution(self, actions=ACTIONS, choice="for", is_standing=False):
        """A resolution adopted by five, with its tasks."""
        world = self.world
        committee = Committee.objects.get(community=world.mingtong)
        motion = self.motion(committee, actions, is_standing)
        meeting = meeting_convene(
            actor=world.chair,
            committee=committee,
            title="三月例会",
            starts_at=clock.now() + timedelta(days=3),
            place="社区会议室",
            motions=(motion,),
            submit_key=uuid.uuid4(),
        )
        meeting_notify(actor=world.chair, meeting=meeting)
        clock.advance(days=3)
        meeting_open(actor=world.chair, meeting=meeting)
        for key in VOTERS:
            row = meeting.participants.get(user=world.people[key])
            attendance_note(actor=world.chair, meeting=meeting, participant=row, presence="present")
        motion_debate(actor=world.chair, motion=motion)
        event = vote_open(actor=world.chair, motion=motion)
        for key in VOTERS:
            vote_cast(actor=world.people[key], event_id=event.pk, choice=choice)
        return vote_close(actor=world.chair, event_id=event.pk).resolution

    def done(self, task: Task) -> Task:
        """Assigned, accepted, photographed and delivered by 李静."""
        world = self.world
        task = task_assign(actor=world.head, task=task, assignee=world.staff)
        task = task_accept(actor=world.staff, task=task)
        return task_deliver(actor=world.staff, task=task, uploads=[photo()])


def _assigned(s, w):
    return task_assign(actor=w.head, task=s.task(), assignee=w.staff)


def _in_progress(s, w):
    task = task_accept(actor=w.staff, task=_assigned(s, w))
    evidence_add(actor=w.staff, task=task, uploads=[photo()])
    return task


def _delivered(s, w):
    return task_deliver(actor=w.staff, task=_in_progress(s, w))


ROADS = {
    "open": lambda s, w: s.task(),
    "assigned": _assigned,
    "in_progress": _in_progress,
    "blocked": lambda s, w: task_block(actor=w.staff, task=_in_progress(s, w), remark="等燃气公司"),
    "delivered": _delivered,
    "rework": lambda s, w: task_send_back(
        actor=w.member1, task=_delivered(s, w), remark="没有拍清楚"
    ),
    "verified": lambda s, w: task_verify(actor=w.member1, task=_delivered(s, w)),
    "cancelled": lambda s, w: task_cancel(actor=w.chair, task=_in_progress(s, w), remark="并案"),
}


@pytest.fixture
def station(world):
    """The station of 明通巷."""
    rules_load_defaults()
    return Station(world)
