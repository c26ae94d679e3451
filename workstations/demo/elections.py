"""The demo's by-elections: one over, one whose roll is public, one whose voters register."""

from datetime import datetime, timedelta

from committees.models import Membership, Seat
from committees.models.candidates import NominatedBy
from committees.services import (
    applications,
    candidates,
    complaints,
    election_counts,
    election_steps,
    elections,
    objections,
    officers,
    proxies,
    results,
    rolls,
)
from committees.services.bodies import member_unseat
from portal.kernel import clock
from portal.models import User
from workstations.demo.people import Crowd
from workstations.demo.place import Place, key

VOTERS = 120
INTRODUCTIONS = (
    "退休教师，在这条巷子住了三十一年。想把楼道里的灯和扶手都弄好。",
    "在菜市场做了十年管理员。想请大家把垃圾分类这件事做踏实。",
)


def all_of(stages: list[Place], crowd: Crowd, now: datetime) -> None:
    """One of each, in the second, third and fourth community of the stage."""
    _begun(stages[1], crowd, now, 70).to_the_end()
    _begun(stages[2], crowd, now, 12, until=30).to_an_objection()
    _begun(stages[3], crowd, now, 4, until=40).to_an_application()


def _begun(place: Place, crowd: Crowd, now: datetime, days: int, **more) -> "_Story":
    """A by-election called so many days ago, for a seat that fell free five days before."""
    with clock.at(now - timedelta(days=days + 5)):
        _vacate(place)
    return _Story(place, crowd, now - timedelta(days=days), **more)


def _vacate(place: Place) -> None:
    rows = Membership.objects.active().filter(committee=place.committee, seat=Seat.MEMBER)
    member_unseat(actor=None, membership=rows.order_by("id").last(), ground="death")


class _Story:
    """One by-election, called on ``begin``, with its vote ``until`` days later."""

    def __init__(self, place: Place, crowd: Crowd, begin: datetime, until: int = 40):
        self.place, self.crowd, self.begin, self.until = place, crowd, begin, until
        stem = place.community.code[-4:]
        self.officers = [crowd.person(f"booth{stem}-{number}") for number in range(1, 6)]
        self.stand = [crowd.person(f"stand{stem}-{number}") for number in range(1, 3)]
        self.election = None

    def day(self, days: float):
        """The clock so many days after the call."""
        return clock.at(self.begin + timedelta(days=days))

    @property
    def head(self) -> User:
        """Who heads the election committee."""
        return self.officers[0]

    def _step(self, service, **words) -> None:
        self.election = service(actor=self.head, election=self.election, **words)

    def to_registration(self) -> None:
        """Called, its committee named, most of the roll made."""
        chair = self.place.cast.chair
        with self.day(0):
            plan = elections.ElectionPlan(
                kind="by_election",
                form="voters",
                title=f"{self.place.community.short_name}居委会委员补选",
                election_day=clock.today() + timedelta(days=self.until),
                polling_place=f"{self.place.community.short_name}活动中心一楼",
                posts={Seat.MEMBER: 1},
            )
            self.election = elections.election_call(
                actor=chair,
                community=self.place.community,
                plan=plan,
                submit_key=key("election", self.place.community.code),
            )
            for number, user in enumerate(self.officers):
                words = {"user": user, "is_head": number == 0}
                officers.officer_add(actor=chair, election=self.election, **words)
            self.election = election_steps.committee_form(actor=chair, election=self.election)
        with self.day(2):
            self._step(election_steps.registration_start)
            drafts = [self._voter(number) for number in range(1, VOTERS + 1)]
            rolls.roll_import(actor=self.head, election=self.election, drafts=drafts)

    def to_an_application(self) -> None:
        """A resident has registered on the portal and waits for an answer."""
        self.to_registration()
        resident = self.place.cast.residents[0]
        draft = rolls.VoterDraft(
            name=resident.name,
            household="6 栋 302",
            born_on=clock.today().replace(year=1984, day=1),
            group_name="第一居民小组",
            has_rights=True,
            willing="online",
        )
        with self.day(3):
            applications.application_file(
                actor=resident, election=self.election, draft=draft, is_affirmed=True
            )

    def to_the_roll(self) -> None:
        """The roll is made and published, two names are put forward."""
        self.to_registration()
        with self.day(8):
            self._step(election_steps.roll_publish)
        with self.day(10):
            self._nominations()

    def _voter(self, number: int) -> rolls.VoterDraft:
        standing = self.stand[number - 1] if number <= len(self.stand) else None
        year = 1945 + number % 55
        return rolls.VoterDraft(
            name=standing.name if standing else self.crowd.name(),
            household=f"{1 + number // 12} 栋 {1 + number % 6}0{1 + number % 2}",
            born_on=clock.today().replace(year=year, day=min(clock.today().day, 28)),
            group_name=f"第{'一二三'[number % 3]}居民小组",
            user=standing,
            has_rights=True,
            willing="visit",
        )

    def _nominations(self) -> None:
        post = self.election.posts.get()
        for number, words in enumerate(INTRODUCTIONS, start=1):
            by = NominatedBy.PARTY if number == 1 else NominatedBy.VOTERS
            candidates.candidate_nominate(
                actor=self.head,
                election=self.election,
                given=candidates.Nomination(
                    post=post,
                    number=number,
                    nominated_by=by,
                    nominators=() if number == 1 else range(20, 32),
                    user=self.stand[number - 1],
                    is_woman=number == 2,
                    introduction=words,
                ),
            )

    def to_an_objection(self) -> None:
        """The roll is public, and somebody objects to it: a ruling is due."""
        self.to_the_roll()
        with self.day(11):
            objections.objection_file(
                actor=self.place.cast.residents[2],
                election=self.election,
                kind="missing",
                name="马永发",
                text="我爷爷八十四岁，住在 4 栋 202 二十多年，登记那几天他在住院，名单上没有他。",
            )

    def to_the_end(self) -> None:
        """The same, then objections, candidates, the vote, the count, the seat."""
        self.to_the_roll()
        with self.day(11):
            self._objected()
        with self.day(15):
            for row in self.election.posts.get().candidates.all():
                words = {"candidate": row, "is_qualified": True}
                candidates.candidate_check(actor=self.officers[1], **words)
            self._step(election_steps.candidates_publish)
            words = {"giver": 40, "holder": 41, "reason": "在外地带孙子"}
            proxies.proxy_note(actor=self.head, election=self.election, **words)
        with self.day(27):
            at = clock.now() + timedelta(days=2, hours=10)
            words = {"at": at, "place": self.election.polling_place}
            self._step(election_steps.meeting_announce, **words)
        with self.day(30):
            self._step(election_steps.residents_meet)
        self._voted()

    def _objected(self) -> None:
        resident = self.place.cast.residents[2]
        row = objections.objection_file(
            actor=resident,
            election=self.election,
            kind="missing",
            name="邓桂芳",
            text="我妈妈去年搬来同住，名单上没有她。",
        )
        objections.objection_rule(
            actor=self.head,
            objection=row,
            is_accepted=True,
            ruling="查实在本社区居住一年以上，补登。",
            draft=rolls.VoterDraft(
                name="邓桂芳",
                household="3 栋 401",
                born_on=clock.today().replace(year=1952, day=1),
                basis="living",
                group_name="第一居民小组",
                has_rights=True,
                willing="desk",
            ),
        )

    def _voted(self) -> None:
        with self.day(self.until):
            self._step(election_steps.voting_start)
        for hour, issued in ((1, 31), (3, 58), (5, 79), (7, 92)):
            with self.day(self.until + hour / 24):
                election_counts.turnout_note(actor=self.head, election=self.election, issued=issued)
        one, other = self.election.posts.get().candidates.order_by("id")
        sheet = election_counts.Sheet(
            issued=96,
            returned=95,
            invalid={"blank": 2, "too_many": 1},
            votes={str(one.pk): 57, str(other.pk): 33},
        )
        with self.day(self.until + 0.35):
            for user in self.officers[:2]:
                words = {"election": self.election, "sheet": sheet}
                election_counts.sheet_enter(actor=user, **words)
            self._step(election_counts.election_count)
            self._step(results.result_announce)
        with self.day(self.until + 3):
            self._complained()
        with self.day(self.until + 6):
            self._step(results.election_file)

    def _complained(self) -> None:
        row = complaints.complaint_file(
            actor=self.place.cast.residents[4],
            election=self.election,
            text="投票站门口有人指着名字让老人家选。",
            submit_key=key("complaint", self.election.pk),
        )
        district = User.objects.get(username="district")
        words = "看了当天的值守记录，问了三名工作人员：有人在门口交谈，已当场劝离，没有进投票区。"
        complaints.complaint_answer(actor=district, complaint=row, answer=words)
