"""Figures of fees, scores and people; and of every KPI: its rows sum up to it."""

import random
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from portal.access.checker import Post, access_of
from portal.dashboards.kpi import ACTIVE, GROUPS
from portal.dashboards.kpis import BY_NAME, KPIS, kpis_by_group, kpis_for
from portal.dashboards.measures import measures_named
from portal.kernel import clock
from portal.models import DivisionProfile, Record, Role
from portal.selectors.figure_rows import figure_rows, records_behind
from portal.selectors.figures import figures_by_division, kpi_sums
from portal.services import figures, sealing
from portal.services.records import record_append
from portal.services.roles import role_grant
from tests import world as worlds
from tests.workstations.assessing import Q1, House
from tests.workstations.caring import Matter, Plea
from tests.workstations.entrusting import Deal
from workstations.scoring import Fraction, whole_points
from workstations.selectors.burden import burden_by_community
from workstations.selectors.public_figures import PUBLIC, public_figures
from workstations.services import ledger

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 1)


def count() -> None:
    clock.advance(minutes=1)
    sealing.record_seal()
    figures.figures_run()
    figures.gauges_refresh()
    assert figures.figures_drift() == []


def value(name: str, place, first=FIRST, last=LAST):
    count()
    found = BY_NAME[name].value(kpi_sums(BY_NAME[name], place.pk, first, last))
    return found.number, found.n


def rows_of(client, **query) -> str:
    return client.get(reverse("workstations:figure_rows"), query).content.decode()


class TestFees:
    @pytest.fixture
    def deal(self, world):
        return Deal(world)

    def test_what_has_come_of_what_was_agreed(self, world, deal):
        deal.signed()
        assert value("fee_coverage", world.mingtong) == (0.0, 2_400_000)
        ledger.fee_record(
            actor=world.street,
            affair=deal.affair,
            fen=600_000,
            voucher="1",
            guarantee="G-1",
        )
        assert value("fee_coverage", world.tuodong) == (25.0, 2_400_000)
        assert burden_by_community(access_of(world.street))[0].coverage == 25

    def tranche(self, world, deal, fen):
        words = {"actor": world.street, "affair": deal.affair, "fen": fen, "voucher": "2"}
        return ledger.tranche_record(submit_key=uuid4(), **words)

    def test_never_beyond_the_fee_and_taken_back_by_a_reversal(self, world, deal):
        deal.funded(600_000, guarantee="G-1")
        entry = self.tranche(world, deal, 3_000_000)
        assert value("fee_coverage", world.mingtong) == (100.0, 2_400_000)
        words = {"words": "记错了", "submit_key": uuid4()}
        ledger.entry_reverse(actor=world.street, entry_id=entry.pk, **words)
        assert value("fee_coverage", world.mingtong) == (25.0, 2_400_000)

    def test_money_that_goes_out_is_no_fee_less(self, world, deal):
        deal.running()
        payout = deal.ask()
        for key in ("street", "second"):
            who = world.people.get(key) or self.second(world)
            payout = ledger.payout_approve(actor=who, payout_id=payout.pk)
        words = {"words": "付错了", "submit_key": uuid4()}
        ledger.entry_reverse(actor=world.street, entry_id=payout.entry_id, **words)
        assert value("fee_coverage", world.mingtong) == (100.0, 2_400_000)

    def second(self, world):
        who = worlds.person("second", "另一位")
        given = {"role": Role.SUBDISTRICT_OFFICIAL, "division": world.tuodong}
        role_grant(actor=None, user=who, valid_from=worlds.TERM_FROM, **given)
        return who

    def test_money_counts_for_the_month_of_the_agreement(self, world, deal, as_user):
        deal.signed()
        clock.advance(days=40)
        words = {"actor": world.street, "affair": deal.affair, "fen": 2_400_000}
        ledger.fee_record(voucher="1", **words)
        march, april = date(2026, 3, 1), date(2026, 4, 1)
        assert value("fee_coverage", world.mingtong, march, march) == (100.0, 2_400_000)
        assert value("fee_coverage", world.mingtong, april, april) == (None, 0)
        client = as_user(world.street)
        page = rows_of(client, kpi="fee_coverage", period="last_month")
        assert "分子 ¥24,000.00" in page and "分母 ¥24,000.00" in page and "n=¥24,000.00" in page
        assert "没有可数的记录" in rows_of(client, kpi="fee_coverage", period="month")

    def test_a_fee_of_an_agreement_the_record_does_not_know_is_unknown(self, world, deal):
        deal.quoted()
        affair = deal.affair
        type(affair).objects.filter(pk=affair.pk).update(
            status="signed", agreement_hash="x" * 64, agreement="旧协议"
        )
        deal.affair.refresh_from_db()
        ledger.fee_record(actor=world.street, affair=deal.affair, fen=2_400_000, voucher="1")
        assert value("fee_coverage", world.mingtong) == (None, 0)


class TestScores:
    def told(self, world, *points):
        house = House(world)
        people = ["staff", "staff2", "head"]
        for number in range(len(points) - 3):
            key = f"more{number}"
            world.people[key] = worlds.person(key, key)
            given = {"role": Role.STATION_STAFF, "division": world.mingtong}
            user = world.people[key]
            role_grant(actor=None, user=user, valid_from=worlds.TERM_FROM, **given)
            people.append(key)
        for who, given in zip(people, points, strict=False):
            house.told(Q1, given, given, who)

    def test_nine_in_ten_less_one_in_ten(self, world):
        self.told(world, 60, 70, 80, 90, 95)
        assert value("score_spread", world.mingtong) == (35.0, 5)
        assert value("score_spread", world.tuodong) == (35.0, 5)

    def test_fewer_than_five_say_nothing(self, world):
        self.told(world, 60, 70, 80, 90)
        assert value("score_spread", world.mingtong) == (None, 4)

    def test_what_was_not_told_is_not_counted(self, world):
        House(world).locked(Q1)
        assert value("score_spread", world.mingtong) == (None, 0)

    def test_only_who_sees_scores_sees_it_and_no_row_shows_points(self, world, as_user):
        self.told(world, 61, 71, 81, 91, 96)
        count()
        street = as_user(world.street)
        assert "李静" in rows_of(street, kpi="score_spread", period="year")
        page = figure_rows(
            access_of(world.street), BY_NAME["score_spread"], world.tuodong, (FIRST, LAST)
        )
        assert [(row.value, row.part, row.is_in) for row in page.rows] == [(1, None, None)] * 5
        for key in ("staff", "head", "petitioner"):
            client = as_user(world.people[key])
            answer = client.get(reverse("workstations:figure_rows"), {"kpi": "score_spread"})
            assert answer.status_code == 404, key
            assert "score_spread" not in {k.name for k in kpis_for(access_of(world.people[key]))}
        data = Record.objects.filter(subject_type="staff_score", verb="publish")
        assert not data.filter(is_public=True).exists()

    @pytest.mark.parametrize(
        ("points", "whole"),
        [((0, 1), 0), ((169, 2), 85), ((845, 10), 85), ((8449, 100), 84), ((100, 1), 100)],
    )
    def test_whole_points(self, points, whole):
        assert whole_points(Fraction(*points)) == whole


class TestPeople:
    def adults(self, place, adults, day=FIRST):
        DivisionProfile.objects.create(division=place, as_of=day, population_adult=adults)

    def test_each_counted_once_against_the_adults(self, world, station):
        self.adults(world.mingtong, 200)
        for who in (world.resident, world.resident, world.neighbour):
            station.issue(actor=who)
        assert value("participation", world.mingtong) == (1.0, 200)

    def test_unknown_while_any_community_below_is(self, world, station):
        station.issue()
        assert value("participation", world.mingtong) == (None, 0)
        self.adults(world.mingtong, 200)
        assert value("participation", world.tuodong) == (None, 200)
        self.adults(world.baita, 300)
        assert value("participation", world.tuodong) == (0.2, 500)

    def test_the_newest_profile_that_says_so(self, world, station):
        station.issue()
        self.adults(world.mingtong, 50)
        self.adults(world.mingtong, 100, date(2026, 2, 1))
        DivisionProfile.objects.create(
            division=world.mingtong, as_of=date(2026, 3, 1), population=9
        )
        self.adults(world.mingtong, 7, date(2026, 9, 1))
        assert value("participation", world.mingtong) == (1.0, 100)

    def test_officials_do_not_count(self, world, station):
        self.adults(world.mingtong, 100)
        station.task_in("verified")
        assert value("participation", world.mingtong) == (1.0, 100)

    def test_its_rows_are_what_residents_did(self, world, station, as_user):
        self.adults(world.mingtong, 100)
        issue = station.issue()
        station.issue(actor=world.neighbour)
        count()
        page = rows_of(as_user(world.street), kpi="participation")
        assert reverse("resident_affairs:issue_detail", args=[issue.pk]) in page
        assert world.resident.name not in page and "9:00" not in page.split("<main")[1]
        found = records_behind(BY_NAME["participation"], world.mingtong, (FIRST, clock.today()))
        assert found.values("actor").distinct().count() == 2

    def test_whoever_may_not_see_an_affair_reads_only_that_something_was_done(self, world, as_user):
        post = Post(role=Role.RESIDENT, division_id=world.mingtong.pk, level=5)
        acted = {"actor": world.resident, "post": post}
        record_append(subject=Thing("petition", world.mingtong), verb="withdraw", **acted)
        count()
        page = rows_of(as_user(world.head), kpi="participation").split("<main")[1]
        assert "办了一件事" in page and "不在您的阅看范围" in page
        assert "信访" not in page and "撤回" not in page

    def test_whoever_petitions_or_complains_acts_for_nobody_to_see(self, world, as_user):
        Plea(world).filed()
        Matter(world).complained()
        self.adults(world.mingtong, 100)
        assert value("participation", world.mingtong) == (0.0, 100)
        assert "没有可数的记录" in rows_of(as_user(world.head), kpi="participation")


class TestTheBoard:
    def board(self, world, as_user) -> str:
        address = reverse("portal:community_board", args=[world.mingtong.pk])
        return as_user().get(address).content.decode()

    def rated(self, world, times: int):
        thing = Thing("issue", world.mingtong)
        for _ in range(times):
            record_append(subject=thing, verb="rate", data={"score": 5, "solved": True})
        count()

    def test_nothing_before_anything_is_counted(self, world, as_user):
        assert "数字里的社区" not in self.board(world, as_user)

    def test_five_are_shown(self, world, as_user):
        self.rated(world, 5)
        page = self.board(world, as_user)
        assert "数字里的社区" in page and "n=5" in page and "满意率" in page

    def test_four_are_hidden_and_so_is_their_number(self, world, as_user):
        self.rated(world, 4)
        page = self.board(world, as_user).split("数字里的社区")[1].split("</section>")[0]
        assert "太少，不公布" in page and "100.0" not in page and "n=4" not in page

    def test_few_people_are_hidden_though_the_adults_are_many(self, world, station):
        DivisionProfile.objects.create(division=world.mingtong, as_of=FIRST, population_adult=3000)
        station.issue()
        count()
        row = next(
            r for r in public_figures(world.mingtong.pk).rows if r.kpi.name == "participation"
        )
        assert row.number is None and row.is_hidden

    def test_no_figure_of_it_needs_a_permission(self):
        assert not any(BY_NAME[name].permission for name in PUBLIC)

    def test_one_statement(self, world, django_assert_num_queries):
        with django_assert_num_queries(1):
            public_figures(world.mingtong.pk)


class Thing:
    """Something that the record speaks of; nobody can open it."""

    def __init__(self, subject_type, community):
        self.subject_type, self.community_id, self.pk = subject_type, community.pk, 10**9


SOME = {
    "on_time": (True, False),
    "late": (True, False),
    "extended": (True, False),
    "response": ("in_time", "late"),
    "repeat": (True, False),
    "solved": (True, False),
    "score": (1, 2, 3, 4, 5),
    "days": (0, 3, 500),
    "actions": (0, 2),
    "calls": (1, 3),
    "in_time": (0, 1),
    "hours": (2, 8),
    "ground": ("expired", "not_renewed", "resigned"),
    "minutes": (30, -30, 120),
    "source": ("entrusted", "issue", "resolution"),
    "fen": (100, 2_400_000),
    "fee_fen": (100, -100),
    "roll": (0, 40),
    "cast": (3, 50),
    "points": (60, 75, 99),
}


def some_rows(world, seed: int) -> None:
    """Every verb that any KPI looks at, several times, with whatever the record may say of it."""
    chance = random.Random(seed)
    places = (world.mingtong, world.baita, world.xinying)
    names = {name for kpi in KPIS for name in (*kpi.part, *kpi.whole)}
    verbs = sorted((m.subject_type, verb) for m in measures_named(names) for verb in m.verbs)
    written = sorted(set(verbs)) * 4
    chance.shuffle(written)
    for number, (subject_type, verb) in enumerate(written):
        days = 100 * number // len(written)
        data = {key: chance.choice(of) for key, of in SOME.items() if chance.random() < 0.7}
        data |= {"category": chance.choice((7, 8))}
        data |= {"calls": 3} if "in_time" in data else {}
        with clock.at(worlds.MONDAY + timedelta(days=days)):
            if chance.random() < 0.7:
                signed = clock.today() - timedelta(days=chance.randrange(0, days + 1))
                data["signed"] = signed.isoformat()
            record_append(
                subject=Thing(subject_type, chance.choice(places)),
                verb=verb,
                data=data,
                actor=chance.choice((None, world.resident, world.neighbour, world.street)),
                from_state=chance.choice(("submitted", "accepted")),
            )
            if chance.random() < 0.1:
                sealing.record_seal()


def all_rows(access, kpi, place, months, category):
    found, before = [], None
    while True:
        page = figure_rows(access, kpi, place, months, category, before)
        found += page.rows
        before = page.next_before
        if before is None:
            return found


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_record_says_rows_and_figures_agree(world, seed):
    some_rows(world, seed)
    with clock.at(worlds.MONDAY + timedelta(days=120)):
        count()
        access = access_of(world.inspector)
        for first, last in ((3, 3), (4, 5), (3, 6)):
            start, end = date(2026, first, 1), date(2026, last, 1)
            until = date(2026, last + 1, 1) - timedelta(days=1)
            for place in (world.district, world.tuodong, world.mingtong):
                for category in (0, 7):
                    sums = figures_by_division([place.pk], start, end, category)[place.pk]
                    for kpi in KPIS:
                        if not kpi.whole:
                            continue
                        rows = all_rows(access, kpi, place, (start, until), category)
                        whole = sum(map(sums.total, kpi.whole))
                        part = sum(map(sums.total, kpi.part))
                        where = (kpi.name, place.name, first, last, category)
                        assert sum(row.value or 0 for row in rows) == whole, where
                        assert sum(row.part or 0 for row in rows) == part, where
                        if kpi.counts:
                            good = sum(row.is_in for row in rows)
                            assert good == sums.from_bucket("issues_score", 4)


def test_every_share_of_one_row_is_a_part_of_it(world):
    """Numerator ⊆ denominator: each row that is in the one is in the other, as far as one and the
    same row carries both. Flows that are compared, and money, are named."""
    apart = {"completion", "reopened", "cost", "fee_coverage", "rating_rate"}
    some_rows(world, 9)
    measured = {kpi: (measures_named(kpi.part), measures_named(kpi.whole)) for kpi in KPIS}
    for row in Record.objects.all():
        for kpi, (part, whole) in measured.items():
            mine = [m for m in part if (m.subject_type, row.verb) == (row.subject_type, row.verb)]
            mine = [m for m in mine if row.verb in m.verbs]
            if not mine or kpi.name in apart or kpi.unit != "%":
                continue
            theirs = [m for m in whole if m.subject_type == row.subject_type]
            theirs = [m for m in theirs if row.verb in m.verbs]
            up = sum(value for m in mine for _bucket, value in m.count(row))
            down = sum(value for m in theirs for _bucket, value in m.count(row))
            assert abs(up) <= abs(down) or row.data.get("minutes", 0) < 0, (kpi.name, row.data)


class TestGroups:
    def test_every_kpi_stands_under_one_heading(self):
        assert {kpi.group for kpi in KPIS} == {key for key, _label in GROUPS}
        laid = [kpi.name for _key, _label, found in kpis_by_group(KPIS) for kpi in found]
        assert sorted(laid) == sorted(BY_NAME)

    def test_an_empty_heading_is_left_out(self):
        few = [kpi for kpi in KPIS if kpi.group == "watch"]
        assert [key for key, _label, _found in kpis_by_group(few)] == ["watch"]

    def test_the_dashboard_folds_them_and_shows_how_each_is_reckoned(self, world, as_user):
        count()
        page = as_user(world.street).get(reverse("workstations:dashboard")).content.decode()
        for kpi in kpis_for(access_of(world.street)):
            assert str(kpi.formula).split("；")[0] in page, kpi.name
        assert page.count('<details class="fold figures"') == 6
        assert page.split('id="figures-')[0].count('class="kpi"') <= 8

    def test_what_one_may_not_see_has_no_heading_either(self, world, as_user):
        page = as_user(world.petitioner).get(reverse("workstations:dashboard")).content.decode()
        assert 'id="figures-people"' in page and "季度得分差距" not in page


def test_active_residents_stand_beside_each_place(world, station):
    station.issue()
    count()
    month = date(2026, 3, 1)
    for place, people in ((world.mingtong, 1), (world.district, 1), (world.baita, 0)):
        sums = kpi_sums(BY_NAME["participation"], place.pk, month, month)
        assert sums.total(ACTIVE) == people


def test_money_that_names_no_agreement_is_unknown(world):
    thing = Thing("entrusted_affair", world.mingtong)
    record_append(subject=thing, verb="sign_street", data={"fen": 5, "signed": "2026-01-31"})
    record_append(subject=thing, verb="sign_street", data={"fen": 7})
    record_append(subject=thing, verb="receive", data={"fee_fen": 7})
    count()
    sums = figures_by_division([world.mingtong.pk], FIRST, LAST)[world.mingtong.pk]
    assert (sums.total("fees_agreed"), sums.total("fees_received")) == (5, 0)
    january = figures_by_division([world.mingtong.pk], FIRST, FIRST)[world.mingtong.pk]
    assert january.total("fees_agreed") == 5
