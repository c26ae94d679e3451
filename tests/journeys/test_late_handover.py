"""A late handover, by hand: the sub-district finds one notice of it in its inbox, opens it, sees
what is missing and since when; both sides finish on their pages; nobody is told twice (§25)."""

from datetime import timedelta

import pytest

from portal.kernel import clock
from tests.clocking import follow
from tests.committees.services.test_handovers import Change
from tests.journeys.person import Person

LATE = "超过了办理期限"


@pytest.fixture
def change(world):
    return Change(world)


def inbox(user) -> str:
    return Person(user).opens("/notices/").text


def hours_pass(hours: int) -> None:
    """The beat runs every six hours."""
    for _turn in range(hours // 6):
        clock.advance(hours=6)
        follow()


def test_the_street_is_told_once_and_sees_it_through(change):
    street, other = change.world.donghua_street, change.world.street
    follow()
    hours_pass(24 * 9)
    assert LATE not in inbox(street) and LATE not in inbox(change.chair)
    hours_pass(24 * 4)
    for user in (street, change.chair, change.outgoing):
        assert inbox(user).count(LATE) == 1, user
    for user in (other, change.world.districter, change.world.resident):
        assert LATE not in inbox(user), user
    told = inbox(street)
    path = f"/handovers/{change.handover.pk}/"
    assert path in told
    page = Person(street).opens(path).sees("已超期", "超期", "还没有写明移交什么")
    assert not [form for form in page.forms if "/items/" in form["action"]]
    listed = Person(street).opens("/supervision/overdue/").sees("还有 7 项没有双方确认")
    assert path in listed.text
    finished(change, path)
    hours_pass(24 * 10)
    assert inbox(street).count(LATE) == 1
    assert path not in Person(street).opens("/supervision/overdue/").text


def finished(change, path):
    """Both sides write and tick every line, and the new chair says that it is over."""
    giver, taker = Person(change.outgoing), Person(change.member)
    for line in change.handover.lines:
        words = {"contents": "见清单", "quantity": "1"}
        if line.kind in {"accounts", "leftovers"}:
            words["balance_fen"] = "0"
        giver.opens(f"{path}items/{line.pk}/").sends(f"/items/{line.pk}/", **words)
        giver.opens(path).sends(f"/{line.pk}/give/")
        taker.opens(path).sends(f"/{line.pk}/receive/")
    Person(change.chair).opens(path).sends("/complete/").sees("已移交", "计时结束")


def test_in_time_the_street_hears_of_no_lateness(change):
    follow()
    hours_pass(24 * 5)
    finished(change, f"/handovers/{change.handover.pk}/")
    hours_pass(24 * 20)
    text = inbox(change.world.donghua_street)
    assert LATE not in text and "移交完毕" in text
    assert clock.today() > change.handover.due_on + timedelta(days=10)
