"""The API of deliberation: the same rules, one form of error, nothing of an open vote."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Motion, Vote
from committees.services.resolutions import resolution_publish
from committees.services.votes import vote_close
from portal.kernel import clock
from tests.committees.conftest import SEATS


def url(name, *args):
    return reverse(f"committees-api:{name}", args=args)


def words(**more):
    action = {"what": "种树", "due_on": "2026-04-30", "evidence_wanted": "照片"}
    given = {"title": "绿化", "text": "种树", "actions": [action], "submit_key": str(uuid4())}
    return given | more


def test_a_motion_goes_in_and_comes_out(hall, api):
    client = api(hall.world.member1)
    given = words()
    made = client.post(url("motions"), given)
    assert made.status_code == 201 and made.json()["origin"] == "member"
    assert client.post(url("motions"), given).json()["id"] == made.json()["id"]
    assert Motion.objects.count() == 1
    assert client.get(url("motions")).json()["results"][0]["title"] == "绿化"


@pytest.mark.parametrize(
    ("wrong", "attr"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 61}, "title"),
        ({"text": "\x00"}, "text"),
        ({"text": "\u202e反"}, "text"),
        ({"submit_key": "x"}, "submit_key"),
        ({"actions": [{"what": "种树"}]}, "actions.0.due_on"),
    ],
)
def test_a_poor_motion_says_where(hall, api, wrong, attr):
    answer = api(hall.world.member1).post(url("motions"), words(**wrong))
    assert answer.status_code == 400
    assert attr in {error["attr"] for error in answer.json()["errors"]}
    assert not Motion.objects.exists()


@pytest.mark.parametrize(("key", "status"), [(None, 401), ("resident", 403), ("street", 403)])
def test_others_are_kept_out(hall, api, key, status):
    user = hall.world.people[key] if key else None
    assert api(user).post(url("motions"), words()).status_code == status


def test_a_stale_edit_is_a_conflict(hall, api):
    motion = hall.motion()
    client = api(hall.world.member1)
    given = words(version=1)
    assert client.put(url("motion", motion.pk), given).status_code == 200
    again = client.put(url("motion", motion.pk), given)
    assert again.status_code == 409 and again.json()["errors"][0]["code"] == "stale"


def test_a_meeting_by_api_only(hall, api):
    world, motion = hall.world, hall.motion()
    chair = api(world.chair)
    meeting = chair.post(
        url("meetings"),
        {
            "title": "例会",
            "place": "会议室",
            "starts_at": "2026-03-05T01:00:00Z",
            "submit_key": str(uuid4()),
        },
    ).json()["id"]
    chair.post(url("motion_step", motion.pk, "schedule"), {"meeting": meeting})
    assert chair.post(url("meeting_step", meeting, "notify"), {}).status_code == 200
    assert chair.post(url("meeting_step", meeting, "open"), {}).status_code == 400
    clock.advance(days=3)
    assert chair.post(url("meeting_step", meeting, "open"), {}).status_code == 200
    for key in SEATS[:5]:
        answer = api(world.people[key]).put(url("attendance", meeting), {})
    assert answer.json() == {"present": 5, "members": 7, "needed": 4, "is_enough": True}
    for step in ("debate", "open_vote"):
        assert chair.post(url("motion_step", motion.pk, step), {}).status_code == 200
    vote = chair.get(url("meeting", meeting)).json()["agenda"][0]["vote"]
    for key in SEATS[:5]:
        api(world.people[key]).put(url("vote_cast", vote), {"choice": "for"})
    closed = chair.post(url("vote_close", vote)).json()
    assert closed["vote"]["outcome"] == "adopted" and len(closed["roll"]) == 7


def test_the_interim_result_is_nobodys(hall, api):
    event = hall.vote()
    hall.say(event, "against", "vice", "member1")
    for key in ("chair", "secretary", "street"):
        client = api(hall.world.people[key])
        one = client.get(url("vote", event.pk)).json()
        assert one["steps"] == [] and one["roll"] == [] and one["my_choice"] is None
        assert one["vote"]["cast"] == 2
        told = json.dumps([one, client.get(url("votes")).json()])
        assert "against" not in told
        assert "against" not in json.dumps(client.get(url("meeting", event.meeting_id)).json())


def test_casting_twice_and_otherwise(hall, api):
    event = hall.vote()
    client = api(hall.world.member1)
    first = client.put(url("vote_cast", event.pk), {"choice": "for"})
    again = client.put(url("vote_cast", event.pk), {"choice": "for"})
    assert first.json() == again.json() and again.status_code == 200
    other = client.put(url("vote_cast", event.pk), {"choice": "against"})
    assert other.status_code == 409
    assert other.json()["errors"][0]["code"] == "already_voted"
    assert Vote.objects.count() == 1


@pytest.mark.parametrize("choice", ["", "maybe", "\x00", None, 1, ["for"]])
def test_a_strange_choice_is_400(hall, api, choice):
    event = hall.vote()
    answer = api(hall.world.member1).put(url("vote_cast", event.pk), {"choice": choice})
    assert answer.status_code == 400


@pytest.mark.parametrize("pk", [99999, 10**30])
def test_a_missing_vote_is_404(hall, api, pk):
    path = url("vote_cast", 0).replace("/0/", f"/{pk}/")
    assert api(hall.world.member1).put(path, {"choice": "for"}).status_code == 404


def test_resolutions_are_public_once_published(hall, api):
    resolution = hall.adopted()
    assert api().get(url("resolution", resolution.pk)).status_code == 404
    assert api().get(url("resolutions")).json()["results"] == []
    assert api(hall.world.chair).get(url("resolution", resolution.pk)).json()["is_intact"]
    resolution_publish(actor=hall.world.chair, resolution=resolution)
    told = api().get(url("resolution", resolution.pk)).json()
    assert told["text_hash"] == resolution.text_hash and len(told["actions"]) == 2


@pytest.mark.parametrize("key", ["street", "districter", "head", "member1"])
def test_nobody_but_the_leaders_publishes(hall, api, key):
    resolution = hall.adopted()
    answer = api(hall.world.people[key]).post(url("resolution_step", resolution.pk, "publish"))
    assert answer.status_code == 403


def test_committees_are_public(hall, api):
    rows = api().get(url("committees"), {"community": hall.world.mingtong.pk}).json()["results"]
    assert [row["id"] for row in rows] == [hall.committee.pk]
    one = api().get(url("committee", hall.committee.pk)).json()
    assert len(one["members"]) == 7 and "phone" not in json.dumps(one)
    assert api().get(url("committee", 99999)).status_code == 404


def test_lists_cost_the_same_at_one_and_many(hall, api):
    client = api(hall.world.chair)
    found = []
    for more in (2, 12):
        for _ in range(more):
            motion = hall.motion()
        hall.planned(motion)
        event = hall.vote()
        hall.say(event, "for", *SEATS[:5])
        vote_close(actor=hall.world.chair, event_id=event.pk)
        with CaptureQueriesContext(connection) as asked:
            for name in ("motions", "meetings", "votes", "resolutions"):
                assert client.get(url(name)).status_code == 200
        found.append(len(asked))
    assert found[0] >= found[1]
