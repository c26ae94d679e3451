"""A residents' meeting as its residents see it: told, read, followed, signed in, decided; and the
hall's screen that follows by itself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from committees.models import Meeting
from committees.services.check_in import check_in_token
from committees.services.meetings import Sitting, meeting_convene
from portal.kernel import clock
from portal.models import Role
from portal.services.roles import role_grant


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


@pytest.fixture
def meeting(hall):
    """A residents' meeting of thirty households, planned."""
    return meeting_convene(
        actor=hall.world.chair,
        committee=hall.committee,
        title="居民会议：停车",
        starts_at=clock.now() + timedelta(days=11),
        place="社区礼堂",
        motions=(hall.motion(),),
        submit_key=uuid4(),
        sitting=Sitting(kind="residents_meeting", composition="households", entitled=30),
    )


def step(client, meeting, name, **words):
    answer = client.post(url("meeting_step", meeting.pk, name), words)
    assert answer.status_code == 302, answer.content.decode()[:400]


def test_nobody_reads_what_was_not_announced(hall, meeting, as_user):
    for user in (None, hall.world.resident, hall.world.chair):
        assert as_user(user).get(url("meeting_notice", meeting.pk)).status_code == 404
    assert as_user(hall.world.resident).get(url("meeting_live", meeting.pk)).status_code == 404
    assert as_user(hall.world.resident).get(url("meeting_now", meeting.pk)).status_code == 404


def test_a_committee_meeting_is_not_the_public_s(hall, as_user):
    own = hall.session(hall.motion())
    assert as_user().get(url("meeting_notice", own.pk)).status_code == 404
    for key in ("resident", "baita_chair"):
        client = as_user(hall.world.people[key])
        for name in ("meeting_live", "meeting_now", "meeting_notice_pdf", "meeting_detail"):
            assert client.get(url(name, own.pk)).status_code == 404
    assert as_user(hall.world.member1).get(url("meeting_live", own.pk)).status_code == 200


def test_the_journey_of_a_residents_meeting(hall, meeting, as_user):
    world = hall.world
    chair, anybody = as_user(world.chair), as_user()
    step(chair, meeting, "notify")
    # Told, on the board and on the phone.
    board = anybody.get(f"/communities/{world.mingtong.pk}/").content.decode()
    assert "居民会议：停车" in board and url("meeting_notice", meeting.pk) in board
    notice = anybody.get(url("meeting_notice", meeting.pk)).content.decode()
    assert "东风巷14号院坝绿化" in notice and "看会议进行到哪里" not in notice
    resident = as_user(world.resident)
    assert url("meeting_live", meeting.pk) in resident.get("/").content.decode()
    assert resident.get(url("meeting_agenda_pdf", meeting.pk)).status_code == 200
    moved = resident.get(url("meeting_detail", meeting.pk))
    assert moved.url == url("meeting_live", meeting.pk)
    assert "会议还没有开始" in resident.get(moved.url).content.decode()
    # Too early at the door, then in time.
    arrive = url("check_in", meeting.pk)
    words = {"t": check_in_token(meeting), "door": "3-201"}
    assert resident.post(arrive, words).status_code == 409
    clock.advance(days=11)
    step(as_user(world.chair), meeting, "open")
    resident, chair = as_user(world.resident), as_user(world.chair)
    words["t"] = check_in_token(meeting)
    assert resident.post(arrive, words | {"door": ""}).status_code in {400, 409}
    fresh_token = {"t": check_in_token(Meeting.objects.get(pk=meeting.pk)), "door": "3-201"}
    assert resident.post(arrive, fresh_token).url == url("meeting_live", meeting.pk)
    again = as_user(world.neighbour).post(arrive, fresh_token)
    assert again.status_code == 400 and "这一户已有人签到" in again.content.decode()
    listed = url("meeting_sign_in_list", meeting.pk)
    wrong = chair.post(listed, {"people": "李大爷 1-1\n赵大妈"})
    assert wrong.status_code == 400 and "第 2 行" in wrong.content.decode()
    sheet = "\n".join(f"户主{n} 5-{n}" for n in range(1, 20))
    assert chair.post(listed, {"people": f"{sheet}\n户主3 5-3"}).status_code == 302
    assert meeting.participants.filter(presence="present").count() == 20
    # Debate, a word, somebody stands aside, the vote: each appears by itself.
    motion = meeting.agenda_items.get().motion
    chair.post(url("motion_step", motion.pk, "debate"))
    now = resident.get(url("meeting_now", meeting.pk)).content.decode()
    assert "我要发言" in now and "东风巷14号院坝绿化" in now and "hx-get" in now
    item = meeting.agenda_items.get()
    assert resident.post(url("speaker_ask", meeting.pk, item.pk)).status_code == 302
    assert world.resident.name in resident.get(url("meeting_now", meeting.pk)).content.decode()
    assert world.resident.name in chair.get(url("hall_now", meeting.pk)).content.decode()
    aside = resident.post(url("meeting_recuse", meeting.pk, item.pk), {"reason": "我家的地"})
    assert aside.url == url("meeting_live", meeting.pk)
    chair.post(url("motion_step", motion.pk, "open_vote"), {"method": "counted"})
    assert "正在表决" in chair.get(url("hall_now", meeting.pk)).content.decode()
    assert "您已回避" in resident.get(url("meeting_now", meeting.pk)).content.decode()
    event = motion.vote_events.get()
    figures = {"present": 20, "votes_for": 15, "against": 4, "abstain": 0}
    for key in ("member1", "member2"):
        as_user(world.people[key]).post(url("vote_count", event.pk), figures)
    chair.post(url("vote_close", event.pk))
    for path in (url("meeting_now", meeting.pk), url("hall_now", meeting.pk)):
        client = resident if "live" in path else chair
        assert "arithmetic" in client.get(path).content.decode()
    event.refresh_from_db()
    assert event.outcome == "adopted" and event.quorum_present == 19
    step(chair, meeting, "end")
    over = resident.get(url("meeting_now", meeting.pk)).content.decode()
    assert "会议已经结束" in over and "hx-get" not in over


def test_the_live_page_asks_little(hall, meeting, as_user, django_assert_max_num_queries):
    step(as_user(hall.world.chair), meeting, "notify")
    clock.advance(days=11)
    step(as_user(hall.world.chair), meeting, "open")
    resident = as_user(hall.world.resident)
    resident.get(url("meeting_now", meeting.pk))
    with django_assert_max_num_queries(8):
        resident.get(url("meeting_now", meeting.pk))


def test_who_has_no_part_does_not_follow(hall, meeting, as_user):
    step(as_user(hall.world.chair), meeting, "notify")
    assert as_user(hall.world.stranger).get(url("meeting_live", meeting.pk)).status_code == 403
    assert (
        as_user(hall.world.baita_resident).get(url("meeting_live", meeting.pk)).status_code == 404
    )
    assert as_user().get(url("meeting_live", meeting.pk)).status_code == 302
    assert as_user(hall.world.resident).get(url("meeting_hall", meeting.pk)).status_code == 403
    role_grant(
        actor=None,
        user=hall.world.stranger,
        role=Role.RESIDENT,
        division=hall.world.mingtong,
        valid_from=clock.today(),
    )
    assert as_user(hall.world.stranger).get(url("meeting_live", meeting.pk)).status_code == 200
