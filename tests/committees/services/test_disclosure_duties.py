"""What had to be on the board by a day: met, late or missing, each counted once."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from committees import jobs
from committees.selectors.disclosures import missed_words, owed_by
from committees.services import disclosures as write
from committees.services.disclosure_duties import MISSED, disclosures_sweep, duty_of
from committees.services.reports import report_publish
from committees.services.resolutions import resolution_publish
from portal.access.checker import access_of
from portal.dashboards.kpis import BY_NAME
from portal.kernel import clock
from portal.models import Record
from portal.selectors.figure_rows import figure_rows
from portal.selectors.figures import figures_by_division
from portal.services import figures, sealing
from tests import world as worlds
from tests.committees.services.test_disclosures import draft

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 1)
AT_BAITA = 2  # the neighbouring committee owes its two accounts as well


@pytest.fixture
def kpi(hall):
    """The value of ``disclosure`` of 明通巷; drift is nothing."""

    def value():
        sealing.record_seal()
        figures.figures_run()
        assert figures.figures_drift() == []
        pk = hall.world.mingtong.pk
        found = BY_NAME["disclosure"].value(figures_by_division([pk], FIRST, LAST)[pk])
        return found.number, found.n

    return value


def on(day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=worlds.KUNMING)
    clock.advance(seconds=(moment - clock.now()).total_seconds())


def account(hall, kind="money", half="2026H1", **words):
    entry = draft(hall, disclosure_class=kind, half_year=half, **words)
    return write.disclosure_publish(actor=hall.world.chair, entry=entry)


def due_of(hall) -> date:
    rows = [row for row in owed_by(hall.world.mingtong) if row.half_year == "2026H1"]
    return rows[0].due_on


class TestPublished:
    def test_an_account_by_its_day_and_the_day_after(self, hall, kpi):
        on(date(2026, 7, 2))
        day = due_of(hall)
        on(day)
        account(hall, "money")
        assert kpi() == (100.0, 1)
        on(day + timedelta(days=1))
        account(hall, "services")
        assert kpi() == (50.0, 2)

    def test_what_is_no_duty_is_not_counted(self, hall, kpi):
        on(date(2026, 7, 2))
        write.disclosure_publish(actor=hall.world.chair, entry=draft(hall))
        account(hall, "facilities")
        account(hall, "money", half="2025H1")
        account(hall, "money", half="2026H2")
        assert kpi() == (None, 0)

    def test_a_second_account_or_a_correction_meets_no_duty(self, hall, kpi):
        on(date(2026, 7, 2))
        entry = account(hall)
        account(hall)
        account(hall, replaces=entry, why="少写了一笔")
        assert kpi() == (100.0, 1)

    def test_a_resolution_by_its_day_and_late(self, hall, kpi):
        resolution_publish(actor=hall.world.chair, resolution=hall.adopted())
        assert kpi() == (100.0, 1)
        late = hall.adopted()
        clock.advance(days=60)
        resolution_publish(actor=hall.world.chair, resolution=late)
        assert kpi() == (50.0, 2)

    def test_the_report_of_a_year_once(self, hall, kpi):
        on(date(2027, 3, 31))
        words = {"actor": hall.world.chair, "committee": hall.committee, "text": "全年工作。"}
        report_publish(year=2026, submit_key=uuid4(), **words)
        report_publish(year=2026, submit_key=uuid4(), **words)
        mine = words | {"actor": hall.world.member1, "membership": hall.seat("member1")}
        report_publish(year=2026, submit_key=uuid4(), **mine)
        assert kpi() == (100.0, 1)

    def test_a_report_in_april_is_late(self, hall, kpi):
        on(date(2027, 4, 1))
        words = {"actor": hall.world.chair, "committee": hall.committee, "text": "全年工作。"}
        report_publish(year=2026, submit_key=uuid4(), **words)
        assert kpi() == (0.0, 1)


class TestMissing:
    def test_it_counts_before_anybody_publishes_and_once(self, hall, kpi):
        on(date(2026, 7, 2))
        assert disclosures_sweep() == 0
        on(due_of(hall))
        assert disclosures_sweep() == 0 and kpi() == (None, 0)
        clock.advance(days=1)
        assert jobs.disclosures_sweep() == 2 + AT_BAITA
        assert disclosures_sweep() == 0 and kpi() == (0.0, 2)
        account(hall)
        assert disclosures_sweep() == 0 and kpi() == (0.0, 2)

    def test_what_was_published_late_is_not_noted_again(self, hall, kpi):
        on(date(2026, 7, 2))
        on(due_of(hall) + timedelta(days=1))
        account(hall)
        assert disclosures_sweep() == 1 + AT_BAITA and kpi() == (0.0, 2)

    def test_a_resolution_that_hangs_nowhere(self, hall, kpi):
        resolution = hall.adopted()
        clock.advance(days=60)
        assert disclosures_sweep() == 1
        resolution_publish(actor=hall.world.chair, resolution=resolution)
        found = Record.objects.filter(verb=MISSED, data__duty=f"resolution:{resolution.pk}")
        assert found.count() == 1 and not found.get().is_public
        assert kpi()[0] == 0.0
        assert not Record.objects.filter(
            subject_type="resolution", subject_id=resolution.pk, data__has_key="on_time"
        ).exists()

    def test_every_duty_has_a_name_of_its_own(self, hall):
        hall.adopted()
        on(date(2027, 8, 2))
        names = [duty_of(row) for row in owed_by(hall.world.mingtong)]
        assert len(set(names)) == len(names) >= 7

    def test_a_community_without_a_committee_owes_nothing(self, hall):
        on(date(2026, 12, 1))
        disclosures_sweep()
        places = set(Record.objects.filter(verb=MISSED).values_list("division", flat=True))
        assert hall.world.xinying.pk not in places and hall.world.mingtong.pk in places


class TestWords:
    @pytest.mark.parametrize(
        ("duty", "words"),
        [
            ("money:2026H1", "2026 年上半年：政府拨款和捐赠"),
            ("report:2026", "2026 年年度工作报告"),
            ("appraisal:2026", "2026 年民主评议"),
            ("resolution:7", "一项决议"),
            ("nonsense", "一项决议"),
        ],
    )
    def test_what_is_missing_is_named(self, duty, words):
        assert missed_words(Record(data={"duty": duty})) == f"到期没有公开：{words}"

    def test_its_row_names_it_and_leads_nowhere(self, hall, as_user):
        on(date(2026, 7, 2))
        on(due_of(hall) + timedelta(days=1))
        disclosures_sweep()
        sealing.record_seal()
        figures.figures_run()
        months = (date(2026, 1, 1), clock.today())
        kpi = BY_NAME["disclosure"]
        rows = figure_rows(access_of(hall.world.street), kpi, hall.world.mingtong, months).rows
        assert {row.what for row in rows} == {
            "到期没有公开：2026 年上半年：政府拨款和捐赠",
            "到期没有公开：2026 年上半年：服务项目",
        }
        assert {(row.title, row.url, row.is_in) for row in rows} == {("明通巷社区", "", False)}
