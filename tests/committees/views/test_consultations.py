"""Pages of consultations: what residents, the counter and visitors see and may do."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Consultation, MajorMatter, Opinion, PollAnswer
from committees.services.answers import answer_give
from committees.services.opinions import opinion_hide, opinion_write
from committees.services.polls import polls_sweep
from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from resident_affairs.services.issues import issue_file
from resident_affairs.services.triage import issue_accept, issue_refer
from tests.committees.assembly import deliberating, poll, proposed, scan


@pytest.fixture
def world(world):
    """With the rules of the field."""
    rules_load_defaults()
    return world


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


def html(client, name, *args):
    return client.get(url(name, *args)).content.decode()


def test_a_resident_brings_a_topic_once(world, as_user):
    data = {
        "title": "停车",
        "question": "怎么停？",
        "why": "堵",
        "kind": "talk",
        "closes_at": "2026-03-20T18:00",
        "submit_key": uuid4(),
    }
    client = as_user(world.resident)
    assert client.post(url("consultation_create"), data).status_code == 302
    client.post(url("consultation_create"), data)
    assert Consultation.objects.get().origin == "resident"
    poor = client.post(url("consultation_create"), data | {"title": "", "submit_key": uuid4()})
    assert poor.status_code == 400 and "怎么停？" in poor.content.decode()


@pytest.mark.parametrize(("key", "status"), [(None, 302), ("stranger", 403), ("street", 403)])
def test_others_bring_nothing(world, as_user, key, status):
    client = as_user(world.people[key] if key else None)
    assert client.get(url("consultation_create")).status_code == status


def test_what_was_said_shows_after_the_close_without_names(world, as_user):
    row = deliberating(world)
    opinion_write(actor=world.resident, consultation=row, stance="for", text="我很赞成划线")
    bad = opinion_write(actor=world.neighbour, consultation=row, stance="against", text="骂人话")
    for client in (as_user(), as_user(world.chair), as_user(world.neighbour)):
        assert "我很赞成划线" not in html(client, "consultation_detail", row.pk)
    clock.advance(days=8)
    opinion_hide(actor=world.chair, opinion=bad, reason="侮辱他人")
    page = html(as_user(), "consultation_detail", row.pk)
    assert "我很赞成划线" in page and "侮辱他人" in page
    assert "骂人话" not in page and "王桂芳" not in page and "冯建国" not in page


def test_an_opinion_comes_back_as_typed(world, as_user):
    row = deliberating(world)
    client = as_user(world.resident)
    page = client.post(url("opinion_write", row.pk), {"text": "打了一半"})
    assert page.status_code == 400 and "打了一半" in page.content.decode()
    good = {"stance": "for", "text": "好"}
    assert client.post(url("opinion_write", row.pk), good).status_code == 302
    assert Opinion.objects.count() == 1


def test_an_answer_in_one_form_and_no_count_before_the_close(world, as_user):
    found = poll(world)
    client = as_user(world.resident)
    assert client.post(url("poll_answer", found.pk), {"answer": "9"}).status_code == 400
    assert client.post(url("poll_answer", found.pk), {"answer": "2"}).status_code == 302
    assert client.post(url("poll_answer", found.pk), {"answer": "1"}).status_code == 409
    for viewer in (None, world.chair, world.street):
        page = html(as_user(viewer), "consultation_detail", found.consultation_id)
        assert 'class="bars"' not in page
        assert "已计 1 份" in page
    clock.advance(days=6)
    polls_sweep()
    page = html(as_user(), "consultation_detail", found.consultation_id)
    assert 'class="bars"' in page


KINDS = {
    "multiple": ({"options": ("一", "二", "三"), "most": 2}, {"answer": ["1", "3"]}, [1, 3]),
    "ranked": ({}, {"option_1": "2", "option_2": "1", "option_3": ""}, [2, 1]),
    "score": ({}, {"option_1": "5", "option_2": "1", "option_3": "3"}, {"1": 5, "2": 1, "3": 3}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_answered_and_shown(world, as_user, kind):
    words, given, stored = KINDS[kind]
    found = poll(world, kind=kind, **words)
    client = as_user(world.resident)
    assert client.get(url("consultation_detail", found.consultation_id)).status_code == 200
    assert client.post(url("poll_answer", found.pk), {}).status_code == 400
    assert client.post(url("poll_answer", found.pk), given).status_code == 302
    assert PollAnswer.objects.get().content == stored
    clock.advance(days=6)
    polls_sweep()
    assert client.get(url("consultation_detail", found.consultation_id)).status_code == 200


def test_the_committee_asks(world, as_user):
    row = deliberating(world)
    data = {
        "question": "几点关灯？",
        "kind": "single",
        "options": "九点\n十点\n",
        "least": "1",
        "most": "1",
        "unit": "person",
        "roll_size": "40",
        "closes_at": "2026-03-08T18:00",
    }
    client = as_user(world.chair)
    assert client.post(url("poll_create", row.pk), data | {"options": "九点"}).status_code == 400
    assert client.post(url("poll_create", row.pk), data).status_code == 302
    assert row.polls.get().options[1]["text"] == "十点"
    assert as_user(world.resident).post(url("poll_create", row.pk), data).status_code == 403


def test_paper_is_entered_and_looked_at_twice(world, as_user):
    found = poll(world)
    data = {"answer": "1", "name": "老周", "phone": "13700000001"}
    client = as_user(world.staff)
    assert client.post(url("poll_paper", found.pk), data).status_code == 400
    assert client.post(url("poll_paper", found.pk), data | {"scan": scan()}).status_code == 302
    answer = PollAnswer.objects.get()
    check = {"answer": answer.pk, "said": "right"}
    assert client.post(url("paper_check", found.pk), check).status_code == 409
    other = as_user(world.member1)
    assert other.post(url("paper_check", found.pk), check | {"said": "x"}).status_code == 404
    assert "老周" in html(other, "poll_paper", found.pk)
    assert other.post(url("paper_check", found.pk), check).status_code == 302
    answer.refresh_from_db()
    assert answer.confirmed_at
    assert "老周" not in html(as_user(), "consultation_detail", found.consultation_id)
    assert as_user(world.resident).get(url("poll_paper", found.pk)).status_code == 403
    assert as_user(world.baita_staff).get(url("poll_paper", found.pk)).status_code in {403, 404}


def test_the_committee_takes_every_step_by_its_pages(world, as_user):
    row = proposed(world)
    client = as_user(world.chair)

    def step(name):
        return client.post(url("consultation_step", row.pk, name)).status_code

    assert step("accept_topic") == 302
    words = {"participants": "大家", "closes_at": "2026-03-08T18:00"}
    page = url("consultation_set_participants", row.pk)
    assert client.get(page).status_code == 200
    assert client.post(page, {"participants": "", "closes_at": "x"}).status_code == 400
    assert client.post(page, words).status_code == 302
    assert step("give_notice") == 302 and step("begin") == 302 and step("nonsense") == 404
    clock.advance(days=7)
    conclude = url("consultation_conclude", row.pk)
    assert client.post(conclude, {"conclusion": "单侧停"}).status_code == 302
    assert client.post(conclude, {"conclusion": "再来"}).status_code == 409
    assert step("send_to_meeting") == 302
    feedback = url("consultation_give_feedback", row.pk)
    assert client.post(feedback, {"feedback": "已划线"}).status_code == 302
    assert "已划线" in html(as_user(), "consultation_detail", row.pk)


def test_a_major_matter_goes_in_order(world, as_user):
    secretary, chair = as_user(world.secretary), as_user(world.chair)
    data = {"title": "改造", "held_on": "2026-03-01", "text": "提议"}
    assert secretary.post(url("matter_create"), data | {"text": ""}).status_code == 400
    assert secretary.post(url("matter_create"), data).status_code == 302
    matter = MajorMatter.objects.get()
    assert chair.post(url("matter_decide", matter.pk), data).status_code == 400
    assert as_user(world.resident).get(url("matter_discuss", matter.pk)).status_code == 403
    assert as_user(world.baita_chair).get(url("matter_discuss", matter.pk)).status_code == 404
    early = chair.post(url("matter_discuss", matter.pk), data | {"held_on": "2026-02-01"})
    assert early.status_code == 400
    assert secretary.post(url("matter_discuss", matter.pk), data).status_code in {403, 404}
    for name, client in (("discuss", chair), ("review", secretary)):
        assert client.get(url(f"matter_{name}", matter.pk)).status_code == 200
        assert client.post(url(f"matter_{name}", matter.pk), data).status_code == 302, name
    assert chair.post(url("matter_decide", matter.pk), data).status_code == 400
    for name in ("publish_resolution", "publish_result", "propose", "nonsense"):
        assert chair.post(url("matter_end", matter.pk, name)).status_code == 404
    page = html(as_user(), "matter_detail", matter.pk)
    assert page.count("stepper__step--done") == 3


def test_lists_and_missing_pages(world, as_user):
    client = as_user()
    assert client.get(url("consultation_detail", 999)).status_code == 404
    assert client.get(url("matter_detail", 999)).status_code == 404
    for query in ("", "?group=over", "?community=x", "?before=zz", "?group=%00"):
        assert client.get(url("consultation_list") + query).status_code == 200
        assert client.get(url("matter_list") + query).status_code == 200


def test_pages_cost_the_same_at_any_length(world, as_user):
    row = deliberating(world)
    client = as_user(world.resident)
    counts = []
    for size in (3, 9):
        while Consultation.objects.count() < size:
            proposed(world)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(url("consultation_list"))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6
    found = poll(world, row)
    answer_give(actor=world.neighbour, poll=found, content=[1])
    with CaptureQueriesContext(connection) as seen:
        client.get(url("consultation_detail", row.pk))
    assert len(seen) <= 14


def test_the_committee_takes_a_topic_from_an_issue(world, as_user):
    issue = issue_file(
        actor=world.resident,
        community=world.mingtong,
        category=world.categories["greening"],
        text="院坝荒了很久",
        submit_key=uuid4(),
    )
    path = f"{url('consultation_create')}?issue={issue.pk}"
    data = {
        "title": "绿化",
        "question": "种什么？",
        "why": "荒",
        "kind": "talk",
        "closes_at": "2026-03-20T18:00",
    }
    assert "院坝荒了很久" in as_user(world.chair).get(path).content.decode()
    assert as_user(world.resident).post(path, data).status_code == 404
    assert as_user(world.baita_chair).post(path, data).status_code == 404
    assert as_user(world.chair).post(path, data).status_code == 302
    assert Consultation.objects.get().origin == "issue"


@pytest.mark.parametrize(("account", "offered"), [("chair", True), ("secretary", False)])
def test_consulting_first_is_offered_to_whoever_may(world, as_user, account, offered):
    """The Party secretary raises motions from issues, but leads no consultation."""
    issue = issue_file(
        actor=world.resident,
        community=world.mingtong,
        category=world.categories["greening"],
        text="院坝荒了，想商量一下怎么用。",
        submit_key=uuid4(),
    )
    issue_accept(actor=world.chair, issue=issue)
    issue_refer(actor=world.chair, issue=issue)
    page = as_user(world.people[account]).get("/").content.decode()
    assert "列为议案" in page
    assert (f"?issue={issue.pk}" in page) and (("先协商" in page) is offered)
