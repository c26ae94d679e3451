"""The roll's and the proxies' pages of a village, and that the city's ask nothing more."""

import pytest
from django.urls import reverse

from committees.models import VoterProxy
from committees.services.election_steps import roll_publish
from tests.committees.services import test_village_elections

village, town = test_village_elections.village, test_village_elections.town
ASKED = ('name="living_since"', 'name="admitted_by"', 'name="admission"')


def url(name, election):
    return reverse(f"committees:{name}", args=[election.pk])


def page_of(client, name, election) -> str:
    answer = client.get(url(name, election))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def voter(village, **words):
    given = {"name": "张三", "household": "东风巷8号", "born_on": "1980-05-01", "basis": "living"}
    given |= {"living_since": village.day.isoformat(), "has_rights": "on", "willing": "desk"}
    return given | {"admitted_by": village.admitting.reference} | words


class TestTheRoll:
    def test_a_village_asks_since_when_and_by_which_decision(self, village, as_user):
        page = page_of(as_user(village.booth.head), "election_voter", village.election)
        assert all(field in page for field in ASKED)
        assert village.admitting.title in page and village.of_committee.title not in page
        assert "户籍不在本村，在本村住满一年" in page and "worker" not in page

    def test_the_city_asks_neither(self, town, as_user):
        page = page_of(as_user(town.head), "election_voter", town.election)
        assert not any(field in page for field in ASKED)
        assert "住满一年" not in page and 'value="worker"' in page

    def test_registered_and_shown_with_its_decision(self, village, as_user):
        client = as_user(village.booth.head)
        answer = client.post(url("election_voter", village.election), voter(village))
        assert answer.status_code == 302
        page = page_of(client, "election_roll", village.election)
        assert f"经 {village.admitting.reference} 同意" in page

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ({"admitted_by": ""}, "请写明是哪项决定"),
            ({"admitted_by": "RES-2026-999999"}, "选择一个有效的选项"),
            ({"admitted_by": "", "admission": "同意了"}, "哪一天"),
            ({"living_since": ""}, "从哪天起在本村居住"),
            ({"living_since": "2026-03-30"}, "未满 12 个月"),
        ],
    )
    def test_what_is_wrong_comes_back_at_its_field(self, village, as_user, words, said):
        client = as_user(village.booth.head)
        answer = client.post(url("election_voter", village.election), voter(village, **words))
        assert answer.status_code == 400
        page = answer.content.decode()
        assert said in page and 'value="张三"' in page

    def test_a_paper_meeting_is_written_out(self, village, as_user):
        client = as_user(village.booth.head)
        words = {"admitted_by": "", "admission": "2026年3月1日村民代表会议"}
        answer = client.post(url("election_voter", village.election), voter(village, **words))
        assert answer.status_code == 302
        page = page_of(client, "election_roll", village.election)
        assert "经会议同意：2026年3月1日村民代表会议" in page

    def test_the_file_says_its_columns(self, village, as_user):
        page = page_of(as_user(village.booth.head), "election_import", village.election)
        assert "同意参加选举的决定" in page

    def test_the_file_of_the_city_does_not(self, town, as_user):
        assert "同意参加选举的决定" not in page_of(
            as_user(town.head), "election_import", town.election
        )


class TestAsking:
    def asked(self, village, as_user):
        given = voter(village, is_affirmed="on")
        client = as_user(village.world.resident)
        page = page_of(client, "election_apply", village.election)
        assert 'name="living_since"' in page and 'name="admitted_by"' not in page
        assert client.post(url("election_apply", village.election), given).status_code == 302
        return village.election.applications.get()

    def test_the_table_names_the_decision(self, village, as_user):
        row = self.asked(village, as_user)
        client = as_user(village.booth.head)
        address = reverse("committees:voter_application", args=[row.pk])
        page = client.get(address).content.decode()
        assert 'name="admitted_by"' in page and "起住在本村" in page
        answer = client.post(address, {"is_accepted": "1", "why": ""})
        assert answer.status_code == 400 and "请写明是哪项决定" in answer.content.decode()
        given = {"is_accepted": "1", "why": "", "admitted_by": village.admitting.reference}
        assert client.post(address, given).status_code == 302
        row.refresh_from_db()
        assert row.registration.admitted_by == village.admitting


class TestProxies:
    GIVEN = {"giver": 11, "holder": 20, "reason": "外出务工"}

    def test_a_village_asks_the_kinship(self, village, as_user):
        village.publish()
        client = as_user(village.booth.head)
        page = page_of(client, "election_proxy", village.election)
        assert 'name="kinship"' in page and "只能委托近亲属" in page
        answer = client.post(url("election_proxy", village.election), self.GIVEN)
        assert answer.status_code == 400 and not VoterProxy.objects.exists()
        for wrong in ("cousin", "in_law"):
            given = self.GIVEN | {"kinship": wrong}
            assert client.post(url("election_proxy", village.election), given).status_code == 400
        given = self.GIVEN | {"kinship": "sibling"}
        assert client.post(url("election_proxy", village.election), given).status_code == 302
        assert "兄弟姐妹" in page_of(client, "election", village.election)
        public = as_user(village.world.neighbour)
        assert "兄弟姐妹" not in page_of(public, "election_public", village.election)

    def test_the_city_does_not(self, town, as_user):
        town.election = roll_publish(actor=town.head, election=town.election)
        client = as_user(town.head)
        page = page_of(client, "election_proxy", town.election)
        assert 'name="kinship"' not in page and "近亲属" not in page
        assert client.post(url("election_proxy", town.election), self.GIVEN).status_code == 302
