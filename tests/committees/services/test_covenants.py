"""Covenants: drafted, passed by a meeting, filed; the text in force and its history."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.models import CovenantVersion
from committees.selectors.covenants import covenant_page, covenants_in_force, text_changes
from committees.services import covenants as write
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Record

TEXT = "一、邻里互助。\n二、文明养犬。"


def draft(hall, actor="chair", **words):
    """A draft of the covenant."""
    given = {"kind": "covenant", "title": "明通巷居民公约", "text": TEXT, "submit_key": uuid4()}
    return write.covenant_draft(
        actor=hall.world.people[actor], community=hall.world.mingtong, **(given | words)
    )


def passed(hall, resolution=None, **words):
    """An adopted version."""
    row = draft(hall, **words)
    resolution = resolution or hall.resolved(title="通过居民公约")
    return write.covenant_adopt(actor=hall.world.chair, covenant=row, resolution=resolution)


def filed(hall, **words):
    """A filed version."""
    row = write.covenant_submit(actor=hall.world.chair, covenant=passed(hall, **words))
    return write.covenant_file(actor=hall.world.street, covenant=row)


def test_from_draft_to_filing(hall):
    row = filed(hall)
    assert row.status == "filed" and row.number == 1 and row.is_in_force
    assert row.file_by - row.adopted_on == timedelta(days=10)
    assert row.rules["article"] == "§31"
    verbs = Record.objects.filter(subject_type="covenant").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == ["draft", "adopt", "submit", "file"]


def test_the_second_version_replaces_the_first(hall):
    first = filed(hall)
    second = passed(hall, text=TEXT + "\n三、爱护公物。")
    first.refresh_from_db()
    assert (first.status, second.number) == ("replaced", 2)
    assert covenants_in_force(hall.world.mingtong.pk) == [second]
    page = covenant_page(access_of(hall.world.resident), second.pk)
    assert page.previous == first
    assert [line for line in page.changes if line["kind"] != "same"] == [
        {"kind": "added", "text": "三、爱护公物。"}
    ]


def test_changes_are_told_line_by_line():
    kinds = [line["kind"] for line in text_changes("甲\n乙\n丙", "甲\n丁\n丙")]
    assert kinds == ["same", "removed", "added", "same"]


@pytest.mark.parametrize("field", ["title", "text", "text_hash", "adopted_on"])
def test_an_adopted_text_stands(hall, field):
    row = passed(hall)
    value = date(2020, 1, 1) if field == "adopted_on" else "x"
    for act in (
        lambda: CovenantVersion.objects.filter(pk=row.pk).update(**{field: value}),
        lambda: CovenantVersion.objects.filter(pk=row.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with pytest.raises(TransitionRefused):
        write.covenant_edit(actor=hall.world.chair, covenant=row, title="改", text="改")


def test_a_draft_is_edited_until_then(hall):
    row = draft(hall)
    row = write.covenant_edit(
        actor=hall.world.chair, covenant=row, title="新", text="新", version=1
    )
    assert row.title == "新"
    with pytest.raises(StaleWrite):
        write.covenant_edit(actor=hall.world.chair, covenant=row, title="旧", text="旧", version=1)


def test_one_draft_at_a_time_and_one_key_one_draft(hall):
    key = uuid4()
    assert draft(hall, submit_key=key) == draft(hall, submit_key=key)
    with pytest.raises(RuleViolated):
        draft(hall)
    assert draft(hall, kind="charter", title="章程").kind == "charter"


@pytest.mark.parametrize("words", [{"title": " "}, {"text": "\n"}])
def test_a_draft_says_something(hall, words):
    with pytest.raises(RuleViolated):
        draft(hall, **words)


@pytest.mark.parametrize("key", ["street", "districter", "member1", "baita_chair", "resident"])
def test_others_do_not_draft(hall, key):
    with pytest.raises(Refused):
        draft(hall, actor=key)


def test_only_a_meetings_resolution_passes_it(hall):
    resolution = hall.resolved(title="通过居民公约")
    first = passed(hall, resolution)
    row = draft(hall)
    with pytest.raises(RuleViolated):
        write.covenant_adopt(actor=hall.world.chair, covenant=row, resolution=resolution)
    with pytest.raises(TransitionRefused):
        write.covenant_adopt(actor=hall.world.chair, covenant=first, resolution=hall.resolved())


def test_the_committee_alone_does_not_pass_it(hall):
    with pytest.raises(RuleViolated) as refused:
        passed(hall, hall.adopted(actions=()))
    assert (refused.value.field, refused.value.code) == ("resolution", "committee")


@pytest.mark.parametrize("key", ["street", "member1", "baita_chair"])
def test_others_do_not_adopt(hall, key):
    row, resolution = draft(hall), hall.resolved()
    with pytest.raises(Refused):
        write.covenant_adopt(actor=hall.world.people[key], covenant=row, resolution=resolution)


@pytest.mark.parametrize("key", ["chair", "districter", "donghua_street"])
def test_only_its_own_street_files_it(hall, key):
    row = write.covenant_submit(actor=hall.world.chair, covenant=passed(hall))
    with pytest.raises(Refused):
        write.covenant_file(actor=hall.world.people[key], covenant=row)


def test_filing_late_is_late(hall):
    row = passed(hall)
    clock.advance(days=10)
    assert not row.is_overdue
    clock.advance(days=1)
    assert row.is_overdue


def test_outsiders_see_no_draft(hall):
    row = draft(hall)
    with pytest.raises(NotFound):
        covenant_page(access_of(hall.world.resident), row.pk)
    assert covenant_page(access_of(hall.world.member1), row.pk).covenant == row
