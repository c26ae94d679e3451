"""Pages of transfers: every step by its own person, and what everybody reads."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.workstations.transferring import POOL, WEIGHTS, Year
from workstations.models import TransferEntry, TransferPlan, TransferUse


@pytest.fixture
def year(world, monday):
    return Year(world)


def url(name, *args):
    return reverse(f"workstations:transfer_{name}", args=args)


def main(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def given(**more):
    words = {"year": 2026, "pool": "100000.00", "source": "区级预算", "inputs_as_of": "2026-03-01"}
    return words | WEIGHTS | {"submit_key": uuid4()} | more


def test_the_plan_on_its_pages(year, world, as_user):
    first, second = as_user(world.districter), as_user(world.people["districter2"])
    assert "测算一年的转移支付" in main(first.get(url("list")))
    assert first.post(url("make"), given()).status_code == 302
    plan = TransferPlan.objects.get()
    here = url("plan", plan.pk)
    assert plan.pool_fen == POOL and as_user().get(here).status_code == 404
    page = main(first.get(here))
    assert "6000 人" in page and "0.5" in page and "基尼系数" in page
    share = plan.shares.get(community=world.mingtong)
    answer = first.post(url("adjust", share.pk), {"fen": "1.00", "reason": ""})
    assert answer.status_code == 400 and "请写明理由" in main(answer)
    answer = first.post(url("compute", plan.pk), given(pool="90000", year=1999))
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert (plan.pool_fen, plan.year) == (9_000_000, 2026)
    assert first.post(url("plan_step", plan.pk, "propose")).status_code == 302
    assert first.post(url("plan_step", plan.pk, "approve")).status_code == 409
    assert "批准方案" in main(second.get(here))
    assert second.post(url("plan_step", plan.pk, "approve")).status_code == 302
    assert "人均" in main(as_user().get(here))
    assert first.post(url("pay_down", plan.pk), {"voucher": ""}).status_code == 400
    assert first.post(url("pay_down", plan.pk), {"voucher": "拨-1"}).status_code == 302
    street = as_user(world.street)
    assert "在街道，待拨到社区" in main(street.get("/"))
    assert street.post(url("allot", share.pk), {"voucher": "1"}).status_code == 404
    share = plan.shares.get(community=world.mingtong)
    assert street.post(url("allot", share.pk), {"voucher": "拨-2"}).status_code == 302
    assert "拨付到社区" in main(as_user().get(url("share", share.pk)))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"equal": "39"}, "合计要等于 100"),
        ({"equal": "x"}, "error"),
        ({"pool": "0"}, "请填写金额"),
        ({"pool": "-1"}, "error"),
        ({"year": "2029"}, "请填写今年或明年"),
        ({"source": ""}, "error"),
        ({"inputs_as_of": "2020-01-01"}, "明通巷"),
        ({"inputs_as_of": "never"}, "error"),
    ],
)
def test_bad_input_comes_back_at_its_field(year, world, as_user, more, words):
    answer = as_user(world.districter).post(url("make"), given(**more))
    assert answer.status_code == 400 and words in main(answer)
    assert 'value="区级预算"' in main(answer) or "source" in more
    assert not TransferPlan.objects.exists()


def test_a_use_on_its_pages(station, as_user):
    world = station.world
    year = Year(world)
    year.in_use()
    ground = station.resolution()
    member, here = as_user(world.member4), url("share", year.share.pk)
    assert ground.title in main(member.get(url("use", year.share.pk)))
    words = {"ground": f"r{ground.pk}", "fen": "860", "payee": "园林队", "purpose": "桂花苗"}
    assert member.post(url("use", year.share.pk), words | {"ground": "r0"}).status_code == 400
    answer = member.post(url("use", year.share.pk), words | {"fen": "99999"})
    assert answer.status_code == 400 and "超过专户里可用的" in main(answer)
    assert member.post(url("use", year.share.pk), words).status_code == 302
    use = TransferUse.objects.get()
    assert "桂花苗" not in main(as_user().get(here))
    chair, vice = as_user(world.chair), as_user(world.vice)
    assert "等批准用款" in main(chair.get("/"))
    assert chair.post(url("use_decide", use.pk), {"said": "maybe"}).status_code == 404
    for who in (chair, vice):
        assert who.post(url("use_decide", use.pk), {"said": "yes"}).status_code == 302
    public = main(as_user().get(here))
    assert "桂花苗" in public and ground.title in public and world.member4.name not in public
    entry = TransferEntry.objects.get(kind="use")
    street = as_user(world.street)
    assert street.post(url("use_reverse", entry.pk), {"reason": "付错"}).status_code == 302
    assert street.post(url("share_step", year.share.pk, "audit")).status_code == 404
    assert street.post(url("share_step", year.share.pk, "close")).status_code == 302
    auditor = as_user(world.auditor)
    assert "待审计" in main(auditor.get("/"))
    assert auditor.post(url("audit", year.share.pk), {"finding": ""}).status_code == 400
    assert auditor.post(url("audit", year.share.pk), {"finding": "账实相符"}).status_code == 302
    assert "账实相符" in main(as_user().get(here))


@pytest.mark.parametrize("name", ["resident", "chair", "street", "donghua_street", "auditor"])
def test_nobody_else_makes_or_pays(year, world, as_user, name):
    year.approved()
    person = as_user(world.people[name])
    assert person.get(url("make")).status_code in {403, 404}
    for page in ("pay_down", "compute"):
        assert person.get(url(page, year.plan.pk)).status_code in {403, 404}
    assert person.post(url("pay_down", year.plan.pk), {"voucher": "1"}).status_code in {403, 404}
    year.plan.refresh_from_db()
    assert year.plan.status == "approved"


def test_foreign_pages_are_missing_pages(year, world, as_user):
    year.paid_down()
    other = as_user(world.donghua_street)
    assert other.get(url("allot", year.share.pk)).status_code == 404
    assert other.get(url("allot", 10**9)).status_code == 404


def test_the_board_tells_of_it(year, world, as_user):
    year.in_use()
    board = as_user().get(reverse("portal:community_board", args=[world.mingtong.pk]))
    assert "2026 年区里给本社区" in board.content.decode()


def test_a_plan_costs_the_same_at_any_length(year, world, as_user, django_assert_max_num_queries):
    year.paid_down()
    client = as_user(world.street)
    client.get(url("plan", year.plan.pk))
    with django_assert_max_num_queries(9):
        client.get(url("plan", year.plan.pk))
