"""The booth in a real browser: what Chromium seals, the offline tool opens; the choice never
leaves the page in the clear."""

import json
from pathlib import Path

import pytest

from committees import sealing
from tests.browser.test_every_page import faults, sideways

pytestmark = pytest.mark.browser

LAST = """
import json
from committees.models import SealedBallot
from committees.services.sealed import info_of
row = SealedBallot.objects.select_related("vote").latest("pk")
print(json.dumps({"ballot": bytes(row.ciphertext).hex(), "info": info_of(row.vote).decode(),
    "limits": row.vote.limits, "receipt": row.receipt, "voter": row.entry.user.username}))
"""


@pytest.fixture
def seed(site):
    """The demo's key, from three of its five shares."""
    folder = Path(site.env["YIXING_VAR"]) / "demo_shares"
    return sealing.seed_join([(folder / f"share-{n}.txt").read_text().strip() for n in (1, 4, 5)])


def show_password(page, site) -> None:
    """The states of the tests are minutes old: the booth may ask for the password again."""
    if "/reauthenticate/" in page.url:
        page.fill("input[name=password]", site.password)
        page.click("main form button[type=submit]")
        page.wait_for_url("**/booth/")


def test_what_the_browser_seals_the_tool_opens(open_as, site, seed):
    page = open_as("resident")
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.goto("/sealed-votes/")
    page.click("text=院坝改造的先后")
    page.click("main a:has-text('去投票')")
    show_password(page, site)
    page.wait_for_selector("#booth:not([hidden])")
    assert sideways(page) == 0 and not faults(page)
    page.click("[data-question='0'] [data-next]")
    assert page.is_visible("[data-question='0'] .booth__wrong")
    page.click("[data-question='0'] label:has-text('停车划线')")
    page.click("[data-question='0'] label:has-text('路灯')")
    page.click("[data-question='0'] [data-next]")
    page.click("[data-question='1'] [data-next]")  # may be left open
    said = page.inner_text("[data-said]")
    assert "路灯、停车划线" in said and "没有选" in said
    assert sideways(page) == 0 and not faults(page)
    page.click("[data-check] [data-back]")
    page.click("[data-question='1'] label:has-text('只在周末')")
    page.click("[data-question='1'] [data-next]")
    page.click("#booth-form button[type=submit]")
    page.wait_for_url("**/receipt/")
    assert page.is_visible("[data-same]") and page.is_hidden("[data-other]")
    assert sideways(page) == 0 and not faults(page)

    kept = json.loads(site.manage("shell", "-v0", "-c", LAST))
    assert kept["voter"] == "resident" and kept["receipt"][:4] in page.inner_text("main")
    ballot = bytes.fromhex(kept["ballot"])
    assert len(ballot) == sealing.SEALED
    plain = sealing.unseal(ballot, seed, kept["info"].encode())
    assert sealing.ballot_unpack(plain, kept["limits"]) == [[0, 3], [1]]
    posted = [data for data in sent if "ciphertext" in data]
    assert len(posted) == 1 and "booth-" not in posted[0] and "路灯" not in posted[0]

    page.click("text=现在就查")
    assert "这张选票在票箱里" in page.inner_text("main")
    assert not page.problems, page.problems


def test_a_phone_without_scripts_is_sent_to_the_counter(open_as, site):
    page = open_as("resident", java_script_enabled=False)
    page.goto("/sealed-votes/")
    page.click("text=院坝改造的先后")
    page.click("main .thumb a")
    show_password(page, site)
    assert "纸质票" in page.inner_text("main")
    assert page.is_hidden("#booth")
