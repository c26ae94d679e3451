"""Each desk shows its figures, and each figure leads to the very rows it was counted from."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from portal.access.checker import access_of
from portal.dashboards.kpis import BY_NAME, KPIS, kpis_for
from portal.dashboards.measures import all_gauges, measures_named
from portal.dashboards.periods import period_of
from portal.kernel import clock
from portal.selectors.figure_rows import figure_rows
from portal.selectors.figures import figures_by_division
from portal.services import figures, sealing
from tests.workstations.caring import Matter, Plea
from tests.workstations.entrusting import Deal
from tests.workstations.services.test_clocks import follow
from tests.workstations.whistling import Street
from workstations.panels import desks as panels
from workstations.selectors.desks import case_counts, department_values
from workstations.services import tasks as do
from workstations.services.case_steps import case_report
from workstations.services.petitions import petition_answer


def count() -> None:
    sealing.record_seal()
    figures.figures_run()
    figures.gauges_refresh()
    cache.clear()


def rows_of(client, **query):
    return client.get(reverse("workstations:figure_rows"), query)


def value(name: str, place):
    period = period_of("month", clock.today())
    return BY_NAME[name].value(figures_by_division([place.pk], period.first, period.last)[place.pk])


class TestDefinitions:
    def test_each_kpi_names_what_it_is_made_of(self):
        for kpi in KPIS:
            names = (*kpi.part, *kpi.whole)
            assert bool(kpi.whole) != bool(kpi.heights) and str(kpi.formula), kpi.name
            assert {m.name for m in measures_named(names)} == set(names), kpi.name
            assert set(kpi.heights) <= {gauge.name for gauge in all_gauges()}, kpi.name

    def test_the_book_of_figures_is_complete(self):
        book = Path("docs/kpis.md").read_text(encoding="utf-8")
        for kpi in KPIS:
            line = next(row for row in book.splitlines() if row.startswith(f"| `{kpi.name}` |"))
            names = (*kpi.part, *kpi.whole, *kpi.heights)
            assert all(f"`{name}`" in line for name in names), kpi.name
            with translation.override("en"):
                assert f"| {kpi.label} (" in line and f"| {kpi.formula} |" in line, kpi.name
            assert (kpi.permission or "whoever sees figures") in line

    def test_no_name_twice(self):
        assert len(BY_NAME) == len(KPIS)

    def test_a_share_has_a_numerator(self):
        for kpi in KPIS:
            assert kpi.unit != "%" or kpi.part or kpi.counts or kpi.heights, kpi.name


@pytest.fixture
def month(world):
    """What every new KPI counts, once in time and once not."""
    deal = Deal(world)
    deal.apply()
    deal.step(world.street, "refuse", remark="没有经费")
    deal.apply(to_committee=True)
    late = deal.apply(title="另一件")
    with clock.at(late.review_due_at + timedelta(days=1)):
        deal.affair = late
        deal.step(world.street, "admit")
        street = Street(world)
        street.referred("answered")
        plea = Plea(world)
        plea.answered()
        Matter(world).checked()
        count()
        yield world


class TestValues:
    @pytest.mark.parametrize(
        ("name", "number", "n"),
        [
            ("review_on_time", 50.0, 2),
            ("refused", 2.0, 2),
            ("referral_on_time", 100.0, 1),
            ("petition_on_time", 100.0, 1),
            ("rectified", 100.0, 1),
            ("completion", None, 0),
        ],
    )
    def test_counted_over_both_months(self, month, name, number, n):
        today = clock.today()
        first = today.replace(day=1) - timedelta(days=28)
        sums = figures_by_division([month.mingtong.pk], first.replace(day=1), today)
        found = BY_NAME[name].value(sums[month.mingtong.pk])
        assert (found.number, found.n) == (number, n)

    def test_an_answer_after_the_time_is_not_in_time(self, world):
        plea = Plea(world)
        petition = plea.acknowledged()
        with clock.at(petition.due_at + timedelta(seconds=1)):
            petition_answer(actor=world.street, petition=petition, text="已经核定。")
            count()
            assert value("petition_on_time", world.mingtong).number == 0.0

    def test_a_report_after_the_day_is_not_in_time(self, world):
        matter = Matter(world)
        case = matter.ordered()
        with clock.at(case.due_at + timedelta(days=1)):
            matter.case = case_report(actor=world.head, case=case, words="补齐了")
            matter.step("check", remark="改好了")
            count()
            assert value("rectified", world.mingtong).number == 0.0

    def test_rework_and_completion(self, world, station):
        task = station.done(station.task())
        task = do.task_send_back(actor=world.member1, task=task, remark="照片不清")
        count()
        assert value("rework", world.mingtong).number == 100.0
        assert value("completion", world.mingtong).number == 0.0


class TestRows:
    def test_they_are_the_very_rows(self, world, station, as_user):
        task = station.task_in("verified")
        count()
        page = rows_of(as_user(world.head), kpi="tasks_on_time").content.decode()
        assert task.title in page and "符合" in page and "怎么算" in page
        assert reverse("workstations:task_detail", args=[task.pk]) in page

    def test_the_rows_sum_up_to_the_figure(self, month):
        access = access_of(month.inspector)
        today = clock.today()
        for name in ("review_on_time", "refused", "referral_on_time", "petition_on_time"):
            kpi = BY_NAME[name]
            first = (today.replace(day=1) - timedelta(days=28)).replace(day=1)
            found = figure_rows(access, kpi, month.district, (first, today)).rows
            sums = figures_by_division([month.district.pk], first, today)[month.district.pk]
            assert len(found) == kpi.value(sums).n, name

    def test_what_one_may_not_read_is_counted_and_not_shown(self, world, as_user):
        plea = Plea(world)
        petition = plea.filed()
        plea.petition = petition
        matter = Matter(world)
        matter.checked()
        count()
        page = rows_of(as_user(world.petitioner), kpi="rectified").content.decode()
        assert matter.case.title in page
        barred = rows_of(as_user(world.street), kpi="rectified")
        assert barred.status_code == 404

    def test_the_whistlers_words_are_nowhere(self, world, as_user):
        matter = Matter(world)
        matter.complained()
        matter.notified(open_it=False)
        count()
        for kpi in kpis_for(access_of(world.inspector)):
            page = rows_of(as_user(world.inspector), kpi=kpi.name).content.decode()
            assert "两条烟" not in page and "苟灵灵" not in page

    def test_only_of_the_period(self, world, station, as_user):
        task = station.task_in("verified")
        count()
        client = as_user(world.head)
        for period, shown in (("month", True), ("last_month", False), ("year", True)):
            page = rows_of(client, kpi="tasks_on_time", period=period).content.decode()
            assert (task.title in page) == shown, period

    def test_only_of_the_place(self, world, station, as_user):
        task = station.task_in("verified")
        count()
        client = as_user(world.districter)
        here = rows_of(client, kpi="tasks_on_time", division=world.tuodong.pk)
        there = rows_of(client, kpi="tasks_on_time", division=world.donghua.pk)
        assert task.title in here.content.decode()
        assert task.title not in there.content.decode()

    @pytest.mark.parametrize(
        "query",
        [
            {},
            {"kpi": "nonsense"},
            {"kpi": "rectified"},
            {"kpi": "in", "division": 10**15},
        ],
    )
    def test_unknown_foreign_or_forbidden_is_missing(self, world, as_user, query):
        assert rows_of(as_user(world.street), **query).status_code == 404

    @pytest.mark.parametrize("division", ("donghua", "district"))
    def test_a_place_beyond_ones_own_is_missing(self, world, as_user, division):
        place = getattr(world, division)
        for who in ("street", "head"):
            answer = rows_of(as_user(world.people[who]), kpi="in", division=place.pk)
            assert answer.status_code == 404

    @pytest.mark.parametrize("who", ("resident", "stranger", "admin"))
    def test_nobody_without_a_post_of_the_place(self, world, as_user, who):
        assert rows_of(as_user(world.people[who]), kpi="in").status_code == 403

    @pytest.mark.parametrize(
        "query", [{"before": "x"}, {"period": "x"}, {"category": "9" * 40}, {"before": "9" * 30}]
    )
    def test_nonsense_falls_back(self, world, as_user, query):
        assert rows_of(as_user(world.street), kpi="in", **query).status_code == 200

    def test_a_page_asks_as_much_for_many(self, world, station, as_user):
        station.task_in("verified")
        count()
        client = as_user(world.street)
        few = statements(client)
        for number in range(25):
            station.issue(text=f"第{number}盏路灯坏了，晚上看不见路。")
        count()
        assert statements(client, "in") <= few + 1
        page = rows_of(client, kpi="in").content.decode()
        assert "before=" in page and page.count('<li class="row-item') == 20

    def test_every_tile_of_the_dashboard_leads_somewhere(self, world, as_user):
        count()
        client = as_user(world.districter)
        page = client.get(reverse("workstations:dashboard")).content.decode()
        for kpi in kpis_for(access_of(world.districter)):
            elsewhere = not kpi.has_rows or kpi.name in {"in", "whistle_arrival"}
            assert f"kpi={kpi.name}" in page or elsewhere, kpi.name
        assert 'href="#places"' in page and 'id="places"' in page

    def test_a_figure_of_heights_has_no_rows(self, world, as_user):
        assert rows_of(as_user(world.districter), kpi="half_year").status_code == 404


def statements(client, kpi="tasks_on_time") -> int:
    rows_of(client, kpi=kpi)
    with CaptureQueriesContext(connection) as seen:
        assert rows_of(client, kpi=kpi).status_code == 200
    return len(seen)


WHO = {
    "staff": "本站 · 本月",
    "head": "本站 · 本月",
    "street": "部门和委托 · 本月",
    "inspector": "监督 · 本月",
    "petitioner": "信访 · 本月",
    "auditor": "审计 · 本月",
}


class TestDesks:
    @pytest.mark.parametrize("who", sorted(WHO))
    def test_everybody_has_their_figures_and_each_leads_on(self, world, as_user, who):
        count()
        client = as_user(world.people[who])
        page = client.get("/").content.decode()
        assert WHO[who] in page
        desk = page.split(WHO[who])[1].split("</dl>")[0]
        links = [part.split('"')[0] for part in desk.split('<a href="')[1:]]
        assert len(links) >= 4
        for link in links:
            assert client.get(link.replace("&amp;", "&")).status_code == 200, link

    @pytest.mark.parametrize("who", ("resident", "chair", "stranger"))
    def test_nobody_elses(self, world, as_user, who):
        page = as_user(world.people[who]).get("/").content.decode()
        assert not any(title in page for title in WHO.values())

    def test_the_department_has_its_own(self, world, as_user):
        street = Street(world)
        street.to("done")
        found = department_values(access_of(street.clerks[0]))
        assert (found["whistle_arrival"].number, found["whistle_arrival"].n) == (100.0, 1)
        assert found["referral_on_time"].number is None
        page = as_user(street.clerks[0]).get("/").content.decode()
        assert "本部门 · 近一年" in page and "本站 · 本月" not in page

    def test_a_department_counts_as_the_kpi_of_the_place(self, world):
        street = Street(world)
        street.blow()
        street.arrive(0)
        with clock.at(street.whistle.due_at + timedelta(hours=1)):
            street.report(0)
            street.finish()
            count()
            mine = [department_values(access_of(c))["whistle_arrival"] for c in street.clerks]
            place = value("whistle_arrival", world.mingtong)
        assert [found.number for found in mine] == [100.0, 0.0]
        assert (place.number, place.n) == (50.0, sum(found.n for found in mine))

    def test_an_overdue_case_is_found_behind_its_figure(self, world, as_user):
        case = Matter(world).opened()
        with clock.at(case.due_at + timedelta(hours=1)):
            follow()
            count()
            tiles = panels.inspector_desk(access_of(world.inspector), {})["tiles"]
            late = next(t for t in tiles if t["label"] == "超期的案件")
            assert late["value"] == 1 and late["state"] == "now"
            assert case.title in as_user(world.inspector).get(late["url"]).content.decode()

    def test_who_is_barred_finds_no_trace_in_a_figure(self, world):
        matter = Matter(world)
        matter.second_inspector()
        matter.opened()
        matter.step("accept")
        before = case_counts(access_of(world.people["inspector2"]))["open"]
        matter.step("recuse", remark="是我的亲戚")
        assert case_counts(access_of(world.people["inspector2"]))["open"] == before == 1
        world.inspector.__dict__.pop("_access", None)
        assert case_counts(access_of(world.inspector))["open"] == 0

    def test_a_sub_district_sees_nothing_of_the_cases_of_the_district(self, world, as_user):
        Matter(world).checked()
        count()
        for address in ("/", "/dashboard/"):
            page = as_user(world.street).get(address).content.decode()
            assert "按期整改率" not in page and "监督 · 本月" not in page
