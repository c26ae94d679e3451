"""A general election of the demo that is over: five seats, a runoff for one, the handover."""

from datetime import date, datetime, timedelta

from committees.models import Committee, Election, Membership, Seat
from committees.models.candidates import NominatedBy
from committees.services import (
    candidates,
    election_counts,
    election_steps,
    elections,
    officers,
    results,
    rolls,
)
from committees.services.handovers import handover_complete
from portal.kernel import clock
from portal.models import Division, RoleAssignment, User
from portal.services.roles import role_end
from workstations.demo.bodies import line_hand_over
from workstations.demo.people import Crowd
from workstations.demo.place import key

CODE = "530103001005"
VOTERS = 180
POSTS = {Seat.CHAIR: 1, Seat.VICE_CHAIR: 1, Seat.MEMBER: 3}
# post → its candidates: (account or "" for a new one, woman, votes, introduction)
STANDING = {
    Seat.CHAIR: (
        ("c001005-m1", True, 98, "当了五年主任，请大家再看看这五年做成了什么、没做成什么。"),
        ("", False, 52, "在单位管过十年后勤，退休回来想给街坊出点力。"),
    ),
    Seat.VICE_CHAIR: (
        ("c001005-m2", False, 61, "分管过调解和治保，巷子里的门我都敲过。"),
        ("", True, 88, "做过护士长，想把老人随访这件事做细。"),
    ),
    Seat.MEMBER: (
        ("c001005-m3", True, 117, "管环境和物业，垃圾房是我盯着改的。"),
        ("", False, 94, "开修理铺的，水电小毛病喊一声就到。"),
        ("", True, 66, "会计出身，想把居务公开的账写得人人看得懂。"),
        ("c001005-m4", False, 63, "老党员，愿意继续跑腿。"),
        ("", False, 41, "送过十二年快递，哪栋哪户都熟。"),
    ),
}
AGAIN = (71, 58)


def all_of(crowd: Crowd, now: datetime) -> None:
    """From the call of the election to the last line handed over."""
    community = Division.objects.select_related("parent").get(
        scheme="nbs", code=CODE, valid_to=None
    )
    story = _General(community, crowd, now - timedelta(days=78))
    story.before()
    story.to_the_vote()
    story.voted()
    story.again()
    story.handed_over()


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


class _General:
    """One general election, called on ``begin``, with its vote thirty-six days later."""

    vote, runoff, term = 36, 43, 46

    def __init__(self, community: Division, crowd: Crowd, begin: datetime):
        self.community, self.crowd, self.begin = community, crowd, begin
        self.officers = [crowd.person(f"booth1005-{number}") for number in range(1, 6)]
        self.standing: list[tuple[Seat, int, User, bool, str]] = []
        self.votes: dict[str, int] = {}

    def day(self, days: float):
        """The clock so many days after the call."""
        return clock.at(self.begin + timedelta(days=days))

    def before(self) -> None:
        """The committee that sits: its term ends when the new one begins."""
        with self.day(self.term):
            new_term = clock.today()
        rows = Committee.objects.filter(community=self.community)
        began = _years_before(new_term, 5)
        rows.update(term_from=began, term_to=new_term)
        seats = Membership.objects.filter(committee__community=self.community)
        seats.update(valid_from=began, valid_to=new_term)
        held = RoleAssignment.objects.filter(division=self.community, role__in=list(Seat))
        for assignment in held:
            role_end(actor=None, assignment=assignment, on=new_term)
        self.old = [row.user for row in seats.select_related("user").order_by("id")]
        self.new_term = new_term

    def _step(self, service, **words) -> None:
        self.election = service(actor=self.officers[0], election=self.election, **words)

    def to_the_vote(self) -> None:
        """Called, the roll published, nine candidates checked and met."""
        with self.day(0):
            self._called()
        with self.day(2):
            self._step(election_steps.registration_start)
            drafts = self._stand() + [self._voter() for _number in range(VOTERS)]
            words = {"election": self.election, "drafts": drafts}
            rolls.roll_import(actor=self.officers[0], **words)
        with self.day(12):
            self._step(election_steps.roll_publish)
        with self.day(15):
            self._nominated()
            self._step(election_steps.candidates_publish)
        with self.day(26):
            words = {"at": clock.now() + timedelta(days=4), "place": self.election.polling_place}
            self._step(election_steps.meeting_announce, **words)
        with self.day(31):
            self._step(election_steps.residents_meet)

    def _called(self) -> None:
        chair, short = self.old[0], self.community.short_name
        plan = elections.ElectionPlan(
            kind="general",
            form="voters",
            title=f"{short}居委会换届选举",
            election_day=clock.today() + timedelta(days=self.vote),
            polling_place=f"{short}小学操场",
            posts=POSTS,
            term_from=self.new_term,
        )
        words = {"plan": plan, "submit_key": key("general", CODE)}
        self.election = elections.election_call(actor=chair, community=self.community, **words)
        for number, user in enumerate(self.officers):
            words = {"user": user, "is_head": number == 0}
            officers.officer_add(actor=chair, election=self.election, **words)
        self.election = election_steps.committee_form(actor=chair, election=self.election)

    def _stand(self) -> list[rolls.VoterDraft]:
        """Who stands is on the roll first: their numbers are 1 to 9."""
        drafts = []
        for seat, people in STANDING.items():
            for account, is_woman, _votes, words in people:
                number = len(drafts) + 1
                user = self.crowd.person(account or f"stand1005-{number}")
                drafts.append(self._voter(user))
                self.standing.append((seat, number, user, is_woman, words))
        return drafts

    def _voter(self, user: User | None = None) -> rolls.VoterDraft:
        chance = self.crowd.chance
        door = f"{chance.randrange(1, 19)} 栋 {chance.randrange(1, 8)}0{chance.randrange(1, 5)}"
        born_on = date(chance.randrange(1940, 2006), chance.randrange(1, 13), 12)
        return rolls.VoterDraft(
            name=user.name if user else self.crowd.name(),
            household=door,
            born_on=born_on,
            group_name=f"第{chance.choice('一二三')}居民小组",
            user=user,
            has_rights=True,
            willing="visit",
        )

    def _nominated(self) -> None:
        posts = {post.seat: post for post in self.election.posts.all()}
        for seat, number, user, is_woman, words in self.standing:
            by_party = number % 2 == 1
            row = candidates.candidate_nominate(
                actor=self.officers[0],
                election=self.election,
                given=candidates.Nomination(
                    post=posts[seat],
                    number=number,
                    nominated_by=NominatedBy.PARTY if by_party else NominatedBy.VOTERS,
                    nominators=() if by_party else range(20 + number, 32 + number),
                    user=user,
                    is_woman=is_woman,
                    introduction=words,
                ),
            )
            given = {"candidate": row, "is_qualified": True}
            candidates.candidate_check(actor=self.officers[1], **given)

    def voted(self) -> None:
        """Four seats are filled; two who came close stand again for the fifth."""
        figures = [votes for people in STANDING.values() for _a, _w, votes, _i in people]
        self._count(self.vote, figures, issued=156, invalid={"blank": 2, "too_many": 3})
        with self.day(self.vote + 0.4):
            self._step(results.result_announce, runoff_day=self._date(self.runoff))

    def again(self) -> None:
        """The runoff on the same roll: the most votes win, at least a third of them."""
        first = self.election
        self.election = Election.objects.get(parent=first)
        self._count(self.runoff, AGAIN, issued=131, invalid={"blank": 2})
        with self.day(self.runoff + 0.4):
            self._step(results.result_announce)
        with self.day(self.term + 6):
            self._step(results.election_file)
        self.election = first

    def _count(self, day: int, figures, *, issued: int, invalid: dict) -> None:
        with self.day(day):
            self._step(election_steps.voting_start)
        for hour, share in ((1, 0.3), (3, 0.6), (6, 0.9)):
            with self.day(day + hour / 24):
                words = {"election": self.election, "issued": int(issued * share)}
                election_counts.turnout_note(actor=self.officers[0], **words)
        ballot = election_counts.candidates_standing(self.election)
        names = [str(row.pk) for rows in ballot.values() for row in rows]
        sheet = election_counts.Sheet(
            issued=issued,
            returned=issued,
            invalid=invalid,
            votes=dict(zip(names, figures, strict=True)),
        )
        with self.day(day + 0.35):
            for user in self.officers[:2]:
                words = {"election": self.election, "sheet": sheet}
                election_counts.sheet_enter(actor=user, **words)
            self._step(election_counts.election_count)

    def _date(self, days: int) -> date:
        with self.day(days):
            return clock.today()

    def handed_over(self) -> None:
        """Every line by two people, within the days of the law; then the papers go on file."""
        committee = Committee.objects.get(community=self.community, term_from=self.new_term)
        seats = committee.memberships.select_related("user").order_by("id")
        new = [row.user for row in seats if row.user not in self.old]
        chair = seats.get(seat=Seat.CHAIR).user
        with self.day(self.term + 3):
            for line in committee.handover.lines:
                line_hand_over(committee.handover, line, self.old[4], new[0])
        with self.day(self.term + 4):
            handover_complete(actor=chair, handover=committee.handover)
        with self.day(self.term + 6):
            self._step(results.election_file)
