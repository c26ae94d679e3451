"""The pages as people use them: without script, by role, in few statements."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Motion, Resolution, Vote
from committees.services.motions import motion_edit
from committees.services.resolutions import resolution_publish
from committees.services.votes import vote_close
from portal.kernel import clock
from portal.models import Role
from portal.services.roles import role_grant
from tests import world as worlds
from tests.committees.conftest import ACTIONS, SEATS

CHOICE_WORDS = ("赞成", "反对", "弃权")


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


def rows_of_actions(*rows) -> dict:
    data = {"actions-TOTAL_FORMS": str(len(rows)), "actions-INITIAL_FORMS": "0"}
    for index, row in enumerate(rows):
        data |= {f"actions-{index}-{name}": value for name, value in row.items()}
    return data


ROW = {"what": "种树", "due_on": "2026-04-30", "evidence_wanted": "照片", "cost": "1200.50"}
BLANK = {"what": "", "due_on": "", "evidence_wanted": "", "cost": ""}


def test_a_motion_is_raised_with_its_rows(hall, as_user):
    data = {"title": "绿化", "text": "种树", "submit_key": uuid4(), **rows_of_actions(ROW, BLANK)}
    client = as_user(hall.world.member1)
    answer = client.post(url("motion_create"), data)
    motion = Motion.objects.get()
    assert answer.url == url("motion_detail", motion.pk)
    assert motion.proposed_actions.get().cost_fen == 120050
    client.post(url("motion_create"), data)
    assert Motion.objects.count() == 1


def test_one_more_row_keeps_what_was_typed(hall, as_user):
    data = {"title": "绿化", "text": "种树", "add_row": "1", **rows_of_actions(ROW, BLANK)}
    page = as_user(hall.world.member1).post(url("motion_create"), data)
    assert page.status_code == 200
    assert 'name="actions-2-what"' in page.content.decode()
    assert "种树" in page.content.decode()
    assert not Motion.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "长" * 61},
        {"text": "坏\x00字"},
        rows_of_actions({**ROW, "due_on": ""}),
        rows_of_actions({**ROW, "due_on": "2020-01-01"}),
        rows_of_actions({**ROW, "cost": "-3"}),
        {"actions-TOTAL_FORMS": "9999"},
        {"actions-TOTAL_FORMS": "x"},
    ],
)
def test_a_wrong_form_comes_back_with_words(hall, as_user, wrong):
    data = {"title": "绿化", "text": "种树", **rows_of_actions(ROW)} | wrong
    page = as_user(hall.world.member1).post(url("motion_create"), data)
    assert page.status_code == 400
    assert not Motion.objects.exists()


def test_a_stale_edit_shows_both(hall, as_user):
    motion = hall.motion()
    motion_edit(
        actor=hall.world.chair, motion=motion, version=1, actions=ACTIONS, title="别人改的标题"
    )
    data = {"title": "我的标题", "text": "我的字", "version": "1", **rows_of_actions(ROW)}
    page = as_user(hall.world.member1).post(url("motion_edit", motion.pk), data)
    assert page.status_code == 409
    told = page.content.decode()
    assert "别人改的标题" in told and "我的标题" in told


def test_the_whole_meeting_by_hand(hall, as_user):
    motion = hall.motion()
    meeting = hall.planned(motion)
    chair = as_user(hall.world.chair)
    chair.post(url("meeting_step", meeting.pk, "notify"))
    assert "还没有到" in chair.get(url("meeting_detail", meeting.pk)).content.decode()
    early = chair.post(url("meeting_step", meeting.pk, "open"))
    assert early.status_code == 400
    clock.advance(days=3)
    chair = as_user(hall.world.chair)
    chair.post(url("meeting_step", meeting.pk, "open"))
    for key in SEATS[:5]:
        as_user(hall.world.people[key]).post(url("meeting_attendance", meeting.pk))
    for step in ("debate", "open_vote"):
        chair.post(url("motion_step", motion.pk, step))
    event = motion.vote_events.get()
    for key in SEATS[:5]:
        page = as_user(hall.world.people[key]).post(url("vote_cast", event.pk), {"choice": "for"})
        assert page.url == url("vote_detail", event.pk)
    chair.post(url("vote_close", event.pk))
    chair.post(url("meeting_step", meeting.pk, "end"))
    resolution = Resolution.objects.get()
    chair.post(url("resolution_step", resolution.pk, "publish"))
    page = as_user().get(url("resolution_detail", resolution.pk))
    assert resolution.reference in page.content.decode()
    meeting.refresh_from_db()
    assert meeting.status == "ended"


def test_nobody_reads_an_open_vote(hall, as_user):
    event = hall.vote()
    hall.say(event, "against", "vice", "member1")
    for key in ("chair", "member2", "secretary", "street"):
        client = as_user(hall.world.people[key])
        for path in (
            url("meeting_detail", event.meeting_id),
            url("meeting_hall", event.meeting_id),
            url("meeting_minutes", event.meeting_id),
            url("motion_detail", event.motion_id),
        ):
            told = client.get(path).content.decode()
            assert not any(word in told for word in CHOICE_WORDS), (key, path)
        page = client.get(url("vote_detail", event.pk))
        assert page.context["page"].roll == [] and page.context["page"].steps == []


def test_after_the_close_the_roll_is_read(hall, as_user):
    event = hall.vote()
    hall.say(event, "against", *SEATS[:5])
    vote_close(actor=hall.world.chair, event_id=event.pk)
    told = as_user(hall.world.secretary).get(url("vote_detail", event.pk)).content.decode()
    assert told.count("反对") >= 5 and "未通过" in told


def test_one_tap_costs_ten_statements(hall, as_user):
    event = hall.vote()
    client = as_user(hall.world.member1)
    with CaptureQueriesContext(connection) as asked:
        client.post(url("vote_cast", event.pk), {"choice": "for"})
    assert Vote.objects.count() == 1
    assert len(asked) <= 10


def test_another_choice_is_a_page_of_its_own(hall, as_user):
    event = hall.vote()
    client = as_user(hall.world.member1)
    client.post(url("vote_cast", event.pk), {"choice": "for"})
    page = client.post(url("vote_cast", event.pk), {"choice": "against"})
    assert page.status_code == 409
    assert Vote.objects.get().choice == "for"


@pytest.mark.parametrize("choice", ["", "maybe", "\x00"])
def test_a_strange_choice_is_no_500(hall, as_user, choice):
    event = hall.vote()
    page = as_user(hall.world.member1).post(url("vote_cast", event.pk), {"choice": choice})
    assert page.status_code == 400
    assert not Vote.objects.exists()


def test_an_unpublished_resolution_is_not_there_for_outsiders(hall, as_user):
    resolution = hall.adopted()
    paths = (url("resolution_detail", resolution.pk), url("resolution_pdf", resolution.pk))
    for path in paths:
        assert as_user().get(path).status_code == 404
        assert as_user(hall.world.baita_chair).get(path).status_code == 404
        assert as_user(hall.world.secretary).get(path).status_code == 200
    resolution_publish(actor=hall.world.chair, resolution=resolution)
    for path in paths:
        assert as_user().get(path).status_code == 200


def test_the_public_page_names_no_voter(hall, as_user):
    resolution = resolution_publish(actor=hall.world.chair, resolution=hall.adopted())
    told = as_user().get(url("resolution_detail", resolution.pk)).content.decode()
    assert not any(name in told for name in ("赵敏", "钱进", "孙丽"))


@pytest.mark.parametrize("name", ["motion_detail", "meeting_detail", "vote_detail"])
@pytest.mark.parametrize("key", ["resident", "baita_chair", "donghua_street"])
def test_foreign_and_missing_look_alike(hall, as_user, name, key):
    event = hall.vote()
    pk = {"motion": event.motion_id, "meeting": event.meeting_id, "vote": event.pk}[
        name.removesuffix("_detail")
    ]
    client = as_user(hall.world.people[key])
    foreign, missing = client.get(url(name, pk)), client.get(url(name, 99999))
    assert foreign.status_code == missing.status_code
    assert foreign.status_code in {403, 404}


def test_officials_find_no_step(hall, as_user):
    resolution = hall.adopted()
    client = as_user(hall.world.street)
    page = client.get(url("resolution_detail", resolution.pk))
    assert page.status_code == 200 and "/steps/" not in page.content.decode()
    assert client.post(url("resolution_step", resolution.pk, "publish")).status_code == 403


def test_unknown_steps_are_no_page(hall, as_user):
    client = as_user(hall.world.chair)
    motion = hall.motion()
    for name in ("adopt", "lapse", "nonsense"):
        assert client.post(url("motion_step", motion.pk, name)).status_code == 404


@pytest.mark.parametrize(
    ("name", "budget"), [("motion_list", 6), ("meeting_list", 6), ("resolution_list", 6)]
)
def test_lists_cost_the_same_at_ten_and_fifty(hall, as_user, name, budget):
    client = as_user(hall.world.chair)
    found = []
    for more in (10, 40):
        for _ in range(more):
            motion = hall.motion(actions=())
        hall.planned(motion)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(name)).status_code == 200
        found.append(len(asked))
    assert found[0] == found[1] <= budget


@pytest.mark.parametrize("items", [1, 5])
def test_details_keep_their_budget(hall, as_user, items):
    motions = [hall.motion() for _ in range(items)]
    meeting = hall.session(*motions)
    client = as_user(hall.world.chair)
    for path in (url("meeting_detail", meeting.pk), url("motion_detail", motions[0].pk)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= 8, path


def test_who_is_who_is_public(hall, as_user):
    told = as_user().get(url("committee_public", hall.world.mingtong.pk)).content.decode()
    assert "赵敏" in told and "主任" in told and "1380000" not in told
    assert as_user().get(url("committee_public", 99999)).status_code == 404


@pytest.fixture
def overseer(hall):
    """Somebody of the oversight committee of 明通巷."""
    role_grant(
        actor=None,
        user=hall.world.stranger,
        role=Role.OVERSIGHT_MEMBER,
        division=hall.world.mingtong,
        valid_from=worlds.TERM_FROM,
    )
    return hall.world.stranger


def test_the_oversight_committee_sees_what_is_decided_and_not_yet_public(hall, overseer, as_user):
    resolution = hall.adopted()
    client = as_user(overseer)
    page = client.get("/").content.decode()
    assert "还没有公布的决议和结果" in page and resolution.title in page
    assert client.get(url("resolution_detail", resolution.pk)).status_code == 200
    resolution_publish(actor=hall.world.chair, resolution=resolution)
    assert resolution.title not in client.get("/").content.decode()


def test_the_oversight_committee_reads_and_decides_nothing(hall, overseer, as_user):
    event = hall.vote()
    client = as_user(overseer)
    assert client.get(url("meeting_detail", event.meeting_id)).status_code == 200
    assert client.post(url("vote_cast", event.pk), {"choice": "for"}).status_code == 403
    assert client.post(url("vote_close", event.pk)).status_code == 403
    assert client.post(url("meeting_step", event.meeting_id, "end")).status_code == 403


def test_a_delegate_without_business_is_led_to_the_board(hall, as_user):
    role_grant(
        actor=None,
        user=hall.world.stranger,
        role=Role.UNIT_DELEGATE,
        division=hall.world.mingtong,
        valid_from=worlds.TERM_FROM,
    )
    page = as_user(hall.world.stranger).get("/").content.decode()
    assert f"/communities/{hall.world.mingtong.pk}/" in page


def test_whoever_has_no_vote_is_not_sent_to_vote(hall, overseer, as_user):
    event = hall.vote()
    address = url("meeting_detail", event.meeting_id)
    for user, words, other in (
        (hall.world.member1, "去表决", "看表决"),
        (overseer, "看表决", "去表决"),
    ):
        page = as_user(user).get(address).content.decode()
        assert words in page and other not in page
