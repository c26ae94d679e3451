"""The administrator's map: rename, close, merge, figures, new divisions; nobody else's hand."""

from datetime import date

import pytest

from portal.models import Division, DivisionAlias, DivisionProfile, Level, Record
from tests import world as worlds

PAGES = ("profile", "open", "rename", "merge", "close")


@pytest.fixture
def desk(world, as_user):
    """post(division, step, **fields) as the administrator."""
    client = as_user(world.admin)

    def post(division, step, **fields):
        return client.post(f"/map/{division.pk}/{step}/", fields)

    post.client = client
    return post


def test_the_map_opens_at_ones_own_district_and_leads_down(world, desk):
    page = desk.client.get("/map/").content.decode()
    assert f"/map/{world.tuodong.pk}/" in page and "昆明市" not in page
    below = desk.client.get(f"/map/{world.mingtong.pk}/").content.decode()
    assert "改名" in below and f"/map/{world.group.pk}/" in below


@pytest.mark.parametrize("step", PAGES)
def test_every_step_has_its_form(world, desk, step):
    assert desk.client.get(f"/map/{world.mingtong.pk}/{step}/").status_code == 200


def test_a_rename_keeps_the_old_name_findable(world, desk):
    assert desk(world.baita, "rename", name="白塔路社区居委会", on="2026-03-02").status_code == 302
    assert Division.objects.get(pk=world.baita.pk).name == "白塔路社区居委会"
    assert DivisionAlias.objects.get(division=world.baita).name == "白塔社区居委会"
    assert Record.objects.filter(subject_type="division", verb="division_renamed").exists()


def test_a_merger_ends_one_in_the_other(world, desk):
    fields = {"into": world.mingtong.pk, "on": "2026-03-02", "reason": "区划调整"}
    assert desk(world.baita, "merge", **fields).status_code == 302
    baita = Division.objects.get(pk=world.baita.pk)
    assert (baita.valid_to, baita.successor_id) == (date(2026, 3, 2), world.mingtong.pk)


def test_a_new_group_and_its_figures(world, desk):
    fields = {"level": Level.GROUP.value, "name": "第二居民小组", "code": "x-2", "on": "2026-03-02"}
    assert desk(world.mingtong, "open", **fields).status_code == 302
    group = Division.objects.get(code="x-2")
    assert group.path == f"{world.mingtong.path}{group.pk}/"
    assert desk(group, "profile", as_of="2026-03-01", households="120").status_code == 302
    assert DivisionProfile.objects.get(division=group).households == 120


@pytest.mark.parametrize(
    ("step", "fields", "field"),
    [
        ("rename", {"name": "", "on": "2026-03-02"}, "name"),
        ("rename", {"name": "明通巷社区居委会", "on": "2026-03-02"}, "name"),
        ("rename", {"name": "甲" * 81, "on": "2026-03-02"}, "name"),
        ("close", {"on": "2026-03-02", "reason": "撤销"}, "on"),
        ("close", {"on": "soon", "reason": "撤销"}, "on"),
        ("merge", {"on": "2026-03-02", "reason": "合并", "into": "tuodong"}, "into"),
        ("merge", {"on": "2026-03-02", "reason": "", "into": "baita"}, "reason"),
        ("open", {"level": 4, "name": "甲", "code": "x", "on": "2026-03-02"}, "level"),
        ("open", {"level": 6, "name": "甲", "code": "", "on": "2026-03-02"}, "code"),
        ("profile", {"as_of": "2026-03-01", "households": "-1"}, "households"),
        ("profile", {"as_of": "2026-03-01", "area_km2": "NaN"}, "area_km2"),
        ("profile", {"as_of": "", "population": "3"}, "as_of"),
    ],
)
def test_what_is_wrong_stands_at_its_field(world, desk, step, fields, field):
    if isinstance(fields.get("into"), str):
        fields = fields | {"into": getattr(world, fields["into"]).pk}
    response = desk(world.mingtong, step, **fields)
    assert response.status_code == 400
    assert field in response.context["form"].errors


def test_a_code_in_use_is_refused(world, desk):
    fields = {"level": 6, "name": "甲", "code": "y", "on": "2026-03-02"}
    desk(world.mingtong, "open", **fields)
    response = desk(world.mingtong, "open", **fields)
    assert response.status_code == 400 and "code" in response.context["form"].errors


@pytest.mark.parametrize("step", ["rename", "merge", "close", "abolish"])
def test_the_district_itself_and_unknown_steps_are_no_page(world, desk, step):
    assert desk(world.district, step, name="新区").status_code == 404


def test_a_foreign_division_is_as_good_as_missing(world, desk):
    city = world.district.parent
    other = worlds.division("五华区", "530102000000", Level.DISTRICT, city)
    for pk in (other.pk, city.pk, 10**9):
        assert desk.client.get(f"/map/{pk}/").status_code == 404
        assert desk.client.get(f"/map/{pk}/rename/").status_code == 404


@pytest.mark.parametrize("account", ["resident", "chair", "head", "street", "districter"])
def test_nobody_else_touches_the_map(world, as_user, account):
    client = as_user(getattr(world, account))
    assert client.get("/map/").status_code == 403
    assert client.post(f"/map/{world.baita.pk}/rename/", {"name": "甲"}).status_code == 403
