"""The public board: two people, fifteen days, corrections beside the old words, clocks in view."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from committees.models.disclosures import DisclosureEntry, DisclosureQuestion
from committees.selectors import disclosures as read
from committees.services import disclosures as write
from committees.services import questions
from committees.services.reports import report_publish
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.kernel.personal import names_a_person
from portal.models import Notice
from portal.services.notices import notices_run
from portal.services.sealing import record_seal


def draft(hall, actor="member1", replaces=None, why="", place=None, **words):
    given = {
        "disclosure_class": "facilities",
        "title": "活动室开放时间",
        "text": "周一到周日早上八点到晚上九点。",
    } | words
    return write.disclosure_draft(
        actor=hall.world.people[actor],
        community=place or hall.world.mingtong,
        draft=write.EntryDraft(**given),
        submit_key=uuid4(),
        replaces=replaces,
        correction_reason=why,
    )


def shown(hall, actor="chair", **words):
    return write.disclosure_publish(actor=hall.world.people[actor], entry=draft(hall, **words))


def ask(hall, entry, actor="resident", text="钥匙在哪里拿？", key=None):
    return questions.question_ask(
        actor=hall.world.people[actor], entry=entry, text=text, submit_key=key or uuid4()
    )


class TestAnEntry:
    def test_written_by_one_and_published_by_another(self, hall):
        entry = shown(hall)
        assert entry.status == "published" and entry.published_by == hall.world.chair
        assert entry.board_until == clock.today() + timedelta(days=15)
        assert entry.rules["article"] == "§34"
        assert read.entries_shown(hall.world.mingtong.pk) == [entry]

    def test_nobody_publishes_what_he_alone_wrote(self, hall):
        entry = draft(hall, actor="chair")
        with pytest.raises(TransitionRefused, match="I4"):
            write.disclosure_publish(actor=hall.world.chair, entry=entry)
        assert write.disclosure_publish(actor=hall.world.vice, entry=entry).is_shown

    @pytest.mark.parametrize("key", ["member2", "resident", "street", "districter", "staff"])
    def test_only_leaders_publish(self, hall, key):
        entry = draft(hall)
        with pytest.raises((Refused, NotFound)):
            write.disclosure_publish(actor=hall.world.people[key], entry=entry)

    @pytest.mark.parametrize("key", ["resident", "street", "admin", "staff"])
    def test_only_the_committee_writes(self, hall, key):
        with pytest.raises((Refused, NotFound)):
            draft(hall, actor=key)

    def test_not_for_another_community(self, hall):
        with pytest.raises((Refused, NotFound)):
            draft(hall, place=hall.world.baita)

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"text": "电话 138 0013 8000"}, "text"),
            ({"title": "530103199001011234"}, "title"),
            ({"title": " "}, "title"),
            ({"disclosure_class": "gossip"}, "disclosure_class"),
            ({"half_year": "2026H3"}, "half_year"),
            ({"amounts": [("灯", 1)] * 41}, "amounts"),
        ],
    )
    def test_what_cannot_hang_there(self, hall, words, field):
        with pytest.raises(RuleViolated) as caught:
            draft(hall, **words)
        assert caught.value.field == field

    def test_the_same_key_is_the_same_draft(self, hall):
        words = {
            "actor": hall.world.member1,
            "community": hall.world.mingtong,
            "draft": write.EntryDraft(disclosure_class="other", title="一", text="二"),
            "submit_key": uuid4(),
        }
        assert write.disclosure_draft(**words) == write.disclosure_draft(**words)
        assert DisclosureEntry.objects.count() == 1

    def test_fifteen_days_and_not_one_less(self, hall):
        entry = shown(hall)
        clock.advance(days=14)
        with pytest.raises(TransitionRefused, match="15"):
            write.disclosure_take_down(actor=hall.world.chair, entry=entry)
        clock.advance(days=1)
        off = write.disclosure_take_down(actor=hall.world.chair, entry=entry)
        assert off.status == "off_board"
        assert read.entry_for(access_of(hall.world.resident), entry.pk) == entry

    def test_a_correction_leaves_the_old_words(self, hall):
        old = shown(hall)
        new = shown(hall, replaces=old, why="时间变了", text="周三下午不开。")
        old.refresh_from_db()
        assert (old.status, old.text) == ("corrected", "周一到周日早上八点到晚上九点。")
        page = read.entry_page(access_of(hall.world.resident), old.pk)
        assert page.corrected_by == new
        with pytest.raises(TransitionRefused):
            shown(hall, replaces=old, why="再改", actor="vice")

    def test_a_correction_says_why(self, hall):
        with pytest.raises(RuleViolated) as caught:
            draft(hall, replaces=shown(hall), why=" ")
        assert caught.value.field == "correction_reason"

    def test_drafts_are_for_the_desk(self, hall):
        entry = draft(hall)
        for key in ("resident", "baita_chair"):
            with pytest.raises(NotFound):
                read.entry_for(access_of(hall.world.people[key]), entry.pk)
        assert read.entry_for(access_of(hall.world.member2), entry.pk) == entry

    @pytest.mark.parametrize(
        "change",
        ["text = 'x'", "amounts = '[]'", "published_by_id = 1", "board_until = '2026-01-01'"],
    )
    def test_the_database_keeps_the_words(self, hall, change):
        entry = shown(hall, amounts=[("灯", 100)])
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE committees_disclosureentry SET {change} WHERE id = %s", [entry.pk]
            )

    def test_the_database_removes_nothing(self, hall):
        ask(hall, shown(hall))
        for model in (DisclosureQuestion, DisclosureEntry):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all().delete()


class TestQuestions:
    def test_asked_answered_and_told(self, hall):
        row = ask(hall, shown(hall))
        assert row.due_on == clock.today() + timedelta(days=10)
        row = questions.question_answer(actor=hall.world.member1, question=row, answer="值班室。")
        assert row.status == "answered"
        record_seal()
        notices_run()
        told = Notice.objects.filter(record__subject_type="question")
        assert {hall.world.resident.pk, hall.world.chair.pk} <= set(
            told.values_list("recipient_id", flat=True)
        )

    def test_late_is_seen_by_all_from_the_day_after(self, hall):
        row = ask(hall, shown(hall))
        clock.advance(days=10)
        assert not row.is_overdue
        clock.advance(days=1)
        assert row.is_overdue

    @pytest.mark.parametrize("key", ["resident", "street", "staff", "districter"])
    def test_only_the_committee_answers(self, hall, key):
        row = ask(hall, shown(hall))
        with pytest.raises((Refused, NotFound)):
            questions.question_answer(actor=hall.world.people[key], question=row, answer="是")

    def test_answered_once(self, hall):
        row = ask(hall, shown(hall))
        questions.question_answer(actor=hall.world.member1, question=row, answer="值班室。")
        with pytest.raises(TransitionRefused):
            questions.question_answer(actor=hall.world.chair, question=row, answer="别处。")

    @pytest.mark.parametrize("text", ["", "  ", "打 13800138000 问他"])
    def test_no_question_names_anybody(self, hall, text):
        with pytest.raises(RuleViolated) as caught:
            ask(hall, shown(hall), text=text)
        assert caught.value.field == "text"

    def test_not_beside_a_draft(self, hall):
        with pytest.raises(NotFound):
            ask(hall, draft(hall))

    def test_strangers_do_not_ask(self, hall):
        entry = shown(hall)
        with pytest.raises((Refused, NotFound)):
            ask(hall, entry, actor="street")

    def test_five_open_questions_and_no_more(self, hall):
        entry = shown(hall)
        for _turn in range(5):
            ask(hall, entry)
        with pytest.raises(TransitionRefused):
            ask(hall, entry)

    def test_the_same_key_asks_once(self, hall):
        entry, key = shown(hall), uuid4()
        assert ask(hall, entry, key=key) == ask(hall, entry, key=key)

    def test_hidden_with_a_public_reason(self, hall):
        row = ask(hall, shown(hall))
        row = questions.question_hide(actor=hall.world.chair, question=row, remark="骂人")
        assert (row.shown_text, row.hidden_reason) == ("", "骂人")


class TestUntruth:
    def test_the_street_finds_and_the_entry_stays(self, hall):
        entry = shown(hall)
        row = questions.untruth_file(
            actor=hall.world.resident, entry=entry, text="锁着门", submit_key=uuid4()
        )
        words = {"finding": "确实锁着", "is_untrue": True}
        for key in ("chair", "resident", "districter"):
            with pytest.raises((Refused, NotFound)):
                questions.untruth_find(actor=hall.world.people[key], untruth=row, **words)
        questions.untruth_find(actor=hall.world.street, untruth=row, **words)
        page = read.entry_page(access_of(hall.world.member1), entry.pk)
        assert [one.finding for one in page.findings] == ["确实锁着"]
        assert page.entry.text == entry.text and page.entry.status == "published"

    def test_a_complaint_is_not_public(self, hall):
        entry = shown(hall)
        questions.untruth_file(
            actor=hall.world.resident, entry=entry, text="锁着门", submit_key=uuid4()
        )
        assert read.entry_page(access_of(hall.world.member1), entry.pk).findings == []
        assert read.untruths_waiting(access_of(hall.world.chair)) == []
        assert len(read.untruths_waiting(access_of(hall.world.street))) == 1


class TestWhatIsOwed:
    def test_half_years_that_are_over(self):
        found = read.half_years(date(2026, 1, 1), date(2027, 1, 20), 15)
        assert found == [("2026H2", date(2027, 1, 15)), ("2026H1", date(2026, 7, 15))]
        assert read.half_years(date(2026, 1, 1), date(2026, 6, 30), 15) == []
        assert read.half_years(date(2026, 7, 1), date(2026, 12, 31), 15) == []

    def test_the_account_is_late_from_the_sixteenth_day(self, hall):
        with clock.at(clock.now().replace(month=7, day=15)):
            rows = read.owed_by(hall.world.mingtong)
            assert {row.disclosure_class for row in rows} == {"money", "services"}
            assert not any(row.is_overdue for row in rows)
        with clock.at(clock.now().replace(month=7, day=16)):
            assert all(row.is_overdue for row in read.owed_by(hall.world.mingtong))
            shown(hall, disclosure_class="money", half_year="2026H1")
            left = read.owed_by(hall.world.mingtong)
            assert [row.disclosure_class for row in left] == ["services"]
            late = read.streets_late(access_of(hall.world.street))
            assert (hall.world.mingtong, 1) in late
            assert read.streets_late(access_of(hall.world.chair)) == []

    def test_the_report_and_the_appraisal_of_last_year(self, hall):
        place = hall.world.mingtong

        def tasks():
            return {row.task: row for row in read.owed_by(place) if row.task}

        assert tasks() == {}  # 2025 ended before the law of 2026
        with clock.at(clock.now().replace(year=2027, month=3, day=31)):
            rows = tasks()
            assert set(rows) == {"report", "appraisal"}
            assert not any(row.is_overdue for row in rows.values())
        with clock.at(clock.now().replace(year=2027, month=4, day=1)):
            assert all(row.is_overdue for row in tasks().values())
            report_publish(
                actor=hall.world.chair,
                committee=hall.committee,
                year=2026,
                text="一年的工作。",
                submit_key=uuid4(),
            )
            assert set(tasks()) == {"appraisal"}

    def test_a_finding_has_its_clock(self, hall):
        row = questions.untruth_file(
            actor=hall.world.resident, entry=shown(hall), text="不对。", submit_key=uuid4()
        )
        assert row.due_on == clock.today() + timedelta(days=30)
        clock.advance(days=30)
        assert not row.is_overdue
        clock.advance(days=1)
        assert row.is_overdue
        found = questions.untruth_find(
            actor=hall.world.street, untruth=row, is_untrue=False, finding="属实。"
        )
        assert not found.is_overdue

    def test_a_resolution_is_owed_until_it_hangs(self, hall):
        resolution = hall.adopted()
        row = next(row for row in read.owed_by(hall.world.mingtong) if row.resolution)
        assert row.resolution == resolution and row.due_on == clock.today() + timedelta(days=5)
        assert not row.is_overdue
        clock.advance(days=6)
        assert row.is_overdue


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("13800138000", True),
        ("138-0013-8000", True),
        ("53010319900101123X", True),
        ("12800138000", False),
        ("花了 113800138000123 元", False),
        ("PUB-2026-000001", False),
    ],
)
def test_numbers_that_name_a_person(text, is_named):
    assert names_a_person(text) is is_named
