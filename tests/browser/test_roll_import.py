"""A roll's file in a real browser, by the head of the election committee: looked at and taken."""

import json

import pytest

from tests.browser.test_every_page import faults, sideways

pytestmark = pytest.mark.browser

PREPARE = """
import json
from datetime import timedelta
from committees.models import Election, ElectionOfficer, Membership
from committees.services import election_steps, elections, officers
from committees.services.bodies import member_unseat
from portal.kernel import clock
from portal.models import Role, User
head = User.objects.get(username="%(account)s")
place = ElectionOfficer.objects.filter(user=head).latest("pk").election.community
for old in Election.objects.filter(community=place).exclude(status__in=["announced", "filed",
        "cancelled", "voided"]):
    chair = old.called_by
    election_steps.election_cancel(actor=chair, election=old, remark="改期")
seat = Membership.objects.active().filter(committee__community=place, seat="committee_member")
member_unseat(actor=None, membership=seat.order_by("pk").last(), ground="death")
chair = Membership.objects.active().filter(committee__community=place, seat="chair").get().user
plan = elections.ElectionPlan(kind="by_election", form="voters", title="补选（导入）",
    election_day=clock.today() + timedelta(days=40), polling_place="礼堂",
    posts={"committee_member": 1})
import uuid
election = elections.election_call(actor=chair, community=place, plan=plan, submit_key=uuid.uuid4())
people = [head] + [row.user for row in ElectionOfficer.objects.filter(
    election__community=place).exclude(user=head).select_related("user")[:4]]
for number, user in enumerate(people):
    officers.officer_add(actor=chair, election=election, user=user, is_head=number == 0)
election = election_steps.committee_form(actor=chair, election=election)
election = election_steps.registration_start(actor=head, election=election)
print(json.dumps(election.pk))
"""
LEFT = """
import json
from committees.models import Election, RollUpload
election = Election.objects.get(title="补选（导入）")
rows = list(election.registrations.order_by("number").values_list("name", "household", "id_tail"))
print(json.dumps([rows, RollUpload.objects.count()]))
"""
NUMBER = "11010519491231002X"


@pytest.fixture(scope="module")
def election(site) -> int:
    """A by-election whose voters are being registered."""
    account = site.manage(
        "shell",
        "-v0",
        "-c",
        "from committees.models import ElectionOfficer as O;"
        "print(O.objects.filter(is_head=True).latest('pk').user.username)",
    ).strip()
    words = site.manage("shell", "-v0", "-c", PREPARE % {"account": account})
    return account, json.loads(words.splitlines()[-1])


def file_of(text: str) -> dict:
    """What a person picks from the phone."""
    return {"name": "名单.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}


def test_looked_at_corrected_and_taken(open_as, site, election):
    account, number = election
    page = open_as(account)
    page.goto(f"/elections/{number}/roll/import/")
    assert sideways(page) == 0 and not faults(page)
    head = "姓名,身份证号码,出生日期,户（门牌）"
    bad = f"{head}\r\n\r\n甲,{NUMBER},,1号\r\n乙,,2020-01-01,2号\r\n"
    page.set_input_files("input[type=file]", file_of(bad))
    page.click("main form button[type=submit]")
    page.wait_for_selector("text=1 行有问题")
    assert "第 4 行" in page.inner_text("main") and NUMBER not in page.content()
    assert sideways(page) == 0 and not faults(page)
    with page.expect_download() as saved:
        page.click("text=下载全部问题")
    assert "4,出生日期," in saved.value.path().read_text(encoding="utf-8-sig")

    page.click("text=换一个文件")
    good = f"{head}\r\n甲,{NUMBER},,1号\r\n乙,,1980-01-02,2号\r\n"
    page.set_input_files("input[type=file]", file_of(good))
    page.click("main form button[type=submit]")
    page.wait_for_selector("text=2 人都没有问题")
    assert NUMBER not in page.content() and NUMBER[:17] not in page.content()
    assert sideways(page) == 0 and not faults(page)
    page.check("input[name=is_affirmed]")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/roll/")
    assert "甲" in page.inner_text("main") and not page.problems, page.problems
    rows, waiting = json.loads(site.manage("shell", "-v0", "-c", LEFT).splitlines()[-1])
    assert rows == [["甲", "1号", "002X"], ["乙", "2号", ""]] and waiting == 0
