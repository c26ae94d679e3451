"""The page of minutes: each stage by hand, nothing lost, few statements."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from committees.models import Minutes, MinutesAmendment
from committees.services.meetings import meeting_end

KEYS = ("chair", "vice", "member1", "member2", "member3")


@pytest.fixture
def minutes(hall):
    meeting = hall.session(hall.motion(), present=5)
    meeting_end(actor=hall.world.chair, meeting=meeting)
    return Minutes.objects.get(meeting=meeting)


@pytest.fixture
def address(minutes):
    return f"/meetings/{minutes.meeting_id}/minutes/"


def test_from_draft_to_lock_by_hand(hall, minutes, address, as_user):
    chair, member = as_user(hall.world.chair), as_user(hall.world.member1)
    assert "起草中" in chair.get(address).content.decode()
    chair.post(f"{address}summary/", {"summary": "大家都说该种树。", "version": minutes.version})
    chair.post(f"{address}steps/circulate/")
    page = member.get(address).content.decode()
    assert "大家都说该种树。" in page and "我看过，签名" in page
    words = {"text": "还说了要修水管。", "submit_key": uuid4()}
    assert member.post(f"{address}amendments/", words).status_code == 302
    amendment = MinutesAmendment.objects.get()
    chair.post(f"{address}amendments/{amendment.pk}/", {"act": "accept"})
    for key in KEYS:
        as_user(hall.world.people[key]).post(f"{address}steps/sign/", {"number": "3"})
    chair.post(f"{address}steps/lock/")
    minutes.refresh_from_db()
    assert minutes.status == "locked"
    page = as_user(hall.world.street).get(address).content.decode()
    assert "还说了要修水管。" in page and minutes.current.text_hash in page
    assert "提出补正" not in page
    pdf = member.get(address.rstrip("/") + ".pdf")
    assert pdf.content.startswith(b"%PDF")


def test_a_bad_form_comes_back_with_its_words(hall, minutes, address, as_user):
    chair = as_user(hall.world.chair)
    chair.post(f"{address}steps/circulate/")
    answer = chair.post(f"{address}amendments/", {"text": "长" * 1001})
    assert answer.status_code == 400 and "长" * 1001 in answer.content.decode()
    MinutesAmendment.objects.create(
        minutes=minutes, author=hall.world.member1, text="改", submit_key=uuid4()
    )
    pk = MinutesAmendment.objects.get().pk
    answer = chair.post(f"{address}amendments/{pk}/", {"act": "decline", "answer": ""})
    assert answer.status_code == 400 and "不采纳请写明理由。" in answer.content.decode()


def test_a_stale_summary_is_a_conflict(hall, minutes, address, as_user):
    chair = as_user(hall.world.chair)
    chair.post(f"{address}summary/", {"summary": "一", "version": minutes.version})
    answer = chair.post(f"{address}summary/", {"summary": "第二稿", "version": minutes.version})
    page = answer.content.decode()
    assert answer.status_code == 409 and "第二稿" in page and "<p>一</p>" in page
    minutes.refresh_from_db()
    assert f'name="version" value="{minutes.version}"' in page


@pytest.mark.parametrize("name", ["revise", "amend", "burn"])
def test_steps_with_forms_of_their_own_are_no_plain_steps(hall, address, as_user, name):
    assert as_user(hall.world.chair).post(f"{address}steps/{name}/").status_code == 404


@pytest.mark.parametrize("key", ["resident", "baita_chair", "donghua_street"])
def test_outsiders_find_nothing(hall, address, as_user, key):
    client = as_user(hall.world.people[key])
    assert client.get(address).status_code in {403, 404}
    assert client.post(f"{address}steps/sign/").status_code in {403, 404}


@pytest.mark.parametrize("key", ["street", "staff"])
def test_readers_read_but_have_no_button(hall, address, as_user, key):
    client = as_user(hall.world.people[key])
    assert "签名</button>" not in client.get(address).content.decode()
    assert client.post(f"{address}steps/circulate/").status_code in {403, 404}


def test_it_waits_on_the_desk_until_it_is_signed(hall, minutes, address, as_user):
    chair, member = as_user(hall.world.chair), as_user(hall.world.member1)
    assert "会议记录，等您看" in chair.get("/").content.decode()
    assert "会议记录，等您看" not in member.get("/").content.decode()
    chair.post(f"{address}steps/circulate/")
    assert "会议记录，等您看" in member.get("/").content.decode()
    member.post(f"{address}steps/sign/", {"number": "1"})
    assert "会议记录，等您看" not in member.get("/").content.decode()


def test_the_page_costs_the_same_however_many_signed(hall, minutes, address, as_user):
    chair = as_user(hall.world.chair)
    chair.post(f"{address}steps/circulate/")
    counts = []
    for signers in (KEYS[:1], KEYS[1:]):
        for key in signers:
            as_user(hall.world.people[key]).post(f"{address}steps/sign/", {"number": "1"})
        with CaptureQueriesContext(connection) as caught:
            chair.get(address)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 10
