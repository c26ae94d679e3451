"""The pages of issues: who may open them, what they say, and what each step does."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.models import Record
from resident_affairs.models import Issue, Message, Rating
from resident_affairs.services.messages import message_post
from resident_affairs.services.triage import issue_accept

SECRETS = ("王桂芳", "13900000000")


@pytest.fixture(autouse=True)
def _no_counters():
    cache.clear()


def body(page) -> str:
    return page.content.decode()


def test_a_visitor_reads_a_public_issue_without_names(issue_in, as_user):
    issue = issue_in("closed")
    page = as_user().get(f"/issues/{issue.pk}/")
    assert page.status_code == 200 and issue.title in body(page)
    assert not [secret for secret in SECRETS if secret in body(page)]


@pytest.mark.parametrize("state", ["submitted", "declined", "withdrawn"])
def test_a_visitor_does_not_find_what_is_not_public(issue_in, as_user, state):
    issue = issue_in(state)
    hidden, missing = (as_user().get(f"/issues/{pk}/") for pk in (issue.pk, 999999))
    assert hidden.status_code == missing.status_code == 404
    plain = [
        re.sub(r'value="[\w-]{30,}"|/issues/\d+/', "", body(page)) for page in (hidden, missing)
    ]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("pk", ["0", "9" * 30])
def test_odd_numbers_are_missing(world, as_user, pk):
    assert as_user(world.head).get(f"/issues/{pk}/").status_code == 404


def test_the_list_filters_and_survives_nonsense(world, issue_in, as_user):
    issue = issue_in("accepted")
    client = as_user()
    assert issue.title in body(client.get("/issues/", {"q": "积水"}))
    assert issue.title not in body(client.get("/issues/", {"q": "路灯"}))
    odd = {
        "q": "\x00",
        "status": "x",
        "category": "y",
        "before": "z",
        "since": "1",
        "community": "-1",
    }
    assert client.get("/issues/", odd).status_code == 200
    assert client.get("/issues/", {"before": "9" * 18, "community": "9" * 18}).status_code == 200


def test_everybody_finds_their_own_buttons(world, issue_in, as_user):
    issue = issue_in("settled")
    for who, wanted in (("resident", "rate/"), ("neighbour", "support/"), ("head", "message/")):
        assert f"/issues/{issue.pk}/{wanted}" in body(
            as_user(world.people[who]).get(f"/issues/{issue.pk}/")
        )
    assert "rate/" not in body(as_user(world.head).get(f"/issues/{issue.pk}/"))
    assert "message/" not in body(as_user(world.neighbour).get(f"/issues/{issue.pk}/"))


STEPS = (
    ("accept", "submitted", "head", {}),
    ("decline", "submitted", "head", {"remark": "不归社区", "where_to_go": "法院"}),
    ("answer", "accepted", "chair", {"remark": "周三开放"}),
    ("assign", "accepted", "head", {}),
    ("refer", "accepted", "member1", {}),
    ("escalate", "accepted", "vice", {"remark": "市政管网"}),
    ("hand-back", "escalated", "street", {"remark": "请社区先查"}),
    ("settle-escalated", "escalated", "street", {"remark": "管网已修"}),
    ("rate", "settled", "resident", {"score": "5", "is_solved": "yes"}),
    ("reopen", "settled", "resident", {"remark": "又堵了"}),
    ("withdraw", "submitted", "resident", {}),
)


@pytest.mark.parametrize(("step", "state", "who", "words"), STEPS)
def test_a_step_through_its_page(world, issue_in, as_user, step, state, who, words):
    issue = issue_in(state)
    client = as_user(world.people[who])
    page = client.post(f"/issues/{issue.pk}/{step}/", {**words, "version": issue.version})
    assert page.status_code == 302
    assert Record.objects.of(issue).last().verb in {step.replace("-", "_"), "clock_resumed"}
    again = client.post(f"/issues/{issue.pk}/{step}/", {**words, "version": issue.version})
    assert again.status_code == 409


@pytest.mark.parametrize(("step", "state", "who", "words"), STEPS)
@pytest.mark.parametrize("other", ["staff", "baita_chair", "donghua_street", "stranger", None])
def test_a_step_is_not_for_others(world, issue_in, as_user, step, state, who, words, other):
    issue = issue_in(state)
    client = as_user(world.people[other] if other else None)
    page = client.post(f"/issues/{issue.pk}/{step}/", words)
    assert page.status_code in ({403, 404} if other else {302})
    assert Issue.objects.get(pk=issue.pk).status == state


@pytest.mark.parametrize(
    ("step", "words", "field"),
    [
        ("decline", {"remark": "不归社区"}, "where_to_go"),
        ("decline", {"where_to_go": "法院"}, "remark"),
        ("answer", {"remark": " "}, "remark"),
        ("escalate", {"remark": "x\x00"}, "remark"),
        ("escalate", {"remark": "长" * 501}, "remark"),
        ("merge", {"target": "ISS-2026-999999"}, "target"),
        ("merge", {"target": "乱写"}, "target"),
        ("accept", {"category": "999999"}, "category"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(world, issue, as_user, step, words, field):
    page = as_user(world.head).post(f"/issues/{issue.pk}/{step}/", words)
    assert page.status_code == 422
    shown = next(s for s in page.context["steps"] if s["name"] == step)
    assert field in shown["form"].errors and shown["is_refused"]
    assert Issue.objects.get(pk=issue.pk).status == "submitted"


def test_a_stale_form_is_409_and_keeps_the_words(world, issue, as_user):
    issue_accept(actor=world.head, issue=issue)
    page = as_user(world.head).post(
        f"/issues/{issue.pk}/answer/", {"remark": "写了很久的答复", "version": 1}
    )
    assert page.status_code == 409 and "写了很久的答复" in body(page)


def test_merging_by_number(world, file_issue, as_user):
    one, two = file_issue(), file_issue(text="同一件院坝的事")
    page = as_user(world.head).post(f"/issues/{one.pk}/merge/", {"target": two.reference.lower()})
    assert page.status_code == 302 and Issue.objects.get(pk=one.pk).merged_into == two


def test_rating_not_solved_again(world, issue_in, as_user):
    issue = issue_in("settled")
    words = {"score": "1", "is_solved": "no", "wants_again": "on"}
    client = as_user(world.resident)
    assert client.post(f"/issues/{issue.pk}/rate/", words).status_code == 422
    client.post(f"/issues/{issue.pk}/rate/", {**words, "words": "还是堵"})
    assert Issue.objects.get(pk=issue.pk).status == "reopened" and Rating.objects.count() == 1


def test_messages_through_the_page(world, issue, as_user):
    key = str(uuid.uuid4())
    words = {"body": "请问几栋？", "kind": "ask", "submit_key": key}
    client = as_user(world.staff)
    for _turn in (1, 2):
        assert client.post(f"/issues/{issue.pk}/message/", words).status_code == 302
    assert Message.objects.count() == 1
    page = as_user(world.resident).get(f"/issues/{issue.pk}/")
    assert "请问几栋？" in body(page) and "李静" not in body(page)
    sent = as_user(world.resident).post(f"/issues/{issue.pk}/message/", {"body": ""})
    assert sent.status_code == 422


def test_a_note_is_never_on_the_residents_page(world, issue, as_user):
    message_post(
        actor=world.staff, issue=issue, body="内部的话", is_internal=True, submit_key=uuid.uuid4()
    )
    page = body(as_user(world.resident).get(f"/issues/{issue.pk}/"))
    assert "内部的话" not in page and "内部备注" not in page
    assert "内部的话" in body(as_user(world.head).get(f"/issues/{issue.pk}/"))


def test_the_reporter_is_shown_to_handlers_on_the_record(world, issue, as_user):
    url = f"/issues/{issue.pk}/reporter/"
    assert "13900000000" in body(as_user(world.staff).post(url))
    assert as_user(world.street).post(url).status_code == 403
    assert as_user(world.baita_staff).post(url).status_code == 404
    assert Record.objects.filter(verb="reporter_seen").count() == 1


def test_the_desk(world, issue, as_user):
    client = as_user(world.head)
    assert issue.title in body(client.get("/desk/issues/"))
    page = body(client.get(f"/desk/issues/{issue.pk}/"))
    assert f"/issues/{issue.pk}/assign/?desk=1" in page
    sent = client.post(f"/issues/{issue.pk}/accept/?desk=1", {})
    assert sent.url == f"/desk/issues/{issue.pk}/"
    for who in ("resident", "staff", "street", "districter"):
        assert as_user(world.people[who]).get("/desk/issues/").status_code == 403, who
    assert as_user(world.baita_head).get(f"/desk/issues/{issue.pk}/").status_code == 404


def test_the_sub_districts_list(world, issue_in, as_user):
    issue = issue_in("escalated")
    assert issue.title in body(as_user(world.street).get("/desk/escalated/"))
    assert issue.title not in body(as_user(world.donghua_street).get("/desk/escalated/"))
    assert as_user(world.head).get("/desk/escalated/").status_code == 403


def test_landing_pages_and_board(world, issue_in, as_user):
    issue = issue_in("settled")
    assert issue.title in body(as_user(world.resident).get("/"))
    assert "/desk/issues/" in body(as_user(world.head).get("/"))
    assert issue.title in body(as_user().get(f"/communities/{world.mingtong.pk}/"))
    assert issue.title in body(as_user(world.resident).get("/issues/mine/"))
    assert issue.title not in body(as_user(world.neighbour).get("/issues/mine/?show=followed"))


def test_tracking_without_login(issue, as_user):
    client = as_user()
    assert client.get("/track/").status_code == 200
    page = client.post("/track/", {"reference": issue.reference, "last_four": "0000"})
    assert page.status_code == 200 and "已提交" in body(page)
    assert not [secret for secret in SECRETS if secret in body(page)]


def test_tracking_answers_alike_and_is_throttled(issue, as_user):
    client = as_user()
    wrong = [
        client.post("/track/", {"reference": number, "last_four": "9999"})
        for number in (issue.reference, "ISS-2026-999999")
    ]
    assert [page.status_code for page in wrong] == [422, 422]
    told = {str(page.context["form"].non_field_errors()) for page in wrong}
    assert len(told) == 1
    for _turn in range(12):
        client.post("/track/", {"reference": issue.reference, "last_four": "9999"})
    page = client.post("/track/", {"reference": issue.reference, "last_four": "0000"})
    assert page.status_code == 422 and "频繁" in body(page)


def statements(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_number_of_statements_does_not_grow(world, issue_in, file_issue, as_user):
    issue = issue_in("in_progress")
    clients = {who: as_user(world.people[who]) for who in ("head", "resident")}
    urls = ("/issues/", "/issues/mine/", f"/issues/{issue.pk}/")
    clients["head"].get("/issues/")  # the category tree is kept from here on
    few = {(who, url): statements(c, url) for who, c in clients.items() for url in urls}
    few["desk"] = statements(clients["head"], "/desk/issues/")
    for _turn in range(15):
        issue_accept(actor=world.head, issue=file_issue())
        message_post(actor=world.head, issue=issue, body="进展", submit_key=uuid.uuid4())
    many = {(who, url): statements(c, url) for who, c in clients.items() for url in urls}
    many["desk"] = statements(clients["head"], "/desk/issues/")
    assert few == many
    for key, count in many.items():
        assert count <= (8 if f"/issues/{issue.pk}/" in key else 6), (key, count)


def test_an_affair_on_the_desk_costs_the_same_at_any_length(world, issue_in, file_issue, as_user):
    issue = issue_in("submitted")
    client, counts = as_user(world.people["head"]), []
    client.get("/desk/issues/")
    for more in (9, 40):
        for _turn in range(more):
            file_issue()
        counts.append(statements(client, f"/desk/issues/{issue.pk}/"))
    # One more than a detail page may cost: the list beside it and what is like it are two.
    assert counts[0] == counts[1] <= 9


def test_a_resident_sees_their_own_community_first(world, issue_in, as_user):
    issue_in("assigned")
    page = as_user(world.baita_resident).get("/issues/")
    assert not page.context["rows"]
    assert [tab["is_current"] for tab in page.context["tabs"]] == [True, False]
    wide = as_user(world.baita_resident).get("/issues/?scope=all")
    assert len(wide.context["rows"]) == 1
    assert not as_user(None).get("/issues/").context["tabs"]
