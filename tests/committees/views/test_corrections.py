"""Pages of guidance and orders: who reads, who writes, and the desks."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import CorrectionOrder, GuidanceNote
from committees.services.resolutions import resolution_publish
from tests.committees.services.test_corrections import note, order
from tests.committees.services.test_covenants import filed, passed


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


def home(client):
    return client.get(reverse("portal:home")).content.decode()


def test_guidance_from_the_street_to_the_answer(hall, as_user):
    client = as_user(hall.world.street)
    data = {
        "community": hall.world.mingtong.pk,
        "title": "议事",
        "text": "先公示议程。",
        "submit_key": uuid4(),
    }
    assert client.post(url("guidance_create"), data).status_code == 302
    assert client.post(url("guidance_create"), data).status_code == 302
    row = GuidanceNote.objects.get()
    poor = client.post(url("guidance_create"), data | {"title": "", "submit_key": uuid4()})
    assert poor.status_code == 400 and "先公示议程" in poor.content.decode()
    chair = as_user(hall.world.chair)
    assert url("guidance_detail", row.pk) in home(chair)
    empty = chair.post(url("guidance_answer", row.pk), {"answer": ""})
    assert empty.status_code == 400
    chair.post(url("guidance_answer", row.pk), {"answer": "采纳。", "version": 1})
    assert "采纳。" in as_user().get(url("guidance_detail", row.pk)).content.decode()


def test_guidance_goes_to_ones_own_committees_only(hall, as_user):
    data = {"community": hall.world.xinying.pk, "title": "议", "text": "文"}
    answer = as_user(hall.world.street).post(url("guidance_create"), data)
    assert answer.status_code == 400 and not GuidanceNote.objects.exists()


@pytest.mark.parametrize(("key", "status"), [(None, 302), ("resident", 403), ("chair", 403)])
def test_others_open_neither_form(hall, as_user, key, status):
    client = as_user(hall.world.people[key] if key else None)
    target = filed(hall)
    assert client.get(url("guidance_create")).status_code == status
    address = url("correction_create") + f"?covenant={target.pk}"
    assert client.get(address).status_code == status


def test_an_order_from_the_street_to_the_amendment(hall, as_user):
    target = filed(hall)
    street, chair = as_user(hall.world.street), as_user(hall.world.chair)
    address = url("correction_create") + f"?covenant={target.pk}"
    page = street.get(url("covenant_detail", target.pk)).content.decode()
    form = street.get(address).content.decode()
    assert address in page and "§31" in form and "§40" not in form
    poor = street.post(address, {"article": "", "reason": "限制租户", "days": 15})
    assert poor.status_code == 400 and "限制租户" in poor.content.decode()
    data = {"article": "§31", "reason": "限制租户", "days": 15, "submit_key": uuid4()}
    assert street.post(address, data).status_code == 302
    row = CorrectionOrder.objects.get()
    assert url("correction_detail", row.pk) in home(chair)
    assert url("correction_detail", row.pk) in home(street)
    new = passed(hall, text="改")
    form = chair.get(url("correction_amend", row.pk))
    assert new.reference in form.content.decode()
    words = {"amended": new.pk, "answer": "已改", "version": 1}
    assert chair.post(url("correction_amend", row.pk), words).status_code == 302
    row.refresh_from_db()
    assert row.status == "amended"
    public = as_user().get(url("correction_detail", row.pk)).content.decode()
    assert "限制租户" in public and "已改" in public


def test_a_dispute_reaches_the_district(hall, as_user):
    row = order(hall, filed(hall))
    chair, district = as_user(hall.world.chair), as_user(hall.world.districter)
    bare = chair.post(url("correction_step", row.pk, "dispute"), {"reason": ""})
    assert bare.status_code == 400
    chair.post(url("correction_step", row.pk, "dispute"), {"reason": "没有抵触"})
    assert url("correction_detail", row.pk) in home(district)
    district.post(url("correction_step", row.pk, "overturn"), {"reason": "有理"})
    row.refresh_from_db()
    assert row.status == "withdrawn" and row.covenant.status == "filed"


@pytest.mark.parametrize("name", ["amend", "order", "lift_filed", "nothing"])
def test_no_other_step_has_a_door(hall, as_user, name):
    row = order(hall, filed(hall))
    client = as_user(hall.world.street)
    assert client.post(url("correction_step", row.pk, name)).status_code == 404


def test_an_order_on_an_unpublished_resolution_hides(hall, as_user):
    row = order(hall, hall.adopted(actions=()))
    assert as_user().get(url("correction_detail", row.pk)).status_code == 404
    assert row.reference not in as_user().get(url("correction_list")).content.decode()
    resolution_publish(actor=hall.world.chair, resolution=row.resolution)
    assert row.reference in as_user().get(url("correction_list")).content.decode()
    page = as_user().get(url("resolution_detail", row.resolution_id))
    assert row.reference in page.content.decode()


@pytest.mark.parametrize("query", ["", "?covenant=x", "?covenant=0", "?resolution=99999"])
def test_an_order_against_nothing_is_no_page(hall, as_user, query):
    client = as_user(hall.world.street)
    assert client.get(url("correction_create") + query).status_code == 404


def test_lists_cost_the_same_for_one_and_for_many(hall, as_user):
    note(hall)
    client = as_user(hall.world.street)
    client.get(url("guidance_list"))
    with CaptureQueriesContext(connection) as few:
        client.get(url("guidance_list"))
    for _ in range(8):
        note(hall)
    with CaptureQueriesContext(connection) as many:
        client.get(url("guidance_list"))
    assert len(few) == len(many) <= 6
