"""An appraisal: rules frozen, counted by two, published by itself, ending mandates by itself."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.appraisal_tally import Counts, line_result
from committees.models import Appraisal, AppraisalLine, AppraisalSheet, Ground, YearlyReport
from committees.services import appraisals as write
from committees.services.circles import oversight_seat
from committees.services.kin import kin_declare
from committees.services.reports import report_publish
from committees.services.representatives import representative_add
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated, TransitionRefused
from portal.models import RuleSet
from tests import world as worlds


class Watch:
    """Two of the oversight committee and a representative, and short ways with an appraisal."""

    def __init__(self, hall):
        self.hall, self.world = hall, hall.world
        self.one, self.two = worlds.person("o1", "监督甲"), worlds.person("o2", "监督乙")
        for user in (self.one, self.two):
            oversight_seat(actor=None, community=hall.world.mingtong, user=user)
        self.rep = worlds.person("r1", "代表甲")
        representative_add(actor=None, community=hall.world.mingtong, user=self.rep, households=30)

    def set(self, year=2026, actor=None, **words):
        given = {"body": "reps_meeting", "held_on": clock.today(), "submit_key": uuid4()}
        return write.appraisal_set(
            actor=actor or self.one, committee=self.hall.committee, year=year, **(given | words)
        )

    def opened(self, year=2026, **words):
        given = {"eligible": 30, "present": 20, "issued": 20}
        row = self.set(year)
        return write.appraisal_open(actor=self.one, appraisal=row, **(given | words))

    def counts(self, row, failing=(), at=(18, 1, 1, 0)):
        """{line: counts}: all pass, but those whose short names are in ``failing``."""
        users = {self.world.people[key].pk for key in failing}
        lines = row.lines.select_related("membership")
        return {
            line.pk: (4, 3, 11, 2) if line.membership.user_id in users else at for line in lines
        }

    def enter(self, row, actor, counts=None, collected=20):
        return write.sheet_enter(
            actor=actor, appraisal=row, collected=collected, counts=counts or self.counts(row)
        )

    def published(self, year=2026, failing=()):
        row = self.opened(year)
        counts = self.counts(row, failing)
        self.enter(row, self.one, counts)
        self.enter(row, self.rep, counts)
        row.refresh_from_db()
        return row


@pytest.fixture
def watch(hall):
    """The oversight committee of 明通巷."""
    return Watch(hall)


def test_two_equal_sheets_publish(watch):
    row = watch.published(failing=["member5"])
    assert row.status == "published" and row.result["collected"] == 20
    grades = dict(row.lines.values_list("membership__user__username", "grade"))
    assert grades.pop("member5") == "incompetent"
    assert set(grades.values()) == {"competent"} and len(grades) == 6
    assert not AppraisalLine.objects.filter(ends_mandate=True).exists()


def test_every_stored_result_follows_from_its_sheet(watch):
    row = watch.published(failing=["member4", "member5"])
    sheet = row.sheets.latest("id")
    for line in row.lines.all():
        assert line.result == line_result(row.rules, Counts(*sheet.counts[str(line.pk)]))
        assert row.result["lines"][str(line.pk)] == line.result


def test_unequal_sheets_publish_nothing_until_they_agree(watch):
    row = watch.opened()
    right = watch.counts(row)
    wrong = dict(right)
    first = next(iter(right))
    wrong[first] = (17, 2, 1, 0)
    watch.enter(row, watch.one, right)
    watch.enter(row, watch.two, wrong)
    row.refresh_from_db()
    sheets = write.latest_sheets(row)
    assert row.status == "open"
    assert [d["kind"] for d in write.sheets_differ(sheets["first"], sheets["second"])] == [
        "competent",
        "basic",
    ]
    watch.enter(row, watch.two, right)
    row.refresh_from_db()
    assert row.status == "published" and AppraisalSheet.objects.count() == 3


def test_one_person_is_not_two(watch):
    row = watch.opened()
    watch.enter(row, watch.one)
    watch.enter(row, watch.one)
    row.refresh_from_db()
    assert row.status == "open"
    assert set(AppraisalSheet.objects.values_list("side", flat=True)) == {"first"}


def test_no_third_person_counts(watch):
    row = watch.opened()
    watch.enter(row, watch.one)
    watch.enter(row, watch.two, watch.counts(row, at=(17, 2, 1, 0)))
    with pytest.raises(TransitionRefused):
        watch.enter(row, watch.rep)


def test_two_failures_in_a_row_end_the_mandate(watch):
    world = watch.world
    watch.published(2025, failing=["member4", "member5"])
    row = watch.published(2026, failing=["member5", "member3"])
    ended = row.lines.get(ends_mandate=True).membership
    assert ended.user == world.member5
    assert (ended.ended_ground, ended.ended_article) == (Ground.APPRAISAL, "§37")
    world.member5.__dict__.pop("_access", None)
    assert not access_of(world.member5).posts
    assert access_of(world.member3).posts and access_of(world.member4).posts


def test_a_better_year_between_keeps_the_seat(watch):
    watch.published(2024, failing=["member5"])
    watch.published(2025)
    row = watch.published(2026, failing=["member5"])
    assert not row.lines.filter(ends_mandate=True).exists()
    assert watch.hall.seat("member5").ended_ground == ""


def test_the_rules_of_the_opening_hold(watch):
    row = watch.opened()
    rules = RuleSet.objects.get(code="law-2026")
    rules.rules["appraisal"]["failures_end_mandate"] = 1
    rules.save()
    counts = watch.counts(row, ["member5"])
    watch.enter(row, watch.one, counts)
    watch.enter(row, watch.two, counts)
    assert not AppraisalLine.objects.filter(ends_mandate=True).exists()


@pytest.mark.parametrize("key", ["chair", "member1", "street", "districter", "resident"])
def test_others_neither_set_nor_count(watch, key):
    row = watch.opened()
    with pytest.raises(Refused):
        watch.set(2025, actor=watch.world.people[key])
    with pytest.raises(Refused):
        watch.enter(row, watch.world.people[key])


def test_who_is_appraised_does_not_count_though_a_representative(watch):
    world = watch.world
    representative_add(actor=None, community=world.mingtong, user=world.member1, households=25)
    world.member1.__dict__.pop("_access", None)
    row = watch.opened()
    with pytest.raises(RuleViolated):
        watch.enter(row, world.member1)
    assert not AppraisalSheet.objects.exists()


def test_near_kin_of_who_is_appraised_do_not_count(watch):
    world = watch.world
    kin_declare(
        actor=None,
        community=world.mingtong,
        one=watch.rep,
        other=world.member2,
        kinship="spouse",
    )
    row = watch.opened()
    with pytest.raises(RuleViolated) as refused:
        watch.enter(row, watch.rep)
    assert refused.value.code == "kin"
    assert watch.enter(row, watch.two).side == "first"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"present": 19, "issued": 19}, "present"),
        ({"present": 31}, "present"),
        ({"issued": 21}, "issued"),
        ({"eligible": 0}, "eligible"),
    ],
)
def test_ballots_go_out_in_a_meeting_that_counts(watch, words, field):
    with pytest.raises(RuleViolated) as refused:
        watch.opened(**words)
    assert refused.value.field == field
    assert Appraisal.objects.get().status == "preparing"


def test_two_thirds_of_the_representatives_are_enough(watch):
    assert watch.opened(present=20).status == "open"


@pytest.mark.parametrize("collected", [21, -1])
def test_no_more_ballots_come_back_than_went_out(watch, collected):
    row = watch.opened()
    with pytest.raises(RuleViolated):
        watch.enter(row, watch.one, collected=collected)


@pytest.mark.parametrize("at", [(18, 1, 2, 0), (18, 1, 0, 0), (21, -1, 0, 0)])
def test_each_line_adds_up(watch, at):
    row = watch.opened()
    with pytest.raises(RuleViolated) as refused:
        watch.enter(row, watch.one, watch.counts(row, at=at))
    assert refused.value.field.startswith("line_")


def test_before_the_day_and_after_the_count(watch):
    row = watch.set(held_on=date(2026, 3, 9))
    words = {"eligible": 30, "present": 20, "issued": 20}
    with pytest.raises(TransitionRefused):
        write.appraisal_open(actor=watch.one, appraisal=row, **words)
    clock.advance(days=7)
    row = write.appraisal_open(actor=watch.one, appraisal=row, **words)
    watch.enter(row, watch.one)
    with pytest.raises(TransitionRefused):
        write.appraisal_cancel(actor=watch.one, appraisal=row, remark="不想公布")


def test_once_a_year_unless_cancelled(watch):
    row = watch.set()
    with pytest.raises(RuleViolated):
        watch.set()
    write.appraisal_cancel(actor=watch.one, appraisal=row, remark="改期")
    assert watch.set().status == "preparing"


def test_what_was_counted_stands(watch):
    row = watch.published()
    for act in (
        lambda: Appraisal.objects.filter(pk=row.pk).update(result={}),
        lambda: Appraisal.objects.filter(pk=row.pk).update(rules={}),
        lambda: row.lines.update(grade="competent"),
        lambda: AppraisalSheet.objects.update(collected=1),
        lambda: AppraisalSheet.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_reports_are_published_for_good(watch):
    hall, world = watch.hall, watch.world
    words = {"committee": hall.committee, "year": 2026, "submit_key": uuid4()}
    row = report_publish(actor=world.chair, text="办成八件事。", **words)
    assert row == report_publish(actor=world.chair, text="办成八件事。", **words)
    own = words | {"submit_key": uuid4(), "membership": hall.seat("member1")}
    assert report_publish(actor=world.member1, text="我管环境。", **own).number == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        YearlyReport.objects.update(text="x")
    for actor, more in (
        (world.member1, words),
        (world.chair, own),
        (world.street, words),
        (world.baita_chair, words),
    ):
        with pytest.raises(Refused):
            report_publish(actor=actor, text="代写", **(more | {"submit_key": uuid4()}))
