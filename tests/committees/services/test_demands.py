"""Demands: each share one below and at, online and paper on one roll, then a duty with a clock."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from committees.models import MeetingKind, Representative
from committees.selectors.demands import demands_listed
from committees.services.answers import PaperSlip
from committees.services.demands import (
    demand_sign,
    demand_start,
    demand_withdraw,
    demands_lapse,
    signature_check,
    signature_enter,
)
from committees.services.meetings import Sitting, meeting_cancel, meeting_convene, meeting_notify
from committees.services.representatives import representative_add
from committees.workflows import DemandStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import DivisionProfile
from tests.committees.assembly import scan


@pytest.fixture
def sized(hall):
    """A community of forty adults in twenty households."""
    DivisionProfile.objects.create(
        division=hall.world.mingtong,
        as_of=date(2026, 1, 1),
        population=60,
        population_adult=40,
        households=20,
    )
    return hall


def started(hall, key="resident", kind=MeetingKind.RESIDENTS, **words):
    given = {"title": "公约修订", "reasons": "现在的公约没有写养犬。", "submit_key": uuid4()}
    return demand_start(
        actor=hall.world.people[key],
        community=hall.world.mingtong,
        kind=kind,
        **(given | words),
    )


def on_paper(hall, demand, name, *, by="member1", check="member2", **words):
    slip = PaperSlip(name=name, phone=words.pop("phone", ""), door=words.pop("door", ""))
    row = signature_enter(
        actor=hall.world.people[by], demand=demand, slip=slip, scans=[scan()], **words
    )
    if check:
        actor = hall.world.people[check]
        signature_check(actor=actor, demand=demand, signature_id=row.pk, is_right=True)
    demand.refresh_from_db()
    return row


def test_the_starter_signs_first_and_the_rolls_are_frozen(sized):
    demand = started(sized)
    assert demand.sizes == {"adults": 40, "households": 20}
    assert demand.rules["article"] == "§26"
    assert demand.signatures.get().user == sized.world.resident
    assert demand.status == DemandStatus.COLLECTING


def test_a_tenth_of_the_adults_makes_it_a_duty(sized):
    demand = started(sized)
    for key in ("leader", "member1"):
        demand_sign(actor=sized.world.people[key], demand=demand)
    demand.refresh_from_db()
    assert demand.status == DemandStatus.COLLECTING  # three of forty
    demand_sign(actor=sized.world.member2, demand=demand)
    demand.refresh_from_db()
    assert demand.status == DemandStatus.REACHED
    assert demand.due_on == clock.today() + timedelta(days=30)
    with pytest.raises(TransitionRefused):
        demand_sign(actor=sized.world.member3, demand=demand)


def test_a_tenth_of_the_households_is_enough_by_itself(sized):
    demand = started(sized)
    on_paper(sized, demand, "赵大爷", door="3-201")
    assert demand.status == DemandStatus.COLLECTING  # one of twenty households
    on_paper(sized, demand, "钱大妈", door="3-202")
    assert demand.status == DemandStatus.REACHED  # two of twenty; only three of forty adults


def test_a_third_of_the_representatives_is_enough_by_itself(hall):
    words = {"actor": hall.world.chair, "community": hall.world.mingtong, "households": 30}
    seats = [representative_add(name=f"代表{n}", **words) for n in range(7)]
    demand = started(hall)
    for seat in seats[:2]:
        on_paper(hall, demand, "", representative=seat)
    assert demand.status == DemandStatus.COLLECTING
    on_paper(hall, demand, "", representative=seats[2])
    assert demand.status == DemandStatus.REACHED


@pytest.mark.parametrize(("seats", "needed"), [(10, 2), (11, 3)])
def test_a_fifth_of_the_representatives_calls_their_own_meeting(hall, seats, needed):
    words = {"actor": hall.world.chair, "community": hall.world.mingtong, "households": 30}
    representative_add(user=hall.world.resident, **words)
    for n in range(seats - 1):
        representative_add(name=f"代表{n}", **words)
    demand = started(hall, kind=MeetingKind.REPRESENTATIVES)
    assert demand.rules["article"] == "§29"
    others = list(Representative.objects.filter(user__isnull=True))
    for seat in others[: needed - 2]:
        on_paper(hall, demand, "", representative=seat)
    assert demand.status == DemandStatus.COLLECTING
    on_paper(hall, demand, "", representative=others[-1])
    assert demand.status == DemandStatus.REACHED


def test_their_own_meeting_is_demanded_by_representatives_alone(hall):
    words = {"actor": hall.world.chair, "community": hall.world.mingtong, "households": 30}
    representative_add(user=hall.world.resident, **words)
    for n in range(9):
        representative_add(name=f"代表{n}", **words)
    demand = started(hall, kind=MeetingKind.REPRESENTATIVES)
    with pytest.raises(TransitionRefused) as refused:
        demand_sign(actor=hall.world.leader, demand=demand)
    assert refused.value.code == "not_representative"
    with pytest.raises(RuleViolated) as refused:
        on_paper(hall, demand, "赵大爷", door="3-201")
    assert refused.value.field == "representative"


# One roll for screen and paper


def test_online_and_paper_are_one(sized):
    demand = started(sized)
    phone = sized.world.resident.phone
    with pytest.raises(TransitionRefused) as refused:
        on_paper(sized, demand, "王桂芳", phone=phone)
    assert refused.value.code == "already_signed"
    on_paper(sized, demand, "某人", phone=sized.world.leader.phone, check=None)
    with pytest.raises(TransitionRefused):
        signature_enter(
            actor=sized.world.member1,
            demand=demand,
            slip=PaperSlip(name="某人", phone=sized.world.leader.phone),
            scans=[scan()],
        )
    assert demand_sign(actor=sized.world.leader, demand=demand).source == "paper"


def test_one_household_signs_once(sized):
    demand = started(sized)
    demand_sign(actor=sized.world.leader, demand=demand, door="3-201")
    for door in ("3-201", " 3 - 201 "):
        with pytest.raises(RuleViolated) as refused:
            demand_sign(actor=sized.world.member1, demand=demand, door=door)
        assert refused.value.field == "door"
    assert demand_sign(actor=sized.world.member1, demand=demand)


def test_paper_counts_when_a_second_person_has_looked(sized):
    demand = started(sized)
    row = on_paper(sized, demand, "赵大爷", door="3-201", check=None)
    given = {"demand": demand, "signature_id": row.pk}
    with pytest.raises(TransitionRefused) as refused:
        signature_check(actor=sized.world.member1, is_right=True, **given)
    assert refused.value.code == "own"
    with pytest.raises((Refused, NotFound)):
        signature_check(actor=sized.world.staff, is_right=True, **given)
    row = signature_check(actor=sized.world.member2, is_right=False, **given)
    assert row.refused_at and not row.confirmed_at
    with pytest.raises(TransitionRefused):
        signature_check(actor=sized.world.member2, is_right=True, **given)
    on_paper(sized, demand, "赵大爷", door="3-201")


def test_a_paper_without_a_scan_or_a_name_is_refused(sized):
    demand = started(sized)
    given = {"actor": sized.world.member1, "demand": demand}
    with pytest.raises(RuleViolated) as refused:
        signature_enter(slip=PaperSlip(name="赵大爷", phone="", door="3-201"), **given)
    assert refused.value.field == "scan"
    with pytest.raises(RuleViolated) as refused:
        signature_enter(slip=PaperSlip(name=" ", phone="", door="1"), scans=[scan()], **given)
    assert refused.value.field == "name"
    with pytest.raises(RuleViolated) as refused:
        signature_enter(slip=PaperSlip(name="赵大爷", phone=""), scans=[scan()], **given)
    assert refused.value.field == "phone"


# Who, and what becomes of it


@pytest.mark.parametrize("key", ["staff", "street", "stranger", "baita_chair"])
def test_only_who_lives_here_demands(sized, key):
    with pytest.raises((Refused, NotFound)):
        started(sized, key)


@pytest.mark.parametrize(
    ("words", "field"),
    [({"title": " "}, "title"), ({"reasons": ""}, "reasons"), ({"kind": "committee"}, "kind")],
)
def test_a_demand_says_what_for(sized, words, field):
    with pytest.raises(RuleViolated) as refused:
        started(sized, **words)
    assert refused.value.field == field


def test_without_any_roll_there_is_nothing_to_count_against(hall):
    with pytest.raises(RuleViolated) as refused:
        started(hall)
    assert refused.value.code == "no_roll"


def reached(hall):
    demand = started(hall)
    for key in ("leader", "member1", "member2"):
        demand_sign(actor=hall.world.people[key], demand=demand)
    demand.refresh_from_db()
    return demand


def convened(hall, demand, **words):
    given = {"kind": demand.kind, "composition": "adults", "entitled": 40, "demand": demand}
    return meeting_convene(
        actor=hall.world.chair,
        committee=hall.committee,
        title="居民会议",
        starts_at=clock.now() + timedelta(days=11),
        place="社区礼堂",
        submit_key=uuid4(),
        sitting=Sitting(**(given | words)),
    )


def test_convening_answers_the_demand_and_calling_off_brings_it_back(sized):
    demand = reached(sized)
    meeting = convened(sized, demand)
    demand.refresh_from_db()
    assert demand.status == DemandStatus.REACHED  # a plan that nobody was told of is no meeting
    meeting = meeting_notify(actor=sized.world.chair, meeting=meeting)
    demand.refresh_from_db()
    assert demand.status == DemandStatus.CONVENED
    meeting_cancel(actor=sized.world.chair, meeting=meeting, remark="场地停电")
    demand.refresh_from_db()
    assert demand.status == DemandStatus.REACHED


def test_another_kind_of_meeting_does_not_answer_it(sized):
    demand = reached(sized)
    words = {"kind": MeetingKind.COMMITTEE, "composition": "", "entitled": None}
    with pytest.raises(RuleViolated) as refused:
        convened(sized, demand, **words)
    assert refused.value.field == "demand"
    with pytest.raises(TransitionRefused):
        convened(sized, started(sized, "leader"))


def test_overdue_is_seen(sized):
    demand = reached(sized)
    clock.advance(days=30)
    assert not demand.is_overdue
    clock.advance(days=1)
    assert demand.is_overdue


def test_time_runs_out(sized):
    demand = started(sized)
    clock.advance(days=90)
    assert demands_lapse() == 0
    clock.advance(days=1)
    assert demands_lapse() == 1
    demand.refresh_from_db()
    assert demand.status == DemandStatus.LAPSED
    with pytest.raises(TransitionRefused):
        demand_sign(actor=sized.world.leader, demand=demand)


def test_whoever_started_it_takes_it_back(sized):
    demand = started(sized)
    with pytest.raises(Refused):
        demand_withdraw(actor=sized.world.chair, demand=demand, remark="不同意")
    with pytest.raises(RuleViolated):
        demand_withdraw(actor=sized.world.resident, demand=demand, remark=" ")
    demand = demand_withdraw(actor=sized.world.resident, demand=demand, remark="已经解决")
    assert demand.status == DemandStatus.WITHDRAWN


def test_a_group_leader_finds_the_demands_of_home(sized):
    demand = started(sized)
    for key, found in (("leader", True), ("baita_resident", False)):
        rows = demands_listed(access_of(sized.world.people[key]))
        assert (rows == [demand]) is found
