"""Setting the category tree: by the administrator alone, for later issues only."""

import pytest

from portal.models import Record
from resident_affairs.models import Category
from resident_affairs.selectors.categories import category_tree

FIELDS = {
    "name": "积水排水",
    "name_en": "Drainage",
    "default_route": "station",
    "deadline_amount": "5",
    "deadline_unit": "d",
    "keywords": "积水 下水道",
    "position": "1",
    "is_active": "on",
}


@pytest.fixture
def client(world, as_user):
    return as_user(world.admin)


@pytest.fixture
def leaf(world):
    return Category.objects.exclude(parent=None).order_by("pk").first()


def test_a_change_counts_at_once_and_is_on_record(client, leaf, django_capture_on_commit_callbacks):
    category_tree()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/categories/{leaf.pk}/", FIELDS).status_code == 302
    leaf.refresh_from_db()
    assert (leaf.deadline_amount, leaf.name) == (5, "积水排水")
    names = [row.name for root in category_tree() for row in root.leaves]
    assert "积水排水" in names
    record = Record.objects.get(subject_type="category")
    assert record.verb == "category_changed" and record.data["set"]["deadline_amount"] == 5


def test_one_out_of_use_is_offered_no_more(client, leaf, django_capture_on_commit_callbacks):
    fields = {name: value for name, value in FIELDS.items() if name != "is_active"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/categories/{leaf.pk}/", fields)
    assert leaf.pk not in {row.pk for root in category_tree() for row in root.leaves}
    assert "已停用" in client.get("/categories/").content.decode()


def test_a_new_one_is_added_below_its_root(client, leaf):
    added = client.post("/categories/new/", FIELDS | {"code": "env-new", "parent": leaf.parent_id})
    assert added.status_code == 302
    assert Category.objects.get(code="env-new").parent_id == leaf.parent_id


def test_a_group_has_a_name_but_no_deadline(client, leaf):
    page = client.get(f"/categories/{leaf.parent_id}/").content.decode()
    assert "deadline_amount" not in page
    fields = {"name": "环境", "name_en": "Environment", "position": "2", "is_active": "on"}
    assert client.post(f"/categories/{leaf.parent_id}/", fields).status_code == 302
    assert Category.objects.get(pk=leaf.parent_id).name == "环境"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": "env"}, "code"),
        ({"code": "Env New"}, "code"),
        ({"code": "ok", "parent": "999999"}, "parent"),
        ({"code": "ok", "name": ""}, "name"),
        ({"code": "ok", "deadline_amount": "0"}, "deadline_amount"),
        ({"code": "ok", "deadline_amount": "300", "deadline_unit": "d"}, "deadline_amount"),
        ({"code": "ok", "default_route": "mars"}, "default_route"),
    ],
)
def test_what_is_wrong_stands_at_its_field(client, world, more, field):
    before = Category.objects.count()
    response = client.post("/categories/new/", FIELDS | {"parent": ""} | more)
    assert response.status_code == 400 and field in response.context["form"].errors
    assert Category.objects.count() == before


@pytest.mark.parametrize("account", ["resident", "chair", "head", "street", "districter"])
def test_nobody_else_sets_categories(world, as_user, leaf, account):
    client = as_user(getattr(world, account))
    assert client.get("/categories/").status_code == 403
    assert client.post("/categories/new/", FIELDS).status_code == 403
    assert client.post(f"/categories/{leaf.pk}/", FIELDS).status_code == 403


def test_a_missing_category_is_no_page(client):
    assert client.get("/categories/999999/").status_code == 404
