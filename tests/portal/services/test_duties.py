"""The lists of powers: added, worded anew, ended; every wording stays to be read."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Duty, Record
from portal.selectors.duties import duties_listed, forbidden_to, wordings_of
from portal.services.duties import DutyDraft, duty_add, duty_end


@pytest.fixture
def add(world):
    def run(key="districter", **words):
        given = {
            "list_kind": "negative",
            "number": "F-01",
            "title": "招商引资任务",
            "basis": "盘龙区负面清单",
            "body": "committee",
            "valid_from": clock.today(),
        }
        return duty_add(actor=world.people[key], draft=DutyDraft(**(given | words)))

    return run


def test_a_new_wording_ends_the_old_one_that_day(add):
    old = add()
    day = clock.today() + timedelta(days=10)
    new = add(title="招商引资、协税护税任务", valid_from=day)
    old.refresh_from_db()
    assert old.valid_to == day and wordings_of(new) == [new, old]
    assert duties_listed("negative", on=clock.today()) == [old] and duties_listed(
        "negative", on=day
    ) == [new]
    assert forbidden_to(on=day) == [new] and forbidden_to("station", on=day) == []
    assert [row.verb for row in Record.objects.of(new)] == ["list"]


def test_off_the_list_from_today_and_only_once(add, world):
    row = add()
    with pytest.raises(TransitionRefused, match="生效"):
        duty_end(actor=world.districter, duty_id=row.pk)
    clock.advance(days=3)
    duty_end(actor=world.districter, duty_id=row.pk)
    assert not duties_listed("negative") and duties_listed(
        "negative", on=clock.today() - timedelta(days=1)
    ) == [row]
    with pytest.raises(TransitionRefused):
        duty_end(actor=world.districter, duty_id=row.pk)
    with pytest.raises(NotFound):
        duty_end(actor=world.districter, duty_id=999)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("number", {"number": " "}),
        ("title", {"title": ""}),
        ("basis", {"basis": " "}),
        ("list_kind", {"list_kind": "x"}),
        ("body", {"body": "x"}),
        ("valid_from", {"valid_from": date(2020, 1, 1)}),
    ],
)
def test_what_cannot_be(add, field, more):
    with pytest.raises(RuleViolated) as caught:
        add(**more)
    assert caught.value.field == field and Duty.objects.count() == 1  # the general one


def test_not_twice_on_the_same_day(add):
    add()
    with pytest.raises(RuleViolated) as caught:
        add(title="另一句")
    assert caught.value.field == "valid_from"


@pytest.mark.parametrize("key", ["street", "chair", "head", "resident", "admin"])
def test_nobody_else_keeps_them(add, world, key, as_user):
    with pytest.raises(Refused):
        add(key)
    client = as_user(world.people[key])
    assert client.get(reverse("portal:duty_create")).status_code in {403, 404}


def test_on_the_pages(add, world, as_user):
    row = add()
    visitor, keeper = as_user(), as_user(world.districter)
    page = visitor.get(reverse("portal:duties"), {"list": "negative", "q": "招商"})
    assert "招商引资任务" in page.content.decode()
    for odd in ({"on": "x", "list": "x"}, {"on": "9999-12-31"}, {"q": "\x00"}):
        assert visitor.get(reverse("portal:duties"), odd).status_code == 200
    assert (
        "招商" not in visitor.get(reverse("portal:duties"), {"on": "2001-01-01"}).content.decode()
    )
    assert keeper.get(reverse("portal:duty_create"), {"of": row.pk}).status_code == 200
    given = {
        "list_kind": "assist",
        "number": "X-01",
        "title": "协助人口普查",
        "basis": "统计法",
        "body": "committee",
        "valid_from": "2020-01-01",
    }
    poor = keeper.post(reverse("portal:duty_create"), given)
    assert poor.status_code == 400 and "协助人口普查" in poor.content.decode()
    good = keeper.post(reverse("portal:duty_create"), given | {"valid_from": clock.today()})
    assert good.status_code == 302
    clock.advance(days=1)
    assert keeper.post(reverse("portal:duty_end", args=[row.pk])).status_code == 302
    assert "招商引资任务" in visitor.get(reverse("portal:duty", args=[row.pk])).content.decode()
    assert visitor.get(reverse("portal:duty", args=[999])).status_code == 404
