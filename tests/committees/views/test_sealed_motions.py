"""Pages of a motion's sealed vote: prepared from the motion, begun in the meeting, read by all."""

from uuid import uuid4

import pytest
from django.urls import reverse

from committees.models import SealedVote, VoteEvent
from committees.services import sealed
from tests.committees.councils import Council
from tests.committees.views.test_sealed import fresh_user, stamp, words  # noqa: F401


@pytest.fixture
def council(hall):
    return Council(hall)


def at(name, *args):
    return reverse(f"committees:{name}", args=args)


def test_prepared_from_the_page_of_the_motion(council, as_user):
    client = as_user(council.chair)
    page = words(client.get(at("motion_detail", council.motion.pk)))
    create = f"{at('sealed_create')}?motion={council.motion.pk}"
    assert create in page
    assert "最少选几项" not in words(client.get(create))
    starts = council.meeting.starts_at
    given = {"title": "院坝绿化", "opens_at": stamp(starts), "closes_at": stamp(starts)}
    given["submit_key"] = uuid4()
    answer = client.post(create, given)
    assert answer.status_code == 400 and "截止要在开始以后" in words(answer)
    given["closes_at"] = stamp(starts.replace(hour=starts.hour + 2))
    assert client.post(create, given).status_code == 302
    vote = SealedVote.objects.get()
    assert (vote.motion_id, vote.entries.count()) == (council.motion.pk, 37)
    page = words(client.get(at("motion_detail", council.motion.pk)))
    assert create not in page and at("sealed", vote.pk) in page
    roll = words(client.get(at("sealed_roll", vote.pk)))
    assert "代表0" in roll and "加入全体居民代表" not in roll
    assert at("sealed_question", vote.pk) not in words(client.get(at("sealed", vote.pk)))


@pytest.mark.parametrize("key", ["resident", "staff", "street", "member1"])
def test_not_for_others(council, as_user, key):
    client = as_user(council.world.people[key])
    create = f"{at('sealed_create')}?motion={council.motion.pk}"
    assert client.get(create).status_code in {403, 404}


def test_a_motion_of_the_committee_offers_none(hall, as_user):
    motion = hall.motion()
    hall.planned(motion)
    client = as_user(hall.world.chair)
    page = words(client.get(at("motion_detail", motion.pk)))
    assert "sealed-votes/new" not in page
    answer = client.get(f"{at('sealed_create')}?motion=999999")
    assert answer.status_code == 404


def test_begun_in_the_meeting_by_this_way_alone(council, as_user):
    council.keyed()
    council.gather()
    client = as_user(council.chair)
    page = words(client.get(at("meeting_detail", council.meeting.pk)))
    assert "无记名投票，密封票箱" in page and "记名表决，各自投票" not in page
    answer = client.post(at("motion_step", council.motion.pk, "open_vote"), {"method": "sealed"})
    event = VoteEvent.objects.get()
    assert answer.url == at("vote_detail", event.pk) and event.sealed_id == council.vote.pk


def test_the_representative_goes_from_the_vote_to_the_booth(council, as_user, fresh_user):  # noqa: F811
    council.running(25)
    here, away = fresh_user(council.reps[0]), as_user(council.reps[29])
    vote, booth = at("vote_detail", council.event.pk), at("sealed_booth", council.vote.pk)
    assert booth in words(here.get(vote))
    assert booth not in words(away.get(vote)) and "我到了" in words(away.get(vote))
    assert here.get(booth).status_code == 200
    live = at("meeting_live", council.meeting.pk)
    assert vote in words(here.get(live))
    council.say("for", 0, 1)
    page = words(here.get(vote))
    assert "重新投票" in page and at("sealed_receipt", council.vote.pk) in page
    assert "已有 1 人投票" in page and "我要回避" not in page


def test_ended_and_read(council, as_user, client):
    council.running()
    council.say("for", 0, 20)
    council.say("against", 20, 30)
    council.shut()
    chair = as_user(council.chair)
    close = at("vote_close", council.event.pk)
    assert chair.post(close).status_code == 409
    council.imported()
    board = at("sealed", council.vote.pk)
    assert at("vote_detail", council.event.pk) in words(chair.get(board))
    assert chair.post(close).status_code == 302
    page = words(chair.get(at("vote_detail", council.event.pk)))
    assert "没有人知道谁怎么表决" in page and "记名名单" not in page and "通过" in page
    page = words(client.get(board))
    assert "会议的决定" in page and "66.7%" in page


def test_only_the_oversight_committee_gives_a_box_up(council, as_user):
    council.running()
    council.say("for", 0, 25)
    council.shut()
    step = at("sealed_step", council.vote.pk, "give_up")
    said = {"reason": "份额损坏", "remark": "份额损坏"}
    assert as_user(council.chair).post(step, said).status_code in {403, 404}
    overseer = as_user(council.overseer())
    assert "打不开，作废" in words(overseer.get(at("sealed", council.vote.pk)))
    assert overseer.post(step, said).status_code == 302
    assert SealedVote.objects.get().status == "cancelled"


def test_its_own_buttons_are_closed(council, as_user):
    council.keyed()
    council.gather()
    client = as_user(council.chair)
    for name in ("open", "publish"):
        assert client.post(at("sealed_step", council.vote.pk, name)).status_code == 409
    sealed.vote_cancel(actor=council.chair, vote=council.vote, remark="改用纸质选票")
    page = words(client.get(at("meeting_detail", council.meeting.pk)))
    assert "记名表决，各自投票" in page
