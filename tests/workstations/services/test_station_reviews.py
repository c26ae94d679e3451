"""The station's yearly assessment: three people or a resolution, published, answered, concluded."""

import pytest
from django.db import DatabaseError, transaction

from committees.services.resolutions import resolution_publish
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record
from tests.workstations.assessing import House
from workstations.models import StationReview
from workstations.selectors.stations import station_for_board, station_public
from workstations.services import station_reviews as write


@pytest.fixture
def house(world, monday):
    return House(world)


def refused_by_database(**changes):
    with pytest.raises(DatabaseError), transaction.atomic():
        StationReview.objects.update(**changes)


def test_a_member_drafts_with_the_figures_of_the_year(house, world):
    review = house.review(85)
    assert (review.total, review.grade, review.drafted_by) == (8500, "qualified", world.member1)
    assert (review.evidence["from"], review.evidence["to"]) == ("2026-01-01", "2026-12-31")
    assert house.review(10) == review and StationReview.objects.count() == 1
    with pytest.raises(RuleViolated) as error:
        house.review(10, actor=world.member2)
    assert error.value.code == "twice"
    assert not Record.objects.of(review).get().is_public


def test_outsiders_draft_nothing(house, world):
    house.scheme()
    for key in ("street", "head", "staff", "baita_chair", "districter", "secretary", "stranger"):
        with pytest.raises(NotFound):
            house.review(actor=world.people[key])


def test_what_is_drafted_wrongly_comes_back_at_its_field(house):
    for words, field in (({"words": " "}, "words"), ({"year": 2025}, "year")):
        with pytest.raises(RuleViolated) as error:
            house.review(**words)
        assert error.value.field == field
    with pytest.raises(RuleViolated) as error:
        house.review(101)
    assert error.value.field.startswith("points_") and not StationReview.objects.exists()


def test_it_takes_three_people(house, world):
    review = house.review()
    for key in ("vice", "member1", "member2", "street", "head", "baita_chair"):
        with pytest.raises(Refused):
            house.step(review, "sign_chair", world.people[key])
    review = house.step(review, "sign_chair", world.chair)
    for key in ("chair", "member1", "street", "head", "baita_chair"):
        with pytest.raises(Refused):
            house.step(review, "sign_second", world.people[key])
    review = house.step(review, "sign_second", world.member2)
    assert (review.status, review.chair, review.second) == ("signed", world.chair, world.member2)
    refused_by_database(second=world.chair)
    refused_by_database(chair=world.member1)
    refused_by_database(second=None)


def test_a_chair_who_drafted_does_not_sign(house, world):
    review = house.review(actor=world.chair)
    with pytest.raises(Refused):
        house.step(review, "sign_chair", world.chair)


def test_sent_back_the_signatures_fall(house, world):
    review = house.signed()
    with pytest.raises(RuleViolated):
        house.step(review, "send_back", world.vice)
    with pytest.raises(Refused):
        house.step(review, "send_back", world.member1, "…")
    review = house.step(review, "send_back", world.vice, "漏了第四季度的数字")
    assert (review.status, review.chair, review.second) == ("drafted", None, None)
    given = {"points": house.points(95, "station"), "words": "补上了。"}
    review = write.review_amend(actor=world.vice, review=review, **given)
    assert (review.total, review.grade, review.drafted_by) == (9500, "excellent", world.vice)
    with pytest.raises(Refused):
        write.review_amend(actor=world.head, review=review, **given)
    with pytest.raises(TransitionRefused):
        house.step(review, "sign_second", world.member2)


def test_or_it_rests_on_a_resolution_of_the_committee(house, world, station):
    resolution, review = station.resolution(), house.review()
    with pytest.raises(Refused):
        write.review_resolve(actor=world.member2, review=review, resolution=resolution)
    with pytest.raises(RuleViolated) as error:  # not published yet
        write.review_resolve(actor=world.chair, review=review, resolution=resolution)
    assert error.value.field == "resolution"
    resolution = resolution_publish(actor=world.chair, resolution=resolution)
    review = write.review_resolve(actor=world.chair, review=review, resolution=resolution)
    assert (review.status, review.resolution, review.chair) == ("signed", resolution, None)


def test_published_it_hangs_out_and_stays(house, world):
    review = house.signed()
    assert station_public(world.mingtong.pk)["reviews"] == []
    for key in ("member2", "street", "head"):
        with pytest.raises(Refused):
            house.step(review, "publish", world.people[key])
    review = house.step(review, "publish", world.chair)
    assert station_public(world.mingtong.pk)["reviews"] == [review]
    assert station_for_board(world.mingtong.pk)["review"] == review
    assert station_for_board(world.baita.pk)["review"] is None
    assert Record.objects.of(review).last().is_public
    refused_by_database(total=10000)
    refused_by_database(words="改写")
    with pytest.raises(TransitionRefused):
        house.step(review, "send_back", world.chair, "反悔")


def test_the_station_speaks_before_and_after_and_the_street_concludes(house, world):
    review = house.review()
    say = {"review": review, "words": "人手少两个月。"}
    with pytest.raises(Refused):
        write.review_words(actor=world.staff, name="state_self", **say)
    with pytest.raises(RuleViolated):
        write.review_words(actor=world.head, name="state_self", review=review, words=" ")
    write.review_words(actor=world.head, name="state_self", **say)
    with pytest.raises(TransitionRefused):
        write.review_words(actor=world.head, name="state_self", **say)
    with pytest.raises(TransitionRefused):
        write.review_words(actor=world.head, name="answer", **say)
    review = house.step(review, "sign_chair", world.chair)
    review = house.step(review, "sign_second", world.member2)
    review = house.step(review, "publish", world.chair)
    for key in ("chair", "staff", "donghua_street"):
        with pytest.raises(Refused):
            write.review_words(actor=world.people[key], name="answer", **say)
    write.review_words(actor=world.head, name="answer", **say)
    for key in ("chair", "head", "donghua_street", "districter"):
        with pytest.raises(Refused):
            write.review_words(actor=world.people[key], name="conclude", **say)
    review = write.review_words(actor=world.street, name="conclude", **say)
    assert (review.status, review.answer, review.outcome) == ("concluded", *["人手少两个月。"] * 2)
    with pytest.raises(NotFound):
        write.review_words(actor=world.street, name="publish", **say)
