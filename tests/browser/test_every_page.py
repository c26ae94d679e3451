"""Every page of every role: it answers, fits a phone, and axe finds nothing against WCAG 2.2 AA."""

import re
from collections import deque

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

ACCOUNTS = (
    None,
    "resident",
    "leader",
    "member",
    "vice",
    "chair",
    "secretary",
    "staff",
    "head",
    "street",
    "district",
    "admin",
)
PAGES_PER_ROLE = 30
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LEAVE = (
    "/accounts/logout",
    "/static/",
    "/api/",
    "/pictures/",
    ".pdf",
    "/metrics",
    ".xlsx",
    "/receipt",
    "/documents/",
    "/tool/",
    "/export/",
)


def shape(path: str) -> str:
    """The address without its numbers and its query: one page of a kind is enough."""
    return re.sub(r"\d+", "N", path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])


def links(page, base: str) -> list[str]:
    """Where the page leads within the site."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    inside = [href.removeprefix(base) for href in found if href.startswith(base)]
    return [href for href in inside if not any(word in href for word in LEAVE)]


def sideways(page) -> int:
    """By how many pixels the page is wider than the window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def faults(page) -> list[str]:
    """axe's findings in one line each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found.response["violations"]
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account or "visitor")
def test_every_page_of(account, open_as, site):
    page = open_as(account)
    queue, seen, broken = deque(["/"]), set(), []
    while queue and len(seen) < PAGES_PER_ROLE:
        path = queue.popleft()
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        response = page.goto(path)
        if response.status >= 400:
            broken.append(f"{path}: {response.status}")
            continue
        if wider := sideways(page):
            broken.append(f"{path}: {wider} px too wide")
        broken += [f"{path}: {fault}" for fault in faults(page)]
        queue.extend(links(page, site.url))
    broken += [f"console: {problem}" for problem in page.problems]
    assert not broken, f"{len(seen)} pages\n" + "\n".join(broken)
    assert len(seen) >= 3, seen
