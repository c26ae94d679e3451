"""Every stored result from its raw rows: many random ones of each kind, counted again."""

import random
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from committees import recount
from committees.models import Poll, VoteEvent
from committees.recount import Misfit, misfits, results_counted
from committees.services.answers import answer_give
from committees.services.demands import demand_start
from committees.services.hands import hands_record
from committees.services.motions import motion_debate
from committees.services.polls import polls_sweep
from committees.services.tellers import count_enter
from committees.services.votes import vote_cast, vote_close, vote_open
from portal.kernel import clock
from portal.models import DivisionProfile
from tests.committees.assembly import poll
from tests.committees.conftest import SEATS
from tests.committees.services.test_appraisals import Watch

CHOICES = ("for", "against", "abstain")


def voted(hall, dice, method):
    """One vote of the committee with a random presence and random choices, closed."""
    motion = hall.motion(title=f"{method} {dice.random()}")
    here = dice.randint(1, 7)
    hall.session(motion, present=here)
    motion_debate(actor=hall.world.chair, motion=motion)
    event = vote_open(actor=hall.world.chair, motion=motion, method=method)
    said = [dice.choice(CHOICES) for _seat in range(here)]
    if method == "named":
        for key, choice in zip(SEATS[: dice.randint(0, here)], said, strict=False):
            vote_cast(actor=hall.world.people[key], event_id=event.pk, choice=choice)
    elif method == "hands":
        places = [hall.place(event.meeting, key).pk for key in SEATS[:here]]
        hands = dict(zip(places, said, strict=True))
        hands_record(actor=hall.world.chair, event_id=event.pk, hands=hands)
    else:
        figures = {"votes_for": said.count("for"), "against": said.count("against")}
        figures["abstain"] = said.count("abstain")
        if method == "secret":
            figures |= {"issued": here, "invalid": 0}
        for key in ("member1", "member2"):
            count_enter(actor=hall.world.people[key], event_id=event.pk, **figures)
    return vote_close(actor=hall.world.chair, event_id=event.pk)


def polled(hall, dice, kind):
    """One poll with random answers of those who live here, closed by the clock."""
    found = poll(hall.world, kind=kind)
    ids = [option["id"] for option in found.options]
    for key in ("resident", "neighbour", "member1", "member2", "leader"):
        content = [dice.choice(ids)]
        if kind == "ranked":
            content = dice.sample(ids, dice.randint(1, len(ids)))
        if kind == "score":
            content = {str(pk): dice.randint(1, 5) for pk in ids}
        if dice.random() < 0.8:
            answer_give(actor=hall.world.people[key], poll=found, content=content)
    clock.advance(days=30)
    polls_sweep()
    return Poll.objects.get(pk=found.pk)


@pytest.mark.parametrize("seed", range(4))
def test_votes_of_every_kind_fit(hall, seed):
    dice = random.Random(seed)
    for method in ("named", "hands", "counted", "secret"):
        for _turn in range(2):
            voted(hall, dice, method)
    assert results_counted()["vote"] == 8
    assert list(misfits()) == []
    assert len(set(VoteEvent.objects.values_list("outcome", flat=True))) > 1


@pytest.mark.parametrize("kind", ["single", "ranked", "score"])
def test_polls_of_every_kind_fit(hall, kind):
    row = polled(hall, random.Random(kind), kind)
    assert row.result["cast"] and list(misfits()) == []
    row.result["cast"] += 1
    assert recount.poll_misfit(row) == "result"


def test_appraisals_fit_and_the_ends_they_bring(hall):
    watch = Watch(hall)
    watch.published(2025, failing=("member1",))
    row = watch.published(2026, failing=("member1", "member2"))
    row.refresh_from_db()
    assert row.lines.filter(ends_mandate=True).count() == 1
    assert results_counted()["appraisal"] == 2 and list(misfits()) == []
    key = next(iter(row.result["lines"]))
    row.result["lines"][key]["competent"] += 1
    assert recount.appraisal_misfit(row) == f"line {key}"


@pytest.fixture
def demand(hall):
    """A demand of residents, with one signature of four hundred."""
    profile = {"population_adult": 400, "source": "测试", "as_of": clock.today()}
    DivisionProfile.objects.create(division=hall.world.mingtong, **profile)
    words = {"kind": "residents_meeting", "title": "停车", "reasons": "占道"}
    words |= {"community": hall.world.mingtong, "submit_key": uuid4()}
    return demand_start(actor=hall.world.resident, **words)


def test_demands_fit(demand):
    assert list(misfits()) == []
    demand.reached_at = clock.now()
    assert recount.demand_misfit(demand) == "signatures"


@pytest.fixture
def event(hall):
    """A closed vote, five for, as it lies in the database."""
    return hall.adopted().vote_event


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("outcome", "rejected", "result"),
        ("votes_for", 6, "result"),
        ("quorum_needed", 3, "result"),
        ("present", [], "roll"),
        ("rules", {"quorum": {}}, "rules"),
    ],
)
def test_what_was_changed_does_not_fit(event, name, value, what):
    assert recount.vote_misfit(event) == ""
    setattr(event, name, value)
    assert recount.vote_misfit(event) == what


def test_a_resolution_is_what_was_voted(event):
    event.resolution.text = "别的"
    assert recount.vote_misfit(event) == "text"


def test_the_command_counts_and_names_the_first(hall, event, monkeypatch):
    out = StringIO()
    call_command("verify_results", stdout=out)
    assert "1 votes" in out.getvalue() and "all fit" in out.getvalue()
    found = [Misfit("vote", 7, "result"), Misfit("vote", 9, "text")]
    monkeypatch.setattr(
        "committees.management.commands.verify_results.misfits", lambda: iter(found)
    )
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_results", stderr=err)
    assert stopped.value.code == 1 and "vote #7: result" in err.getvalue()
