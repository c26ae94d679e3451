"""Guidance obliges nobody; an order has a ground, a period, and never touches the text."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from committees.models import CorrectionOrder, GuidanceNote, Resolution
from committees.selectors.corrections import correction_page, may_read
from committees.services import corrections as write
from committees.services import covenants
from committees.services.resolutions import resolution_publish
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Record
from tests.committees.services.test_covenants import TEXT, draft, filed, passed


def note(hall, actor="street", **words):
    """A note of guidance."""
    given = {"title": "议事规则", "text": "可以先公示议程。", "submit_key": uuid4()}
    return write.guidance_give(
        actor=hall.world.people[actor], community=hall.world.mingtong, **(given | words)
    )


def order(hall, target=None, actor="street", **words):
    """An order to correct."""
    target = target or filed(hall)
    article = "§40" if isinstance(target, Resolution) else "§31"
    given = {"article": article, "reason": "第二条限制租户权利。", "submit_key": uuid4()}
    return write.correction_order(actor=hall.world.people[actor], target=target, **(given | words))


def test_guidance_is_given_and_answered_once(hall):
    row = note(hall)
    row = write.guidance_answer(actor=hall.world.chair, guidance=row, answer="采纳。")
    assert (row.status, row.answer) == ("answered", "采纳。")
    with pytest.raises(TransitionRefused):
        write.guidance_answer(actor=hall.world.chair, guidance=row, answer="再答。")


@pytest.mark.parametrize("key", ["chair", "districter", "donghua_street", "resident"])
def test_only_its_street_gives_guidance(hall, key):
    with pytest.raises(Refused):
        note(hall, actor=key)


def test_one_key_is_one_note_and_its_words_stand(hall):
    key = uuid4()
    assert note(hall, submit_key=key) == note(hall, submit_key=key)
    with pytest.raises(DatabaseError), transaction.atomic():
        GuidanceNote.objects.update(text="另说")
    with pytest.raises(RuleViolated):
        note(hall, text=" ")


def test_an_order_marks_the_version_and_changes_nothing_of_it(hall):
    target = filed(hall)
    before = (target.title, target.text, target.text_hash, target.number)
    row = order(hall, target)
    target.refresh_from_db()
    assert target.status == "ordered_to_correct" and target.is_in_force
    assert before == (target.title, target.text, target.text_hash, target.number)
    assert (row.due_on - clock.today()).days == 15
    assert row.target_hash == target.text_hash


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"article": ""}, "article"),
        ({"article": "§27"}, "article"),
        ({"article": "§40"}, "article"),
        ({"reason": "  "}, "reason"),
        ({"days": 4}, "days"),
        ({"days": 91}, "days"),
    ],
)
def test_an_order_needs_ground_reason_and_period(hall, words, field):
    target = filed(hall)
    with pytest.raises(RuleViolated) as refused:
        order(hall, target, **words)
    assert refused.value.field == field
    target.refresh_from_db()
    assert target.status == "filed" and not CorrectionOrder.objects.exists()


@pytest.mark.parametrize("key", ["chair", "districter", "donghua_street", "admin"])
def test_only_its_street_orders(hall, key):
    with pytest.raises(Refused):
        order(hall, actor=key)


def test_one_open_order_at_a_time(hall):
    resolution = hall.adopted(actions=())
    key = uuid4()
    assert order(hall, resolution, submit_key=key) == order(hall, resolution, submit_key=key)
    with pytest.raises(TransitionRefused):
        order(hall, resolution)


def test_drafts_and_replaced_versions_are_not_ordered(hall):
    first = filed(hall)
    passed(hall, text="新")
    first.refresh_from_db()
    for target in (first, draft(hall, kind="charter")):
        with pytest.raises(TransitionRefused):
            order(hall, target)


def test_answered_by_the_meetings_new_version(hall):
    target = filed(hall)
    row = order(hall, target)
    new = passed(hall, text=TEXT + "\n三、租户同样议事。")
    row = write.correction_amend(
        actor=hall.world.chair, correction=row, answer="已改。", amended=new
    )
    target.refresh_from_db()
    assert (row.status, row.new_covenant, target.status) == ("amended", new, "amended")
    assert new.is_in_force


def test_an_older_text_is_no_answer(hall):
    first = passed(hall)
    target = filed(hall, text="新")
    row = order(hall, target)
    first.refresh_from_db()
    for amended in (first, target, hall.adopted(actions=())):
        with pytest.raises(RuleViolated):
            write.correction_amend(
                actor=hall.world.chair, correction=row, answer="已改。", amended=amended
            )


def test_the_street_cannot_answer_for_the_committee(hall):
    row = order(hall)
    new = passed(hall, text="新")
    for key in ("street", "districter", "member1"):
        with pytest.raises(Refused):
            write.correction_amend(
                actor=hall.world.people[key], correction=row, answer="改", amended=new
            )


def test_disputed_and_upheld_the_clock_runs_anew(hall):
    row = order(hall)
    clock.advance(days=16)
    assert row.is_overdue
    row = write.correction_dispute(actor=hall.world.chair, correction=row, remark="没有抵触。")
    assert not row.is_overdue and row.answer == "没有抵触。"
    row = write.correction_uphold(
        actor=hall.world.districter, correction=row, remark="第二条确有抵触。"
    )
    assert row.status == "upheld" and (row.due_on - clock.today()).days == 15
    assert row.covenant.status == "ordered_to_correct"


@pytest.mark.parametrize("state", ["adopted", "submitted", "filed"])
def test_overturned_the_version_is_where_it_was(hall, state):
    target = passed(hall)
    if state != "adopted":
        target = covenants.covenant_submit(actor=hall.world.chair, covenant=target)
    if state == "filed":
        target = covenants.covenant_file(actor=hall.world.street, covenant=target)
    row = order(hall, target)
    row = write.correction_dispute(actor=hall.world.chair, correction=row, remark="异议")
    row = write.correction_overturn(actor=hall.world.districter, correction=row, remark="有理")
    target.refresh_from_db()
    assert (row.status, target.status) == ("withdrawn", state)


@pytest.mark.parametrize("key", ["street", "chair", "resident"])
def test_only_the_district_rules(hall, key):
    row = order(hall)
    row = write.correction_dispute(actor=hall.world.chair, correction=row, remark="异议")
    for rule in (write.correction_uphold, write.correction_overturn):
        with pytest.raises(Refused):
            rule(actor=hall.world.people[key], correction=row, remark="裁定")
    row.refresh_from_db()
    assert row.status == "disputed"


def test_a_resolution_is_marked_in_its_record_alone(hall):
    resolution = resolution_publish(actor=hall.world.chair, resolution=hall.adopted())
    before = Resolution.objects.values().get(pk=resolution.pk)
    row = order(hall, resolution, article="§40")
    row = write.correction_withdraw(actor=hall.world.street, correction=row, remark="理由不足")
    after = Resolution.objects.values().get(pk=resolution.pk)
    assert after.pop("version") == before.pop("version") + 2
    assert before == after
    rows = Record.objects.filter(subject_type="resolution").order_by("-id")[:2]
    assert [record.verb for record in rows] == ["settle_correction", "order_correction"]


def test_each_article_has_its_case(hall):
    ours = hall.adopted()
    with pytest.raises(RuleViolated) as refused:
        order(hall, ours, article="§31")
    assert refused.value.code == "case"
    assert order(hall, ours, article="§40").article == "§40"


def test_an_order_on_an_unpublished_resolution_is_not_public(hall):
    row = order(hall, hall.adopted(actions=()), article="§40")
    assert may_read(access_of(hall.world.member1), row)
    with pytest.raises(NotFound):
        correction_page(access_of(hall.world.resident), row.pk)


@pytest.mark.parametrize("field", ["reason", "article", "target_hash"])
def test_the_words_of_an_order_stand(hall, field):
    order(hall)
    with pytest.raises(DatabaseError), transaction.atomic():
        CorrectionOrder.objects.update(**{field: "x"})
