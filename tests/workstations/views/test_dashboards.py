"""Officials see where things stand in their own scope, and nothing beyond it."""

import pytest

from portal.models import Export, ExportState
from portal.services import figures, sealing
from portal.services.exports import cell_safe, exports_run
from portal.services.records import record_append


class Thing:
    subject_type = "issue"
    pk = 1

    def __init__(self, community):
        self.community_id = community.pk


@pytest.fixture
def counted(world):
    for community, filed in ((world.mingtong, 3), (world.xinying, 2)):
        thing = Thing(community)
        for _ in range(filed):
            record_append(
                subject=thing, verb="file", data={"category": world.categories["water"].pk}
            )
        record_append(subject=thing, verb="settle", data={"on_time": True, "days": 2})
    sealing.record_seal()
    figures.figures_run()
    return world


def test_a_sub_district_sees_itself_and_its_communities(counted, as_user):
    page = as_user(counted.street).get("/dashboard/").content.decode()
    assert "拓东街道" in page and "明通巷社区" in page and "新迎" not in page


def test_the_district_drills_down_to_a_sub_district(counted, as_user):
    client = as_user(counted.districter)
    assert "东华街道" in client.get("/dashboard/").content.decode()
    page = client.get("/dashboard/", {"division": counted.donghua.pk}).content.decode()
    assert "新迎社区" in page


@pytest.mark.parametrize("account", ["resident", "chair", "head", "staff", "stranger", "admin"])
def test_nobody_else_gets_in(counted, as_user, account):
    assert as_user(getattr(counted, account)).get("/dashboard/").status_code == 403


def test_another_sub_district_is_as_missing(counted, as_user):
    client = as_user(counted.street)
    foreign = client.get("/dashboard/", {"division": counted.donghua.pk})
    missing = client.get("/dashboard/", {"division": 999999})
    above = client.get("/dashboard/", {"division": counted.district.pk})
    assert foreign.status_code == missing.status_code == above.status_code == 404


@pytest.mark.parametrize(
    "query",
    [{"period": "x"}, {"category": "y"}, {"division": "z"}, {"category": "9" * 40}, {"period": ""}],
)
def test_nonsense_in_the_address_falls_back(counted, as_user, query):
    assert as_user(counted.street).get("/dashboard/", query).status_code == 200


def test_the_number_of_statements_does_not_grow(counted, as_user, django_assert_max_num_queries):
    client = as_user(counted.districter)
    client.get("/dashboard/")
    with django_assert_max_num_queries(6):
        client.get("/dashboard/")


def test_an_export_is_made_by_a_job_and_fetched_by_its_owner(counted, as_user):
    client = as_user(counted.street)
    client.post("/dashboard/export/", {"division": counted.tuodong.pk, "period": "month"})
    export = Export.objects.get()
    assert client.get(f"/exports/{export.pk}/file/").status_code == 404
    assert exports_run() == 1
    export.refresh_from_db()
    assert export.progress_state == ExportState.READY
    response = client.get(f"/exports/{export.pk}/file/")
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_another_persons_export_is_missing(counted, as_user):
    as_user(counted.street).post("/dashboard/export/", {"division": counted.tuodong.pk})
    exports_run()
    export = Export.objects.get()
    assert as_user(counted.districter).get(f"/exports/{export.pk}/file/").status_code == 404


def test_an_export_of_a_foreign_place_is_refused(counted, as_user):
    response = as_user(counted.street).post("/dashboard/export/", {"division": counted.donghua.pk})
    assert response.status_code == 404 and not Export.objects.exists()


def test_an_export_that_keeps_failing_is_given_up(counted, as_user):
    as_user(counted.street).post("/dashboard/export/", {"division": counted.tuodong.pk})
    Export.objects.update(attempts=3)
    exports_run()
    assert Export.objects.get().progress_state == ExportState.FAILED


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert cell_safe(text) == f"'{text}"


def test_the_api_has_the_figures_of_the_page(counted, api, as_user):
    found = api(counted.street).get("/api/v1/dashboard/").json()
    assert found["here"]["division"] == counted.tuodong.pk
    page = as_user(counted.street).get("/dashboard/").context["board"]
    assert [row["division"] for row in found["below"]] == [child.pk for child in page.children]
    numbers = {value["name"]: value["number"] for value in found["here"]["values"]}
    assert numbers["in"] > 0


@pytest.mark.parametrize("account", ["resident", "chair", "head", "admin"])
def test_the_api_shows_nobody_else_the_figures(counted, api, account):
    assert api(counted.people[account]).get("/api/v1/dashboard/").status_code in {403, 404}
    assert api().get("/api/v1/dashboard/").status_code == 401


def test_the_api_keeps_to_ones_own_place_and_says_what_is_wrong(counted, api):
    client = api(counted.street)
    assert client.get(f"/api/v1/dashboard/?division={counted.donghua.pk}").status_code == 404
    for nonsense in ("period=never", "division=x", "category=-1"):
        assert client.get(f"/api/v1/dashboard/?{nonsense}").status_code == 400


def test_an_export_over_the_api_is_made_by_the_same_job(counted, api):
    client = api(counted.street)
    asked = client.post("/api/v1/exports/", {"period": "month"})
    assert asked.status_code == 202 and asked.json()["url"] is None
    assert exports_run() == 1
    assert client.get("/api/v1/exports/").json()[0]["url"].endswith("/file/")
    assert api(counted.districter).get("/api/v1/exports/").json() == []
    foreign = client.post("/api/v1/exports/", {"division": counted.donghua.pk})
    assert foreign.status_code == 404
    assert api(counted.resident).post("/api/v1/exports/", {}).status_code == 403
