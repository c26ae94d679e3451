"""One staffed community of the demo, with its people by role, and the steps they take."""

import random
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from committees.models import Committee, Membership
from committees.services import attendance, debates, meetings, motions, votes
from portal.kernel import clock
from portal.models import Division, Role, RoleAssignment, User
from portal.services.files import picture_process
from resident_affairs.models import Category, Issue
from resident_affairs.services import issues, triage
from workstations.demo.pictures import picture_draw, slip_draw
from workstations.demo.texts import BUILDINGS, KINDS, LANES
from workstations.models import Task
from workstations.services import assigning, checking, executing

_SPACE = uuid.UUID("53010300-0000-4000-8000-000000000000")


def key(*words) -> uuid.UUID:
    """A submit key that is the same at every run."""
    return uuid.uuid5(_SPACE, "/".join(map(str, words)))


@dataclass
class Cast:
    """Who acts in one community."""

    chair: User
    vice: User
    members: list[User]
    secretary: User
    head: User
    staff: list[User]
    residents: list[User]
    leader: User | None
    street: User


class Place:
    """A community on the demo's stage. Each method is one step by the right person."""

    def __init__(self, community: Division, street: User, group: Division | None = None):
        self.community = community
        self.group = group
        self.committee = Committee.objects.filter(community=community).latest("term_from")
        self.chance = random.Random(community.code)  # noqa: S311 - stories need no secrets
        self.cast = self._cast(street)
        self.count = 0

    def _cast(self, street: User) -> Cast:
        def holders(role: Role, division=None) -> list[User]:
            rows = RoleAssignment.objects.own().filter(role=role)
            rows = rows.filter(division=division or self.community)
            return [row.user for row in rows.select_related("user").order_by("id")]

        members = Membership.objects.filter(committee=self.committee).select_related("user")
        leaders = holders(Role.GROUP_LEADER, self.group) if self.group else []
        secretaries = holders(Role.PARTY_SECRETARY)
        return Cast(
            chair=holders(Role.CHAIR)[0],
            vice=holders(Role.VICE_CHAIR)[0],
            members=[row.user for row in members.order_by("id")],
            secretary=secretaries[0] if secretaries else holders(Role.CHAIR)[0],
            head=holders(Role.STATION_HEAD)[0],
            staff=holders(Role.STATION_STAFF),
            residents=holders(Role.RESIDENT),
            leader=leaders[0] if leaders else None,
            street=street,
        )

    def photo(self, stage: str, seed: int) -> SimpleUploadedFile:
        """A drawn photograph as somebody would upload it."""
        return SimpleUploadedFile("photo.jpg", picture_draw(stage, seed), "image/jpeg")

    def slip(self, name: str, words: str) -> SimpleUploadedFile:
        """A drawn photograph of a paper that somebody signed."""
        return SimpleUploadedFile("slip.jpg", slip_draw(name, words), "image/jpeg")

    def file(self, kind: int, *, reporter: User | None = None, **more) -> Issue:
        """A resident reports one of the usual things (``texts.KINDS``)."""
        code, title, text, place, _report = KINDS[kind % len(KINDS)]
        lane, building = self.chance.choice(LANES), self.chance.choice(BUILDINGS)
        words = {"g": lane, "b": building, "n": self.chance.randrange(2, 9)}
        return self.file_text(
            code,
            title.format(**words),
            text.format(**words),
            reporter=reporter,
            place=place.format(**words),
            **more,
        )

    def file_text(self, code: str, title: str, text: str, *, reporter=None, **more) -> Issue:
        """Report these very words."""
        self.count += 1
        return issues.issue_file(
            actor=reporter or self.chance.choice(self.cast.residents),
            community=self.community,
            category=Category.objects.get(code=code),
            title=title,
            text=text,
            submit_key=key(self.community.code, self.count, title),
            **more,
        )

    def to_station(self, issue: Issue) -> Task:
        """Taken in and handed to the station: its task."""
        triage.issue_accept(actor=self.cast.head, issue=issue)
        triage.issue_assign(actor=self.cast.head, issue=issue)
        return Task.objects.get(issue=issue, status="open")

    def give(self, task: Task, staff: User | None = None) -> Task:
        """The head assigns, the staff accept."""
        staff = staff or self.chance.choice(self.cast.staff)
        task = assigning.task_assign(actor=self.cast.head, task=task, assignee=staff)
        return executing.task_accept(actor=staff, task=task)

    def work(self, task: Task, words: str, percent: int, photo=None, stage="during") -> Task:
        """A note of progress, perhaps with a photograph."""
        executing.task_note_progress(
            actor=task.assignee,
            task=task,
            text=words,
            percent=percent,
            submit_key=key("note", task.pk, percent, words),
            uploads=[photo] if photo else [],
            stage=stage,
            is_public=True,
        )
        task.refresh_from_db()
        return task

    def deliver(self, task: Task, words: str, seed: int) -> Task:
        """Delivered with a photograph of the result."""
        photo = self.photo("after", seed)
        task = executing.task_deliver(actor=task.assignee, task=task, remark=words, uploads=[photo])
        self.develop(task)
        return task

    def develop(self, task: Task) -> None:
        """The job has re-encoded the photographs."""
        for row in task.evidence.all():
            picture_process(row.picture_id)

    def verify(self, task: Task) -> Task:
        """A member looks at the evidence."""
        return checking.task_verify(
            actor=self.cast.members[2], task=task, remark="看过现场，属实。"
        )

    def meeting(self, title: str, in_days: float, motion_list=()):
        """Convene a meeting that begins in ``in_days`` with ``motion_list`` on its agenda."""
        return meetings.meeting_convene(
            actor=self.cast.chair,
            committee=self.committee,
            title=title,
            starts_at=clock.now() + timedelta(days=in_days),
            place=f"{self.community.short_name}议事厅",
            submit_key=key("meeting", self.community.code, title),
            motions=tuple(motion_list),
        )

    def gather(self, meeting, absent: int = 1) -> None:
        """All members but the last ``absent`` arrive."""
        for user in self.cast.members[: len(self.cast.members) - absent]:
            attendance.attendance_arrive(actor=user, meeting=meeting)

    def decide(self, meeting, motion, choices, notes=()):
        """Debate and vote: one choice per member in their order; closed by the chair."""
        chair = self.cast.chair
        motion = motions.motion_debate(actor=chair, motion=motion)
        item = motion.current_agenda_item
        for speaker, words in notes:
            debates.debate_note_add(actor=chair, item=item, speaker=speaker, text=words)
        event = votes.vote_open(actor=chair, motion=motion)
        for user, choice in zip(self.cast.members, choices, strict=False):
            if choice:
                votes.vote_cast(actor=user, event_id=event.pk, choice=choice)
        return votes.vote_close(actor=chair, event_id=event.pk)
