"""Meetings of every kind on the pages: the door, guests, tellers, amendments, demands."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Amendment, Meeting, MeetingDemand, SpeakerTurn, VoteEvent
from committees.services.demands import demand_start
from committees.services.motions import motion_debate
from committees.services.representatives import representative_add
from portal.kernel import clock
from portal.models import DivisionProfile
from tests.committees.assembly import scan
from tests.committees.services.test_wider_meetings import in_session
from tests.committees.views.test_pages import ROW, rows_of_actions

RESIDENTS = {"kind": "residents_meeting", "composition": "adults", "entitled": 40}


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


def html(client, name, *args):
    return client.get(url(name, *args)).content.decode()


def planned(**words):
    local = clock.now() + timedelta(days=12)
    return {
        "title": "居民会议",
        "starts_at": local.strftime("%Y-%m-%dT%H:%M"),
        "place": "社区礼堂",
        "submit_key": uuid4(),
        **RESIDENTS,
        **words,
    }


@pytest.fixture
def demand(hall):
    DivisionProfile.objects.create(
        division=hall.world.mingtong, as_of=date(2026, 1, 1), population_adult=40, households=20
    )
    return demand_start(
        actor=hall.world.resident,
        community=hall.world.mingtong,
        kind="residents_meeting",
        title="公约修订",
        reasons="现在的公约没有写养犬。",
        submit_key=uuid4(),
    )


def test_a_residents_meeting_is_convened_from_the_form(hall, as_user):
    chair = as_user(hall.world.chair)
    assert "居民代表会议" in html(chair, "meeting_create")
    answer = chair.post(url("meeting_create"), planned())
    meeting = Meeting.objects.get()
    assert answer.status_code == 302
    assert (meeting.kind, meeting.entitled) == ("residents_meeting", 40)
    poor = chair.post(url("meeting_create"), planned(entitled=""))
    assert poor.status_code == 400 and "社区礼堂" in poor.content.decode()
    none = chair.post(url("meeting_create"), planned(kind="reps_meeting", composition=""))
    assert none.status_code == 400


def test_at_the_door_and_in_the_hall(hall, as_user):
    meeting = in_session(hall, hall.motion(), **RESIDENTS)
    chair = as_user(hall.world.chair)
    answer = chair.post(
        url("meeting_sign_in", meeting.pk), {"name": "赵大爷", "door": "3-201"}, follow=True
    )
    assert "赵大爷" in answer.content.decode()
    poor = chair.post(url("meeting_sign_in", meeting.pk), {"name": "钱大妈", "door": ""})
    assert poor.status_code == 400 and "钱大妈" in poor.content.decode()
    chair.post(url("meeting_guests", meeting.pk), {"name": "物业经理"})
    page = html(chair, "meeting_detail", meeting.pk)
    assert "赵大爷" in page and "物业经理" in page and "列席" in page
    assert "/ 40" in html(chair, "meeting_hall", meeting.pk)
    for name in ("meeting_sign_in", "meeting_guests"):
        assert as_user(hall.world.street).get(url(name, meeting.pk)).status_code == 403


def test_two_tellers_and_the_close(hall, as_user):
    motion = hall.motion()
    meeting = in_session(hall, motion, **RESIDENTS)
    hall.sign_in(meeting, 30)
    motion_debate(actor=hall.world.chair, motion=motion)
    chair = as_user(hall.world.chair)
    page = html(chair, "meeting_detail", meeting.pk)
    assert "两人点数" in page and "各自投票" not in page
    chair.post(f"/motions/{motion.pk}/steps/open_vote/", {"method": "counted"})
    event = VoteEvent.objects.get()
    figures = {"present": 30, "votes_for": 20, "against": 5, "abstain": 5}
    wrong = chair.post(url("vote_count", event.pk), figures | {"votes_for": 29})
    assert wrong.status_code == 400 and "29" in wrong.content.decode()
    chair.post(url("vote_count", event.pk), figures)
    assert "还要另一个人" in html(chair, "vote_detail", event.pk)
    other = as_user(hall.world.member2)
    assert "互相看不到" in html(other, "vote_detail", event.pk)
    other.post(url("vote_count", event.pk), figures | {"votes_for": 19, "abstain": 6})
    assert "不一致" in html(chair, "vote_detail", event.pk)
    other.post(url("vote_count", event.pk), figures)
    assert "可以结束表决" in html(chair, "vote_detail", event.pk)
    chair.post(url("vote_close", event.pk))
    page = html(chair, "vote_detail", event.pk)
    assert "只保存总数" in page and "通过" in page


def test_an_amendment_on_the_pages(hall, as_user):
    motion = hall.motion()
    meeting = hall.session(motion)
    motion_debate(actor=hall.world.chair, motion=motion)
    item = meeting.agenda_items.get()
    member, chair = as_user(hall.world.member2), as_user(hall.world.chair)
    place = url("amendment_create", meeting.pk, item.pk)
    assert motion.text in member.get(place).content.decode()
    assert member.post(place, {"text": " ", "submit_key": uuid4()}).status_code == 400
    given = {"text": "只种一半。", "submit_key": uuid4(), **rows_of_actions(ROW)}
    assert member.post(place, given).status_code == 302
    row = Amendment.objects.get()
    assert [action.what for action in row.proposed_actions] == ["种树"]
    assert "只种一半。" in html(chair, "meeting_detail", meeting.pk)
    answer = chair.post(url("amendment_vote", row.pk), {"method": "named"})
    event = VoteEvent.objects.get()
    assert answer["Location"] == url("vote_detail", event.pk)
    assert "表决的是修正案" in html(member, "vote_detail", event.pk)
    assert "修正案正在表决" in html(member, "meeting_detail", meeting.pk)
    assert as_user(hall.world.staff).post(url("amendment_vote", row.pk)).status_code == 403
    assert as_user(hall.world.resident).get(place).status_code == 404


def test_a_wish_to_speak_on_the_pages(hall, as_user):
    motion = hall.motion()
    meeting = hall.session(motion)
    motion_debate(actor=hall.world.chair, motion=motion)
    item = meeting.agenda_items.get()
    member, chair = as_user(hall.world.member2), as_user(hall.world.chair)
    member.post(url("speaker_ask", meeting.pk, item.pk))
    turn = SpeakerTurn.objects.get()
    assert "等待发言" in html(chair, "meeting_hall", meeting.pk)
    assert member.post(url("speaker_over", turn.pk), {"spoken": "1"}).status_code == 403
    chair.post(url("speaker_over", turn.pk), {"spoken": "1"})
    turn.refresh_from_db()
    assert turn.has_spoken


def test_a_demand_from_the_first_signature_to_the_meeting(hall, as_user):
    DivisionProfile.objects.create(
        division=hall.world.mingtong, as_of=date(2026, 1, 1), population_adult=30
    )
    resident, chair = as_user(hall.world.resident), as_user(hall.world.chair)
    words = {"kind": "residents_meeting", "title": "养犬", "reasons": "写进公约"}
    poor = resident.post(url("demand_create"), words | {"title": "", "submit_key": uuid4()})
    assert poor.status_code == 400 and "写进公约" in poor.content.decode()
    resident.post(url("demand_create"), words | {"submit_key": uuid4()})
    demand = MeetingDemand.objects.get()
    assert "您已联名" in html(resident, "demand", demand.pk)
    assert url("demand_list") in html(resident, "consultation_list")
    paper = {"name": "赵大爷", "door": "3-201", "scan": scan()}
    chair.post(url("demand_paper", demand.pk), paper)
    row = demand.signatures.get(source="paper")
    assert "等另一个人复核" in html(chair, "demand_paper", demand.pk)
    check = {"signature": row.pk, "said": "right"}
    as_user(hall.world.member1).post(url("demand_check", demand.pk), check)
    as_user(hall.world.member2).post(url("demand_sign", demand.pk), {"door": ""})
    demand.refresh_from_db()
    assert demand.status == "reached"
    assert "召集会议" in html(chair, "demand", demand.pk)
    assert "养犬" in chair.get("/").content.decode()
    given = planned(entitled=30)
    chair.post(url("meeting_create") + f"?demand={demand.pk}", given)
    meeting = Meeting.objects.get()
    assert meeting.demand_id == demand.pk
    chair.post(url("meeting_step", meeting.pk, "notify"))
    demand.refresh_from_db()
    assert demand.status == "convened"


@pytest.mark.parametrize(("key", "status"), [("stranger", 403), ("baita_chair", 404), (None, 302)])
def test_strangers_see_no_demand(hall, demand, as_user, key, status):
    client = as_user(hall.world.people[key] if key else None)
    assert client.get(url("demand", demand.pk)).status_code == status
    sign = client.post(url("demand_sign", demand.pk), {"door": ""})
    assert sign.status_code == status


def test_a_demand_names_nobody_but_to_those_who_check(hall, demand, as_user):
    page = html(as_user(hall.world.leader), "demand", demand.pk)
    assert hall.world.resident.name not in page


def test_garbage_at_the_door_is_no_error(hall, demand, as_user):
    chair = as_user(hall.world.chair)
    for said in ({}, {"said": "right"}, {"said": "x", "signature": "1"}, {"signature": "\x00"}):
        assert chair.post(url("demand_check", demand.pk), said).status_code == 404
    assert chair.post(url("demand_paper", demand.pk), {"name": "\x00"}).status_code == 400
    assert chair.get(url("meeting_create") + "?demand=999999").status_code == 404


def test_pages_keep_their_budget(hall, demand, as_user):
    chair = as_user(hall.world.chair)
    representative_add(
        actor=hall.world.chair, community=hall.world.mingtong, households=30, name="李"
    )
    for address, most in ((url("demand", demand.pk), 8), (url("demand_list"), 6)):
        with CaptureQueriesContext(connection) as asked:
            assert chair.get(address).status_code == 200
        assert len(asked) <= most, address
