"""Duties with a clock: the half-yearly meeting, demands met in time; study without a veto."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from committees.models import MeetingKind
from committees.selectors.audience import meeting_audience
from committees.selectors.meeting_duty import half_year_duties, half_year_heights
from committees.services.demands import demand_sign
from committees.services.meetings import (
    Sitting,
    meeting_cancel,
    meeting_convene,
    meeting_end,
    meeting_notify,
    meeting_open,
)
from committees.services.motions import (
    motion_debate,
    motion_edit,
    motion_schedule,
    motion_send_to_party_study,
)
from committees.services.points import point_add, point_remove
from committees.services.studies import motion_go_on_without_opinion
from committees.services.votes import vote_open
from portal.dashboards.kpis import BY_NAME, Sums, Value
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import Record
from portal.selectors.figures import board_figures
from portal.services.figures import gauges_refresh
from tests.committees.services import test_demands
from tests.committees.services.test_demands import convened, on_paper, reached, started
from tests.committees.services.test_meeting_held import represented

sized = test_demands.sized


def held(hall, days=11, present=30, end=True):
    """A representatives' meeting with ``present`` of the roll of 37 there."""
    meeting = meeting_convene(
        actor=hall.world.chair,
        committee=hall.committee,
        title="代表会议",
        starts_at=clock.now() + timedelta(days=days),
        place="社区礼堂",
        submit_key=uuid4(),
        sitting=Sitting(kind=MeetingKind.REPRESENTATIVES),
    )
    words = {"kind": "report", "title": "上半年工作", "submit_key": uuid4()}
    point_add(actor=hall.world.chair, meeting=meeting, **words)
    meeting.__dict__.pop("has_agenda", None)
    meeting = meeting_notify(actor=hall.world.chair, meeting=meeting)
    clock.advance(days=days)
    meeting = meeting_open(actor=hall.world.chair, meeting=meeting)
    rows = meeting.participants.order_by("id")[:present]
    meeting.participants.filter(pk__in=[row.pk for row in rows]).update(presence="present")
    return meeting_end(actor=hall.world.chair, meeting=meeting) if end else meeting


@pytest.fixture
def reps(hall):
    represented(hall, 30)
    return hall


# Once each half-year at least (§28)


def test_a_half_year_without_a_meeting_is_owed_and_then_overdue(reps):
    (now,) = half_year_duties(reps.world.mingtong)
    assert (now.name, now.needed, now.held, now.due_on) == ("2026H1", 1, 0, date(2026, 6, 30))
    assert not now.is_met and not now.is_overdue
    clock.advance(days=120)  # 30 June
    assert not half_year_duties(reps.world.mingtong)[0].is_overdue
    clock.advance(days=1)
    last, now = half_year_duties(reps.world.mingtong)
    assert last.name == "2026H1" and last.is_overdue
    assert now.name == "2026H2" and not now.is_overdue


def test_a_meeting_that_was_held_meets_the_duty(reps):
    held(reps)
    (now,) = half_year_duties(reps.world.mingtong)
    assert now.is_met and now.held == 1
    clock.advance(days=130)
    assert [row.name for row in half_year_duties(reps.world.mingtong)] == ["2026H2"]


@pytest.mark.parametrize(("present", "met"), [(24, False), (25, True)])
def test_a_meeting_without_two_thirds_does_not_count(reps, present, met):
    held(reps, present=present)  # two thirds of 37 are 24⅔
    assert half_year_duties(reps.world.mingtong)[0].is_met is met


def test_a_meeting_not_ended_or_of_the_committee_does_not_count(reps):
    held(reps, end=False)
    meeting_end(actor=reps.world.chair, meeting=reps.session(reps.motion()))
    assert not half_year_duties(reps.world.mingtong)[0].is_met


def test_the_figures_count_the_last_whole_half_year(reps):
    assert not list(half_year_heights("due"))  # nobody was in office in 2025
    clock.advance(days=125)
    due = {place for place, _category, _one in half_year_heights("due")}
    assert reps.world.mingtong.pk in due and not list(half_year_heights("met"))


def test_the_kpi_is_met_of_those_due_and_unknown_without_any():
    kpi = BY_NAME["half_year"]
    assert kpi.value(Sums({})).number is None
    values = {"half_years_due": {0: 3}, "half_years_met": {0: 2}}
    assert kpi.value(Sums(values)) == Value(66.7, 3)
    assert kpi.value(Sums({"half_years_due": {0: 3}})) == Value(0.0, 3)


def test_the_dashboard_reads_the_heights_as_the_kpi(reps):
    clock.advance(days=125)
    gauges_refresh()
    pk, month = reps.world.mingtong.pk, clock.today().replace(day=1)
    words = {"category": 0, "period": (month, month), "before": (month, month)}
    figures = board_figures(pk, [], trend=(month, month), **words)
    assert BY_NAME["half_year"].value(figures.now[pk]) == Value(0.0, 1)
    assert BY_NAME["half_year"].value(figures.before).number is None


def test_the_desk_and_the_board_say_so(reps, as_user):
    chair, anybody = as_user(reps.world.chair), as_user()
    assert "每半年至少开一次居民代表会议" in chair.get("/").content.decode()
    board = f"/communities/{reps.world.mingtong.pk}/"
    assert "还没有开" in anybody.get(board).content.decode()
    clock.advance(days=125)
    assert "应开未开" in anybody.get(board).content.decode()
    assert "每半年至少" not in as_user(reps.world.resident).get("/").content.decode()


# Demands (§26, §29)


@pytest.mark.parametrize(("days", "ok"), [(30, True), (31, False)])
def test_a_demanded_meeting_is_called_for_a_day_in_time(sized, days, ok):
    demand = reached(sized)
    words = {
        "actor": sized.world.chair,
        "committee": sized.committee,
        "title": "居民会议",
        "starts_at": clock.now() + timedelta(days=days),
        "place": "社区礼堂",
        "submit_key": uuid4(),
        "sitting": Sitting(kind=demand.kind, composition="adults", entitled=40, demand=demand),
    }
    if ok:
        assert meeting_convene(**words).demand == demand
        return
    with pytest.raises(RuleViolated) as refused:
        meeting_convene(**words)
    assert refused.value.field == "starts_at"


def test_the_demanded_matter_stands_on_the_agenda_and_stays(sized):
    demand = reached(sized)
    meeting = convened(sized, demand)
    point = meeting.points.get()
    assert (point.kind, point.title, point.text) == ("demand", demand.title, demand.reasons)
    with pytest.raises(TransitionRefused):
        point_remove(actor=sized.world.chair, meeting=meeting, pk=point.pk)
    with pytest.raises(RuleViolated):
        convened(sized, demand)
    meeting_cancel(actor=sized.world.chair, meeting=meeting, remark="场地停电")
    assert convened(sized, demand).points.get().title == demand.title


def test_a_late_meeting_is_still_called_and_says_that_it_is_late(sized):
    demand = reached(sized)
    clock.advance(days=40)
    meeting = meeting_notify(actor=sized.world.chair, meeting=convened(sized, demand))
    demand.refresh_from_db()
    assert demand.status == "convened" and meeting.demand == demand
    assert Record.objects.of(demand).last().data["late"]


def test_paper_without_a_phone_and_online_are_one_person(sized):
    demand = started(sized)
    name = sized.world.member1.name
    on_paper(sized, demand, name, door="3-201", by="member2", check="member3")
    with pytest.raises(RuleViolated) as refused:
        demand_sign(actor=sized.world.member1, demand=demand)
    assert refused.value.code == "namesake"
    with pytest.raises(TransitionRefused):
        demand_sign(actor=sized.world.member1, demand=demand, door="3 - 201")
    demand_sign(actor=sized.world.member1, demand=demand, door="5-502")  # a namesake
    assert demand.signatures.filter(name=name).count() == 2


def test_online_first_then_paper_without_a_phone(sized):
    demand = started(sized)
    demand_sign(actor=sized.world.member1, demand=demand)
    with pytest.raises(RuleViolated) as refused:
        on_paper(sized, demand, sized.world.member1.name, door="3-201", by="member2")
    assert refused.value.code == "namesake"
    on_paper(sized, demand, "钱大妈", door="3-202", by="member2", check="member3")


# The Party organisation studies and has no veto (§30)


def test_a_study_without_an_opinion_ends_after_its_term(hall):
    motion = hall.motion(is_major=True)
    motion = motion_send_to_party_study(actor=hall.world.chair, motion=motion)
    assert motion.study_due_on == date(2026, 3, 17)
    clock.advance(days=15)
    with pytest.raises(TransitionRefused):
        motion_go_on_without_opinion(actor=hall.world.chair, motion=motion)
    clock.advance(days=1)
    motion = motion_go_on_without_opinion(actor=hall.world.chair, motion=motion)
    assert motion.status == "studied" and "没有提出意见" in motion.party_opinion
    meeting = hall.planned()
    assert motion_schedule(actor=hall.world.chair, motion=motion, meeting=meeting)


@pytest.mark.parametrize("name", ["is_major", "is_reserved"])
def test_what_a_motion_is_does_not_change_on_an_agenda(hall, name):
    motion = hall.motion()
    hall.session(motion)
    motion.refresh_from_db()
    with pytest.raises(RuleViolated) as refused:
        motion_edit(
            actor=hall.world.chair,
            motion=motion,
            version=motion.version,
            actions=(),
            **{name: True},
        )
    assert refused.value.field == name


@pytest.mark.parametrize("name", ["is_major", "is_reserved"])
def test_the_vote_asks_again(hall, name):
    motion = hall.motion()
    hall.session(motion)
    motion = motion_debate(actor=hall.world.chair, motion=motion)
    type(motion).objects.filter(pk=motion.pk).update(**{name: True})
    with pytest.raises(TransitionRefused):
        vote_open(actor=hall.world.chair, motion=motion)


# Everybody is told of a residents' meeting (§26)


def test_residents_hear_of_their_meeting(hall):
    words = {"kind": "residents_meeting", "composition": "adults", "entitled": 30}
    meeting = meeting_convene(
        actor=hall.world.chair,
        committee=hall.committee,
        title="居民会议",
        starts_at=clock.now() + timedelta(days=11),
        place="社区礼堂",
        motions=(hall.motion(),),
        submit_key=uuid4(),
        sitting=Sitting(**words),
    )
    meeting = meeting_notify(actor=hall.world.chair, meeting=meeting)
    told = meeting_audience(Record.objects.of(meeting).last(), meeting)
    assert {hall.world.resident.pk, hall.world.leader.pk, hall.world.chair.pk} <= set(told)
    assert hall.world.baita_resident.pk not in told
    other = meeting_notify(actor=hall.world.chair, meeting=hall.planned(hall.motion()))
    assert hall.world.resident.pk not in meeting_audience(Record.objects.of(other).last(), other)
