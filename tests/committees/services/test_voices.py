"""Papers of a consultation count like what comes online, once a second person has looked."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from committees.models import ConsultationSitting, Opinion, PaperVoice, Support
from committees.selectors.consultations import opinions_of
from committees.services import consultations as write
from committees.services.answers import PaperSlip
from committees.services.opinions import opinion_write
from committees.services.voices import PaperWords, voice_check, voice_enter
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import DivisionProfile, Record
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import deliberating, proposed, scan

OPINION = {"kind": "opinion", "stance": "for", "text": "同意，留出门口。"}


@pytest.fixture
def world(world):
    """With the rules of the field."""
    rules_load_defaults()
    return world


def paper(world, row, key="staff", phone="13700000001", name="老周", door="", words=None, **more):
    return voice_enter(
        actor=world.people[key],
        consultation=row,
        slip=PaperSlip(name=name, phone=phone, door=door),
        words=PaperWords(**(words or {"kind": "support"})),
        scans=more.get("scans", [scan()]),
    )


def check(world, row, voice, key="staff2", is_right=True):
    actor = world.people[key]
    return voice_check(actor=actor, consultation=row, voice_id=voice.pk, is_right=is_right)


def test_a_paper_support_counts_only_when_another_confirmed_it(world):
    row = proposed(world, "resident")
    voice = paper(world, row)
    assert row.supports.count() == 1
    with pytest.raises(TransitionRefused):
        check(world, row, voice, "staff")
    with pytest.raises(Refused):
        check(world, row, voice, "resident")
    check(world, row, voice)
    assert row.supports.count() == 2
    with pytest.raises(TransitionRefused):
        check(world, row, voice, "member1")


def test_paper_and_online_together_reach_the_threshold(world):
    row = proposed(world, "resident")
    for n in range(3):
        check(world, row, paper(world, row, phone=f"1370000000{n}", name=f"老周{n}"))
    with pytest.raises(TransitionRefused):
        write.consultation_accept_topic(actor=world.chair, consultation=row)
    last = paper(world, row, phone="13700000009", name="老九")
    with pytest.raises(TransitionRefused):
        write.consultation_accept_topic(actor=world.chair, consultation=row)
    check(world, row, last)
    assert Record.objects.filter(verb="reach_support").count() == 1
    assert write.consultation_accept_topic(actor=world.chair, consultation=row)


def test_paper_and_online_are_one_person(world):
    row = proposed(world, "resident")
    with pytest.raises(TransitionRefused):  # brought it, and so supports it
        paper(world, row, phone=world.resident.phone)
    voice = paper(world, row, phone=world.neighbour.phone, name=world.neighbour.name)
    with pytest.raises(TransitionRefused):
        write.consultation_support(actor=world.neighbour, consultation=row)
    check(world, row, voice)
    given = write.consultation_support(actor=world.neighbour, consultation=row)
    assert given.paper == voice and row.supports.count() == 2
    with pytest.raises(TransitionRefused):
        paper(world, row, phone=world.neighbour.phone, name="别名")


def test_without_a_phone_name_and_door_tell_people_apart(world):
    row = proposed(world, "resident")
    paper(world, row, phone="", door="3栋 401")
    with pytest.raises(TransitionRefused):
        paper(world, row, phone="", door="3栋-401")
    with pytest.raises(RuleViolated) as refused:  # perhaps the same, now with a phone
        paper(world, row, phone="13700000002")
    assert refused.value.field == "phone"
    assert paper(world, row, phone="", door="5栋 101")
    with pytest.raises(RuleViolated) as refused:
        paper(world, row, phone="", name=world.resident.name, door="1栋")
    assert refused.value.field == "phone"


def test_a_refused_paper_frees_the_place(world):
    row = proposed(world, "resident")
    voice = paper(world, row, phone=world.neighbour.phone)
    check(world, row, voice, is_right=False)
    assert write.consultation_support(actor=world.neighbour, consultation=row).paper is None
    assert PaperVoice.objects.get().refused_at


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "12"}, "phone"),
        ({"phone": ""}, "door"),
        ({"scans": []}, "scan"),
        ({"words": OPINION | {"stance": "x"}}, "stance"),
        ({"words": OPINION | {"text": " "}}, "text"),
    ],
)
def test_a_paper_says_whose_it_is_and_what(world, more, field):
    opinion = "words" in more
    row = deliberating(world) if opinion else proposed(world, "resident")
    with pytest.raises(RuleViolated) as refused:
        paper(world, row, **more)
    assert refused.value.field == field


@pytest.mark.parametrize("key", ["resident", "street", "baita_resident"])
def test_only_the_counter_enters(world, key):
    with pytest.raises(Refused):
        paper(world, proposed(world, "resident"), key)


def test_nothing_is_entered_when_it_is_not_taken(world):
    with pytest.raises(TransitionRefused):
        paper(world, deliberating(world))
    with pytest.raises(TransitionRefused):
        paper(world, proposed(world, "resident"), words=OPINION)
    with pytest.raises(NotFound):
        check(world, proposed(world, "resident"), PaperVoice(pk=9))


def test_a_paper_opinion_stands_among_the_others(world):
    row = deliberating(world)
    voice = paper(world, row, words=OPINION)
    opinion_write(actor=world.resident, consultation=row, stance="against", text="不行。")
    clock.advance(days=8)
    assert [o.text for o in opinions_of(row)] == ["不行。"]
    with pytest.raises(TransitionRefused):
        write.consultation_conclude(actor=world.chair, consultation=row, conclusion="好。")
    check(world, row, voice)
    assert {o.text for o in opinions_of(row)} == {"不行。", OPINION["text"]}
    assert write.consultation_conclude(actor=world.chair, consultation=row, conclusion="好。")


def test_a_paper_opinion_is_rewritten_online_and_stays_one(world):
    row = deliberating(world)
    voice = paper(world, row, phone=world.neighbour.phone, words=OPINION)
    with pytest.raises(TransitionRefused):
        opinion_write(actor=world.neighbour, consultation=row, stance="for", text="好。")
    check(world, row, voice)
    opinion_write(actor=world.neighbour, consultation=row, stance="other", text="再想想。")
    found = Opinion.objects.get()
    assert found.author == world.neighbour and found.versions.count() == 2


def test_somebody_who_opens_an_account_later_takes_their_paper_over(world):
    row = deliberating(world)
    check(world, row, paper(world, row, words=OPINION))
    assert Opinion.objects.get().author is None
    world.neighbour.phone = "13700000001"
    world.neighbour.save()
    opinion_write(actor=world.neighbour, consultation=row, stance="other", text="再想想。")
    assert Opinion.objects.get().author == world.neighbour


def test_the_database_holds_papers(world):
    row = proposed(world, "resident")
    check(world, row, paper(world, row))
    acts = (
        lambda: PaperVoice.objects.update(person_name="别人"),
        lambda: PaperVoice.objects.update(checked_by=None, confirmed_at=None),
        lambda: PaperVoice.objects.all()._raw_delete("default"),
        lambda: Support.objects.update(user=None),
        lambda: ConsultationSitting.objects.create(
            consultation=row,
            held_at=clock.now(),
            place="a",
            present=0,
            minutes="a",
            recorded_by=world.chair,
        ),
    )
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_the_share_is_reckoned_on_the_profile(world):
    DivisionProfile.objects.create(
        division=world.mingtong, as_of=date(2025, 12, 31), population_adult=201
    )
    assert proposed(world, "resident").support_needed == 11
    DivisionProfile.objects.create(
        division=world.mingtong, as_of=date(2026, 1, 31), population_adult=3
    )
    assert proposed(world, "resident").support_needed == 5
