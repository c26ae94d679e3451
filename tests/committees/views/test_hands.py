"""A vote by hands on the pages and in the API."""

import pytest

from committees.models import Vote, VoteEvent
from committees.services.motions import motion_debate
from tests.committees.conftest import SEATS


@pytest.fixture
def event(hall, as_user):
    motion = hall.motion()
    meeting = hall.session(motion, present=5)
    motion_debate(actor=hall.world.chair, motion=motion)
    chair = as_user(hall.world.chair)
    assert "举手表决" in chair.get(f"/meetings/{meeting.pk}/").content.decode()
    chair.post(f"/motions/{motion.pk}/steps/open_vote/", {"method": "hands"})
    return VoteEvent.objects.get()


def place(hall, key) -> int:
    return hall.place(VoteEvent.objects.get().meeting, key).pk


def fields(hall, **other) -> dict:
    return {f"hand-{place(hall, key)}": other.get(key, "for") for key in SEATS[:5]}


def test_the_list_is_filled_in_and_the_vote_closed(hall, event, as_user):
    chair = as_user(hall.world.chair)
    assert event.method == "hands"
    page = chair.get(f"/votes/{event.pk}/").content.decode()
    assert "录入举手结果" in page and "您的表决" not in page
    answer = chair.post(f"/votes/{event.pk}/hands/", fields(hall, vice="against"))
    assert answer.status_code == 302 and Vote.objects.count() == 5
    chair.post(f"/votes/{event.pk}/close/")
    page = as_user(hall.world.member4).get(f"/votes/{event.pk}/").content.decode()
    assert "通过" in page and "反对" in page


def test_an_incomplete_list_comes_back_with_what_was_ticked(hall, event, as_user):
    words = fields(hall, vice="against")
    words.pop(f"hand-{place(hall, 'member3')}")
    answer = as_user(hall.world.chair).post(f"/votes/{event.pk}/hands/", words)
    assert answer.status_code == 400 and not Vote.objects.exists()
    form = answer.context["hands_form"]
    assert list(form.errors) == [f"hand-{place(hall, 'member3')}"]
    assert 'value="against"' in answer.content.decode()


def test_it_waits_on_nobodys_desk(hall, event, as_user):
    assert "待您表决" not in as_user(hall.world.member1).get("/").content.decode()


@pytest.mark.parametrize("key", ["resident", "street", "baita_chair"])
def test_others_may_not_write(hall, event, as_user, key):
    client = as_user(hall.world.people[key])
    assert client.post(f"/votes/{event.pk}/hands/", fields(hall)).status_code in {403, 404}
    assert not Vote.objects.exists()


def test_the_api_takes_the_whole_list(hall, event, api):
    rows = [{"participant": place(hall, key), "choice": "for"} for key in SEATS[:5]]
    client = api(hall.world.member1)
    address = f"/api/v1/votes/{event.pk}/hands/"
    short = client.put(address, {"hands": rows[:4]}, format="json")
    assert short.status_code == 400 and not Vote.objects.exists()
    assert client.put(address, {"hands": rows}, format="json").status_code == 200
    other = [{**rows[0], "choice": "against"}, *rows[1:]]
    assert client.put(address, {"hands": other}, format="json").status_code == 409


@pytest.mark.parametrize("words", [{}, {"hands": "x"}, {"hands": [{"participant": "x"}]}])
def test_the_api_refuses_nonsense_in_words(hall, event, api, words):
    answer = api(hall.world.member1).put(f"/api/v1/votes/{event.pk}/hands/", words, format="json")
    assert answer.status_code == 400


def test_an_unknown_method_is_no_500(hall, as_user):
    motion = hall.motion()
    hall.session(motion)
    motion_debate(actor=hall.world.chair, motion=motion)
    answer = as_user(hall.world.chair).post(
        f"/motions/{motion.pk}/steps/open_vote/", {"method": "\x00"}
    )
    assert answer.status_code in {400, 409} and not VoteEvent.objects.exists()
