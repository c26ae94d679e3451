"""One site and one Chromium for all browser tests; each person logs in once."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.site import running

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demo, served."""
    with running(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, headless."""
    if not CHROMIUM:
        pytest.fail("Chromium is not on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def states(site, chromium):
    """Login states by account, each made through the login form."""
    made = {}

    def login(account: str) -> dict:
        if account not in made:
            context = chromium.new_context(locale="zh-CN")
            page = context.new_page()
            page.goto(f"{site.url}/accounts/login/")
            page.fill("input[name=login]", account)
            page.fill("input[name=password]", site.password)
            page.click("main form button[type=submit]")
            page.wait_for_url(lambda url: "/accounts/login" not in url)
            made[account] = context.storage_state()
            context.close()
        return made[account]

    return login


@pytest.fixture
def open_as(site, chromium, states):
    """A page of ``account`` (None = visitor) at a phone's or a desk's width."""
    contexts = []

    def open_page(account: str | None, width: int = 360, height: int = 800, **options):
        state = states(account) if account else None
        context = chromium.new_context(
            base_url=site.url,
            storage_state=state,
            locale="zh-CN",
            viewport={"width": width, "height": height},
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: _note(page, message))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note(page, message) -> None:
    """Keep what the browser complains of (CSP, scripts), not failed look-ups of its own."""
    if message.type == "error" and "favicon" not in message.text:
        page.problems.append(message.text)
