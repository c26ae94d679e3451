"""Clocks of cases, petitions, whistles, referrals and reviews: told once, to whom, when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.kernel import clock
from portal.models import Clock, ClockMark, Record, RoleAssignment
from portal.selectors.clock_history import clock_turns
from portal.selectors.timelines import records_of_one, timeline_entries
from portal.services.kinds import kind_of
from tests.workstations.caring import DAYS, Matter, Plea
from tests.workstations.entrusting import Deal
from tests.workstations.services.test_clocks import ALL, at, follow, heard, marks, rows
from tests.workstations.whistling import Street
from workstations.services.case_steps import case_explain

ALIKE = ("case", "petition", "whistle", "referral", "affair")


@pytest.fixture
def matter(world):
    return Matter(world)


@pytest.fixture
def plea(world):
    return Plea(world)


@pytest.fixture
def street(world):
    return Street(world)


@pytest.fixture
def deal(world):
    return Deal(world)


def subject_of(kind: str, world):
    """One of each that is running, alone with its clock."""
    if kind == "case":
        return Matter(world).opened()
    if kind == "petition":
        return Plea(world).acknowledged()
    if kind == "whistle":
        return Street(world).blow()
    if kind == "referral":
        return Street(world).referred()
    return Deal(world).apply()


def at_share(subject, share: float):
    """The moment when so much of the time given has gone."""
    reading = subject.clock_reading
    return clock.at(reading.from_at + (reading.due_at - reading.from_at) * share)


def strike(subject) -> None:
    """All three levels in their turn."""
    for share in (0.81, 1.01, 1.51):
        with at_share(subject, share):
            follow()


def turns(subject) -> list[str]:
    """What the page's history says of the clock, oldest first."""
    told = records_of_one(subject, public_only=False)
    return [row.data["clock"]["turn"] for row in reversed(told) if "clock" in row.data]


class TestEach:
    @pytest.mark.parametrize("kind", ALIKE)
    def test_yellow_red_and_up_each_once(self, world, kind):
        subject = subject_of(kind, world)
        assert follow() == 0
        assert Clock.objects.filter(subject_type=subject.subject_type).count() == 1
        for share, level in ((0.79, 0), (0.81, 1), (1.01, 2), (1.51, 3)):
            with at_share(subject, share):
                for _again in range(3):
                    follow()
                assert marks(subject) == ALL[:level]
        with at_share(subject, 9):
            follow()
        assert rows(subject) == [f"clock_{level}" for level in ALL]

    @pytest.mark.parametrize("kind", ALIKE)
    def test_a_late_sweep_tells_the_highest_alone(self, world, kind):
        subject = subject_of(kind, world)
        with at_share(subject, 1.2):
            follow()
        assert marks(subject) == ["red"]

    @pytest.mark.parametrize("kind", ALIKE)
    def test_the_history_is_on_the_page_in_words(self, world, kind):
        subject = subject_of(kind, world)
        strike(subject)
        found = turns(subject)
        assert found[0] == "started" and found[-3:] == ALL
        entries = timeline_entries(records_of_one(subject, public_only=False), names=True)
        assert {turn.level for turn in clock_turns(entries)} >= set(ALL)

    @pytest.mark.parametrize("kind", ("case", "petition", "affair"))
    def test_that_a_secret_affair_is_late_is_nobodys_reading(self, world, kind):
        subject = subject_of(kind, world)
        strike(subject)
        assert len(rows(subject)) == 3
        assert (
            not Record.objects.of(subject)
            .filter(verb__startswith="clock_", is_public=True)
            .exists()
        )

    @pytest.mark.parametrize("kind", ALIKE)
    def test_every_kind_answers_the_whole_protocol(self, world, kind):
        subject = subject_of(kind, world)
        spoken = kind_of(subject.subject_type).clock
        loaded = kind_of(subject.subject_type).load([subject.pk])[subject.pk]
        assert spoken.reading(loaded) == subject.clock_reading
        for level in ALL:
            assert spoken.hears(loaded, level)
        assert spoken.why([loaded])[subject.pk]


class TestCases:
    def test_the_other_side_of_its_own_step_then_the_desk_then_above(self, world, matter):
        case = matter.notified()
        strike(case)
        assert heard(case, "clock_yellow") == {"head"}
        assert heard(case, "clock_red") == {"head", "inspector"}
        assert heard(case, "clock_escalated") == {"head", "inspector", "districter"}

    def test_the_desk_of_its_own_step_and_the_other_side_hears_nothing(self, world, matter):
        case = matter.explained()
        strike(case)
        assert heard(case, "clock_yellow") == {"inspector"} == heard(case, "clock_red")
        assert "head" not in heard(case, "clock_escalated")

    def test_before_it_is_told_nobody_of_the_other_side_hears(self, world, matter):
        case = matter.complained()
        strike(case)
        for level in ALL:
            found = heard(case, f"clock_{level}")
            assert found and not found & {"head", "staff", "chair", "street", "whistler"}

    def test_whoever_is_concerned_is_not_told(self, world, matter):
        matter.opened()
        matter.step("recuse", remark="他是我的亲戚")
        matter.second_inspector()
        case = matter.case
        strike(case)
        assert "inspector" not in heard(case, "clock_escalated")
        assert "inspector2" in heard(case, "clock_escalated")

    def test_a_report_turns_the_clock_to_the_desk(self, world, matter):
        case = matter.reported()
        with at_share(case, 0.81):
            follow()
        assert heard(case, "clock_yellow") == {"inspector"}

    def test_each_step_has_its_own_time_and_the_end_stops_it(self, world, matter):
        case = matter.closed()
        follow()
        assert case.clock_reading is None and case.alert == "none"
        assert not Clock.objects.filter(subject_type="supervision_case").exists()
        assert turns(case) == ["started", *["step"] * 7, "stopped"]

    def test_answered_in_time_strikes_no_more(self, world, matter):
        case = matter.notified()
        until = case.due_at
        follow()
        with clock.at(until - timedelta(hours=1)):
            follow()
        told = len(rows(case))
        with clock.at(until - timedelta(minutes=30)):
            case_explain(actor=world.head, case=case, words="已补。")
            follow()
        with clock.at(until + timedelta(minutes=1)):
            follow()
        assert len(rows(case)) == told and "red" not in marks(case)


class TestPetitions:
    def test_the_office_then_the_petition_office_then_the_district(self, world, plea):
        petition = plea.acknowledged()
        strike(petition)
        assert heard(petition, "clock_yellow") == {"street"}
        assert heard(petition, "clock_red") == {"street", "petitioner"}
        assert heard(petition, "clock_escalated") == {"street", "petitioner", "districter"}

    def test_never_the_one_who_petitions(self, world, plea):
        petition = plea.filed()
        strike(petition)
        for level in ALL:
            assert "resident" not in heard(petition, f"clock_{level}")

    def test_thirty_days_more_arm_the_levels_anew(self, world, plea):
        petition = plea.acknowledged()
        with at_share(petition, 0.9):
            follow()
            plea.step(world.street, "ask_extension", remark="要现场核实")
            plea.step(world.petitioner, "grant_extension")
            follow()
            assert marks(petition) == ["yellow"]
        later = plea.petition
        assert later.due_at - petition.due_at == 30 * DAYS
        with at_share(later, 0.81):
            follow()
        assert marks(petition) == ["yellow", "yellow"]
        assert turns(petition)[-3:] == ["yellow", "extended", "yellow"]

    def test_a_refused_extension_moves_nothing(self, world, plea):
        petition = plea.acknowledged()
        plea.step(world.street, "ask_extension", remark="要现场核实")
        plea.step(world.petitioner, "deny_extension", remark="来得及")
        assert plea.petition.due_at == petition.due_at
        assert turns(petition)[-1] == "step"

    def test_answered_it_stops(self, world, plea):
        petition = plea.answered()
        with clock.at(petition.created_at + 400 * DAYS):
            follow()
        assert marks(petition) == [] and turns(petition)[-1] == "stopped"


class TestDepartments:
    def test_only_the_absent_then_the_street_then_the_district(self, world, street):
        street.blow()
        street.arrive(0)
        whistle = street.whistle
        strike(whistle)
        assert heard(whistle, "clock_yellow") == {"clerk1"}
        assert heard(whistle, "clock_red") == {"clerk1", "street"}
        assert heard(whistle, "clock_escalated") == {"clerk1", "street", "districter"}

    def test_once_all_are_there_nothing_strikes(self, world, street):
        whistle = street.to("arrived")
        with clock.at(whistle.due_at + 3 * DAYS):
            follow()
        assert marks(whistle) == [] and turns(whistle) == ["started", "stopped"]

    def test_work_has_begun_and_one_is_still_missing(self, world, street):
        street.blow()
        street.arrive(0)
        street.report(0)
        whistle = street.whistle
        with clock.at(whistle.due_at + timedelta(minutes=1)):
            follow()
        assert whistle.status == "working" and marks(whistle) == ["red"]
        assert heard(whistle, "clock_red") == {"clerk1", "street"}

    def test_a_cancelled_whistle_stops(self, world, street):
        whistle = street.to("cancelled")
        with clock.at(whistle.due_at + DAYS):
            follow()
        assert marks(whistle) == [] and turns(whistle)[-1] == "stopped"

    def test_the_department_asked_then_the_street_then_the_district(self, world, street):
        referral = street.referred()
        strike(referral)
        assert heard(referral, "clock_yellow") == {"clerk0"}
        assert heard(referral, "clock_red") == {"clerk0", "street"}
        assert heard(referral, "clock_escalated") == {"clerk0", "street", "districter"}

    @pytest.mark.parametrize("state", ("answered", "declined", "recalled", "ended"))
    def test_a_referral_that_is_over_stops(self, world, street, state):
        referral = street.referred(state)
        with clock.at(referral.answer_due_at + 30 * DAYS):
            follow()
        assert marks(referral) == [] and turns(referral)[-1] == "stopped"


def reviewed_from(world, moment):
    """An application that comes in at ``moment``, by people who were in office then."""
    RoleAssignment.objects.update(valid_from=date(2025, 1, 1))
    with clock.at(moment):
        return Deal(world).apply()


class TestReviews:
    def test_the_street_then_the_district(self, world, deal):
        affair = deal.apply()
        strike(affair)
        assert heard(affair, "clock_yellow") == {"street"} == heard(affair, "clock_red")
        assert heard(affair, "clock_escalated") == {"street", "districter"}

    @pytest.mark.parametrize(
        ("begins", "ends"),
        [
            # Off 15 to 23 February 2026; Saturday the 14th and Saturday the 28th are worked.
            ((2026, 2, 12, 9), "03-11"),
            ((2026, 2, 13, 9), "03-12"),
            ((2026, 2, 16, 9), "03-13"),
            ((2026, 3, 2, 9), "03-23"),
        ],
    )
    def test_fifteen_working_days_across_the_festival(self, world, begins, ends):
        affair = reviewed_from(world, at(*begins))
        assert affair.review_due_on.strftime("%m-%d") == ends

    def test_the_levels_strike_around_the_festival(self, world):
        affair = reviewed_from(world, at(2026, 2, 12, 9))
        reading = affair.clock_reading
        assert timezone.localtime(reading.due_at).strftime("%H:%M") == "23:59"
        for level in ALL:
            with clock.at(reading.strikes_at(level) - timedelta(seconds=1)):
                assert follow() == 0, level
            with clock.at(reading.strikes_at(level) + timedelta(seconds=1)):
                assert follow() == 1 and marks(affair)[-1] == level

    @pytest.mark.parametrize("name", ("admit", "refuse"))
    def test_decided_it_stops(self, world, deal, name):
        deal.apply()
        affair = deal.step(world.street, name, **({"remark": "无经费"} if name == "refuse" else {}))
        with clock.at(affair.created_at + 90 * DAYS):
            follow()
        assert marks(affair) == [] and turns(affair) == ["started", "stopped"]

    def test_refused_by_the_list_there_was_nothing_to_review(self, world, deal):
        affair = deal.apply(to_committee=True)
        follow()
        assert affair.status == "refused" and not Clock.objects.exists()
        assert not ClockMark.objects.exists()
