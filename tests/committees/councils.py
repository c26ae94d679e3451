"""A representatives' meeting that puts a motion to the vote by sealed ballots."""

from datetime import timedelta
from uuid import uuid4

from committees.models import MeetingKind, Motion, SealedVote
from committees.services import sealed
from committees.services.attendance import attendance_note
from committees.services.meetings import Sitting, meeting_convene, meeting_notify, meeting_open
from committees.services.motions import motion_debate
from committees.services.representatives import representative_add
from committees.services.sealed_drafts import SealedDraft, sealed_draft
from committees.services.sealed_roll import roll_freeze
from committees.services.votes import vote_close, vote_open
from portal.kernel import clock
from portal.models import Role, User
from portal.services.roles import role_grant
from tests.committees.boxes import Box

REPRESENTATIVES = 30
CHOICES = {"for": [[0]], "against": [[1]], "abstain": [[2]]}


class Council(Box):
    """Thirty representatives beside seven members, and one motion on their agenda; at 37 the
    quorum is 25."""

    def __init__(self, hall):
        super().__init__(hall, voters=0)
        words = {"actor": self.chair, "community": self.world.mingtong, "households": 30}
        self.reps = []
        for number in range(REPRESENTATIVES):
            user = User.objects.create_user(username=f"rep{number}", name=f"代表{number}")
            representative_add(user=user, **words)
            self.reps.append(user)
        self.motion = hall.motion(actions=())
        self.meeting = self.convened(self.motion)
        self.fresh()
        self.event = None

    def fresh(self):
        """The motion as it stands by now."""
        self.motion = Motion.objects.get(pk=self.motion.pk)

    def convened(self, *motions, kind=MeetingKind.REPRESENTATIVES, days=12):
        return meeting_convene(
            actor=self.chair,
            committee=self.hall.committee,
            title="居民代表会议",
            starts_at=clock.now() + timedelta(days=days),
            place="社区礼堂",
            motions=motions,
            submit_key=uuid4(),
            sitting=Sitting(kind=kind),
        )

    def draft(self, **words) -> SealedVote:
        """Prepared on the day of the notice, for the two hours after the meeting begins."""
        starts = self.meeting.starts_at
        given = {
            "kind": "representatives",
            "title": "院坝绿化",
            "questions": [],
            "opens_at": starts,
            "closes_at": starts + timedelta(hours=2),
            "motion": self.motion,
        } | words
        place = {"actor": self.chair, "community": self.world.mingtong}
        draft = SealedDraft(**given)
        self.vote = sealed_draft(draft=draft, submit_key=uuid4(), **place)
        return self.vote

    def keyed(self, **words) -> SealedVote:
        self.draft(**words)
        self.vote = roll_freeze(actor=self.chair, vote=self.vote)
        return self.key()

    def gather(self, count: int = 30):
        """The meeting opens, ``count`` representatives are there, the motion is debated."""
        meeting_notify(actor=self.chair, meeting=self.meeting)
        clock.advance(days=12)
        self.meeting = meeting_open(actor=self.chair, meeting=self.meeting)
        for user in self.reps[:count]:
            self.note(user, "present")
        self.motion = motion_debate(actor=self.chair, motion=self.motion)

    def note(self, user, presence):
        place = self.meeting.participants.get(user=user)
        words = {"meeting": self.meeting, "participant": place, "presence": presence}
        attendance_note(actor=self.chair, **words)

    def ask(self, method="sealed"):
        """The vote is opened, and with it the box."""
        self.fresh()
        self.event = vote_open(actor=self.chair, motion=self.motion, method=method)
        self.vote = SealedVote.objects.get(pk=self.vote.pk)
        return self.event

    def running(self, present: int = 30):
        self.keyed()
        self.gather(present)
        return self.ask()

    def say(self, choice: str, first: int, last: int):
        """Representatives ``first`` to ``last`` (from 0, not with the last) vote alike."""
        for user in self.reps[first:last]:
            self.cast(user, CHOICES[choice])

    def shut(self):
        """The hour is over, the box is closed."""
        clock.advance(hours=2)
        self.vote = sealed.vote_close(actor=self.chair, vote=self.vote)
        return self.vote

    def told(self, **words):
        """Closed, opened, brought by two, and the vote ended."""
        self.shut()
        self.imported(**words)
        return self.end()

    def end(self):
        self.event = vote_close(actor=self.chair, event_id=self.event.pk)
        return self.event

    def overseer(self) -> User:
        """Somebody on the oversight committee."""
        user = User.objects.create_user(username=f"overseer{uuid4().hex[:6]}", name="监")
        place = {"division": self.world.mingtong, "role": Role.OVERSIGHT_MEMBER}
        role_grant(actor=None, user=user, **place)
        return user
