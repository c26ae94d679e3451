"""Scores by several at the same moment: one row a quarter, one sheet a body, one decision."""

from datetime import date

import pytest
from django.db import transaction

from portal.kernel.errors import DomainError
from portal.models import Record, Role, User
from portal.services.roles import role_grant
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.assessing import Q1, Q2, House
from workstations.models import ScoreSheet, StaffScore, YearResult
from workstations.services import scores, year_results


@pytest.fixture
def house(transactional_db, tmp_path, monday):
    """明通巷 with its measure, after the first quarter, where other connections can write."""
    with in_a_file(tmp_path / "real.sqlite3"):
        with transaction.atomic():
            house = House(worlds.build())
            house.scheme()
        house.day(date(2026, 4, 2))
        yield house


def fresh(user) -> User:
    """The person as a request of their own reads them."""
    return User.objects.get(pk=user.pk)


def test_a_quarter_opened_by_many_has_one_row_for_each(house):
    def press():
        who = fresh(house.world.street)
        return scores.quarter_open(actor=who, station=house.station, quarter=Q1)

    answers = in_parallel([press] * 3 + [scores.quarters_open_due] * 3)
    assert not [one for one in answers if isinstance(one, Exception)], answers
    assert StaffScore.objects.filter(station=house.station).count() == 3
    assert StaffScore.objects.count() == sum(answers) == 5  # with 白塔's head and staff


def test_many_scorers_at_once_leave_one_sheet_for_each_body(house):
    with transaction.atomic():
        score = house.opened()
    world, points = house.world, house.points(80, scheme_id=score.scheme_id)

    def give(actor, body):
        def run():
            words = {"body": body, "points": points}
            return scores.score_file(actor=fresh(actor), score=score, **words)

        return run

    street = [give(who, "street") for who in (world.street, house.street2)]
    members = (world.chair, world.vice, world.member1, world.member2)
    answers = in_parallel(street + [give(who, "committee") for who in members])
    refused = [one for one in answers if isinstance(one, Exception)]
    assert len(refused) == 4 and all(isinstance(one, DomainError) for one in refused), answers
    bodies = ScoreSheet.objects.filter(score=score, locked_at__isnull=False)
    assert sorted(bodies.values_list("body", flat=True)) == ["committee", "street"]
    score.refresh_from_db()
    assert score.status == "locked" and score.points == 80


def test_two_who_compute_make_one_result_and_two_who_decide_one_decision(house):
    world = house.world
    with transaction.atomic():
        for quarter in (Q1, Q2):
            house.told(quarter, 70, 70)
        second = worlds.person("districter2", "副区")
        words = {"role": Role.DISTRICT_OFFICIAL, "division": world.district}
        role_grant(actor=None, user=second, valid_from=worlds.TERM_FROM, **words)
    house.day(date(2027, 1, 4))

    def compute():
        words = {"station": house.station, "user": world.staff, "year": 2026}
        return year_results.year_draft(actor=fresh(world.street), **words)

    answers = in_parallel([compute] * 4)
    assert len({one.pk for one in answers}) == 1 and YearResult.objects.count() == 1
    result = YearResult.objects.get()
    with transaction.atomic():
        result = house.confirm(result, actor=fresh(house.street2))
        result = year_results.year_publish(actor=fresh(world.street), result=result)
        year_results.year_appeal(actor=fresh(world.staff), result=result, words="不同意")

    def decide(who, grade):
        def run():
            words = {"grade": grade, "decision": "核对过。"}
            return year_results.appeal_decide(actor=fresh(who), result=result, **words)

        return run

    both = [decide(world.districter, "basic"), decide(second, "excellent")]
    answers = in_parallel(both)
    assert len([one for one in answers if isinstance(one, DomainError)]) == 1, answers
    decided = Record.objects.of(result).filter(verb__in=["uphold", "change"])
    assert decided.count() == 1
