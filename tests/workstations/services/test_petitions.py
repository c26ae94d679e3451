"""Petitions: every clock in its own unit, who decides, who reads (信访工作条例 2022)."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from committees.services.kin import kin_declare
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record
from portal.services.kinds import kind_of
from tests.workstations.caring import Matter, Plea
from workstations.models import CaseComplaint, Petition, PetitionClaim
from workstations.selectors import petitions as read
from workstations.services import petitions as ask


@pytest.fixture
def plea(world, monday):
    return Plea(world)


def refused(field, run, *args, **words):
    with pytest.raises(RuleViolated) as caught:
        run(*args, **words)
    assert caught.value.field == field


def day(moment) -> date:
    return timezone.localtime(moment).date()


class TestClocks:
    """Monday 2 March 2026. 日 and 工作日 are different units."""

    def test_fifteen_days_to_transfer(self, plea):
        assert day(plea.filed().due_at) == date(2026, 3, 17)

    def test_five_working_days_to_dispute(self, plea, world):
        assert day(plea.transferred().dispute_until) == date(2026, 3, 9)
        with clock.at(clock.now()):
            clock.advance(days=7, hours=14)
            assert plea.step(world.street, "dispute", remark="归区住建局").status == "registered"

    def test_not_on_the_sixth(self, plea, world):
        plea.transferred()
        clock.advance(days=8)
        with pytest.raises(TransitionRefused):
            plea.step(world.street, "dispute", remark="归区住建局")

    def test_holidays_stretch_working_days_and_not_days(self, plea, world):
        """Spring Festival 2026: 15–23 February off, 14 and 28 February worked."""
        with clock.at(clock.now().replace(month=2, day=12)):
            petition = plea.transferred()
        assert day(petition.due_at) == date(2026, 2, 27)
        assert day(petition.dispute_until) == date(2026, 2, 26)

    def test_sixty_days_and_one_extension_of_thirty(self, plea, world):
        assert day(plea.acknowledged().due_at) == date(2026, 5, 1)
        plea.step(world.street, "ask_extension", remark="要请上级核对")
        petition = plea.step(world.districter, "grant_extension")
        assert day(petition.due_at) == date(2026, 5, 31) and petition.is_extended
        with pytest.raises(TransitionRefused):
            plea.step(world.street, "ask_extension", remark="再来一次")

    def test_a_refused_extension_changes_nothing(self, plea, world):
        plea.acknowledged()
        plea.step(world.street, "ask_extension", remark="忙")
        petition = plea.step(world.petitioner, "deny_extension", remark="理由不足")
        assert day(petition.due_at) == date(2026, 5, 1) and not petition.is_extended

    def test_no_answer_while_a_question_waits(self, plea, world):
        plea.acknowledged()
        plea.step(world.street, "ask_extension", remark="忙")
        with pytest.raises(TransitionRefused):
            ask.petition_answer(actor=world.street, petition=plea.petition, text="答复")

    def test_thirty_days_to_ask_and_thirty_to_review_twice(self, plea, world):
        assert day(plea.answered().ask_until) == date(2026, 4, 1)
        petition = plea.step(world.resident, "ask_review", remark="数目不对")
        assert day(petition.due_at) == date(2026, 4, 1) and petition.ask_until is None
        assert plea.petition.is_open

    def test_not_after_thirty_days(self, plea, world):
        plea.answered()
        with pytest.raises(TransitionRefused):
            plea.step(world.petitioner, "end")
        clock.advance(days=31)
        with pytest.raises(TransitionRefused):
            plea.step(world.resident, "ask_review", remark="数目不对")
        assert plea.step(world.petitioner, "end").status == "ended"

    def test_the_whole_way_to_the_last_look(self, plea, world):
        assert plea.re_reviewed().status == "re_reviewed"
        assert plea.step(world.petitioner, "end").status == "ended"
        assert plea.petition.alert == "none"


class TestWho:
    @pytest.mark.parametrize("key", ["street", "districter", "inspector", "resident", "chair"])
    def test_only_the_petition_office_transfers(self, plea, world, key):
        plea.filed()
        with pytest.raises(Refused):
            plea.step(world.people[key], "transfer")

    @pytest.mark.parametrize("key", ["donghua_street", "petitioner", "districter", "head"])
    def test_only_the_office_it_went_to_takes_it(self, plea, world, key):
        plea.transferred()
        with pytest.raises(Refused):
            plea.step(world.people[key], "acknowledge")

    @pytest.mark.parametrize("key", ["neighbour", "street", "petitioner", "stranger"])
    def test_only_the_petitioner_asks_for_a_review(self, plea, world, key):
        plea.answered()
        with pytest.raises(Refused):
            plea.step(world.people[key], "ask_review", remark="我也不服")

    def test_a_review_is_by_another_whoever_writes(self, plea, world):
        plea.reviewed()
        with pytest.raises(IntegrityError), transaction.atomic():
            Petition.objects.filter(pk=plea.petition.pk).update(reviewed_by=world.street)

    def test_an_official_does_not_deal_with_kin(self, plea, world, fresh):
        words = {"actor": None, "community": world.mingtong, "kinship": "lineal"}
        matter = Matter(world)
        matter.seat(world.resident)
        kin_declare(one=world.resident, other=world.petitioner, **words)
        fresh(world.petitioner)
        petition = plea.filed()
        with pytest.raises(Refused):
            plea.step(world.petitioner, "transfer")
        assert not read.may_see_petition(access_of(world.petitioner), petition)
        assert not read.petitions_listed(access_of(world.petitioner))

    def test_its_status_is_the_petitioners_alone(self, plea, world):
        plea.transferred()
        seen = {
            key
            for key in world.people
            if read.may_see_petition(access_of(world.people[key]), plea.petition)
        }
        assert seen == {"resident", "street", "districter", "petitioner"}

    def test_the_street_reads_nothing_before_it_is_transferred(self, plea, world):
        petition = plea.filed()
        assert not read.may_see_petition(access_of(world.street), petition)
        assert not read.petitions_listed(access_of(world.street))

    def test_the_record_does_not_say_who(self, plea):
        row = Record.objects.of(plea.filed()).get()
        assert row.actor is None and not row.is_public

    def test_the_petitioner_is_told_of_the_extension(self, plea, world):
        plea.acknowledged()
        plea.step(world.street, "ask_extension", remark="要核对")
        kind = kind_of("petition")
        for verb, told in (("ask_extension", False), ("grant_extension", True)):
            if told:
                plea.step(world.districter, "grant_extension")
            row = Record.objects.of(plea.petition).filter(verb=verb).get()
            petition = read.petitions_by_ids([plea.petition.pk])[plea.petition.pk]
            assert (world.resident.pk in kind.audience(row, petition)) == told


class TestRefusing:
    def refuse(self, plea, world, **words):
        given = {"ground": "litigation", "where_to_go": "盘龙区人民法院立案庭"} | words
        return ask.petition_refuse(actor=world.petitioner, petition=plea.petition, **given)

    @pytest.mark.parametrize("ground", ["litigation", "arbitration"])
    def test_with_where_to_go(self, plea, world, ground):
        plea.filed()
        petition = self.refuse(plea, world, ground=ground)
        assert petition.status == "refused" and petition.where_to_go

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("ground", {"ground": "busy"}),
            ("where_to_go", {"where_to_go": " "}),
            ("duplicate_of", {"ground": "duplicate"}),
        ],
    )
    def test_never_without(self, plea, world, field, words):
        plea.filed()
        refused(field, self.refuse, plea, world, **words)
        with pytest.raises(IntegrityError), transaction.atomic():
            Petition.objects.filter(pk=plea.petition.pk).update(status="refused")

    def test_a_duplicate_names_the_other(self, plea, world):
        first = plea.filed()
        second = plea.filed()
        refused("duplicate_of", self.refuse, plea, world, ground="duplicate", duplicate_of=second)
        petition = self.refuse(plea, world, ground="duplicate", duplicate_of=first)
        assert petition.duplicate_of == first


class TestRegistering:
    def register(self, world, key=None, **words):
        given = {
            "community": world.mingtong,
            "kind": "claim",
            "title": "押金",
            "text": "房东不退押金",
            "channel": "visit",
            "name": "李某等三户",
            "delegates": 5,
        } | words
        return ask.petition_register(
            actor=world.petitioner,
            draft=ask.PetitionDraft(**given),
            submit_key=key or uuid4(),
        )

    def test_a_joint_visit_of_five(self, world, monday):
        key = uuid4()
        assert self.register(world, key).delegates == 5
        assert self.register(world, key).pk == Petition.objects.get().pk

    @pytest.mark.parametrize(
        ("field", "words"),
        [
            ("delegates", {"delegates": 6}),
            ("delegates", {"delegates": 0}),
            ("name", {"name": ""}),
            ("channel", {"channel": "online"}),
            ("kind", {"kind": "x"}),
            ("title", {"title": " "}),
            ("text", {"text": ""}),
        ],
    )
    def test_what_cannot_be(self, world, monday, field, words):
        refused(field, self.register, world, **words)
        assert not Petition.objects.exists()

    def test_nobody_else_registers(self, world, monday):
        draft = ask.PetitionDraft(
            community=world.mingtong,
            kind="claim",
            title="事",
            text="事",
            channel="letter",
            name="某",
        )
        for key in ("street", "districter", "inspector", "resident"):
            with pytest.raises(Refused):
                ask.petition_register(actor=world.people[key], draft=draft, submit_key=uuid4())

    def test_the_words_are_never_changed(self, plea):
        plea.filed()
        with pytest.raises(DatabaseError), transaction.atomic():
            PetitionClaim.objects.update(text="别的")

    def test_the_same_key_is_the_same_petition(self, plea):
        key = uuid4()
        assert plea.filed(key) == plea.filed(key)


class TestReports:
    def test_a_report_of_misconduct_becomes_a_case_of_the_inspector(self, plea, world):
        plea.filed(kind="report", text="站长收了商户的烟。")
        words = {"petition": plea.petition, "body": "station"}
        petition = ask.petition_hand_over(actor=world.petitioner, **words)
        complaint = CaseComplaint.objects.get(case=petition.case)
        assert petition.status == "handed" and complaint.complainant == world.resident
        assert "收了商户的烟" in complaint.text and petition.case.source == "complaint"
        for key in ("street", "head"):
            assert not read.may_see_petition(access_of(world.people[key]), petition)

    def test_only_by_the_petition_office(self, plea, world):
        plea.filed(kind="report")
        with pytest.raises(Refused):
            ask.petition_hand_over(actor=world.street, petition=plea.petition, body="station")


def test_small_figures_are_hidden(plea):
    def shown():
        return {row["key"]: row["n"] for row in read.voice_numbers()}

    for _turn in range(4):
        plea.filed()
    assert shown()["petitions"] is None
    plea.filed()
    assert shown()["petitions"] == 5 and shown()["cases"] is None


@pytest.mark.parametrize("name", ["refuse", "answer", "review", "nonsense"])
def test_only_plain_steps_go_without_a_form(plea, world, name):
    plea.filed()
    with pytest.raises(NotFound):
        plea.step(world.petitioner, name)
