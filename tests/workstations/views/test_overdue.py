"""Overdue and why, the clock's history on the pages, the burden, and the agreement on paper."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.kernel import clock
from portal.models import Clock
from tests.workstations.entrusting import Deal
from tests.workstations.services.test_clocks import answered, asked, follow
from workstations.models import LedgerEntry, Task
from workstations.selectors.entrusted_paper import agreement_data
from workstations.services import tasks as do


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def page_of(client, name, *args, **query) -> str:
    answer = client.get(url(name, *args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def late(world, station):
    """A blocked task of an issue, overdue by more than half; the clock stays there."""
    task = station.task_in("blocked")
    with clock.at(task.due_at + (task.due_at - task.created_at)):
        follow()
        yield task


def test_the_street_sees_what_is_overdue_and_why(world, late, as_user):
    page = page_of(as_user(world.street), "overdue_list")
    assert late.title in page and "已上报" in page and "原因：" in page
    assert page.count(late.title) == 2  # once as a link, once in the button's hidden words
    assert late.title in page_of(as_user(world.street), "overdue_list", level="escalated")
    assert late.title not in page_of(as_user(world.street), "overdue_list", level="red")
    desk = as_user(world.street).get("/").content.decode()
    assert "系统已上报" in desk and url("overdue_list") in desk


def test_a_blocked_task_of_a_resolution_says_what_stopped_it(world, station, as_user):
    station.resolution()
    task = Task.objects.order_by("id").first()
    task = do.task_assign(actor=world.head, task=task, assignee=world.staff)
    task = do.task_accept(actor=world.staff, task=task)
    do.task_block(actor=world.staff, task=task, remark="等燃气公司停气")
    with clock.at(task.due_at + timedelta(days=90)):
        follow()
        assert "受阻：等燃气公司停气" in page_of(as_user(world.street), "overdue_list")


@pytest.mark.parametrize("who", ["donghua_street"])
def test_not_those_of_another_street(world, late, as_user, who):
    assert late.title not in page_of(as_user(world.people[who]), "overdue_list")


@pytest.mark.parametrize("who", ["resident", "staff", "head", "chair"])
def test_no_page_for_others(world, late, as_user, who):
    assert as_user(world.people[who]).get(url("overdue_list")).status_code == 403


def test_odd_addresses_are_the_first_page(world, late, as_user):
    for query in ({"level": "x"}, {"after": "9" * 30}, {"after": "x"}, {"after": "999999"}):
        assert late.title in page_of(as_user(world.street), "overdue_list", **query)


def test_the_list_goes_on_and_asks_the_same_for_ten_and_fifty(
    world, station, as_user, django_assert_max_num_queries
):
    first = station.issue()
    for number in range(24):
        station.issue(text=f"第{number}盏路灯坏了，晚上看不见路。")
    with clock.at(first.due_at + timedelta(days=30)):
        follow()
        assert Clock.objects.filter(level="escalated").count() == 25
        client = as_user(world.street)
        client.get(url("overdue_list"))
        with django_assert_max_num_queries(8):
            answer = client.get(url("overdue_list"))
        rest = client.get(url("overdue_list") + answer.context["next_url"]).context["rows"]
        assert len(answer.context["rows"]) == 20 and len(rest) == 5


def test_done_it_leaves_the_list(world, late, as_user):
    do.task_unblock(actor=world.staff, task=late)
    late.refresh_from_db()
    do.task_verify(actor=world.member1, task=do.task_deliver(actor=world.staff, task=late))
    follow()
    assert late.title not in page_of(as_user(world.street), "overdue_list")


class TestHistory:
    def test_on_the_pages_of_task_and_issue(self, world, station, as_user):
        task = station.task_in("in_progress")
        clock.advance(days=1)
        asked(world, task.issue)
        clock.advance(days=2)
        answered(world, task.issue)
        task.refresh_from_db()
        until = (task.due_at + timedelta(days=9)).date()
        words = {"new_due_on": until, "reason": "等材料"}
        extension = do.extension_ask(actor=world.staff, task=task, **words)
        do.extension_decide(actor=world.head, extension_id=extension.pk, is_granted=True)
        page = page_of(as_user(world.head), "task_detail", task.pk)
        for words in ("开始计时", "暂停：等反映人补充", "暂停的时间补回", "批准延期", "→"):
            assert words in page, words
        issue_url = reverse("resident_affairs:issue_detail", args=[task.issue_id])
        for who in (world.head, world.resident):
            page = as_user(who).get(issue_url).content.decode()
            assert "时限记录" in page and "批准延期" in page
        public = as_user(None).get(issue_url).content.decode()
        assert "时限记录" in public and world.head.name not in public

    def test_it_costs_no_statement(self, world, station, as_user, django_assert_max_num_queries):
        task = station.task_in("in_progress")
        client = as_user(world.head)
        client.get(url("task_detail", task.pk))
        with django_assert_max_num_queries(8):
            client.get(url("task_detail", task.pk))

    def test_a_paused_task_says_so_in_lists(self, world, station, as_user):
        task = station.task_in("in_progress")
        asked(world, task.issue)
        assert "时限暂停" in page_of(as_user(world.staff), "task_mine")

    def test_levels_have_a_word_and_an_icon(self, world, late, as_user):
        page = page_of(as_user(world.staff), "task_mine")
        assert "deadline--escalated" in page and "已上报" in page


class TestBurden:
    @pytest.fixture
    def deal(self, world, monday):
        deal = Deal(world)
        deal.apply(to_committee=True)
        deal.running()
        return deal

    def test_per_community_and_per_unit_with_the_refused(self, world, deal, as_user):
        page = page_of(as_user(world.street), "burden")
        for words in ("明通巷", "盘龙区民政局", "24,000", "240", "100%", "未准入"):
            assert words in page, words
        row = as_user(world.street).get(url("burden")).context["places"]["rows"][0]
        assert [cell["value"] for cell in row["cells"]][-1] == 1
        assert deal.affair.title in as_user(world.street).get(row["url"]).content.decode()

    def test_another_street_bears_nothing_of_it(self, world, deal, as_user):
        assert "盘龙区民政局" not in page_of(as_user(world.donghua_street), "burden")
        assert as_user(world.head).get(url("burden")).status_code == 403


class TestAgreement:
    def test_as_pdf_for_those_who_take_part(self, world, monday, as_user):
        deal = Deal(world)
        deal.signed()
        for who in (deal.clerk, world.street, world.head, world.chair):
            answer = as_user(who).get(url("entrusted_agreement", deal.affair.pk))
            assert answer["Content-Type"] == "application/pdf"
            assert b"/StructTreeRoot" in answer.content
        for who in (None, world.resident, world.donghua_street, world.baita_head):
            answer = as_user(who).get(url("entrusted_agreement", deal.affair.pk))
            assert answer.status_code == 404

    def test_not_before_a_text_is_fixed(self, world, monday, as_user):
        deal = Deal(world)
        deal.quoted()
        answer = as_user(world.street).get(url("entrusted_agreement", deal.affair.pk))
        assert answer.status_code == 404

    def test_it_names_both_who_signed_and_the_hash(self, world, monday):
        deal = Deal(world)
        deal.signed()
        data = agreement_data(deal.affair)
        assert [row[1] for row in data["signed"]] == [deal.clerk.name, world.street.name]
        assert (
            data["text_hash"] == deal.affair.agreement_hash
            and "第 1 稿" in data["words"]["version"]
        )


class TestReceiptsPage:
    def test_lines_are_booked_and_errors_told(self, world, monday, as_user):
        deal = Deal(world)
        deal.funded(1_000_000, guarantee="保-7")
        client = as_user(world.street)
        assert "导入银行收款" in page_of(client, "entrusted_list")
        text = f"流水号,委托编号,金额\nB-1,{deal.affair.reference},14000\nB-2,ENT-2026-000999,1"
        page = client.post(url("entrusted_receipts"), {"text": text}).content.decode()
        assert "新登记 1 笔" in page and "第 3 行" in page
        assert LedgerEntry.objects.count() == 2

    @pytest.mark.parametrize("given", [{}, {"text": "x" * 5}, {"text": "\x00"}])
    def test_what_cannot_be_read_comes_back(self, world, monday, as_user, given):
        answer = as_user(world.street).post(url("entrusted_receipts"), given)
        assert answer.status_code in {200, 400}

    def test_a_file_in_the_spreadsheets_own_encoding(self, world, monday, as_user):
        deal = Deal(world)
        deal.funded(1_000_000, guarantee="保-7")
        content = f"流水号,委托编号,金额\n收1,{deal.affair.reference},1".encode("gb18030")
        file = SimpleUploadedFile("bank.csv", content)
        page = as_user(world.street).post(url("entrusted_receipts"), {"file": file})
        assert "新登记 1 笔" in page.content.decode()
        bad = SimpleUploadedFile("bank.csv", b"\xff\xfe\x00\x81")
        assert (
            as_user(world.street).post(url("entrusted_receipts"), {"file": bad}).status_code == 400
        )

    def test_others_do_not_get_there(self, world, monday, as_user):
        for who in (world.head, world.chair, world.resident):
            assert as_user(who).get(url("entrusted_receipts")).status_code == 403
