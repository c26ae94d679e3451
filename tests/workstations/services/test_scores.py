"""Measures and quarterly scores: weights, two bodies by two people, kin, locking, telling."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from committees.models import KinTie
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Record, Role
from portal.services.roles import role_grant
from tests import world as worlds
from tests.workstations.assessing import Q1, Q2, House, drafts
from workstations.models import ScoreIndicator, ScoreRecusal, ScoreScheme, ScoreSheet, StaffScore
from workstations.selectors.score_schemes import scheme_in_force
from workstations.selectors.scores import weak_spots
from workstations.services import scores
from workstations.services.reads import look_note


@pytest.fixture
def house(world, monday):
    return House(world)


def refused_by_database(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


# -- the measure --------------------------------------------------------------------------------


def test_a_measure_is_enacted_once(house, world):
    key = uuid4()
    scheme = house.scheme(key=key, street_weight=40, committee_weight=40, residents_weight=20)
    assert house.scheme(key=key) == scheme and ScoreScheme.objects.count() == 1
    assert scheme.enacted_at and scheme.indicators.count() == 11
    assert Record.objects.of(scheme).get().verb == "enact_scheme"
    assert scheme_in_force(world.tuodong.pk, date(2025, 12, 31)) is None
    assert scheme_in_force(world.donghua.pk, Q2) is None


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("residents_weight", {"street_weight": 50, "committee_weight": 49}),
        (
            "residents_weight",
            {"street_weight": 60, "committee_weight": 60, "residents_weight": -20},
        ),
        ("committee_weight", {"street_weight": 100, "committee_weight": 0}),
        ("street_weight", {"street_weight": 0, "committee_weight": 100}),
        ("basic_from", {"qualified_from": 95}),
        ("basic_from", {"basic_from": 0}),
        ("closing_quarter", {"closing_quarter": 5}),
        ("valid_from", {"valid_from": date(2025, 12, 31)}),
        ("worker", {"indicators": drafts(on_time=26)}),
        ("station", {"indicators": drafts()[:6]}),
        ("worker", {"indicators": (*drafts()[1:], drafts()[1])}),
    ],
)
def test_a_crooked_measure_is_refused_at_its_field(house, field, words):
    with pytest.raises(RuleViolated) as error:
        house.scheme(**words)
    assert error.value.field == field and not ScoreScheme.objects.exists()


def test_only_the_sub_district_itself_sets_it(house, world):
    for key in ("donghua_street", "districter", "chair", "head", "stranger"):
        with pytest.raises(NotFound):
            house.scheme(actor=world.people[key])
    house.scheme()
    with pytest.raises(RuleViolated):
        house.scheme(actor=house.street2)


def test_the_database_checks_the_weights(house, world):
    scheme = house.scheme()
    refused_by_database(lambda: ScoreScheme.objects.filter(pk=scheme.pk).update(basic_from=50))
    refused_by_database(lambda: ScoreScheme.objects.filter(pk=scheme.pk).delete())
    one = scheme.indicators.first()
    refused_by_database(lambda: ScoreIndicator.objects.filter(pk=one.pk).update(weight=99))
    refused_by_database(lambda: ScoreIndicator.objects.filter(pk=one.pk).delete())
    more = {"scored": "worker", "position": 90, "definition": "…", "weight": 1}
    refused_by_database(lambda: ScoreIndicator.objects.create(scheme=scheme, name="多", **more))
    words = {"subdistrict": world.tuodong, "made_by": world.street}
    loose = ScoreScheme.objects.create(valid_from=Q2, **words)
    refused_by_database(
        lambda: ScoreScheme.objects.filter(pk=loose.pk).update(enacted_at=clock.now())
    )
    refused_by_database(
        lambda: ScoreScheme.objects.create(
            valid_from=date(2026, 5, 1), enacted_at=clock.now(), **words
        )
    )
    refused_by_database(
        lambda: ScoreScheme.objects.create(valid_from=date(2026, 6, 1), street_weight=60, **words)
    )
    assert scheme_in_force(world.tuodong.pk, date(2026, 12, 31)) == scheme


# -- opening a quarter --------------------------------------------------------------------------


def test_a_quarter_opens_for_everybody_who_was_there_at_its_end(house, world):
    late = worlds.person("late", "晚到")
    words = {"actor": None, "division": world.mingtong, "role": Role.STATION_STAFF}
    role_grant(user=late, valid_from=Q2, **words)
    score = house.opened()
    people = set(StaffScore.objects.values_list("user__username", flat=True))
    assert people == {"head", "staff", "staff2"} and score.scheme.valid_from == Q1
    again = {"actor": world.street, "station": house.station, "quarter": Q1}
    assert scores.quarter_open(**again) == 0
    assert scores.quarters_open_due() == 2  # 白塔, of the same sub-district; 新迎 has no measure
    assert scores.quarters_open_due() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        score.pk = None
        score.save(force_insert=True)


@pytest.mark.parametrize("quarter", [Q1, date(2026, 2, 1), date(2025, 10, 1)])
def test_no_quarter_opens_too_early_or_without_a_measure(house, world, quarter):
    house.scheme()
    with pytest.raises(RuleViolated) as error:
        scores.quarter_open(actor=world.street, station=house.station, quarter=quarter)
    assert error.value.field == "quarter" and not StaffScore.objects.exists()


def test_nobody_else_opens_it(house, world):
    house.opened()
    for key in ("donghua_street", "chair", "head", "districter"):
        with pytest.raises(NotFound):
            scores.quarter_open(actor=world.people[key], station=house.station, quarter=Q1)


# -- two bodies ---------------------------------------------------------------------------------


def test_two_bodies_score_and_the_quarter_is_locked(house, world):
    score = house.opened()
    assert house.file(score, "street", 90, remark="细致").status == "street_in"
    score = house.file(score, "committee", 71)
    assert score.status == "locked" and score.points == scores.Fraction(161, 2)
    sheets = ScoreSheet.objects.all()
    assert {row.scorer for row in sheets} == {world.street, world.member1}
    assert all(row.locked_at for row in sheets) and score.evidence["rated"] == 0
    assert not Record.objects.of(score).filter(is_public=True).exists()
    refused_by_database(lambda: sheets.update(total=1))
    refused_by_database(sheets.delete)
    with pytest.raises(TransitionRefused):
        house.file(score, "street", 10)
    with pytest.raises(TransitionRefused):
        house.file(score, "committee", 10, actor=world.member2)


def test_the_order_of_the_bodies_does_not_matter(house):
    score = house.file(house.opened(), "committee", 71)
    assert score.status == "committee_in"
    assert house.file(score, "street", 90).points == scores.Fraction(161, 2)


def test_ones_own_points_may_be_changed_until_the_other_body_is_in(house, world):
    score = house.file(house.opened(), "street", 90)
    house.file(score, "street", 50)
    assert ScoreSheet.objects.get().total == 5000
    with pytest.raises(TransitionRefused):
        house.file(score, "street", 10, actor=house.street2)
    with pytest.raises(StaleWrite):
        house.file(score, "street", 10, version=1)
    assert ScoreSheet.objects.get().total == 5000
    assert "correct_street" in set(Record.objects.of(score).values_list("verb", flat=True))


@pytest.mark.parametrize("wrong", [101, -1, None, "80", 80.5])
def test_points_are_whole_and_within_bounds(house, wrong):
    score = house.opened()
    points = house.points(80, scheme_id=score.scheme_id)
    first = min(points)
    with pytest.raises(RuleViolated) as error:
        house.file(score, "street", points | {first: wrong})
    assert error.value.field == f"points_{first}" and not ScoreSheet.objects.exists()
    with pytest.raises(RuleViolated):
        house.file(score, "street", {})


def test_nobody_scores_for_the_other_body_or_from_outside(house, world):
    score = house.opened()
    for body, key in (
        ("street", "chair"),
        ("street", "donghua_street"),
        ("street", "districter"),
        ("committee", "street"),
        ("committee", "baita_chair"),
        ("committee", "head"),
        ("committee", "staff"),
    ):
        with pytest.raises(Refused):
            house.file(score, body, actor=world.people[key])
    with pytest.raises(NotFound):
        house.file(score, "residents", {})
    assert not ScoreSheet.objects.exists()


def test_near_kin_and_an_interest_bar(house, world, fresh):
    score, other = house.opened(), StaffScore.objects.get(user=world.staff2)
    KinTie.objects.create(one=world.staff, other=world.street, kinship="parent", noted_by=None)
    fresh(world.street)
    with pytest.raises(Refused):
        house.file(score, "street")
    house.file(other, "street")
    scores.score_recuse(actor=world.member1, score=score, words="同学")
    scores.score_recuse(actor=world.member1, score=score, words="同学")
    assert ScoreRecusal.objects.count() == 1
    with pytest.raises(Refused):
        house.file(score, "committee")
    house.file(other, "committee")
    house.file(score, "committee", actor=world.member2)
    assert "同学" not in str(list(Record.objects.of(score).values("data", "remark__text")))
    for key in ("head", "donghua_street", "staff"):
        with pytest.raises(NotFound):
            scores.score_recuse(actor=world.people[key], score=score, words="…")
    with pytest.raises(RuleViolated):
        scores.score_recuse(actor=world.chair, score=score, words="  ")


def test_the_residents_weigh_with_enough_ratings(house, world, monkeypatch):
    words = {"street_weight": 40, "committee_weight": 40, "residents_weight": 20}
    score = house.opened(**words)
    house.file(score, "street", 80)
    house.file(score, "committee", 80)
    assert StaffScore.objects.get(pk=score.pk).points == 80  # nobody rated
    found = {"rated": 5, "score_sum": 25, "satisfied": 5, "solved": 5}
    monkeypatch.setattr(scores, "evidence_of", lambda *args: found)
    second = StaffScore.objects.get(user=world.staff2)
    house.file(second, "street", 80)
    assert house.file(second, "committee", 80).points == 84


# -- telling, dropping, looking -----------------------------------------------------------------


def test_the_person_is_told_by_the_sub_district(house, world):
    score = house.locked()
    for key in ("chair", "head", "donghua_street", "staff"):
        with pytest.raises(Refused):
            scores.score_step(actor=world.people[key], score=score, name="publish")
    score = scores.score_step(actor=world.street, score=score, name="publish")
    assert score.status == "published" and score.published_at
    with pytest.raises(TransitionRefused):
        scores.score_step(actor=world.street, score=score, name="drop", remark="…")
    with pytest.raises(NotFound):
        scores.score_step(actor=world.street, score=score, name="file_street")


def test_a_quarter_is_dropped_with_a_reason(house, world):
    score = house.opened()
    with pytest.raises(RuleViolated):
        scores.score_step(actor=world.street, score=score, name="drop")
    score = scores.score_step(actor=world.street, score=score, name="drop", remark="产假")
    assert score.status == "dropped"
    with pytest.raises(TransitionRefused):
        house.file(score, "street")


def test_a_look_is_recorded_once_a_day(house, world):
    score, view = house.told(), "workstations.view_score"
    assert look_note(actor=world.chair, subject=score, permission=view).verb == "look"
    assert look_note(actor=world.chair, subject=score, permission=view) is None
    assert look_note(actor=world.staff, subject=score, permission=view) is None
    with clock.at(clock.now() + timedelta(days=1)):
        row = look_note(actor=world.chair, subject=score, permission=view)
        assert row.actor_role == "chair" and not row.is_public


def test_a_weak_indicator_says_what_to_learn(house, world):
    scheme = house.scheme()
    rows = list(scheme.indicators.filter(scored="worker").order_by("position"))
    weak = [50 if row.name in {"走访和记录", "纪律和作风"} else 90 for row in rows]
    house.told(Q1, weak, weak)
    found = weak_spots([world.staff.pk, world.head.pk], house.station.pk)
    assert {k: [row.name for row in v.indicators] for k, v in found.items()} == {
        world.staff.pk: ["走访和记录"]
    }
    house.told(Q2, 90, 90)
    assert weak_spots([world.staff.pk], house.station.pk) == {}
