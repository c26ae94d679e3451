"""Covenants, guidance, orders and appraisals in the API: what is public, and what is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.committees.services.test_appraisals import watch  # noqa: F401
from tests.committees.services.test_corrections import note, order
from tests.committees.services.test_covenants import TEXT, draft, filed, passed


def url(name, *args):
    return reverse(f"committees-api:{name}", args=args)


def test_versions_with_text_and_changes(hall, api):
    filed(hall)
    row = passed(hall, text=TEXT + "\n三、爱护公物。")
    rows = api().get(url("covenants")).json()["results"]
    assert [(r["number"], r["is_in_force"]) for r in rows] == [(2, True), (1, False)]
    seen = api().get(url("covenant", row.pk)).json()
    assert seen["is_intact"] and seen["changes"][-1] == {"kind": "added", "text": "三、爱护公物。"}


@pytest.mark.parametrize(("key", "status"), [(None, 404), ("resident", 404), ("member1", 200)])
def test_drafts_are_for_the_committee(hall, api, key, status):
    row = draft(hall)
    client = api(hall.world.people[key] if key else None)
    assert client.get(url("covenant", row.pk)).status_code == status
    assert len(client.get(url("covenants")).json()["results"]) == (status == 200)


def test_guidance_and_orders(hall, api):
    row = note(hall)
    assert api().get(url("guidance_note", row.pk)).json()["answer"] == ""
    given = order(hall, filed(hall))
    seen = api().get(url("correction", given.pk)).json()
    assert (seen["article"], seen["status"]) == ("§31", "given")
    place = f"?community={hall.world.baita.pk}"
    for name in ("guidance_notes", "corrections", "covenants", "appraisals", "yearly_reports"):
        assert api().get(url(name) + place).json()["results"] == []
        assert api().get(url(name) + "?community=x").json()["results"] == []


def test_an_order_on_an_unpublished_resolution_hides(hall, api):
    row = order(hall, hall.adopted(actions=()))
    assert api(hall.world.resident).get(url("correction", row.pk)).status_code == 404
    assert api().get(url("corrections")).json()["results"] == []
    assert api(hall.world.street).get(url("correction", row.pk)).status_code == 200


@pytest.mark.parametrize("key", [None, "chair", "districter"])
def test_no_figure_before_two_agree(watch, api, key):  # noqa: F811
    row = watch.opened()
    watch.enter(row, watch.one)
    client = api(watch.world.people[key] if key else None)
    seen = client.get(url("appraisal", row.pk)).json()
    assert seen["collected"] is None
    assert all(not line["grade"] and not line["result"] for line in seen["lines"])
    watch.enter(row, watch.two)
    seen = client.get(url("appraisal", row.pk)).json()
    assert seen["collected"] == 20 and seen["lines"][0]["grade"] == "competent"


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(hall, api, verb):
    row = passed(hall)
    client = api(hall.world.chair)
    assert getattr(client, verb)(url("covenant", row.pk), {}).status_code == 405


def test_lists_cost_the_same_for_few_and_many(hall, api):
    note(hall)
    client = api()
    with CaptureQueriesContext(connection) as few:
        client.get(url("guidance_notes"))
    for _ in range(8):
        note(hall)
    with CaptureQueriesContext(connection) as many:
        client.get(url("guidance_notes"))
    assert len(few) == len(many) <= 6
