"""What a phone fetches: the first page stays light (DESIGN 8 #11)."""

import pytest

FIRST_PAGE_BYTES = 120 * 1024

pytestmark = pytest.mark.browser


def weigh(page, path: str) -> dict[str, int]:
    """{address: bytes over the wire} of a first visit, pictures left out."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    named, sizes = {}, {}

    def answered(event):
        if event["type"] != "Image":
            named[event["requestId"]] = event["response"]["url"]

    def finished(event):
        if event["requestId"] in named:
            sizes[named[event["requestId"]]] = event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return sizes


@pytest.mark.parametrize("path", ["/", "/report/", "/issues/"])
def test_the_first_page_is_light(open_as, path):
    sizes = weigh(open_as(None), path)
    assert len(sizes) >= 4, sizes
    assert sum(sizes.values()) <= FIRST_PAGE_BYTES, sizes


def test_charts_are_fetched_on_dashboards_only(open_as):
    assert any("echarts" in name for name in weigh(open_as("street", 1280), "/dashboard/"))
    assert not any("echarts" in name for name in weigh(open_as("street", 1280), "/issues/"))
