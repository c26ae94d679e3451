"""The handover: opened with the term, ticked by two sides, completed when all is ticked."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from committees.kinds.handovers import (
    handover_audience,
    handover_clock_hears,
    handovers_why,
)
from committees.models import Committee, Handover, HandoverItem, Membership, Seat
from committees.selectors.handovers import handover_data, handovers_open
from committees.services.bodies import committee_open, member_seat
from committees.services.handovers import (
    LineWords,
    handover_complete,
    handover_line_write,
    handover_tick,
)
from committees.workflows import HandoverStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Clock, Record
from portal.selectors.papers import paper_file
from portal.services.clocks import clocks_follow, clocks_sweep
from portal.services.documents import document_render
from portal.services.rules import rules_load_defaults
from portal.services.sealing import record_seal
from tests import world as worlds
from tests.portal.services.test_papers import pdf


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

    def write(self, item, user=None, upload=None, **words):
        given = {"contents": "公章一枚", "quantity": 1}
        if item.kind == "accounts":
            given["balance_fen"] = 123_456
        words = LineWords(**(given | words))
        place = {"handover": self.handover, "item_id": item.pk}
        actor = user or self.outgoing
        return handover_line_write(actor=actor, words=words, upload=upload, **place)

    def tick(self, user, item, side):
        if not HandoverItem.objects.get(pk=item.pk).contents:
            self.write(item)
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


class TestLines:
    def test_what_goes_over_is_written_first(self, change):
        line = change.handover.lines[0]
        words = {"handover": change.handover, "item_id": line.pk}
        for user, side in ((change.outgoing, "give"), (change.member, "receive")):
            with pytest.raises(RuleViolated) as refused:
                handover_tick(actor=user, side=side, **words)
            assert refused.value.code == "empty"
        row = change.write(line, contents=" 公章一枚 ", exception="财务章遗失，已登报")
        assert (row.contents, row.quantity, row.balance_fen) == ("公章一枚", 1, None)
        change.tick(change.outgoing, line, "give")

    @pytest.mark.parametrize(
        ("number", "words", "field"),
        [
            (0, {"contents": " "}, "contents"),
            (0, {"contents": "长" * 1001}, "contents"),
            (0, {"quantity": -1}, "quantity"),
            (0, {"quantity": 2**31}, "quantity"),
            (0, {"balance_fen": 1}, "balance_fen"),
            (2, {"balance_fen": None}, "balance_fen"),
            (2, {"balance_fen": 10**13 + 1}, "balance_fen"),
        ],
    )
    def test_what_cannot_be_written(self, change, number, words, field):
        with pytest.raises(RuleViolated) as refused:
            change.write(change.handover.lines[number], **words)
        assert refused.value.field == field
        assert not HandoverItem.objects.exclude(contents="").exists()

    def test_a_debt_is_negative(self, change):
        line = change.handover.lines[-1]
        assert change.write(line, balance_fen=-360_000).balance_fen == -360_000

    def test_not_once_a_side_has_ticked(self, change):
        line = change.handover.lines[0]
        change.write(line)
        change.tick(change.member, line, "receive")
        with pytest.raises(TransitionRefused) as refused:
            change.write(line, contents="公章两枚")
        assert refused.value.code == "ticked"
        with pytest.raises(Exception, match=r"frozen|append"), transaction.atomic():
            HandoverItem.objects.filter(pk=line.pk).update(contents="公章两枚")

    @pytest.mark.parametrize("key", ["member", "donghua_street", "resident"])
    def test_only_the_outgoing_side(self, change, key):
        user = getattr(change, key, None) or change.world.people[key]
        with pytest.raises(Refused):
            change.write(change.handover.lines[0], user)

    def test_the_same_words_change_nothing(self, change):
        line = change.handover.lines[0]
        change.write(line)
        change.write(line)
        assert Record.objects.filter(subject_type="handover", verb="write_line").count() == 1

    def test_the_signed_list_beside_it(self, change):
        line = change.handover.lines[0]
        row = change.write(line, upload=SimpleUploadedFile("a.pdf", pdf()))
        assert row.scan.subject_id == change.handover.pk and row.scan.name == "印章"
        with pytest.raises(RuleViolated) as refused:
            change.write(line, upload=SimpleUploadedFile("b.pdf", b"no pdf"))
        assert refused.value.field == "file"
        assert paper_file(access_of(change.member), row.scan_id) == row.scan
        with pytest.raises(NotFound):
            paper_file(access_of(change.world.resident), row.scan_id)


class TestLateness:
    def test_the_street_hears_from_the_day_it_is_late(self, change):
        handover = change.handover
        reading = handover.clock_reading
        assert (reading.due_at - reading.from_at).days == 11  # to the end of the tenth day
        street, outgoing = change.world.donghua_street.pk, change.outgoing.pk
        assert street not in handover_clock_hears(handover, "yellow")
        assert outgoing in handover_clock_hears(handover, "yellow")
        for level in ("red", "escalated"):
            people = handover_clock_hears(handover, level)
            assert {street, outgoing, change.chair.pk} <= people
            assert change.world.street.pk not in people

    def test_the_sweep_writes_it_down_once(self, change):
        record_seal()
        clocks_follow()
        clock.advance(days=10, hours=16)
        clocks_sweep()
        clocks_sweep()
        verbs = Record.objects.of(change.handover).values_list("verb", flat=True)
        assert list(verbs).count("clock_red") == 1
        assert handovers_why([change.handover])[change.handover.pk].startswith("还有 7 项")

    def test_no_clock_once_everything_has_gone_over(self, change):
        for line in change.handover.lines:
            change.tick(change.outgoing, line, "give")
            change.tick(change.member, line, "receive")
        done = handover_complete(actor=change.chair, handover=change.handover)
        assert done.clock_reading is None
        record_seal()
        clocks_follow()
        assert not Clock.objects.filter(subject_type="handover").exists()


def test_the_record_as_a_paper(change):
    line = change.handover.lines[2]
    change.write(line, contents="账册三本 <b>#let x</b>", exception="缺二月凭证")
    change.tick(change.outgoing, line, "give")
    data = handover_data(change.handover)
    text = str(data["lines"][2])
    assert "账册三本" in text and "¥1,234.56" in text and "缺二月凭证" in text and "前主任" in text
    content = document_render("handover", data)
    assert content.startswith(b"%PDF") and b"/StructTreeRoot" in content
