"""Without a network: the worker and its page, which must know nobody."""

import re

STATIC_ONLY = re.compile(r"store\.put\((\w+(?:\.pathname)?),")


def test_the_worker_is_fresh_and_at_the_root(client, db):
    answer = client.get("/sw.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"


def test_the_worker_keeps_only_the_offline_page_and_static_files(client, db):
    script = client.get("/sw.js").content.decode()
    assert set(STATIC_ONLY.findall(script)) == {"OFFLINE", "url.pathname"}
    assert 'credentials: "omit"' in script


def test_the_page_names_nobody_even_when_logged_in(world, as_user):
    page = as_user(world.resident).get("/offline/").content.decode()
    assert "离线" in page
    assert world.resident.get_full_name() not in page
    assert "csrfmiddlewaretoken" not in page
