"""四议两公开 by hand: four deliberations and two publications, the decision by a real vote."""

from datetime import timedelta
from uuid import uuid4

import pytest

from committees.models import Committee, MajorMatter, Resolution
from committees.services import meetings, motions, votes
from committees.services.sign_in_sheets import residents_sign_in
from committees.services.tellers import count_enter
from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import scan
from tests.journeys.person import Person
from tests.portal.services.test_papers import upload

WORDS = {
    "discuss": "两委会商议：赞成，建议先听商户意见。",
    "review": "党员大会审议：到会三十一人，赞成三十人。",
}


@pytest.fixture
def people(world) -> dict[str, Person]:
    rules_load_defaults()
    keys = ("chair", "secretary", "resident", "street", "member1")
    return {key: Person(world.people[key]) for key in keys} | {"visitor": Person()}


def proposed(people) -> str:
    """The Party organisation begins; nobody else is offered to."""
    path = "/matters/new/"
    for key in ("resident", "street"):
        assert people[key].cannot_open(path)
    words = {"title": "便民市场搬迁", "held_on": clock.today().isoformat(), "text": "支部会提议。"}
    people["secretary"].opens(path).sends(path, **words, picture=scan())
    return f"/matters/{MajorMatter.objects.get().pk}/"


def step_address(person, path, name) -> str:
    """The form of a step, if this page offers it to this person."""
    address = f"{path}{name}/"
    return address if f'href="{address}"' in person.opens(path).text else ""


def reviewed(people) -> str:
    """As far as the Party members' meeting, each step by its own people and nobody else."""
    path = proposed(people)
    for name, key in (("discuss", "chair"), ("review", "secretary")):
        clock.advance(days=3)
        for other in ("resident", "street", "visitor"):
            assert not step_address(people[other], path, name)
        assert not step_address(people[key], path, "decide")
        address = step_address(people[key], path, name)
        assert address, name
        poor = people[key].client.post(address, {"held_on": "2001-01-01", "text": WORDS[name]})
        assert poor.status_code == 400 and WORDS[name] in poor.content.decode()
        held = clock.today().isoformat()
        people[key].opens(address).sends(address, held_on=held, text=WORDS[name], paper=upload())
        people["visitor"].opens(path).sees(WORDS[name], "会议记录 PDF")
    return path


def voted(world, *, votes_for: int, against: int, kind="residents_meeting"):
    """A residents' meeting of thirty households, or the committee's own, votes by counted hands."""
    committee = Committee.objects.get(community=world.mingtong)
    motion = motions.motion_propose(
        actor=world.member1,
        committee=committee,
        title="便民市场搬迁",
        text="市场搬到东口，由社工站组织。",
        submit_key=uuid4(),
    )
    wide = {"composition": "households", "entitled": 30} if kind == "residents_meeting" else {}
    meeting = meetings.meeting_convene(
        actor=world.chair,
        committee=committee,
        title="居民会议",
        starts_at=clock.now() + timedelta(days=11),
        place="社区礼堂",
        motions=(motion,),
        submit_key=uuid4(),
        sitting=meetings.Sitting(kind=kind, **wide),
    )
    meetings.meeting_notify(actor=world.chair, meeting=meeting)
    clock.advance(days=11)
    meetings.meeting_open(actor=world.chair, meeting=meeting)
    if kind == "residents_meeting":
        here = [(f"民{number}", f"{number}号") for number in range(votes_for + against)]
        residents_sign_in(actor=world.chair, meeting=meeting, people=here)
    motions.motion_debate(actor=world.chair, motion=motion)
    event = votes.vote_open(actor=world.chair, motion=motion, method="counted")
    figures = {"votes_for": votes_for, "against": against, "abstain": 0}
    for key in ("member1", "member2"):
        words = figures | {"present": votes_for + against}
        count_enter(actor=world.people[key], event_id=event.pk, **words)
    return votes.vote_close(actor=world.chair, event_id=event.pk)


def test_six_steps_in_their_order_by_their_people(people, world):
    path = reviewed(people)
    chair, visitor = people["chair"], people["visitor"]
    address = f"{path}decide/"
    assert not step_address(chair, path, "decide")
    assert chair.client.post(address, {"vote": "1", "text": "通过了"}).status_code == 400
    event = voted(world, votes_for=18, against=2)
    assert event.outcome == "adopted"
    assert step_address(chair, path, "decide") and not step_address(chair, path, "refuse")
    assert chair.client.post(address, {"vote": "", "text": "通过了"}).status_code == 400
    chair.opens(address).sends(address, vote=event.pk)
    visitor.opens(path).sees("赞成 18，反对 2，弃权 0")
    assert MajorMatter.objects.get().status == "decided"
    resolution = Resolution.objects.get(vote_event=event)
    chair.opens(f"/resolutions/{resolution.pk}/").sends("steps/publish/")
    visitor.opens(path).sees("决议已公开", resolution.reference, "决议 PDF")
    chair.opens(f"/resolutions/{resolution.pk}/").sends("steps/publish_result/")
    matter = MajorMatter.objects.get()
    assert matter.status == "result_public" and matter.documents.count() == 6
    assert matter.documents.filter(paper__subject_type="major_matter").count() == 2
    visitor.opens("/matters/").sees("便民市场搬迁", "结果已公开")


def test_the_meeting_says_no_and_that_is_the_end(people, world):
    path = reviewed(people)
    event = voted(world, votes_for=9, against=11)
    assert event.outcome == "rejected"
    chair = people["chair"]
    assert not step_address(chair, path, "decide")
    address = step_address(chair, path, "refuse")
    chair.opens(address).sends(address, vote=event.pk)
    assert MajorMatter.objects.get().status == "refused"
    people["visitor"].opens(path).sees("没有通过", "赞成 9，反对 11")
    assert not [name for name in ("decide", "refuse") if step_address(chair, path, name)]


def test_a_vote_decides_one_matter_only_and_an_older_one_none(people, world):
    old = voted(world, votes_for=18, against=2)
    clock.advance(days=1)
    path = reviewed(people)
    chair, address = people["chair"], f"{path}decide/"
    assert chair.client.post(address, {"vote": old.pk}).status_code == 400
    assert MajorMatter.objects.get().status == "reviewed"


def test_silence_of_the_party_organisation_stops_nothing(people):
    path = proposed(people)
    chair, address = people["chair"], f"{path}discuss/"
    held = clock.today().isoformat()
    chair.opens(address).sends(address, held_on=held, text="两委商议。")
    late = f"{path}steps/pass_over/"
    clock.advance(days=15)
    assert chair.client.post(late).status_code == 409
    clock.advance(days=1)
    assert people["secretary"].client.post(late).status_code in {403, 404}
    chair.opens(path).sends("/pass_over/")
    people["visitor"].opens(path).sees("没有收到党员大会的审议意见")
    assert MajorMatter.objects.get().status == "reviewed"


def test_the_party_organisation_takes_its_proposal_back_only_at_first(people):
    path = proposed(people)
    chair, secretary = people["chair"], people["secretary"]
    assert chair.client.post(f"{path}steps/drop/", {"reason": "不办了"}).status_code in {403, 404}
    secretary.opens(path).sends("/drop/", reason="场地另有安排")
    people["visitor"].opens(path).sees("已终止", "场地另有安排")
    assert not [name for name in WORDS if step_address(chair, path, name)]


def test_no_veto_once_the_committees_have_taken_it_up(people):
    path = reviewed(people)
    answer = people["secretary"].client.post(f"{path}steps/drop/", {"reason": "不同意"})
    assert answer.status_code == 409
    assert MajorMatter.objects.get().status == "reviewed"
