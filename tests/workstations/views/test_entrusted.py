"""Pages of entrusted affairs: every step by its own person, and what outsiders see."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from tests.workstations.entrusting import Deal
from workstations.models import EntrustedAffair, LedgerEntry, Payout, Task, Unit


@pytest.fixture
def deal(world, monday):
    return Deal(world)


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def words(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def given(deal, **more):
    return {
        "unit": deal.unit.pk,
        "community": deal.world.mingtong.pk,
        "title": "高龄补贴年审入户",
        "legal_basis": "老年人权益保障法",
        "volume": "300 户",
        "powers": "查询津贴系统",
        "starts_on": clock.today().isoformat(),
        "ends_on": (clock.today() + timedelta(days=60)).isoformat(),
        "fee": "30000.50",
        "submit_key": uuid4(),
    } | more


def test_the_whole_way_on_the_pages(deal, world, as_user):
    rules_load_defaults()
    clerk, street, chair, vice, head = (
        as_user(world.people[key]) for key in ("clerk", "street", "chair", "vice", "head")
    )
    assert clerk.get(url("entrusted_apply")).status_code == 200
    assert clerk.post(url("entrusted_apply"), given(deal)).status_code == 302
    affair = EntrustedAffair.objects.get()
    pk, here = affair.pk, url("entrusted", affair.pk)
    assert affair.fee_fen == 3_000_050
    assert as_user().get(here).status_code == 404
    assert "高龄补贴" in street.get("/").content.decode()

    def step(who, name, **more):
        answer = who.post(url("entrusted_step", pk, name), more)
        assert answer.status_code == 302, (name, answer.status_code)

    def form(who, name, **more):
        assert who.get(url(name, pk)).status_code == 200
        answer = who.post(url(name, pk), more)
        assert answer.status_code == 302, (name, words(answer))

    step(street, "admit")
    form(chair, "entrusted_opinion", opinion="可以办，先公示。")
    form(head, "entrusted_quote", hours="240", fen="24000")
    step(clerk, "sign_unit")
    step(street, "sign_street")
    assert "24,000.00" in words(clerk.get(here))
    form(street, "entrusted_fee", fen="24000", voucher="0001")
    due = (clock.today() + timedelta(days=9)).isoformat()
    form(head, "entrusted_task", title="入户", due_on=due, evidence_wanted="照片")
    form(head, "entrusted_payout", fen="100.10", payee="打印店", purpose="印表")
    payout = Payout.objects.get()
    assert payout.fen == 10_010
    decide = url("payout_decide", payout.pk)
    assert head.post(decide, {"said": "yes"}).status_code in {403, 404}
    for who in (chair, street):
        assert "等批准付款" in who.get("/").content.decode()
        assert who.post(decide, {"said": "yes"}).status_code == 302
    assert vice.post(decide, {"said": "yes"}).status_code == 409
    Task.objects.update(status="verified")
    step(head, "deliver")
    step(clerk, "accept")
    form(street, "entrusted_settle", hours="230")
    step(street, "exit")
    affair.refresh_from_db()
    assert affair.status == "exited" and affair.fund_fen == 0
    assert LedgerEntry.objects.count() == 3
    page = words(as_user().get(here))
    assert "盘龙区民政局" in page and "24,000.00" in page
    assert "打印店" not in page and "部门甲" not in page
    assert "高龄补贴" in words(as_user().get(url("entrusted_list"), {"group": "over"}))


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("fee", {"fee": "0"}),
        ("fee", {"fee": "1.234"}),
        ("fee", {"fee": "NaN"}),
        ("legal_basis", {"legal_basis": " "}),
        ("ends_on", {"ends_on": "2020-01-01"}),
        ("unit", {"unit": "999"}),
        ("community", {"community": "999"}),
        ("duty", {"duty": "999"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(deal, as_user, name, more):
    answer = as_user(deal.clerk).post(url("entrusted_apply"), given(deal, **more))
    assert answer.status_code == 400 and name in answer.context["form"].errors
    assert "300 户" in words(answer) and not EntrustedAffair.objects.exists()


@pytest.mark.parametrize("key", [None, "resident", "baita_head", "donghua_street", "stranger"])
def test_outsiders_see_nothing_before_it_is_signed(deal, as_user, key):
    affair = deal.quoted()
    client = as_user(deal.world.people[key] if key else None)
    assert client.get(url("entrusted", affair.pk)).status_code == 404
    assert "高龄补贴" not in words(client.get(url("entrusted_list")))
    for name in ("opinion", "quote", "fee", "task", "payout", "settle", "papers"):
        assert client.get(url(f"entrusted_{name}", affair.pk)).status_code in {302, 403, 404}
    answer = client.post(url("entrusted_step", affair.pk, "sign_unit"))
    assert answer.status_code in {302, 403, 404}
    affair.refresh_from_db()
    assert affair.status == "quoted"


def test_a_unit_sees_its_own_and_no_others(deal, as_user, world):
    affair = deal.quoted()
    stranger = as_user(world.stranger)
    assert stranger.get(url("entrusted_apply")).status_code in {403, 404}
    assert as_user(deal.clerk).get(url("entrusted", affair.pk)).status_code == 200


def test_an_entry_is_reversed_and_a_payout_refused(deal, as_user, world):
    deal.running()
    street, entry = as_user(world.street), LedgerEntry.objects.get()
    payout = deal.ask(100)
    poor = street.post(url("payout_decide", payout.pk), {"said": "no"})
    assert poor.status_code == 400
    done = street.post(url("payout_decide", payout.pk), {"said": "no", "reason": "票据不全"})
    assert done.status_code == 302 and "票据不全" in words(
        street.get(url("entrusted", deal.affair.pk))
    )
    assert street.post(url("payout_decide", payout.pk), {"said": "x"}).status_code == 404
    there = url("entry_reverse", entry.pk)
    assert as_user(world.head).post(there, {"reason": "错"}).status_code in {403, 404}
    assert street.post(there, {"reason": "记错"}).status_code == 302
    assert "冲正" in words(street.get(url("entrusted", deal.affair.pk)))


def test_the_administrator_keeps_the_units(deal, as_user, world):
    admin = as_user(world.people["admin"])
    assert "盘龙区民政局" in words(admin.get(url("units")))
    assert admin.post(url("units"), {"name": " ", "kind": "department"}).status_code == 400
    assert admin.post(url("units"), {"name": "区城管局", "kind": "department"}).status_code == 302
    unit = Unit.objects.get(name="区城管局")
    poor = admin.post(url("unit", unit.pk), {"login": "nobody", "valid_from": clock.today()})
    assert poor.status_code == 400
    good = {"login": world.stranger.username, "valid_from": clock.today()}
    assert admin.post(url("unit", unit.pk), good).status_code == 302
    member = unit.members.get()
    assert admin.post(url("unit_member_end", member.pk)).status_code == 302
    for key in ("street", "chair", "clerk"):
        client = as_user(world.people[key])
        assert client.get(url("units")).status_code in {403, 404}


def test_no_more_statements_for_many(deal, as_user, django_assert_max_num_queries):
    for _turn in range(6):
        deal.signed()
    client = as_user(deal.clerk)
    client.get(url("entrusted_list"))
    with django_assert_max_num_queries(10):
        client.get(url("entrusted_list"))


def test_the_unit_reads_how_many_tasks_there_are_and_cannot_open_them(deal, as_user, world):
    deal.running()
    page = words(as_user(deal.clerk).get(url("entrusted", deal.affair.pk)))
    assert "社工站立了 1 项任务，办结 0 项" in page and "/tasks/" not in page
    page = words(as_user(world.head).get(url("entrusted", deal.affair.pk)))
    assert "社工站立了" not in page and "第一片入户" in page and "/tasks/" in page
