"""Whistles to transfers in the API: the scopes of the pages, filters, pages, no word too much."""

import json
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.workstations import planning
from tests.workstations.caring import SECRET, WHISTLER, Matter
from tests.workstations.entrusting import Deal
from tests.workstations.hiring import Hire
from tests.workstations.transferring import Year
from tests.workstations.views.test_budgets_of_lists import many
from tests.workstations.whistling import TEXT, Street

BASE = "/api/v1/"


def got(client, path, **query):
    answer = client.get(f"{BASE}{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def ids(client, path, **query) -> list[int]:
    return [row["id"] for row in got(client, path, **query)["results"]]


def make(name, world):
    """One of each noun, with the person who sees it whole."""
    if name == "whistles":
        return Street(world).to("done"), world.street
    if name == "referrals":
        return Street(world).referred("answered"), world.street
    if name == "entrusted":
        return Deal(world).running(), world.head
    if name == "cases":
        return Matter(world).closed(), world.inspector
    if name == "contracts":
        return Hire(world).hired(), world.street
    if name == "plans":
        return planning.plan_of(world), world.head
    return Year(world).paid_down(), world.districter


NOUNS = ("whistles", "referrals", "entrusted", "cases", "contracts", "plans", "transfers")


@pytest.mark.parametrize("name", NOUNS)
class TestEach:
    def test_a_list_and_one(self, world, api, name):
        row, who = make(name, world)
        client = api(who)
        assert ids(client, f"{name}/") == [row.pk]
        text = json.dumps(got(client, f"{name}/{row.pk}/"), ensure_ascii=False)
        assert row.reference in text and '"timeline"' in text

    def test_by_state(self, world, api, name):
        row, who = make(name, world)
        client = api(who)
        assert ids(client, f"{name}/", status=row.status) == [row.pk]
        other = next(s for s in type(row).workflow.states if s != row.status)
        assert ids(client, f"{name}/", status=other) == []

    @pytest.mark.parametrize("query", [{"status": "x"}, {"status": "\x00"}])
    def test_nonsense_is_400_at_the_field(self, world, api, name, query):
        _row, who = make(name, world)
        answer = api(who).get(f"{BASE}{name}/", query)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["attr"] == "status"

    def test_missing_is_404(self, world, api, name):
        _row, who = make(name, world)
        for pk in (999_999, 2**62):
            assert api(who).get(f"{BASE}{name}/{pk}/").status_code == 404

    def test_nothing_is_written(self, world, api, name):
        row, who = make(name, world)
        client = api(who)
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(f"{BASE}{name}/{row.pk}/", {}).status_code in {403, 405}

    def test_nobody_without_an_account(self, world, api, name):
        row, _who = make(name, world)
        wanted = 200 if name in {"entrusted", "transfers"} else 401
        assert api().get(f"{BASE}{name}/").status_code == wanted
        assert api().get(f"{BASE}{name}/{row.pk}/").status_code == wanted


@pytest.mark.parametrize("name", ("whistles", "referrals", "cases", "contracts", "plans"))
def test_another_street_sees_nothing_of_it(world, api, name):
    row, _who = make(name, world)
    for who in ("donghua_street", "baita_head", "resident"):
        client = api(world.people[who])
        answer = client.get(f"{BASE}{name}/")
        assert answer.status_code == 403 or answer.json()["results"] == []
        assert client.get(f"{BASE}{name}/{row.pk}/").status_code in {403, 404}


@pytest.mark.parametrize("name", ("whistles", "referrals", "entrusted", "cases"))
def test_a_list_asks_as_much_at_10_as_at_50(world, api, name):
    row, who = make(name, world)
    many(row, 10)
    few = statements(api, who, f"{name}/")
    many(row, 40)
    lots = statements(api, who, f"{name}/")
    assert len(few) == len(lots) <= 5, "\n".join(lots)


def statements(api, who, path) -> list[str]:
    who.__dict__.pop("_access", None)
    client = api(who)
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        got(client, path, page_size=50)
    return [row["sql"][:150] for row in seen.captured_queries]


def test_pages_by_cursor(world, api):
    street = Street(world)
    many(street.to("done"), 24)
    client = api(world.street)
    first = got(client, "whistles/")
    assert len(first["results"]) == 20 and first["next"] and not first["previous"]
    second = client.get(first["next"]).json()
    assert len(second["results"]) == 5 and second["next"] is None


class TestDepartments:
    def test_its_own_call_and_no_word_of_the_resident(self, world, api):
        street = Street(world)
        street.to("working")
        client = api(street.clerks[1])
        assert ids(client, "whistles/") == [street.whistle.pk]
        page = got(client, f"whistles/{street.whistle.pk}/")
        assert [call["name"] for call in page["calls"]] == ["区消防大队"]
        assert page["others"] == ["区城管局"] and page["timeline"] == []
        assert "502" not in json.dumps(page) and TEXT not in json.dumps(page)

    def test_nothing_of_another_department(self, world, api):
        street = Street(world)
        street.blow(units=[street.units[0]])
        street.referred()
        client = api(street.clerks[1])
        assert ids(client, "whistles/") == [] == ids(client, "referrals/")
        for path in (f"whistles/{street.whistle.pk}/", f"referrals/{street.referral.pk}/"):
            assert client.get(f"{BASE}{path}").status_code == 404

    def test_its_own_question(self, world, api):
        street = Street(world)
        referral = street.referred()
        page = got(api(street.clerks[0]), f"referrals/{referral.pk}/")
        assert page["question"] == referral.question and page["timeline"] == []

    def test_by_unit(self, world, api):
        street = Street(world)
        street.referred()
        client = api(world.street)
        assert ids(client, "referrals/", unit=street.units[0].pk) == [street.referral.pk]
        assert ids(client, "referrals/", unit=street.units[1].pk) == []


class TestCases:
    def test_the_complaint_is_nowhere(self, world, api):
        matter = Matter(world)
        matter.complained()
        matter.notified(open_it=False, accused=[world.staff])
        path = f"cases/{matter.case.pk}/"
        for who in ("inspector", "districter", "head", "staff", "watch"):
            text = json.dumps(got(api(world.people[who]), path), ensure_ascii=False)
            assert SECRET not in text and WHISTLER not in text, who
            everything = json.dumps(got(api(world.people[who]), "cases/"), ensure_ascii=False)
            assert SECRET not in everything and WHISTLER not in everything, who

    def test_the_complainant_reads_how_far_it_is_and_no_more(self, world, api):
        matter = Matter(world)
        matter.complained()
        matter.notified(open_it=False)
        page = got(api(matter.whistler), f"cases/{matter.case.pk}/")
        assert page["face"] == "complainant" and page["inside"] is None
        assert page["notice"] == page["explanation"] == page["finding"] == ""
        assert page["due_at"] is None and page["is_upheld"] is None
        assert ids(api(matter.whistler), "cases/") == []

    def test_the_other_side_reads_nothing_of_the_inside(self, world, api):
        matter = Matter(world)
        matter.ordered()
        page = got(api(world.head), f"cases/{matter.case.pk}/")
        assert page["face"] == "party" and page["inside"] is None and page["order"]

    def test_the_office_reads_the_inside(self, world, api):
        matter = Matter(world)
        matter.notified(accused=[world.staff])
        page = got(api(world.inspector), f"cases/{matter.case.pk}/")
        assert page["inside"]["accused"] == [world.staff.name]
        assert page["inside"]["handler"]["name"] == world.inspector.name

    def test_before_it_is_told_the_other_side_finds_nothing(self, world, api):
        matter = Matter(world)
        matter.complained()
        for who in ("head", "staff", "chair", "street"):
            client = api(world.people[who])
            assert ids(client, "cases/") == []
            assert client.get(f"{BASE}cases/{matter.case.pk}/").status_code == 404

    def test_who_is_barred_finds_nothing(self, world, api):
        matter = Matter(world)
        matter.opened()
        matter.step("recuse", remark="是我的亲戚")
        client = api(world.inspector)
        assert ids(client, "cases/") == []
        assert client.get(f"{BASE}cases/{matter.case.pk}/").status_code == 404


class TestStaff:
    def test_ones_own_contract(self, world, api):
        hire = Hire(world)
        contract = hire.hired()
        page = got(api(hire.new), f"contracts/{contract.pk}/")
        assert page["is_own"] is True and page["contract"]["person"]["name"] == "新来"
        assert ids(api(hire.new), "contracts/") == [contract.pk]

    def test_not_a_colleagues(self, world, api):
        contract = Hire(world).hired()
        assert ids(api(world.staff), "contracts/") == []
        assert api(world.staff).get(f"{BASE}contracts/{contract.pk}/").status_code == 404


class TestPublic:
    def test_a_signed_affair_without_its_account(self, world, api):
        deal = Deal(world)
        affair = deal.running()
        page = got(api(), f"entrusted/{affair.pk}/")
        assert page["is_insider"] is False and page["entries"] == []
        names = [world.street.name, deal.clerk.name]
        assert not any(name in json.dumps(page, ensure_ascii=False) for name in names)
        inside = got(api(world.street), f"entrusted/{affair.pk}/")
        assert inside["entries"][0]["fen"] == 2_400_000

    def test_an_application_is_not_public(self, world, api):
        affair = Deal(world).apply()
        assert ids(api(), "entrusted/") == []
        assert api().get(f"{BASE}entrusted/{affair.pk}/").status_code == 404
        assert ids(api(world.street), "entrusted/") == [affair.pk]

    def test_a_plan_before_the_approval_is_not_public(self, world, api):
        year = Year(world)
        plan = year.proposed()
        for who in (None, world.street):
            assert ids(api(who), "transfers/") == []
            assert api(who).get(f"{BASE}transfers/{plan.pk}/").status_code == 404
        assert ids(api(world.districter), "transfers/") == [plan.pk]

    def test_the_formula_is_public_with_its_inputs(self, world, api):
        plan = Year(world).paid_down()
        page = got(api(), f"transfers/{plan.pk}/")
        assert sum(share["fen"] for share in page["shares"]) == page["plan"]["pool_fen"]
        assert page["weights"]["equal"] == 40 and 0 <= page["gini"] < 1
        assert page["per_head_fen"] > 0


def test_a_key_beyond_the_database_is_400_or_404(world, api):
    street = api(world.street)
    for path in ("whistles/", "referrals/", "contracts/"):
        answer = street.get(f"{BASE}{path}", {"community": "9" * 30})
        assert answer.status_code == 400
    assert street.get(f"{BASE}whistles/{uuid4().int}/").status_code == 404
