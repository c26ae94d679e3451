"""The phone without a network: what is written and photographed is kept, shown, sent once."""

import io

import pytest
from PIL import Image

from tests.browser.test_every_page import faults, sideways

pytestmark = pytest.mark.browser

TASK = """
from workstations.models import Task
rows = Task.objects.filter(assignee__username="{who}", status="in_progress", parent=None)
print(rows.order_by("-id").first().pk)
"""
COUNT = """
from workstations.models import Task, TaskNote
row = Task.objects.get(pk={pk})
notes = TaskNote.objects.filter(task=row, text__startswith="无网")
print(notes.count(), row.evidence.count())
"""


def counted(site, pk: int) -> tuple[int, int]:
    """Notes written without a network, and photos, that the server has."""
    notes, photos = site.manage("shell", "-v0", "-c", COUNT.format(pk=pk)).split()[-2:]
    return int(notes), int(photos)


def task_of(site, who: str) -> int:
    return int(site.manage("shell", "-v0", "-c", TASK.format(who=who)).split()[-1])


def picture() -> dict:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), "teal").save(out, "JPEG")
    return {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def write(page, text: str) -> None:
    """A note with a photo, sent."""
    page.click("summary:has-text('记进展')")
    page.fill("dialog[open] textarea[name=text]", text)
    page.set_input_files("dialog[open] input[name=photos]", picture())
    page.click("dialog[open] button[type=submit]")


def waiting(page, n: int) -> None:
    page.wait_for_selector(f"#kept:not([hidden]) >> text=待发送 {n} 条")


def test_kept_without_a_network_and_sent_once_with_it(open_as, site):
    pk = task_of(site, "staff")
    notes, photos = counted(site, pk)
    page = open_as("staff")
    page.goto(f"/tasks/{pk}/")
    page.context.set_offline(True)
    write(page, "无网一：井盖下面有树根")
    waiting(page, 1)
    write(page, "无网二：要请疏通车")
    waiting(page, 2)
    assert sideways(page) == 0 and not faults(page)
    assert counted(site, pk) == (notes, photos)
    page.context.set_offline(False)
    page.wait_for_selector("#kept >> text=已发出 2 条")
    assert counted(site, pk) == (notes + 2, photos + 2)
    page.goto(f"/tasks/{pk}/")
    assert page.is_hidden("#kept") and "无网二" in page.inner_text("main")
    assert counted(site, pk) == (notes + 2, photos + 2)


def test_the_answer_is_lost_and_it_is_sent_again(open_as, site):
    """The server has it, the phone does not know: the second sending finds the first."""
    pk = task_of(site, "staff")
    notes, photos = counted(site, pk)
    page = open_as("staff")
    page.goto(f"/tasks/{pk}/")
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch().status)
            return route.abort("connectionreset")
        return route.continue_()

    page.route("**/api/v1/tasks/*/notes/", lose)
    write(page, "无网三：答复在路上丢了")
    waiting(page, 1)
    assert lost == [201] and counted(site, pk) == (notes + 1, photos + 1)
    page.click("[data-kept-send]")
    page.wait_for_selector("#kept >> text=已发出 1 条")
    assert counted(site, pk) == (notes + 1, photos + 1)


def test_it_outlives_the_page_and_belongs_to_one_person(open_as, site, states):
    pk = task_of(site, "staff")
    notes, _photos = counted(site, pk)
    page = open_as("staff")
    page.goto(f"/tasks/{pk}/")
    page.context.set_offline(True)
    write(page, "无网四：关了页面也在")
    waiting(page, 1)
    page.route("**/api/v1/tasks/*/notes/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/tasks/")
    waiting(page, 1)
    page.context.clear_cookies()
    page.context.add_cookies(states("head")["cookies"])
    page.goto("/tasks/")
    assert page.is_hidden("#kept")
    page.context.clear_cookies()
    page.context.add_cookies(states("staff")["cookies"])
    page.unroute("**/api/v1/tasks/*/notes/")
    page.goto("/tasks/")
    page.wait_for_selector("#kept >> text=已发出 1 条")
    assert counted(site, pk)[0] == notes + 1


def test_refused_ones_stay_and_say_why(open_as, site):
    """What was delivered meanwhile takes no note: nothing is thrown away unasked."""
    pk = task_of(site, "staff")
    page = open_as("staff")
    page.goto(f"/tasks/{pk}/")
    page.context.set_offline(True)
    write(page, "无网五：已经交付了")
    waiting(page, 1)
    site.manage(
        "shell",
        "-v0",
        "-c",
        "from workstations.models import Task;"
        f"Task.objects.filter(pk={pk}).update(status='delivered')",
    )
    page.context.set_offline(False)
    page.wait_for_selector("#kept >> text=没有收下")
    waiting(page, 1)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#kept li button")
    page.wait_for_selector("#kept li", state="detached")
    site.manage(
        "shell",
        "-v0",
        "-c",
        "from workstations.models import Task;"
        f"Task.objects.filter(pk={pk}).update(status='in_progress')",
    )


def test_with_a_network_it_is_sent_at_once_and_wrong_input_comes_back(open_as, site):
    pk = task_of(site, "staff")
    notes, _photos = counted(site, pk)
    page = open_as("staff")
    page.goto(f"/tasks/{pk}/")
    write(page, "无网六：其实有网")
    page.wait_for_selector("main >> text=无网六")
    assert counted(site, pk)[0] == notes + 1 and page.is_hidden("#kept")
    page.click("summary:has-text('记进展')")
    page.fill("dialog[open] textarea[name=text]", "   ")
    page.click("dialog[open] button[type=submit]")
    page.wait_for_selector(".error-summary")
    assert not page.problems or all("400" in one or "422" in one for one in page.problems)
