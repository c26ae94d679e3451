"""A roll as a file: read by its rows, looked at, kept without numbers, taken or left."""

import io
import json
import time
from collections import namedtuple
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from committees.models import RollUpload
from committees.services import roll_files, roll_uploads, rolls
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused
from tests.committees.electing import Booth, refused
from tests.committees.services.test_rolls import number_with

HEAD = "姓名\t身份证号码\t出生日期\t登记依据\t居民小组\t户（门牌）"


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("roll", data)


def book_of(*rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def look(booth, data: bytes, actor=None, **more):
    words = {"election": booth.election, "upload": upload(data)} | more
    return roll_uploads.roll_look(actor=actor or booth.head, **words)


def take(booth, kept, actor=None, is_affirmed=True):
    words = {"election": booth.election, "token": kept.token, "is_affirmed": is_affirmed}
    return roll_uploads.roll_take(actor=actor or booth.head, **words)


class TestReading:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\xff\xfe\xff\x00\x81",
            b"PK\x03\x04 not a workbook",
            "名字,门牌\n甲,1栋".encode(),
            "姓名,户（门牌）\n".encode(),
            ("姓名,户（门牌）\n甲," + "x" * 140_000).encode(),
        ],
    )
    def test_files_that_are_none(self, data):
        refused("file", lambda: roll_files.file_drafts(upload(data)))

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_csv_as_office_writes_it(self, encoding, end):
        text = end.join(["姓名,出生日期,户(门牌) ", "甲,1980-01-02,1栋", ""])
        drafts = roll_files.file_drafts(upload(text.encode(encoding)))
        found = [(row.name, row.born_on, row.household) for row in drafts]
        assert found == [("甲", date(1980, 1, 2), "1栋")]

    def test_rows_are_the_rows_of_the_spreadsheet(self):
        lines = ["", "姓名,户（门牌）,出生日期", "甲,1栋,1980-01-02", "", "乙,2栋,1980-01-02"]
        drafts = roll_files.file_drafts(upload("\r\n".join(lines).encode()))
        assert [row.line for row in drafts] == [3, 5]
        book = book_of([], ["姓名", "户（门牌）"], [], ["甲", "1栋"], [None], ["乙", "2栋"])
        assert [row.line for row in roll_files.file_drafts(upload(book))] == [4, 6]

    def test_xlsx_with_dates_and_numbers(self):
        head = ["姓名", "户（门牌）", "出生日期", "政治权利", "到社区工作日期"]
        book = book_of(head, ["甲", 12, datetime(1980, 1, 2), "剥夺", datetime(2025, 1, 2)])
        row = roll_files.file_drafts(upload(book))[0]
        assert (row.household, row.born_on) == ("12", date(1980, 1, 2))
        assert not row.has_rights and row.worker_since == date(2025, 1, 2)


class TestLookingAndTaking:
    def test_every_fault_by_its_row_and_nothing_stored(self, booth):
        booth.registered()
        good = number_with(date(1985, 5, 5))
        lines = [
            HEAD,
            f"甲\t{good}\t\t户籍\t一组\t1栋",
            f"乙\t{good}\t\t户籍\t一组\t2栋",
            "丙\t\t2020-01-01\t居住\t一组\t3栋",
            "",
            "\t\t1980-01-01\t\t一组\t4栋",
            "戊\t530103199001011230\t\t\t\t5栋",
            "己\t\t1980/2/3\t朋友\t\t6栋",
            "庚\t\t1980年2月3日\t在社区工作\t\t7栋",
        ]
        before = booth.election.registrations.count()
        kept, count, _sample = look(booth, "\n".join(lines).encode())
        assert count == 1 and kept.rows == []
        assert [(line, column) for line, column, _words in kept.faults] == [
            (3, "身份证号码"),
            (4, "出生日期"),
            (6, "姓名"),
            (7, "身份证号码"),
            (8, "登记依据"),
            (9, "到社区工作日期"),
        ]
        refused("lines", take, booth, kept)
        drafts = roll_files.file_drafts(upload("\n".join(lines).encode()))
        words = {"actor": booth.head, "election": booth.election, "drafts": drafts}
        refused("lines", rolls.roll_import, **words)
        assert booth.election.registrations.count() == before

    def test_no_number_is_kept_anywhere(self, booth):
        booth.registered()
        number = number_with(date(1985, 5, 5))
        kept, _count, _sample = look(booth, f"{HEAD}\n甲\t{number}\t\t\t\t1栋".encode())
        kept.refresh_from_db()
        assert number not in json.dumps(kept.rows) and kept.rows[0]["id_tail"] == number[-4:]
        assert take(booth, kept) == 1
        row = booth.election.registrations.get(name="甲")
        assert (row.born_on, row.id_tail) == (date(1985, 5, 5), number[-4:])
        assert row.has_rights and row.willing == "visit"
        assert not RollUpload.objects.exists()

    def test_only_ones_own_for_a_day_and_once(self, booth):
        booth.registered()
        data = "姓名,户（门牌）,出生日期\n甲,1栋,1980-01-02".encode()
        kept, _count, _sample = look(booth, data)
        refused("is_affirmed", take, booth, kept, is_affirmed=False)
        with pytest.raises(NotFound):
            take(booth, kept, actor=booth.people[1])
        with pytest.raises((Refused, NotFound)):
            look(booth, data, actor=booth.world.chair)
        assert take(booth, kept) == 1
        with pytest.raises(NotFound):
            take(booth, kept)
        other, _count, _sample = look(booth, data.replace(b"1", b"2"))
        clock.advance(days=1)
        with pytest.raises(NotFound):
            take(booth, other)
        assert roll_uploads.rolls_tidy() == 1

    def test_what_changed_since_the_look_is_found(self, booth):
        booth.registered()
        kept, _count, _sample = look(booth, "姓名,户（门牌）,出生日期\n甲,1栋,1980-01-02".encode())
        draft = booth.voter(1, name="甲", household="1栋", born_on=date(1980, 1, 2))
        rolls.voter_register(actor=booth.head, election=booth.election, draft=draft)
        refused("lines", take, booth, kept)

    def test_households_from_a_file(self, hall):
        booth = Booth(hall, form="households")
        booth.registered()
        drafts = [booth.voter(n, household=f"新楼{n}号") for n in (31, 32)]
        rolls.roll_import(actor=booth.head, election=booth.election, drafts=drafts)
        head = "姓名,户（门牌）"
        bad = f"{head}\n选民31,新楼31号\n外人,新楼31号\n选民1,东风巷1号".encode()
        kept, count, _sample = look(booth, bad, roll="households")
        assert count == 1 and [fault[0] for fault in kept.faults] == [3, 4]
        kept, _count, _sample = look(
            booth, f"{head}\n选民31,新楼31号\n选民32,新楼32号".encode(), roll="households"
        )
        assert take(booth, kept) == 2
        rows = booth.election.registrations.filter(roll="households", household__contains="新楼")
        assert {row.voter.name for row in rows} == {"选民31", "选民32"}

    def test_no_households_where_everybody_votes(self, booth):
        booth.registered()
        refused("roll", look, booth, "姓名,户（门牌）\n甲,1栋".encode(), roll="households")


Cost = namedtuple("Cost", "statements preview stored")


def lines_of(start: int, count: int) -> list[list[str]]:
    rows = [HEAD.split("\t")]
    for number in range(start, start + count):
        born = date(1950, 1, 1) + timedelta(days=number)
        person = number_with(born, number)
        rows.append([f"民{number}", person, "", "户籍", "一组", f"{number}号"])
    return rows


class TestTenThousand:
    @pytest.mark.parametrize("shape", ["csv", "xlsx"])
    def test_with_preview_in_as_many_statements(self, booth, capsys, shape):
        booth.registered()
        few = self.cost(booth, shape, 1, 10)
        many = self.cost(booth, shape, 100, 10_000)
        # One more for each five thousand keys that are looked for.
        assert many.statements - few.statements <= 4
        with capsys.disabled():
            print(f" [10,000 as {shape}: seen {many.preview:.1f} s, stored {many.stored:.1f} s]")
        assert many.preview + many.stored < 20

    def cost(self, booth, shape, start, count):
        rows = lines_of(start, count)
        text = "\n".join("\t".join(row) for row in rows).encode()
        data = book_of(*rows) if shape == "xlsx" else text
        began = time.monotonic()
        with CaptureQueriesContext(connection) as seen:
            kept, found, _sample = look(booth, data)
        assert found == count and not kept.faults
        preview = time.monotonic() - began
        assert take(booth, kept) == count
        return Cost(len(seen), preview, time.monotonic() - began - preview)
