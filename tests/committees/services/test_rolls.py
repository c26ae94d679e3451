"""The roll before and after it is public: objections, candidates, proxies."""

import io
import time
from collections import namedtuple
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from committees.models import (
    Election,
    RollObjection,
)
from committees.models.candidates import CandidateState
from committees.services import (
    candidates,
    elections,
    identity,
    objections,
    proxies,
    roll_files,
    rolls,
)
from committees.services.rolls import _birthday
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, TransitionRefused
from tests.committees.electing import Booth, refused


def number_with(born, order: int = 1) -> str:
    """A sound identity number of somebody born that day."""
    body = f"530103{born:%Y%m%d}{order % 1000:03d}"
    return next(body + last for last in "0123456789X" if identity.number_is_sound(body + last))


class TestObjections:
    def file(self, booth, actor="resident", **words):
        given = {"kind": "missing", "name": "漏名", "text": "住了十年"} | words
        who = booth.world.people[actor] if isinstance(actor, str) else actor
        return objections.objection_file(actor=who, election=booth.election, **given)

    def test_accepted_adds_the_name(self, booth):
        booth.published()
        row = self.file(booth)
        assert row.due_on == clock.today() + timedelta(days=3)
        ruled = objections.objection_rule(
            actor=booth.head,
            objection=row,
            is_accepted=True,
            ruling="查了户口册，补上。",
            draft=booth.voter(99, name="漏名"),
        )
        assert ruled.registration.added_by_ruling and ruled.registration.number == 21
        assert booth.election.registrations.filter(removed_on__isnull=True).count() == 21

    def test_accepted_removes_the_name(self, booth):
        booth.published()
        voter = booth.election.registrations.get(number=3)
        row = self.file(booth, kind="wrong", name=voter.name, registration=voter)
        objections.objection_rule(
            actor=booth.head, objection=row, is_accepted=True, ruling="已迁出。"
        )
        voter.refresh_from_db()
        assert voter.removed_on == clock.today()

    def test_five_days_and_not_the_sixth(self, booth):
        booth.published()
        clock.advance(days=5)
        assert self.file(booth)
        clock.advance(days=1)
        with pytest.raises(TransitionRefused):
            self.file(booth, name="别人")

    def test_not_before_the_roll_is_public(self, booth):
        booth.registered()
        with pytest.raises(TransitionRefused):
            self.file(booth)

    @pytest.mark.parametrize("key", ["street", "districter", "baita_resident"])
    def test_only_people_of_the_place_object(self, booth, key):
        booth.published()
        with pytest.raises((Refused, NotFound)):
            self.file(booth, actor=key)

    def test_late_is_late_and_stops_the_vote(self, booth):
        booth.nominated()
        row = self.file(booth)
        clock.advance(days=3)
        assert not row.is_overdue
        clock.advance(days=1)
        assert row.is_overdue
        booth.election = elections.residents_meet(actor=booth.head, election=booth.election)
        with pytest.raises(TransitionRefused, match="异议"):
            booth.open()
        objections.objection_rule(
            actor=booth.people[1], objection=row, is_accepted=False, ruling="不符合条件。"
        )
        assert booth.open().status == "voting"

    def test_ruled_once_by_another(self, booth):
        booth.published()
        row = self.file(booth, actor=booth.head)
        words = {"objection": row, "is_accepted": False, "ruling": "不成立。"}
        with pytest.raises(TransitionRefused, match="另一位"):
            objections.objection_rule(actor=booth.head, **words)
        objections.objection_rule(actor=booth.people[1], **words)
        with pytest.raises(TransitionRefused):
            objections.objection_rule(actor=booth.people[2], **words)
        with pytest.raises(DatabaseError), transaction.atomic():
            RollObjection.objects.update(ruling="改")

    @pytest.mark.parametrize("key", ["chair", "street", "resident"])
    def test_only_the_election_committee_rules(self, booth, key):
        booth.published()
        row = self.file(booth)
        with pytest.raises((Refused, NotFound)):
            objections.objection_rule(
                actor=booth.world.people[key], objection=row, is_accepted=False, ruling="不"
            )


class TestCandidates:
    def test_ten_voters_of_the_roll(self, booth):
        booth.published()
        post = booth.election.posts_in_order[0]
        by = {"nominated_by": "voters"}
        refused("nominators", booth.nominate, post, 1, nominators=range(2, 11), **by)
        # The one who is nominated does not count, nor does anybody twice.
        refused("nominators", booth.nominate, post, 1, nominators=[*range(1, 11), 2], **by)
        row = booth.nominate(post, 1, nominators=range(2, 12), **by)
        assert row.nominators.count() == 10

    def test_only_names_of_the_roll(self, booth):
        booth.published()
        post = booth.election.posts_in_order[0]
        refused("number", booth.nominate, post, 99)
        by = {"nominated_by": "voters", "nominators": range(15, 30)}
        refused("nominators", booth.nominate, post, 1, **by)
        booth.nominate(post, 1)
        refused("number", booth.nominate, post, 1)

    def test_more_candidates_than_seats(self, booth):
        booth.published()
        for post in booth.election.posts_in_order:
            for number in range(post.seats + 1):
                booth.stand(post, post.position * 5 + number)
        last = booth.election.posts_in_order[-1].candidates.last()
        candidates.candidate_withdraw(actor=booth.head, candidate=last, why="身体不好")
        with pytest.raises(TransitionRefused, match="4"):
            elections.candidates_publish(actor=booth.head, election=booth.election)
        booth.stand(booth.election.posts_in_order[-1], 1)
        done = elections.candidates_publish(actor=booth.head, election=booth.election)
        assert done.status == "nominated"

    def test_nobody_unchecked(self, booth):
        booth.published()
        for post in booth.election.posts_in_order:
            for number in range(post.seats + 1):
                booth.stand(post, post.position * 5 + number)
        booth.nominate(booth.election.posts_in_order[0], 1)
        with pytest.raises(TransitionRefused, match="审查"):
            elections.candidates_publish(actor=booth.head, election=booth.election)

    def test_checked_once_with_a_reason_and_consent(self, booth):
        booth.published()
        row = booth.nominate(booth.election.posts_in_order[0], 1)
        check = candidates.candidate_check
        refused("why", check, actor=booth.head, candidate=row, is_qualified=False)
        words = {"actor": booth.head, "candidate": row}
        refused("has_accepted", check, is_qualified=True, has_accepted=False, **words)
        row = check(is_qualified=False, why="受过刑罚", **words)
        assert row.state == CandidateState.REFUSED
        with pytest.raises(TransitionRefused):
            check(is_qualified=True, **words)
        with pytest.raises(TransitionRefused):
            check(is_qualified=True, actor=booth.people[1], candidate=row)

    def test_nobody_registers_or_checks_himself(self, booth):
        booth.published()
        post = booth.election.posts_in_order[0]
        refused("number", booth.nominate, post, 1, user=booth.head)

    @pytest.mark.parametrize("key", ["chair", "street", "resident", "districter"])
    def test_offices_and_members_nominate_nobody(self, booth, key):
        booth.published()
        given = candidates.Nomination(
            post=booth.election.posts_in_order[0], number=1, nominated_by="party"
        )
        with pytest.raises((Refused, NotFound)):
            candidates.candidate_nominate(
                actor=booth.world.people[key], election=booth.election, given=given
            )

    def test_the_party_organisation_nominates(self, booth):
        booth.published()
        given = candidates.Nomination(
            post=booth.election.posts_in_order[0], number=1, nominated_by="party"
        )
        row = candidates.candidate_nominate(
            actor=booth.world.secretary, election=booth.election, given=given
        )
        assert row.state == CandidateState.NOMINATED
        with pytest.raises((Refused, NotFound)):
            candidates.candidate_check(
                actor=booth.world.secretary, candidate=row, is_qualified=True
            )


class TestProxies:
    def note(self, booth, giver, holder, **words):
        given = {"reason": "外出务工"} | words
        return proxies.proxy_note(
            actor=booth.head, election=booth.election, giver=giver, holder=holder, **given
        )

    def test_three_and_no_fourth(self, booth):
        booth.nominated()
        for giver in (11, 12, 13):
            self.note(booth, giver, 20)
        refused("holder", self.note, booth, 14, 20)

    def test_who_cannot(self, booth):
        booth.nominated()
        refused("holder", self.note, booth, 11, 1)  # a candidate
        refused("holder", self.note, booth, 11, 11)
        refused("giver", self.note, booth, 99, 20)
        refused("holder", self.note, booth, 11, 99)
        refused("reason", self.note, booth, 11, 20, reason=" ")
        self.note(booth, 11, 20)
        refused("giver", self.note, booth, 11, 19)
        refused("holder", self.note, booth, 12, 11)  # away himself
        refused("giver", self.note, booth, 20, 19)  # holds another's

    def test_none_by_representatives_and_none_while_they_vote(self, hall):
        booth = Booth(hall, form="representatives")
        booth.published()
        with pytest.raises(TransitionRefused, match="代表"):
            self.note(booth, 11, 20)

    def test_closed_when_the_vote_begins(self, booth):
        booth.voting()
        with pytest.raises(TransitionRefused):
            self.note(booth, 11, 20)


def test_the_first_of_march(booth):
    """Born on 29 February: grown up on 1 March of a common year."""
    assert _birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert _birthday(date(2008, 2, 29), 20) == date(2028, 2, 29)


class TestTheRoll:
    def register(self, booth, number=50, **words):
        return rolls.voter_register(
            actor=booth.head, election=booth.election, draft=booth.voter(number, **words)
        )

    def test_eighteen_on_election_day(self, booth):
        election = booth.registered()
        day = election.election_day
        late = day.replace(year=day.year - 18) + timedelta(days=1)
        refused("born_on", self.register, booth, born_on=late)
        assert self.register(booth, born_on=late - timedelta(days=1))

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"name": " "}, "name"),
            ({"household": ""}, "household"),
            ({"born_on": None}, "born_on"),
            ({"basis": "friend"}, "basis"),
            ({"id_number": "530103199001011230"}, "id_number"),  # the check digit is wrong
            ({"id_number": number_with(date(1990, 1, 1)), "born_on": date(1990, 1, 2)}, "born_on"),
        ],
    )
    def test_what_is_not_taken(self, booth, words, field):
        booth.registered()
        refused(field, self.register, booth, **words)

    def test_a_person_once_here_and_nowhere_else(self, booth, hall):
        booth.registered()
        number = number_with(date(1990, 1, 1))
        row = self.register(booth, id_number=number, born_on=None)
        assert (row.born_on, row.id_tail) == (date(1990, 1, 1), number[-4:])
        assert number not in str(row.__dict__) and len(row.id_digest) == 64
        refused("id_number", self.register, booth, 51, id_number=number.lower(), born_on=None)
        row.election.registrations.filter(pk=row.pk).update(removed_on=clock.today())
        assert self.register(booth, 52, id_number=number, born_on=None)
        Election.objects.filter(pk=booth.election.pk).update(community=hall.world.baita)
        other = Booth(hall)
        other.registered()
        refused("id_number", self.register, other, id_number=number, born_on=None)

    def test_one_voice_a_household(self, hall):
        booth = Booth(hall, form="households")
        booth.registered()
        refused("household", self.register, booth, 99, household="东风巷1号")
        assert self.register(booth, 99)

    def test_struck_before_publication_only(self, booth):
        booth.registered()
        row = booth.election.registrations.get(number=1)
        words = {"actor": booth.head, "registration": row}
        refused("why", rolls.voter_strike, why=" ", **words)
        rolls.voter_strike(why="重复", **words)
        booth.election = elections.roll_publish(actor=booth.head, election=booth.election)
        row = booth.election.registrations.get(number=2)
        with pytest.raises(TransitionRefused):
            rolls.voter_strike(actor=booth.head, registration=row, why="迁走")
        with pytest.raises(TransitionRefused):
            self.register(booth)

    def test_too_late_to_publish(self, booth):
        booth.registered()
        clock.advance(days=11)
        with pytest.raises(TransitionRefused, match="20"):
            elections.roll_publish(actor=booth.head, election=booth.election)

    @pytest.mark.parametrize("key", ["chair", "street", "resident"])
    def test_nobody_else_writes_it(self, booth, key):
        booth.registered()
        with pytest.raises((Refused, NotFound)):
            rolls.voter_register(
                actor=booth.world.people[key], election=booth.election, draft=booth.voter(77)
            )


class TestAFile:
    HEAD = "姓名\t身份证号码\t出生日期\t登记依据\t居民小组\t户（门牌）"

    def test_every_fault_by_its_line_and_nothing_stored(self, booth):
        booth.registered()
        good = number_with(date(1985, 5, 5))
        lines = [
            self.HEAD,
            f"甲\t{good}\t\t户籍\t一组\t1栋",
            f"乙\t{good}\t\t户籍\t一组\t2栋",
            "丙\t\t2020-01-01\t居住\t一组\t3栋",
            "\t\t1980-01-01\t\t一组\t4栋",
            "戊\t530103199001011230\t\t\t\t5栋",
            "己\t\t1980/2/3\t朋友\t\t6栋",
            "庚\t\t1980年2月3日\t在社区工作\t\t7栋",
        ]
        drafts = roll_files.drafts_read("\n".join(lines))
        rows, faults = rolls.roll_check(booth.election, drafts)
        assert [row.name for row in rows] == ["甲", "庚"]
        assert [(fault.line, fault.field) for fault in faults] == [
            (2, "id_number"),
            (3, "born_on"),
            (4, "name"),
            (5, "id_number"),
            (6, "basis"),
        ]
        before = booth.election.registrations.count()
        refused(
            "lines", rolls.roll_import, actor=booth.head, election=booth.election, drafts=drafts
        )
        assert booth.election.registrations.count() == before

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            (b"", "file"),
            (b"\xff\xfe\xff\x00\x81", "file"),
            (b"PK\x03\x04 not a workbook", "file"),
            ("名字,门牌\n甲,1栋".encode(), "file"),
        ],
    )
    def test_files_that_are_none(self, data, field):
        refused(field, lambda: roll_files.drafts_read(roll_files.file_lines(upload(data))))

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
    def test_csv_as_office_writes_it(self, encoding):
        text = "姓名,户（门牌）,出生日期\n甲,1栋,1980-01-02\n"
        drafts = roll_files.drafts_read(roll_files.file_lines(upload(text.encode(encoding))))
        assert [(row.name, row.born_on) for row in drafts] == [("甲", date(1980, 1, 2))]

    def test_xlsx_with_dates_and_numbers(self):
        book = Workbook()
        book.active.append(["姓名", "户（门牌）", "出生日期"])
        book.active.append(["甲", 12, datetime(1980, 1, 2)])
        out = io.BytesIO()
        book.save(out)
        drafts = roll_files.drafts_read(roll_files.file_lines(upload(out.getvalue())))
        assert (drafts[0].household, drafts[0].born_on) == ("12", date(1980, 1, 2))

    def test_ten_thousand_with_preview_in_as_many_statements(self, booth, capsys):
        booth.registered()
        few, many = self.cost(booth, 1, 10), self.cost(booth, 100, 10_000)
        assert many.statements == few.statements
        with capsys.disabled():
            print(f" [10,000 voters: preview {many.preview:.1f} s, stored {many.stored:.1f} s]")
        assert many.preview + many.stored < 20

    def cost(self, booth, start, count):
        lines = [self.HEAD]
        for number in range(start, start + count):
            born = date(1950, 1, 1) + timedelta(days=number)
            lines.append(f"民{number}\t{number_with(born, number)}\t\t户籍\t一组\t{number}号")
        data = "\n".join(lines).encode()
        began = time.monotonic()
        text = roll_files.file_lines(upload(data))
        with CaptureQueriesContext(connection) as seen:
            _rows, faults = rolls.roll_check(booth.election, roll_files.drafts_read(text))
        assert not faults
        preview = time.monotonic() - began
        drafts = roll_files.drafts_read(text)
        rolls.roll_import(actor=booth.head, election=booth.election, drafts=drafts)
        stored = time.monotonic() - began - preview
        return Cost(len(seen), preview, stored)


Cost = namedtuple("Cost", "statements preview stored")


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("roll", data)


@pytest.mark.parametrize(
    ("number", "is_sound"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", False),
        ("11010519491331002X", False),
        ("1101051949123100", False),
    ],
)
def test_numbers_that_check_themselves(number, is_sound):
    assert identity.number_is_sound(number) is is_sound
