"""Voting in a village: who is let in by the meeting (§13), and near kin for somebody away (§15)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from committees.models import Election, NearKin, VoterProxy, VoterRegistration
from committees.selectors.admissions import resolutions_admitting
from committees.services import (
    applications,
    election_steps,
    objections,
    proxies,
    roll_uploads,
    rolls,
)
from committees.services.admissions import Admissions
from committees.workflows import ResolutionStatus
from portal.models import Division
from portal.services.rule_laws import LAWS
from tests.committees.electing import Booth, refused

HEAD = "姓名,户（门牌）,出生日期,登记依据,到本村居住日期,同意参加选举的决定"


class Village:
    """明通巷 as a village, with a resolution of its meeting and one of its committee."""

    def __init__(self, hall):
        self.hall, self.world = hall, hall.world
        self.admitting = hall.resolved(title="同意外来户参加选举")
        self.of_committee = hall.adopted(title="委员会的决定")
        Division.objects.filter(pk=self.world.mingtong.pk).update(kind="village")
        self.world.mingtong.refresh_from_db()
        self.booth = Booth(hall, electorate=20)

    @property
    def election(self):
        return self.booth.election

    @property
    def day(self) -> date:
        """Who has lived here since then has lived here for a year on election day."""
        found = self.election.election_day
        return found.replace(year=found.year - 1)

    def draft(self, number=50, **words):
        given = {"basis": "living", "living_since": self.day}
        given["admission"] = self.admitting.reference
        return self.booth.voter(number, **(given | words))

    def register(self, **words) -> VoterRegistration:
        return rolls.voter_register(
            actor=self.booth.head, election=self.election, draft=self.draft(**words)
        )

    def publish(self):
        words = {"actor": self.booth.head, "election": self.election}
        self.booth.election = election_steps.roll_publish(**words)

    def note(self, giver=11, holder=20, **words) -> VoterProxy:
        given = {"reason": "外出务工", "kinship": "child"} | words
        return proxies.proxy_note(
            actor=self.booth.head, election=self.election, giver=giver, holder=holder, **given
        )

    def look(self, *lines):
        text = "\n".join([HEAD, *lines]).encode("utf-8-sig")
        upload = SimpleUploadedFile("roll.csv", text)
        return roll_uploads.roll_look(actor=self.booth.head, election=self.election, upload=upload)


@pytest.fixture
def village(hall):
    found = Village(hall)
    found.booth.registered()
    return found


@pytest.fixture
def town(booth):
    """The same in the city."""
    booth.registered()
    return booth


class TestOneYear:
    def test_exactly_a_year_on_election_day(self, village):
        row = village.register()
        assert (row.living_since, row.admitted_by, row.admission) == (
            village.day,
            village.admitting,
            "",
        )

    def test_a_day_more(self, village):
        assert village.register(living_since=village.day - timedelta(days=1)).pk

    def test_a_day_less(self, village):
        refused("living_since", village.register, living_since=village.day + timedelta(days=1))

    def test_it_is_asked(self, village):
        refused("living_since", village.register, living_since=None)

    @pytest.mark.parametrize("basis", ["hukou"])
    def test_whoever_is_registered_here_is_asked_nothing(self, village, basis):
        row = village.register(basis=basis, living_since=None, admission="")
        assert row.basis == "hukou"
        # What was written beside it is not kept: who is registered here needs no decision.
        row = village.register(number=51, basis=basis)
        assert (row.living_since, row.admitted_by_id, row.admission) == (None, None, "")


class TestTheDecision:
    @pytest.mark.parametrize("said", ["", "  "])
    def test_it_is_asked(self, village, said):
        refused("admission", village.register, admission=said)

    def test_one_of_the_committee_lets_nobody_in(self, village):
        refused("admission", village.register, admission=village.of_committee.reference)

    @pytest.mark.parametrize(
        "said", ["RES-2026-999999", "RES-2026-0", "RES-2026-999999999999999999"]
    )
    def test_one_that_is_not_there(self, village, said):
        refused("admission", village.register, admission=said)

    def test_one_of_another_village(self, village):
        here = village.election
        words = {"rules": here.rules, "election_day": here.election_day}
        there = Election(community=village.world.baita, **words)
        draft = village.draft()
        assert Admissions(here, [draft]).fault_of(draft) is None
        assert Admissions(there, [draft]).fault_of(draft)[0] == "admission"

    def test_one_that_was_rescinded(self, village):
        rows = type(village.admitting).objects.filter(pk=village.admitting.pk)
        rows.update(status=ResolutionStatus.RESCINDED)
        refused("admission", village.register)

    def test_a_meeting_on_paper_says_which_and_when(self, village):
        refused("admission", village.register, admission="村民代表会议同意了")
        refused("admission", village.register, admission="2026年3月1日" + "长" * 100)
        row = village.register(admission=" 2026年3月1日村民代表会议第3项 ")
        assert (row.admission, row.admitted_by) == ("2026年3月1日村民代表会议第3项", None)

    def test_what_may_be_chosen(self, village):
        assert resolutions_admitting(village.election) == [village.admitting]

    def test_a_ruling_asks_for_it_too(self, village):
        booth = village.booth
        village.publish()
        row = objections.objection_file(
            actor=booth.world.resident,
            election=village.election,
            kind="missing",
            name="漏名",
            text="住了三年",
        )
        rule = {"actor": booth.head, "objection": row, "is_accepted": True, "ruling": "补上"}
        refused("admission", objections.objection_rule, draft=village.draft(admission=""), **rule)
        done = objections.objection_rule(draft=village.draft(), **rule)
        assert done.registration.admitted_by == village.admitting

    def test_the_database_keeps_no_decision_on_whoever_needs_none(self, village):
        voter = village.election.registrations.first()
        for words in ({"admission": "x1"}, {"living_since": village.day}):
            with pytest.raises(IntegrityError), transaction.atomic():
                VoterRegistration.objects.filter(pk=voter.pk).update(**words)


class TestAsking:
    """A resident asks online, and the table names the decision."""

    def asked(self, village, **words):
        draft = village.draft(admission="", user=village.world.resident, **words)
        return applications.application_file(
            actor=village.world.resident,
            election=village.election,
            draft=draft,
            is_affirmed=True,
        )

    def test_a_resident_says_since_when_and_the_table_by_what(self, village):
        row = self.asked(village)
        assert row.living_since == village.day
        decide = {"actor": village.booth.head, "application": row, "is_accepted": True}
        refused("admission", applications.application_decide, **decide)
        done = applications.application_decide(admission=village.admitting.reference, **decide)
        assert done.registration.admitted_by == village.admitting
        assert done.registration.living_since == village.day

    def test_too_short_is_said_at_once(self, village):
        late = village.day + timedelta(days=1)
        refused("living_since", self.asked, village, living_since=late)

    def test_no_decision_is_needed_to_refuse(self, village):
        row = self.asked(village)
        words = {"application": row, "is_accepted": False, "why": "会议没有同意"}
        done = applications.application_decide(actor=village.booth.head, **words)
        assert done.state == "refused"


class TestAFile:
    def line(self, village, name="张三", since=None, said=None):
        since = (since or village.day).isoformat()
        said = village.admitting.reference if said is None else said
        return f"{name},东风巷8号,1980-05-01,居住,{since},{said}"

    def test_preview_and_import(self, village):
        kept, good, _rows = village.look(self.line(village), self.line(village, name="李四"))
        assert (good, kept.faults) == (2, [])
        words = {"election": village.election, "token": kept.token, "is_affirmed": True}
        assert roll_uploads.roll_take(actor=village.booth.head, **words) == 2
        rows = village.election.registrations.filter(admitted_by=village.admitting)
        assert {row.name for row in rows} == {"张三", "李四"}
        assert {row.living_since for row in rows} == {village.day}

    def test_each_fault_by_its_line_and_column(self, village):
        late = village.day + timedelta(days=1)
        kept, good, _rows = village.look(
            self.line(village, since=late),
            self.line(village, said=""),
            self.line(village, said=village.of_committee.reference),
            self.line(village, name="王五"),
        )
        assert good == 1
        assert [fault[:2] for fault in kept.faults] == [
            [2, "到本村居住日期"],
            [3, "同意参加选举的决定"],
            [4, "同意参加选举的决定"],
        ]

    def test_one_statement_for_all_the_decisions(self, village, django_assert_max_num_queries):
        drafts = [village.draft(number) for number in range(50, 60)]
        with django_assert_max_num_queries(8) as few:
            rolls.roll_check(village.election, drafts[:1])
        with django_assert_max_num_queries(len(few)):
            rolls.roll_check(village.election, drafts)


class TestInTheCity:
    def test_living_here_is_enough_and_nothing_more_is_kept(self, town):
        draft = town.voter(50, basis="living", living_since=date(2026, 3, 1), admission="x1")
        row = rolls.voter_register(actor=town.head, election=town.election, draft=draft)
        assert (row.living_since, row.admitted_by, row.admission) == (None, None, "")
        assert resolutions_admitting(town.election) == []

    def test_anybody_of_the_roll_votes_for_somebody_away(self, town):
        town.election = election_steps.roll_publish(actor=town.head, election=town.election)
        words = {"actor": town.head, "election": town.election, "reason": "外出"}
        row = proxies.proxy_note(giver=11, holder=20, kinship="child", **words)
        assert row.kinship == ""

    def test_no_other_law_asks(self):
        for law in LAWS:
            asks = law["code"] == "village-2018"
            assert ("living" in law["rules"]["electorate"]) is asks, law["code"]
            assert ("kin" in law["rules"]["proxy"]) is asks, law["code"]


class TestNearKin:
    @pytest.mark.parametrize("kinship", NearKin.values)
    def test_each_of_the_near_kin(self, village, kinship):
        village.publish()
        assert village.note(kinship=kinship).kinship == kinship

    @pytest.mark.parametrize("kinship", ["", "cousin", "in_law", "lineal", "SPOUSE"])
    def test_nobody_else(self, village, kinship):
        village.publish()
        refused("kinship", village.note, kinship=kinship)
        assert not VoterProxy.objects.exists()

    def test_three_and_no_fourth_as_elsewhere(self, village):
        village.publish()
        for giver in (11, 12, 13):
            village.note(giver=giver)
        refused("holder", village.note, giver=14)

    def test_an_election_called_before_the_rule_asks_nothing(self, village):
        """What was frozen without it stays without it."""
        village.publish()
        election = village.election
        rules = dict(election.rules)
        rules["proxy"] = {k: v for k, v in rules["proxy"].items() if k != "kin"}
        type(election).objects.filter(pk=election.pk).update(rules=rules)
        village.booth.election.refresh_from_db()
        assert village.note(kinship="").kinship == ""

    def test_every_kind_of_the_rules_has_its_words(self):
        law = next(law for law in LAWS if law["code"] == "village-2018")
        assert set(law["rules"]["proxy"]["kin"]["kinds"]) == set(NearKin.values)
