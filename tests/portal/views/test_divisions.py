"""Anybody finds their community by two characters."""

from portal.kernel.search import bigrams
from portal.models import Division


def index():
    for row in Division.objects.all():
        row.search_bigrams = bigrams(row.name)
        row.save()


def test_two_characters_find_the_community(world, as_user):
    index()
    page = as_user().get("/divisions/", {"q": "明通"}).content.decode()
    assert "明通巷社区" in page and "白塔" not in page


def test_nothing_found_says_what_to_do(world, as_user):
    assert "没有找到" in as_user().get("/divisions/", {"q": "不存在"}).content.decode()


def test_htmx_gets_the_fragment_only(world, as_user):
    index()
    page = as_user().get("/divisions/", {"q": "明通"}, HTTP_HX_REQUEST="true").content.decode()
    assert "明通巷社区" in page and "<html" not in page


def test_from_district_to_board(world, as_user):
    page = as_user().get(f"/divisions/{world.tuodong.pk}/").content.decode()
    assert "白塔社区" in page and "盘龙区" in page
    response = as_user().get(f"/divisions/{world.baita.pk}/")
    assert response.url == f"/communities/{world.baita.pk}/"


def test_a_missing_division_is_404(world, as_user):
    assert as_user().get("/divisions/999999/").status_code == 404


def test_the_api_never_looks_up_a_code_without_scheme(world, api):
    assert api().get("/api/v1/divisions/nbs/530103001002/").json()["name"] == "明通巷社区居委会"
    assert api().get("/api/v1/divisions/mca/530103001002/").status_code == 404


def test_the_api_lists_by_parent(world, api):
    page = api().get("/api/v1/divisions/", {"parent": world.tuodong.pk}).json()
    assert {row["name"] for row in page["results"]} == {"明通巷社区居委会", "白塔社区居委会"}


def test_a_hostile_parent_is_404_not_500(world, api):
    for parent in ("x", "9" * 30, "-1"):
        assert api().get("/api/v1/divisions/", {"parent": parent}).status_code == 404
