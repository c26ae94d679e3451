"""The handover: opened with the term, ticked by two sides, completed when all is ticked."""

from datetime import date

import pytest

from committees.kinds.handovers import handover_audience
from committees.models import Committee, Handover, Membership, Seat
from committees.selectors.handovers import handovers_open
from committees.services.bodies import committee_open, member_seat
from committees.services.handovers import handover_complete, handover_tick
from committees.workflows import HandoverStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record
from portal.services.rules import rules_load_defaults
from tests import world as worlds


class Change:
    """Two terms of 新迎: the old chair, the new chair and a member."""

    def __init__(self, world):
        rules_load_defaults()
        self.world = world
        old = Committee.objects.create(
            community=world.xinying,
            name="上一届",
            size=5,
            term_from=date(2021, 3, 1),
            term_to=date(2026, 3, 1),
        )
        self.outgoing = worlds.person("outgoing", "前主任")
        Membership.objects.create(
            committee=old,
            user=self.outgoing,
            seat=Seat.CHAIR,
            valid_from=old.term_from,
            valid_to=old.term_to,
        )
        self.committee = committee_open(
            actor=None, community=world.xinying, size=5, term_from=date(2026, 3, 1)
        )
        self.chair = worlds.person("newchair", "新主任")
        self.member = worlds.person("newmember", "新委员")
        member_seat(actor=None, committee=self.committee, user=self.chair, seat=Seat.CHAIR)
        member_seat(actor=None, committee=self.committee, user=self.member)

    @property
    def handover(self) -> Handover:
        return Handover.objects.get()

    def tick(self, user, item, side):
        return handover_tick(actor=user, handover=self.handover, item_id=item.pk, side=side)


@pytest.fixture
def change(world):
    return Change(world)


def test_a_new_term_opens_it_for_ten_days(change):
    handover = change.handover
    assert handover.due_on == date(2026, 3, 11)
    assert handover.rules["article"] == "§25"
    assert len(handover.lines) == 7
    clock.advance(days=9)
    assert not handover.is_overdue
    clock.advance(days=1)
    assert handover.is_overdue


def test_a_first_term_has_none(world):
    rules_load_defaults()
    committee_open(actor=None, community=world.xinying, size=5, term_from=date(2026, 3, 1))
    assert not Handover.objects.exists()


def test_both_sides_tick_every_line_before_it_ends(change):
    for line in change.handover.lines:
        with pytest.raises(TransitionRefused):
            handover_complete(actor=change.chair, handover=change.handover)
        change.tick(change.outgoing, line, "give")
        assert change.handover.status == HandoverStatus.IN_PROGRESS
        change.tick(change.member, line, "receive")
    done = handover_complete(actor=change.chair, handover=change.handover)
    assert done.status == HandoverStatus.COMPLETED
    with pytest.raises(TransitionRefused):
        change.tick(change.outgoing, done.lines[0], "give")
    verbs = list(Record.objects.of(done).values_list("verb", flat=True))
    assert (verbs[0], verbs[-1]) == ("open", "complete")
    assert verbs.count("give") == verbs.count("receive") == 7


def test_the_two_sides_are_two_people(change):
    Membership.objects.create(
        committee=change.handover.previous,
        user=change.chair,
        seat=Seat.MEMBER,
        valid_from=date(2021, 3, 1),
        valid_to=date(2026, 3, 1),
    )
    line = change.handover.lines[0]
    change.tick(change.chair, line, "give")
    with pytest.raises(RuleViolated):
        change.tick(change.chair, line, "receive")


def test_a_tick_is_given_once(change):
    line = change.handover.lines[0]
    first = change.tick(change.outgoing, line, "give").given_at
    clock.advance(hours=1)
    assert change.tick(change.outgoing, line, "give").given_at == first
    assert Record.objects.filter(subject_type="handover", verb="give").count() == 1


@pytest.mark.parametrize(
    ("key", "side"),
    [("donghua_street", "give"), ("donghua_street", "receive"), ("resident", "give")],
)
def test_outsiders_tick_nothing(change, key, side):
    with pytest.raises(Refused):
        change.tick(change.world.people[key], change.handover.lines[0], side)


def test_each_side_ticks_its_own(change):
    line = change.handover.lines[0]
    with pytest.raises(Refused):
        change.tick(change.outgoing, line, "receive")
    with pytest.raises(Refused):
        change.tick(change.member, line, "give")
    with pytest.raises(NotFound):
        change.tick(change.outgoing, line, "steal")


def test_the_street_watches_it_and_hears(change, fresh):
    street = change.world.donghua_street
    assert handovers_open(access_of(street)) == [change.handover]
    assert handovers_open(access_of(change.world.street)) == []
    row = Record.objects.of(change.handover).first()
    told = handover_audience(row, change.handover)
    assert told[street.pk] == "supervisor"
    assert told[change.outgoing.pk] == "responsible"
