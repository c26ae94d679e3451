"""Results of years: exact thresholds, two people, reply, appeal to another body, the renewal."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.models import KinTie
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Clock, Notice, Record
from portal.selectors.calendar import working_days_between
from portal.services.clocks import clocks_follow, clocks_sweep
from portal.services.notices import notices_run
from portal.services.sealing import record_seal
from tests.workstations.assessing import Q1, Q2, Q3, House
from tests.workstations.hiring import Hire
from workstations import labour
from workstations.models import YearResult
from workstations.selectors.contract_faces import contract_row
from workstations.selectors.contracts import renewal_queue
from workstations.selectors.year_results import year_result_for, year_results_for
from workstations.services import contract_terms as terms
from workstations.services import year_results as write


@pytest.fixture
def house(world, monday):
    return House(world)


def follow() -> int:
    """What the beat does: seal, set clocks, sweep, tell; how many levels were announced."""
    record_seal()
    clocks_follow()
    told = clocks_sweep()
    record_seal()
    clocks_follow()
    notices_run()
    return told


def refused_by_database(**changes):
    with pytest.raises(DatabaseError), transaction.atomic():
        YearResult.objects.update(**changes)


# -- computed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ((90, 90), "excellent"),
        ((90, 90, 89), "qualified"),
        ((75, 75, 75, 75), "qualified"),
        ((60, 60), "basic"),
        ((60, 59), "failed"),
    ],
)
def test_the_thresholds_decide_exactly(house, points, grade):
    result = house.year(*points)
    assert (result.computed_grade, result.grade, result.status) == (grade, grade, "drafted")
    assert result.points == write.scoring.year_points(map(write.scoring.Fraction, points))
    assert [one["num"] for one in result.quarters] == list(points)


def test_computing_twice_gives_the_same(house):
    result = house.year(80, 80)
    assert house.draft() == result and house.draft(actor=house.street2) == result
    assert YearResult.objects.count() == 1


def test_half_a_year_at_least_and_nothing_open(house, world):
    house.told(Q1)
    house.opened(Q2)
    house.day(date(2027, 1, 4))
    with pytest.raises(RuleViolated) as error:
        house.draft()
    assert error.value.code == "open"
    score = write.StaffScore.objects.get(user=world.staff, quarter=Q2)
    write.StaffScore.objects.filter(pk=score.pk).update(status="dropped")
    with pytest.raises(RuleViolated) as error:
        house.draft()
    assert error.value.code == "few" and not YearResult.objects.exists()


@pytest.mark.parametrize(
    ("today", "year"), [(date(2026, 12, 31), 2026), (date(2027, 1, 4), 2025), (Q3, 9999)]
)
def test_only_a_year_that_is_over_and_was_measured(house, today, year):
    house.told(Q1)
    house.told(Q2)
    if today > clock.today():
        house.day(today)
    with pytest.raises(RuleViolated) as error:
        house.draft(year=year)
    assert error.value.field == "year"


def test_a_year_may_close_with_another_quarter(house):
    house.told(Q1, 90, 90, closing_quarter=2)
    house.told(Q2, 80, 80)
    assert house.draft().points == 85


def test_outsiders_compute_nothing(house, world):
    house.told(Q1)
    for key in ("donghua_street", "districter", "chair", "head", "staff", "stranger"):
        with pytest.raises(NotFound):
            house.draft(actor=world.people[key])


# -- confirmed by another -----------------------------------------------------------------------


def test_another_person_confirms(house, world):
    result = house.year(80, 80)
    for key in ("street", "donghua_street", "districter", "chair", "staff"):
        with pytest.raises(Refused):
            house.confirm(result, actor=world.people[key])
    assert house.confirm(result).status == "confirmed"
    refused_by_database(confirmed_by=world.street)
    refused_by_database(points_num=99)
    refused_by_database(grade="failed")


def test_a_departure_wants_its_reason(house):
    result = house.year(80, 80)
    for words in ({"grade": "excellent"}, {"grade": "gold"}, {"grade": "basic", "departure": " "}):
        with pytest.raises(RuleViolated):
            house.confirm(result, **words)
    result = house.confirm(result, "excellent", departure="全年抢险三次，居民送锦旗。")
    assert (result.computed_grade, result.grade) == ("qualified", "excellent")
    assert Record.objects.of(result).last().data == {"departs": True}


def test_kin_neither_computes_nor_confirms(house, world, fresh):
    KinTie.objects.create(one=world.staff, other=house.street2, kinship="spouse")
    with pytest.raises(Refused):
        house.confirm(house.year(80, 80))


def test_sent_back_it_is_computed_anew(house, world):
    result = house.year(80, 80)
    with pytest.raises(RuleViolated):
        write.year_step(actor=house.street2, result=result, name="send_back")
    write.year_step(actor=house.street2, result=result, name="send_back", remark="漏了第三季度")
    house.told(Q3, 95, 95)
    assert house.draft() != result and YearResult.objects.count() == 2
    with pytest.raises(NotFound):
        write.year_step(actor=world.street, result=result, name="lapse")


# -- told, replied to, appealed -----------------------------------------------------------------


def test_the_person_hears_and_replies_once(house, world):
    result = house.published(80, 80)
    assert working_days_between(clock.today(), result.appeal_until.date()) == 5
    follow()
    assert Notice.objects.filter(recipient=world.staff, record__verb="publish").exists()
    for key in ("staff2", "head", "street"):
        with pytest.raises(Refused):
            write.year_reply(actor=world.people[key], result=result, words="不是我")
    with pytest.raises(RuleViolated):
        write.year_reply(actor=world.staff, result=result, words="  ")
    write.year_reply(actor=world.staff, result=result, words="第二季度我在学习。")
    with pytest.raises(TransitionRefused):
        write.year_reply(actor=world.staff, result=result, words="再说一次")


def test_an_appeal_goes_to_the_district_in_time(house, world):
    result = house.published(80, 80)
    for key in ("staff2", "street", "chair"):
        with pytest.raises(Refused):
            write.year_appeal(actor=world.people[key], result=result, words="不同意")
    with pytest.raises(RuleViolated):
        write.year_appeal(actor=world.staff, result=result, words="")
    with clock.at(result.appeal_until + timedelta(seconds=1)), pytest.raises(TransitionRefused):
        write.year_appeal(actor=world.staff, result=result, words="不同意")
    with clock.at(result.appeal_until):
        result = write.year_appeal(actor=world.staff, result=result, words="不同意")
    assert working_days_between(result.appealed_at.date(), result.decide_by.date()) == 10
    follow()
    told = Notice.objects.filter(record__verb="appeal").values_list("recipient", flat=True)
    assert set(told) == {world.districter.pk, world.street.pk}


def test_another_body_decides_with_its_reason(house, world):
    result = house.appealed(70, 70)
    decide = {"result": result, "grade": "qualified", "decision": "病假不应计入。"}
    for key in ("street", "street2", "chair", "staff", "inspector"):
        with pytest.raises(Refused):
            write.appeal_decide(actor=world.people[key], **decide)
    with pytest.raises(RuleViolated):
        write.appeal_decide(actor=world.districter, **decide | {"decision": " "})
    with pytest.raises(RuleViolated):
        write.appeal_decide(actor=world.districter, **decide | {"grade": "x"})
    result = write.appeal_decide(actor=world.districter, **decide)
    assert (result.status, result.grade, result.computed_grade) == ("final", "qualified", "basic")
    assert Record.objects.of(result).last().verb == "change"
    with pytest.raises(TransitionRefused):
        write.appeal_decide(actor=world.districter, **decide)
    refused_by_database(grade="failed")


def test_upheld_or_withdrawn_it_stays(house, world):
    result = house.appealed(70, 70)
    words = {"result": result, "grade": "basic", "decision": "核对无误。"}
    assert write.appeal_decide(actor=world.districter, **words).grade == "basic"
    assert Record.objects.of(result).last().verb == "uphold"
    other = house.appealed(70, 70, who="staff2")
    with pytest.raises(Refused):
        write.year_step(actor=world.staff, result=other, name="withdraw_appeal")
    other = write.year_step(actor=world.staff2, result=other, name="withdraw_appeal")
    assert (other.status, other.grade) == ("final", "basic")


def test_the_appeals_clock_runs_and_is_told_once(house, world):
    result = house.appealed(70, 70)
    follow()
    row = Clock.objects.get(subject_type="year_result", subject_id=result.pk)
    assert (row.from_at, row.due_at) == (result.appealed_at, result.decide_by)
    with clock.at(result.decide_by + timedelta(minutes=1)):
        assert follow() == 1 and follow() == 0
        told = Notice.objects.filter(record__verb="clock_red").values_list("recipient", flat=True)
        assert set(told) == {world.districter.pk}
    words = {"result": result, "grade": "basic", "decision": "核对无误。"}
    write.appeal_decide(actor=world.districter, **words)
    follow()
    assert not Clock.objects.filter(subject_type="year_result").exists()


def test_what_nobody_appealed_is_final(house):
    result = house.published(80, 80)
    with clock.at(result.appeal_until):
        assert write.results_lapse() == 0
    with clock.at(result.appeal_until + timedelta(seconds=1)):
        assert write.results_lapse() == 1 and write.results_lapse() == 0
    result.refresh_from_db()
    assert result.status == "final"


# -- what it does to the renewal ----------------------------------------------------------------


def test_nobody_has_a_result_before_it_is_told(house, world):
    result = house.confirm(house.year(80, 80))
    pair = (world.staff.pk, house.station.pk)
    assert year_result_for(*pair) is None
    result = write.year_publish(actor=world.street, result=result)
    assert year_result_for(*pair) == {
        "year": 2026,
        "grade": "qualified",
        "label": "合格",
        "id": result.pk,
        "is_appealed": False,
    }
    assert year_result_for(world.staff.pk, house.station.pk + 999) is None
    assert year_results_for([]) == {}


@pytest.fixture
def queued(house, world):
    """李静's contract, which ends in February 2027, with a failed year."""

    def make(*points):
        hire = Hire(world)
        hire.hired(user=world.staff, ends_on=date(2027, 2, 20))
        result = house.published(*points)
        hire.sweep()
        assert hire.contract.status == "expiring"
        hire.opine()
        return hire, result

    return make


def test_a_failed_year_is_renewed_for_a_reason_only(queued, world):
    hire, _result = queued(50, 50)
    row = contract_row(renewal_queue(world.street._access)[0])
    assert "2026年考核：不合格" in row["result"] and "第四十条" in row["effect"]
    assert "第十四条" not in row["effect"]
    with pytest.raises(RuleViolated) as error:
        hire.renew()
    assert error.value.field == "reason"
    with pytest.raises(RuleViolated):
        hire.renew(reason="  ")
    hire.renew(reason="本人已补训，先续一年观察。")
    row = Record.objects.of(hire.contract).get(verb="renew")
    assert row.data["year_result"] == {"year": 2026, "grade": "failed"}
    assert row.remark.text.startswith("本人已补训") and not row.is_public


def test_a_good_year_is_renewed_without_more_ado(queued, world):
    hire, _result = queued(95, 95)
    assert contract_row(renewal_queue(world.street._access)[0])["effect"] == ""
    assert hire.renew().previous == hire.contract


def test_nobody_is_let_go_while_their_appeal_waits(queued, world):
    hire, result = queued(50, 50)
    write.year_appeal(actor=world.staff, result=result, words="不同意")
    last = {"ground": "not_renewed", "last_day": hire.contract.ends_on}
    row = contract_row(renewal_queue(world.street._access)[0])
    assert "申诉中" in row["result"]
    with pytest.raises(RuleViolated) as error:
        hire.end(**last)
    assert error.value.code == "appealed"
    words = {"grade": "failed", "decision": "核对无误。"}
    write.appeal_decide(actor=world.districter, result=result, **words)
    assert hire.end(**last).status == "ended"


def test_after_two_fixed_terms_the_law_stands_above_the_result(queued, world):
    hire, _result = queued(50, 50)
    type(hire.contract).objects.filter(pk=hire.contract.pk).update(
        fixed_terms=labour.FIXED_BEFORE_OPEN
    )
    row = contract_row(renewal_queue(world.street._access)[0])
    assert "第十四条" in row["effect"]
    hire.again()
    with pytest.raises(RuleViolated) as error:
        terms.contract_renew(
            actor=world.street,
            contract=hire.contract,
            open_ended=False,
            ends_on=date(2028, 2, 20),
            reason="再看一年",
            submit_key=uuid4(),
        )
    assert error.value.field == "open_ended"
