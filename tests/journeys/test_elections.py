"""Whole elections by hand, in each of the law's forms: the general election with its runoff, the
by-election that follows, and a recall; by the right people on the pages that stand there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from committees.models import Candidate, Committee, Election, RecallPetition, Representative
from portal.access.checker import access_of
from portal.kernel import clock
from portal.models import User
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import scan
from tests.journeys.person import Person

ELECTORATE = 30
INVALID = {f"invalid_{name}": 0 for name in ("too_many", "unreadable", "not_ours", "blank")}
FORMS = ("voters", "households", "representatives")


def person(name: str) -> User:
    return User.objects.create_user(username=f"{name}-{uuid4().hex[:6]}", name=f"民{name}")


class Officers:
    """Five residents who run one election after the other; ``act`` goes by their pages alone."""

    def __init__(self, world, form):
        self.world, self.form = world, form
        self.users = [person(f"officer{number}") for number in range(5)]
        self.head, self.second = (Person(user) for user in self.users[:2])
        self.pk = 0

    @property
    def desk(self) -> str:
        return f"/elections/{self.pk}/"

    def step(self, name, who=None):
        (who or self.head).opens(self.desk).sends(f"/steps/{name}/")

    def write(self, page, who=None, **fields):
        path = self.desk + page
        return (who or self.head).opens(path).sends(path, **fields)

    def sit(self, caller):
        """Named by the one who called, and at work."""
        self.pk = Election.objects.latest("id").pk
        for number, user in enumerate(self.users):
            head = {"is_head": "on"} if number == 0 else {}
            self.write("officers/new/", caller, user=user.username, **head)
        self.step("form_committee", caller)
        self.step("start_registration")

    def make_the_roll(self):
        """The voters from a file that is looked at first; who votes for the households, or the
        representatives from their seats, beside them."""
        lines = ["姓名,出生日期,户（门牌）"]
        lines += [f"民{n},1980-01-02,{n}号" for n in range(1, ELECTORATE + 1)]
        file = SimpleUploadedFile("roll.csv", "\r\n".join(lines).encode())
        self.write("roll/import/", file=file).sees("30 人都没有问题")
        self.head.sends("/roll/import/confirm/", is_affirmed="on")
        if self.form == "representatives":
            self.head.opens(self.desk + "roll/?roll=representatives").sends(
                "/roll/representatives/"
            )
        if self.form == "households":
            numbers = ",".join(str(number + 1) for number in range(ELECTORATE))
            self.write("roll/households/", numbers=numbers)
        self.step("publish_roll")
        Person().opens(self.desk + "public/roll/").sees("民")

    def put_forward(self, names):
        """{post: how many names}, each checked by another than who wrote it down."""
        number = 0
        for post in Election.objects.get(pk=self.pk).posts_in_order:
            for _turn in range(names[post.seat]):
                number += 1
                user = person(f"stand{number}")
                fields = {"post": post.pk, "number": number, "nominated_by": "party"}
                self.write("candidates/new/", **fields, user=user.username)
                row = Candidate.objects.latest("id")
                path = f"/candidates/{row.pk}/"
                given = {"decision": "qualified", "has_accepted": "on"}
                self.second.opens(path).sends(path, **given)
        self.step("publish_candidates")
        at = clock.now() + timedelta(hours=1)
        self.write("meeting/", at=f"{timezone.localtime(at):%Y-%m-%dT%H:%M}", place="社区礼堂")
        clock.advance(hours=2)
        self.step("meet_residents")

    def vote(self, ballots: int, votes: dict, **announce):
        """Election day: opened, counted by two, confirmed, announced."""
        election = Election.objects.get(pk=self.pk)
        clock.advance(days=(election.election_day - clock.today()).days)
        self.step("start_voting")
        self.write("turnout/", issued=ballots)
        fields = {"issued": ballots, "returned": ballots, **INVALID, **votes}
        self.write("sheet/", **fields)
        self.write("sheet/", self.second, **fields)
        self.step("count")
        if announce:
            self.write("announce/", **announce)
        else:
            self.step("announce")
        return Election.objects.get(pk=self.pk)

    def votes(self, **posts) -> dict:
        """{field: votes} from {seat: (votes in the candidates' order)}."""
        rows = Candidate.objects.filter(post__election=self.pk).select_related("post")
        found = {}
        for seat, figures in posts.items():
            standing = [row for row in rows.order_by("id") if row.post.seat == seat]
            found |= {f"votes_{row.pk}": n for row, n in zip(standing, figures, strict=True)}
        return found


def the_general_election(world, officers) -> Committee:
    """Three vie for the chair and nobody has more than half: a runoff between the two best."""
    term = Committee.objects.get(community=world.mingtong)
    clock.advance(days=(term.term_to - clock.today()).days - 60)
    chair = Person(world.chair)
    chair.opens("/elections/new/").sends(
        "/elections/new/",
        kind="general",
        form=officers.form,
        title="换届选举",
        election_day=(clock.today() + timedelta(days=40)).isoformat(),
        polling_place="社区礼堂",
        chairs=1,
        vice_chairs=0,
        members=4,
        term_from=term.term_to.isoformat(),
    )
    chair.sees("核对安排").sends("/elections/new/")
    officers.sit(chair)
    officers.make_the_roll()
    officers.put_forward({"chair": 3, "committee_member": 5})
    day = (clock.today() + timedelta(days=47)).isoformat()
    votes = officers.votes(chair=(12, 11, 3), committee_member=(20, 19, 18, 17, 4))
    done = officers.vote(27, votes, runoff_day=day)
    assert done.outcome == "runoff" and done.committee.memberships.count() == 4
    officers.pk = done.runoffs.get().pk
    officers.head.opens(officers.desk).sees("另行选举")
    done = officers.vote(24, officers.votes(chair=(13, 11)))
    assert done.outcome == "elected" and done.committee.memberships.count() == 5
    Person().opens(officers.desk + "public/").sees("全部选出", "13")
    return done.committee


def the_by_election(officers, committee, chair) -> None:
    """A member moves away; the seat is filled for the rest of the term."""
    seat = committee.memberships.filter(seat="committee_member").order_by("id").last()
    page = Person(chair).opens(f"/seats/{seat.pk}/end/")
    page.sends("/end/", ground="incapacity", on=clock.today().isoformat(), reference="民特3号")
    caller = Person(chair)
    caller.opens("/elections/new/").sends(
        "/elections/new/",
        kind="by_election",
        form=officers.form,
        title="委员补选",
        election_day=(clock.today() + timedelta(days=30)).isoformat(),
        polling_place="社区礼堂",
        chairs=0,
        vice_chairs=0,
        members=1,
    )
    caller.sends("/elections/new/")
    officers.sit(caller)
    officers.make_the_roll()
    officers.put_forward({"committee_member": 2})
    done = officers.vote(25, officers.votes(committee_member=(14, 11)))
    assert done.outcome == "elected"
    seated = committee.memberships.get(seated_by="by_election")
    assert seated.valid_to == committee.term_to


def the_recall(officers, committee, chair) -> None:
    """A third of the representatives, or a tenth of the others, ask; the member is heard."""
    seat = committee.memberships.active().filter(seat="committee_member").order_by("id").first()
    caller = Person(chair)
    starter = Person(officers.world.resident)
    starter.opens("/recalls/new/").sends(
        "/recalls/new/", membership=seat.pk, reasons="一年没有到会。"
    )
    path = f"/recalls/{RecallPetition.objects.get().pk}/"
    others = committee.memberships.active().exclude(user__in=[chair, seat.user])
    second = Person(others.order_by("id").first().user)
    for number in range(1, (10 if officers.form == "representatives" else 3) + 1):
        paper = path + "paper/"
        caller.opens(paper).sends(paper, number=number, scan=scan())
        second.opens(paper).sends(paper + "check/", said="right")
    caller.opens(path + "vote/").sends(
        path + "vote/",
        election_day=(clock.today() + timedelta(days=30)).isoformat(),
        polling_place="社区礼堂",
    )
    officers.sit(caller)
    officers.make_the_roll()
    officers.write("defence/", defence="因病请假，有假条。")
    Person().opens(officers.desk + "public/").sees("因病请假")
    done = officers.vote(24, {"for": 13, "against": 10, "abstain": 1})
    assert done.outcome == "removed"
    seat.refresh_from_db()
    assert seat.ended_ground == "recall" and not access_of(seat.user).posts_with(
        "committees.vote_motion"
    )
    Person().opens(officers.desk + "public/").sees("罢免通过")


@pytest.mark.parametrize("form", FORMS)
def test_a_general_election_with_runoff_a_by_election_and_a_recall(world, form):
    rules_load_defaults()
    officers = Officers(world, form)
    if form == "representatives":
        Representative.objects.bulk_create(
            Representative(
                community=world.mingtong,
                name=f"代表{number}",
                households=30,
                valid_from=clock.today(),
                submit_key=uuid4(),
            )
            for number in range(ELECTORATE)
        )
    committee = the_general_election(world, officers)
    clock.advance(days=(committee.term_from - clock.today()).days + 1)
    chair = committee.memberships.get(seat="chair").user
    the_by_election(officers, committee, chair)
    the_recall(officers, committee, chair)
