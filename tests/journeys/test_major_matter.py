"""四议两公开 by hand: four deliberations and two publications, each by its own people, in order."""

from datetime import timedelta

import pytest

from committees.models import MajorMatter
from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import scan
from tests.journeys.person import Person

WORDS = {
    "discuss": "两委会商议：赞成，建议先听商户意见。",
    "review": "党员大会审议：到会三十一人，赞成三十人。",
    "decide": "居民代表会议决议：到会二十六人，赞成二十四人。",
    "publish_resolution": "决议贴在公示栏，并发到每个小组。",
    "publish_result": "市场已搬完，验收记录见附件。",
}
BY = {"discuss": "chair", "review": "secretary", "decide": "chair"}


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


def test_six_steps_in_their_order_by_their_people(people):
    path = proposed(people)
    for name, words in WORDS.items():
        clock.advance(days=3)
        later = [step for step in WORDS if list(WORDS).index(step) > list(WORDS).index(name)]
        doer = people[BY.get(name, "chair")]
        for key in ("resident", "street", "visitor"):
            assert not step_address(people[key], path, name)
        assert not [step for step in later if step_address(doer, path, step)]
        address = step_address(doer, path, name)
        assert address, name
        poor = doer.client.post(address, {"held_on": "2001-01-01", "text": words})
        assert poor.status_code == 400 and words in poor.content.decode()
        held = clock.today() - timedelta(days=1)
        doer.opens(address).sends(address, held_on=held.isoformat(), text=words)
        people["visitor"].opens(path).sees(words)
    matter = MajorMatter.objects.get()
    assert matter.status == "result_public" and matter.documents.count() == 6
    people["visitor"].opens("/matters/").sees("便民市场搬迁", "结果已公开")


def test_the_party_organisation_ends_it_in_public_and_nobody_else(people):
    path = proposed(people)
    chair = people["chair"]
    assert chair.client.post(f"{path}steps/drop/", {"reason": "不办了"}).status_code in {403, 404}
    secretary = people["secretary"].opens(path)
    secretary.sends("/drop/", reason="场地另有安排")
    people["visitor"].opens(path).sees("已终止", "场地另有安排")
    assert not [name for name in WORDS if step_address(chair, path, name)]
