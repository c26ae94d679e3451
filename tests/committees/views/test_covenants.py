"""Pages of covenants: what residents, the chair and the street see and may do."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import CovenantVersion
from tests.committees.services.test_covenants import TEXT, draft, filed, passed


def url(name, *args):
    return reverse(f"committees:covenant_{name}", args=args)


def test_the_chair_drafts_and_registers_the_meetings_decision(hall, as_user):
    client = as_user(hall.world.chair)
    data = {"kind": "covenant", "title": "公约", "text": TEXT, "submit_key": uuid4()}
    assert client.post(url("create"), data).status_code == 302
    assert client.post(url("create"), data).status_code == 302
    row = CovenantVersion.objects.get()
    poor = client.post(url("create"), data | {"submit_key": uuid4(), "title": ""})
    assert poor.status_code == 400 and "邻里互助" in poor.content.decode()
    resolution = hall.resolved()
    assert client.get(url("adopt", row.pk)).status_code == 200
    done = client.post(url("adopt", row.pk), {"resolution": resolution.pk, "version": 1})
    assert done.status_code == 302
    client.post(url("step", row.pk, "submit"))
    row.refresh_from_db()
    assert row.status == "submitted"


def test_an_edit_comes_back_when_it_is_poor_and_is_refused_when_stale(hall, as_user):
    row = draft(hall)
    client = as_user(hall.world.chair)
    assert client.get(url("edit", row.pk)).status_code == 200
    poor = client.post(url("edit", row.pk), {"title": "新题", "text": "", "version": 1})
    assert poor.status_code == 400 and "新题" in poor.content.decode()
    fine = {"title": "新题", "text": "文", "version": 1}
    assert client.post(url("edit", row.pk), fine).status_code == 302
    assert client.post(url("edit", row.pk), fine).status_code == 409


def test_everybody_reads_what_is_in_force_and_what_changed(hall, as_user):
    filed(hall)
    row = passed(hall, text=TEXT + "\n三、爱护公物。")
    page = as_user().get(url("detail", row.pk)).content.decode()
    assert "<ins>三、爱护公物。</ins>" in page and "第 1 版" in page
    rows = as_user().get(url("list")).content.decode()
    assert rows.count(row.reference) == 1
    board = as_user().get(reverse("portal:community_board", args=[hall.world.mingtong.pk]))
    assert url("detail", row.pk) in board.content.decode()


@pytest.mark.parametrize(("key", "status"), [(None, 404), ("resident", 404), ("member1", 200)])
def test_a_draft_is_for_the_committee(hall, as_user, key, status):
    row = draft(hall)
    client = as_user(hall.world.people[key] if key else None)
    assert client.get(url("detail", row.pk)).status_code == status


@pytest.mark.parametrize(("key", "status"), [("resident", 403), ("street", 403)])
def test_others_open_no_form(hall, as_user, key, status):
    client = as_user(hall.world.people[key])
    assert client.get(url("create")).status_code == status
    assert client.get(url("edit", draft(hall).pk)).status_code == status


def test_the_street_files_from_its_desk(hall, as_user):
    row = passed(hall)
    as_user(hall.world.chair).post(url("step", row.pk, "submit"))
    client = as_user(hall.world.street)
    assert url("detail", row.pk) in client.get(reverse("portal:home")).content.decode()
    assert client.post(url("step", row.pk, "file")).status_code == 302
    row.refresh_from_db()
    assert row.status == "filed"
    assert client.post(url("step", row.pk, "order_correction")).status_code == 404


@pytest.mark.parametrize("bad", ["99999999999999999999", "x", "-1"])
def test_strange_addresses_find_nothing(hall, as_user, bad):
    client = as_user(hall.world.chair)
    assert client.get(url("list") + f"?community={bad}&before={bad}").status_code == 200
    assert client.get(url("create") + f"?community={bad}&kind={bad}").status_code == 200


def test_the_page_costs_the_same_with_more_versions(hall, as_user):
    first = filed(hall)
    client = as_user(hall.world.resident)
    client.get(url("detail", first.pk))
    with CaptureQueriesContext(connection) as few:
        client.get(url("detail", first.pk))
    row = filed(hall, text="新")
    with CaptureQueriesContext(connection) as more:
        client.get(url("detail", row.pk))
    assert len(few) == len(more) <= 8
