"""The sub-district posts stations in its own communities, and nobody else does."""

import pytest

from portal.models import Record
from tests import world as worlds
from workstations.models import Workstation

FIELDS = {
    "name": "新站社工站",
    "address": "环城路1号",
    "phone": "0871-63112233",
    "opened_on": "2026-03-02",
}


@pytest.fixture
def bare(world):
    """A community of 拓东街道 without a station."""
    return worlds.division("环城社区居委会", "530103001009", 5, world.tuodong)


def test_a_station_is_posted_and_seen_by_all(world, bare, as_user):
    client = as_user(world.street)
    page = client.get("/stations/").content.decode()
    assert "还没有社工站" in page and page.index("环城社区") < page.index("明通巷社区")
    assert client.post(f"/stations/{bare.pk}/", FIELDS).status_code == 302
    assert Workstation.objects.get(community=bare).phone == "0871-63112233"
    assert Record.objects.filter(subject_type="workstation", verb="open_station").exists()
    assert "环城路1号" in as_user(None).get(f"/communities/{bare.pk}/station/").content.decode()


def test_posting_twice_changes_the_one_that_stands(world, bare, as_user):
    client = as_user(world.street)
    client.post(f"/stations/{bare.pk}/", FIELDS)
    client.post(f"/stations/{bare.pk}/", FIELDS | {"address": "环城路2号"})
    assert Workstation.objects.get(community=bare).address == "环城路2号"
    verbs = Record.objects.filter(subject_type="workstation").values_list("verb", flat=True)
    assert list(verbs.order_by("id")) == ["open_station", "change_station"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "甲" * 81}, "name"),
        ({"phone": "call me"}, "phone"),
        ({"opened_on": "1999-01-01"}, "opened_on"),
        ({"opened_on": "soon"}, "opened_on"),
    ],
)
def test_what_is_wrong_stands_at_its_field(world, bare, as_user, wrong, field):
    response = as_user(world.street).post(f"/stations/{bare.pk}/", FIELDS | wrong)
    assert response.status_code == 400 and field in response.context["form"].errors
    assert not Workstation.objects.filter(community=bare).exists()


def test_another_sub_districts_community_is_as_good_as_missing(world, as_user):
    client = as_user(world.donghua_street)
    for pk in (world.mingtong.pk, 10**9):
        assert client.get(f"/stations/{pk}/").status_code == 404
        assert client.post(f"/stations/{pk}/", FIELDS).status_code == 404


@pytest.mark.parametrize("account", ["resident", "chair", "head", "districter", "admin"])
def test_nobody_else_posts_stations(world, bare, as_user, account):
    client = as_user(getattr(world, account))
    assert client.get("/stations/").status_code == 403
    assert client.post(f"/stations/{bare.pk}/", FIELDS).status_code == 403
