"""Pages of whistles, referrals and the department's desk: each step by its own person."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from portal.kernel import clock
from portal.services import figures, sealing
from resident_affairs.services import triage
from tests.workstations.whistling import Street
from workstations.models import Referral, Task, Whistle, WhistleRequest


@pytest.fixture
def street(world, monday):
    return Street(world)


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def words(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def given(street, **more):
    return {
        "kind": "emergency",
        "title": "楼顶棚子要掉",
        "brief": "拆棚、拉警戒线",
        "place": "东风巷14号",
        "units": [unit.pk for unit in street.units],
        "hours": "2",
        "contact": "",
        "submit_key": uuid4(),
    } | more


def test_the_whole_way_on_the_pages(street, world, as_user):
    official, head, clerk, other = (
        as_user(person) for person in (world.street, world.head, *street.clerks)
    )
    affair = url("affair", street.issue.pk)
    new = f"{url('whistle_new')}?issue={street.issue.pk}"
    assert new in words(official.get(affair))
    assert "whistles/ask" in words(head.get(affair)) and new not in words(head.get(affair))
    assert "区城管局" in words(official.get(new))
    assert official.post(new, given(street)).status_code == 302
    whistle = Whistle.objects.get()
    here = url("whistle", whistle.pk)
    first, second = whistle.calls.order_by("id")

    def form(who, name, call, **more):
        assert who.get(url(name, call.pk)).status_code == 200
        answer = who.post(url(name, call.pk), more)
        assert answer.status_code == 302, words(answer)

    assert head.post(url("call_arrive", first.pk), {"now": "1"}).status_code == 302
    clock.advance(hours=1)
    form(official, "call_arrive", second, arrived_at="2026-03-02T09:40")
    form(clerk, "call_report", first, text="拆了棚子")
    form(official, "call_report", second, text="查了消防")
    assert "拆了棚子" in words(official.get(here))
    assert "whistles/new" not in words(official.get(affair)) and here in words(official.get(affair))
    finish = url("whistle_finish", whistle.pk)
    assert official.get(finish).status_code == 200
    assert official.post(finish, {"outcome": ""}).status_code == 400
    assert official.post(finish, {"outcome": "棚子已拆"}).status_code == 302
    for call in (first, second):
        form(official, "call_score", call, score="4", words="来得快")
    assert official.post(url("whistle_step", whistle.pk, "close")).status_code == 302
    whistle.refresh_from_db()
    assert whistle.status == "closed"
    assert "已结束" in words(other.get(here))
    assert "棚子已拆" in words(as_user(world.resident).get(f"/issues/{street.issue.pk}/"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "x"),
        ("title", ""),
        ("brief", "长" * 501),
        ("place", "\x00"),
        ("units", []),
        ("units", ["999999"]),
        ("hours", "73"),
        ("hours", "x"),
    ],
)
def test_bad_input_comes_back_at_its_field(street, world, as_user, field, value):
    new = f"{url('whistle_new')}?issue={street.issue.pk}"
    answer = as_user(world.street).post(new, given(street, **{field: value}))
    assert answer.status_code == 400 and field in answer.context["form"].errors
    if field != "brief":
        assert "拆棚、拉警戒线" in words(answer)
    assert not Whistle.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "?issue=x", "?issue=99999999", "?issue=1&task=1", "?issue=" + "9" * 30]
)
def test_an_absurd_source_is_no_page(street, world, as_user, query):
    assert as_user(world.street).get(url("whistle_new") + query).status_code == 404
    assert as_user(world.head).get(url("whistle_ask") + query).status_code == 404


def test_found_by_its_number(street, world, as_user):
    official = as_user(world.street)
    answer = official.get(url("whistle_find"), {"reference": street.issue.reference})
    assert answer.url == f"{url('whistle_new')}?issue={street.issue.pk}"
    for text in ("ISS-2026-999999", "x", "", "MOT-2026-000001", "ISS-2025-000001"):
        answer = official.get(url("whistle_find"), {"reference": text})
        assert answer.url == url("whistle_list"), text
    foreign = as_user(world.donghua_street)
    answer = foreign.get(url("whistle_find"), {"reference": street.issue.reference})
    assert answer.url == url("whistle_list")


def test_from_the_page_of_a_task(street, world, as_user):
    triage.issue_assign(actor=world.head, issue=street.issue)
    task = Task.objects.get(issue=street.issue)
    page = words(as_user(world.street).get(url("task_detail", task.pk)))
    assert f"whistles/new/?task={task.pk}" in page
    assert (
        as_user(world.street)
        .post(f"{url('whistle_new')}?task={task.pk}", given(street))
        .status_code
        == 302
    )
    assert Whistle.objects.get().task == task


def test_asked_for_and_granted_or_refused(street, world, as_user):
    head, official = as_user(world.head), as_user(world.street)
    ask = f"{url('whistle_ask')}?issue={street.issue.pk}"
    assert head.get(ask).status_code == 200
    assert head.post(ask, {"kind": "enforcement", "words": ""}).status_code == 400
    assert head.post(ask, {"kind": "enforcement", "words": "劝了五次"}).status_code == 302
    asked = WhistleRequest.objects.get()
    here = url("whistle_request", asked.pk)
    assert street.issue.title in words(official.get("/"))
    assert "劝了五次" in words(official.get(here)) and "不吹哨" in words(official.get(here))
    assert "不吹哨" not in words(head.get(here))
    assert head.post(here, {"reason": "我不"}).status_code == 403
    assert official.post(here, {"reason": ""}).status_code == 400
    blow = f"{url('whistle_new')}?issue={street.issue.pk}&request={asked.pk}"
    assert official.post(blow, given(street)).status_code == 302
    asked.refresh_from_db()
    assert asked.whistle == Whistle.objects.get()
    assert official.post(here, {"reason": "晚了"}).status_code == 409


class TestReferrals:
    def _post(self, street, as_user, who="street", **more):
        sent = {
            "unit": street.units[0].pk,
            "title": "违建认定",
            "question": "是否违建？",
            "place": "",
            "period": "wd10",
            "submit_key": uuid4(),
        } | more
        new = f"{url('referral_new')}?issue={street.issue.pk}"
        return as_user(street.world.people[who]).post(new, sent)

    def test_the_whole_way(self, street, world, as_user):
        street.escalated()
        assert street.issue.title in words(as_user(world.street).get(url("referral_list")))
        assert self._post(street, as_user).status_code == 302
        referral = Referral.objects.get()
        clerk, here = as_user(street.clerks[0]), url("referral", referral.pk)
        assert "违建认定" in words(clerk.get("/"))
        assert "违建认定" in words(clerk.get(url("department")))
        answer = url("referral_answer", referral.pk)
        assert clerk.get(answer).status_code == 200
        assert clerk.post(answer, {"text": " "}).status_code == 400
        assert clerk.post(answer, {"text": "下周拆"}).status_code == 302
        assert "下周拆" in words(as_user(world.street).get(here))
        assert "下周拆" in words(as_user(world.resident).get(f"/issues/{street.issue.pk}/"))
        done = words(clerk.get(url("department") + "?show=done"))
        assert "违建认定" in done and "违建认定" not in words(clerk.get(url("department")))
        assert clerk.post(answer, {"text": "再答"}).status_code == 409

    @pytest.mark.parametrize(
        ("field", "value"),
        [("unit", "x"), ("unit", ""), ("title", ""), ("question", ""), ("period", "wd99")],
    )
    def test_bad_input_comes_back_at_its_field(self, street, as_user, field, value):
        street.escalated()
        answer = self._post(street, as_user, **{field: value})
        assert answer.status_code == 400 and field in answer.context["form"].errors
        assert not Referral.objects.exists()

    def test_declined_recalled_and_strange_steps(self, street, world, as_user):
        street.referred()
        clerk, official = as_user(street.clerks[0]), as_user(world.street)
        step = url("referral_step", street.referral.pk, "recall")
        assert clerk.post(step, {"reason": "x"}).status_code == 403
        strange = url("referral_step", street.referral.pk, "answer")
        assert official.post(strange, {"reason": "x"}).status_code == 404
        decline = url("referral_decline", street.referral.pk)
        assert as_user(street.clerks[1]).get(decline).status_code == 404
        assert clerk.post(decline, {"text": "归住建管"}).status_code == 302
        assert official.post(step, {"reason": "x"}).status_code == 409

    def test_only_by_the_sub_district_of_the_issue(self, street, as_user):
        street.escalated()
        assert self._post(street, as_user, "donghua_street").status_code == 404
        assert self._post(street, as_user, "chair").status_code == 403


class TestTheNarrowDesk:
    """A department reads what it was called to and asked, in the official's words. Nothing else."""

    SECRETS = ("13912345678", "502", "王桂芳", "我电话")

    @pytest.fixture
    def busy(self, street, world):
        street.issue = street.file(visibility="staff")
        street.blow()
        street.other = street.file(text="别的事情，四楼漏水", visibility="staff")
        street.whistle_of_one = street.whistle
        street.issue = street.other
        street.escalated()
        street.refer(unit=street.units[1], title="漏水认定")
        return street

    def test_lists_and_search(self, busy, world, as_user):
        clerk = as_user(busy.clerks[0])
        for page in ("/", url("department"), "/issues/", "/issues/?q=楼顶", "/issues/?q=漏水"):
            text = clerk.get(page).content.decode()
            assert "漏水" not in text.replace("?q=漏水", "").replace('value="漏水"', ""), page
            assert not any(secret in text for secret in self.SECRETS), page
        assert "楼顶棚子有掉落危险" in words(clerk.get(url("department")))
        assert "漏水认定" in words(as_user(busy.clerks[1]).get(url("department")))

    def test_details(self, busy, world, as_user):
        clerk = as_user(busy.clerks[0])
        page = words(clerk.get(url("whistle", busy.whistle_of_one.pk)))
        assert "拆除楼顶松动的棚子" in page and "东风巷14号楼下" in page
        assert not any(secret in page for secret in self.SECRETS)
        assert "/affairs/" not in page and "ISS-" not in page
        for path in (
            url("referral", busy.referral.pk),
            url("referral_answer", busy.referral.pk),
            f"/issues/{busy.issue.pk}/",
            f"/issues/{busy.whistle_of_one.issue_id}/",
        ):
            assert clerk.get(path).status_code == 404, path
        for path in (
            url("whistle_list"),
            url("referral_list"),
            url("affair", busy.issue.pk),
            url("whistle_new") + f"?issue={busy.issue.pk}",
            url("order_list"),
            url("task_list"),
            url("dashboard"),
            "/desk/issues/",
            "/desk/escalated/",
            f"/desk/issues/{busy.issue.pk}/",
        ):
            assert clerk.get(path).status_code in {403, 404}, path

    def test_another_departments_report_and_score_stay_unseen(self, busy, world, as_user):
        busy.whistle = busy.whistle_of_one
        busy.arrive(0)
        busy.arrive(1)
        busy.report(1, text="只给街道看的话")
        busy.finish()
        busy.score(1, words="不太行")
        page = words(as_user(busy.clerks[0]).get(url("whistle", busy.whistle.pk)))
        assert "只给街道看的话" not in page and "不太行" not in page
        assert "区消防大队" in page
        mine = words(as_user(busy.clerks[1]).get(url("whistle", busy.whistle.pk)))
        assert "只给街道看的话" in mine and "不太行" in mine

    def test_calls_of_others_by_address(self, busy, as_user):
        first, second = busy.whistle_of_one.calls.order_by("id")
        clerk = as_user(busy.clerks[0])
        assert clerk.get(url("call_report", second.pk)).status_code == 404
        assert clerk.post(url("call_report", second.pk), {"text": "x"}).status_code == 404
        for name in ("call_arrive", "call_score"):
            assert clerk.post(url(name, first.pk), {"now": "1"}).status_code == 403

    def test_a_department_not_called_sees_nothing(self, busy, world, as_user):
        unit = busy.unit("区住建局")
        outsider = busy.hire(unit, "clerk9")
        client = as_user(outsider)
        assert client.get(url("whistle", busy.whistle_of_one.pk)).status_code == 404
        assert client.get(url("referral", busy.referral.pk)).status_code == 404
        assert "现在没有来件" in words(client.get(url("department")))

    def test_the_api_shows_nothing(self, busy, api):
        client = api(busy.clerks[0])
        for path in ("/api/v1/issues/", "/api/v1/tasks/", "/api/v1/supervision-orders/"):
            answer = client.get(path)
            assert answer.status_code in {200, 403}, path
            if answer.status_code == 200:
                assert answer.json()["results"] == [], path
        assert client.get(f"/api/v1/issues/{busy.issue.pk}/").status_code == 404
        assert client.get(f"/api/v1/issues/{busy.whistle_of_one.issue_id}/").status_code == 404

    def test_no_picture_of_the_issue(self, busy, as_user):
        picture = busy.photographed()
        client = as_user(busy.clerks[0])
        assert client.get(reverse("portal:picture", args=[picture.pk, "full"])).status_code == 404
        official = as_user(busy.world.street)
        assert official.get(reverse("portal:picture", args=[picture.pk, "full"])).status_code == 200


def test_others_find_no_door(street, world, as_user):
    street.to("arrived")
    pk = street.whistle.pk
    for who, codes in (("resident", {403}), ("donghua_street", {404}), ("baita_head", {404})):
        assert as_user(world.people[who]).get(url("whistle", pk)).status_code in codes, who
    assert as_user().get(url("whistle", pk)).status_code == 302
    official, head = as_user(world.street), as_user(world.head)
    assert head.post(url("whistle_step", pk, "start_work")).status_code == 403
    assert official.post(url("whistle_step", pk, "score_all")).status_code == 404
    assert official.post(url("whistle_step", pk, "close")).status_code == 409
    assert official.post(url("whistle_step", pk, "cancel"), {"reason": ""}).status_code == 400


def test_the_public_reads_progress_in_plain_words(street, world, as_user):
    triage.issue_accept(actor=world.head, issue=street.issue)
    street.blow()
    page = words(as_user().get(f"/issues/{street.issue.pk}/"))
    assert "2 个部门到现场" in page and "城管" not in page and "吹哨" not in page


def test_the_dashboard_leads_to_the_rows_that_prove_it(street, world, as_user):
    street.to("closed")
    sealing.record_seal()
    figures.figures_run()
    official = as_user(world.street)
    page = official.get(url("dashboard"))
    found = [row for group in page.context["groups"] for row in group["rows"]]
    tile = next(row for row in found if str(row["label"]) == "部门按时到场率")
    assert (tile["value"], tile["n"]) == ("100.0", 2)
    proof = official.get(tile["url"])
    assert proof.status_code == 200 and street.whistle.title in words(proof)
    foreign = as_user(world.donghua_street).get(tile["url"])
    assert street.whistle.title not in words(foreign)


def _many(street, count):
    for number in range(count):
        street.issue = street.file(text=f"第 {number} 件事情要人到场")
        street.blow(title=f"第 {number} 件")


@pytest.mark.parametrize("who", ["street", "head"])
def test_the_list_costs_the_same_for_many(
    street, world, as_user, django_assert_max_num_queries, who
):
    client, counts = as_user(world.people[who]), []
    for more in (10, 40):
        _many(street, more)
        client.get(url("whistle_list"))
        cache.clear()
        with django_assert_max_num_queries(12) as caught:
            client.get(url("whistle_list"))
        counts.append(len(caught.captured_queries))
    assert counts[0] == counts[1]


def test_the_desk_costs_the_same_for_many(street, as_user, django_assert_max_num_queries):
    client, counts = as_user(street.clerks[0]), []
    for more in (10, 40):
        _many(street, more)
        client.get(url("department"))
        with django_assert_max_num_queries(12) as caught:
            client.get(url("department"))
        counts.append(len(caught.captured_queries))
    assert counts[0] == counts[1]


def test_the_page_of_a_whistle(street, world, as_user, django_assert_max_num_queries):
    street.to("working")
    client = as_user(world.street)
    client.get(url("whistle", street.whistle.pk))
    with django_assert_max_num_queries(13):
        client.get(url("whistle", street.whistle.pk))
