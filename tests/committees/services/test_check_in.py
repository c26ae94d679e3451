"""Checking in by the code on the hall's screen."""

import pytest
import time_machine
from django.core import signing

from committees.services.check_in import SALT, check_in, check_in_code, check_in_token
from portal.kernel.errors import NotFound, Refused, TransitionRefused


@pytest.fixture
def meeting(hall):
    return hall.session(hall.motion(), present=1)


def test_who_saw_the_screen_is_there(hall, meeting):
    row = check_in(actor=hall.world.vice, meeting=meeting, token=check_in_token(meeting))
    assert (row.presence, row.membership) == ("present", hall.seat("vice"))


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("", "forged"),
        ("1:abc:def", "forged"),
        (signing.TimestampSigner(salt="else").sign("1"), "forged"),
        (signing.TimestampSigner(salt=SALT).sign("999"), "other"),
    ],
    # A signature holds the second it was made in: two test workers would not agree on a name.
    ids=("nothing", "nonsense", "another_salt", "another_meeting"),
)
def test_another_word_is_refused(hall, meeting, token, code):
    with pytest.raises(TransitionRefused) as refused:
        check_in(actor=hall.world.vice, meeting=meeting, token=token)
    assert refused.value.code == code
    assert hall.place(meeting, "vice").presence == ""


def test_a_photograph_of_the_screen_is_soon_worthless(hall, meeting):
    with time_machine.travel("2026-03-05T09:00:00Z", tick=False) as clock:
        token = check_in_token(meeting)
        clock.shift(299)
        check_in(actor=hall.world.vice, meeting=meeting, token=token)
        clock.shift(2)
        with pytest.raises(TransitionRefused) as refused:
            check_in(actor=hall.world.member1, meeting=meeting, token=token)
    assert refused.value.code == "expired"


@pytest.mark.parametrize("key", ["resident", "staff", "street", "baita_chair"])
def test_who_has_no_seat_does_not_check_in(hall, meeting, key):
    with pytest.raises((NotFound, Refused)):
        check_in(actor=hall.world.people[key], meeting=meeting, token=check_in_token(meeting))


def test_the_code_is_a_picture_without_scripts_or_styles():
    code = check_in_code("http://localhost/meetings/1/arrive/?t=1:x:y")
    assert code.startswith("<svg") and "style=" not in code and "<script" not in code


def test_by_scan_on_the_pages(hall, meeting, as_user):
    chair, member = as_user(hall.world.chair), as_user(hall.world.member2)
    assert "hx-get" in chair.get(f"/meetings/{meeting.pk}/hall/").content.decode()
    assert "<svg viewBox" in chair.get(f"/meetings/{meeting.pk}/code/").content.decode()
    assert "<svg viewBox" not in member.get(f"/meetings/{meeting.pk}/hall/").content.decode()
    assert member.get(f"/meetings/{meeting.pk}/code/").status_code == 403
    token = check_in_token(meeting)
    assert "我到了" in member.get(f"/meetings/{meeting.pk}/arrive/?t={token}").content.decode()
    answer = member.post(f"/meetings/{meeting.pk}/arrive/", {"t": token})
    assert answer.status_code == 302
    assert hall.place(meeting, "member2").presence == "present"
    assert member.post(f"/meetings/{meeting.pk}/arrive/", {"t": "x\x00"}).status_code == 409
