"""Pages of cases, petitions and inspections: the whole way, and what each side never sees."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from portal.models import Notice, Record
from portal.services.notices import notices_make
from tests.architecture.routes import routes
from tests.workstations.caring import SECRET, WHISTLER, Matter, Plea
from workstations.models import Inspection, Petition, SupervisionCase, SupervisionOrder, Task
from workstations.services import case_steps

IN_SOME_DAYS = timedelta(days=9)


@pytest.fixture
def matter(world, monday):
    return Matter(world)


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def words(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def ahead() -> str:
    return (clock.today() + IN_SOME_DAYS).isoformat()


def test_a_complaint_on_the_pages_from_the_menu_to_the_end(matter, world, as_user):
    whistler, inspector, head, staff = (
        as_user(world.people[key]) for key in ("whistler", "inspector", "head", "staff")
    )
    assert url("complain") in words(whistler.get(url("voice")))
    given = {"community": world.mingtong.pk, "body": "station", "text": SECRET}
    poor = whistler.post(url("complain"), given | {"text": "坏", "submit_key": uuid4()})
    assert poor.status_code == 400 and "text" in poor.context["form"].errors
    assert whistler.post(url("complain"), given | {"submit_key": uuid4()}).status_code == 302
    case = SupervisionCase.objects.get()
    here = url("case", case.pk)
    assert "您的举报" in words(whistler.get(here)) and SECRET not in words(whistler.get(here))
    assert case.reference in words(inspector.get("/"))
    assert inspector.post(url("case_step", case.pk, "accept")).status_code == 302
    looked = inspector.post(url("case_complaint", case.pk))
    assert SECRET in words(looked) and WHISTLER in words(looked)
    assert SECRET not in words(inspector.get(here))

    def form(who, name, **more):
        assert who.get(url(name, case.pk)).status_code == 200
        answer = who.post(url(name, case.pk), more)
        assert answer.status_code == 302, (name, words(answer))

    told = {"title": "窗口作风", "notice": "请说明。", "explain_by": ahead(), "people": "staff"}
    form(inspector, "case_notify", **told)
    assert "窗口作风" in words(staff.get("/")) and "窗口作风" in words(head.get("/"))
    form(staff, "case_explain", words="没有收。")
    form(inspector, "case_finding", is_upheld="yes", text="收过", basis="工作制度")
    form(inspector, "case_order", title="退还并公示", text="退还，公示。", due_on=ahead())
    order = SupervisionOrder.objects.get()
    assert "退还并公示" in words(head.get(url("order_detail", order.pk)))
    assert head.post(url("order_task", order.pk)).status_code == 302
    assert Task.objects.get().reference in words(inspector.get(here))
    form(head, "case_report", words="退了")
    form(inspector, "case_again", words="公示呢", due_on=ahead())
    form(head, "case_report", words="公示了")
    for name, reason in (("check", "看过公示栏"), ("close", "结案")):
        step = url("case_step", case.pk, name)
        assert inspector.post(step).status_code == 400
        assert inspector.post(step, {"reason": reason}).status_code == 302
    case.refresh_from_db()
    assert case.status == "closed" and "已结案" in words(whistler.get(here))
    assert "看过公示栏" in words(staff.get(here))


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("notify", {"notice": " "}),
        ("notify", {"notice": f"{WHISTLER}说"}),
        ("notify", {"explain_by": "2020-01-01"}),
        ("notify", {"people": "nobody-here"}),
        ("notify", {"title": "x" * 81}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(matter, as_user, name, bad):
    matter.complained()
    matter.step("accept")
    given = {"title": "作风", "notice": "请说明。", "explain_by": ahead(), "people": ""} | bad
    answer = as_user(matter.handler).post(url(f"case_{name}", matter.case.pk), given)
    assert answer.status_code == 400 and next(iter(bad)) in answer.context["form"].errors
    matter.case.refresh_from_db()
    assert matter.case.status == "accepted"


def addresses(case) -> list[str]:
    """Every GET route without a number, and every route of this case."""
    found = []
    for route in routes():
        if "<" not in route.pattern and not route.pattern.startswith(("^", "readyz")):
            found.append(f"/{route.pattern}")
    return [*found, *case_addresses(case)]


def case_addresses(case) -> list[str]:
    names = ("case", "case_notify", "case_explain", "case_finding", "case_order", "case_report")
    return [url(name, case.pk) for name in (*names, "case_again", "case_complaint")] + [
        url("case_note", case.pk, kind) for kind in ("note", "question", "look", "direction")
    ]


NOT_HANDLING = (
    *("head", "staff", "chair", "vice", "member1", "secretary", "street", "districter"),
    *("petitioner", "auditor", "watch", "resident", "admin", "donghua_street", "baita_head"),
)


@pytest.mark.parametrize("key", NOT_HANDLING)
def test_no_page_or_api_tells_who_complained_or_what(matter, world, as_user, key):
    """The accused, their bodies, those above and those who watch: pages, lists, search, API,
    notices, timeline and exports, at each stop of the way."""
    matter.complained()
    client, wrong = as_user(world.people[key]), []

    def look(where):
        for path in where:
            text = client.get(path).content.decode(errors="replace")
            if WHISTLER in text or SECRET[:12] in text:
                wrong.append((matter.case.status, path))

    look(case_addresses(matter.case))
    matter.found(open_it=False, accused=[world.staff])
    notices_make(list(Record.objects.all()))
    look([*addresses(matter.case), f"/issues/?q={WHISTLER[:2]}", "/notices/"])
    assert not wrong


def test_no_notice_before_it_is_told(matter, world, as_user):
    matter.complained()
    matter.step("accept")
    notices_make(list(Record.objects.all()))
    told = set(
        Notice.objects.filter(record__subject_type="supervision_case").values_list(
            "recipient__username", flat=True
        )
    )
    assert told == {"inspector", "whistler"}


@pytest.mark.parametrize(
    "key", [None, "resident", "staff", "head", "chair", "street", "donghua_street", "watch"]
)
def test_a_case_that_was_not_told_is_the_same_404(matter, as_user, world, key):
    matter.complained()
    client = as_user(world.people[key] if key else None)
    there, nowhere = (client.get(url("case", pk)) for pk in (matter.case.pk, 999_999))
    assert there.status_code == nowhere.status_code == (404 if key else 302)
    for path in case_addresses(matter.case):
        assert client.get(path).status_code in {302, 403, 404, 405}
    for name in ("accept", "refuse", "close", "nonsense"):
        answer = client.post(url("case_step", matter.case.pk, name), {"reason": "因为"})
        assert answer.status_code in {302, 403, 404}
    matter.case.refresh_from_db()
    assert matter.case.status == "opened"


def test_the_accused_never_sees_where_it_comes_from(matter, as_user, world):
    matter.complained()
    matter.notified(open_it=False, accused=[world.staff])
    page = words(as_user(world.staff).get(url("case", matter.case.pk)))
    assert "请说明三月份" in page and "举报" not in page and "严监" not in page


def test_words_of_the_oversight_committee_and_of_the_district(matter, as_user, world):
    matter.notified()
    for key, kind in (("watch", "question"), ("districter", "direction"), ("inspector", "note")):
        client, there = as_user(world.people[key]), url("case_note", matter.case.pk, kind)
        assert client.get(there).status_code == 200
        assert client.post(there, {"text": " "}).status_code == 400
        assert client.post(there, {"text": f"{key}问一句"}).status_code == 302
        assert f"{key}问一句" in words(as_user(world.inspector).get(url("case", matter.case.pk)))
        assert client.get(url("case_note", matter.case.pk, "nonsense")).status_code == 404
    assert "问一句" not in words(as_user(world.head).get(url("case", matter.case.pk)))


def test_an_inspection_and_the_case_that_comes_of_it(matter, as_user, world):
    street = as_user(world.street)
    given = {
        "community": world.mingtong.pk,
        "title": "一季度检查",
        "visited_on": clock.today().isoformat(),
        "summary": "总的还好",
        "item1": "台账",
        "result1": "bad",
        "note1": "缺三周",
        "item2": "值班",
        "result2": "good",
    }
    for bad in ({"note1": ""}, {"item1": ""}, {"visited_on": "2999-01-01"}, {"community": "1"}):
        assert street.post(url("inspection_record"), given | bad).status_code == 400
    assert not Inspection.objects.exists()
    assert street.post(url("inspection_record"), given).status_code == 302

    row = Inspection.objects.get()
    page = words(street.get(url("inspection", row.pk)))
    assert "缺三周" in page and f"?inspection={row.pk}" in page
    assert "缺三周" in words(as_user(world.head).get(url("inspection", row.pk)))
    for key in ("baita_head", "donghua_street", "resident"):
        there = as_user(world.people[key]).get(url("inspection", row.pk))
        assert there.status_code in {403, 404}
    opening = f"{url('case_open')}?inspection={row.pk}"
    assert street.get(opening).status_code == 200
    case = {"community": world.mingtong.pk, "source": "inspection", "body": "station"}
    assert street.post(opening, case | {"title": "台账"}).status_code == 302
    assert SupervisionCase.objects.get().inspection == row
    assert as_user(world.donghua_street).get(opening).status_code == 404


def test_a_visit_opens_the_lines_that_were_begun(world, as_user):
    street, there = as_user(world.street), url("inspection_record")
    fresh = street.get(there).context["form"].line_fields()
    assert [line["number"] for line in fresh if line["is_open"]] == [1]
    again = street.post(there, {"item3": "消防栓", "note5": "积灰", "result2": "good"})
    assert again.status_code == 400
    opened = [line["number"] for line in again.context["form"].line_fields() if line["is_open"]]
    assert opened == [1, 3, 5] and "消防栓" in words(again)


def test_a_petition_on_the_pages(world, monday, as_user):
    resident, office, street, district = (
        as_user(world.people[key]) for key in ("resident", "petitioner", "street", "districter")
    )
    given = {
        "community": world.mingtong.pk,
        "kind": "claim",
        "title": "补偿款",
        "text": "补偿款没有到账",
        "submit_key": uuid4(),
    }
    assert resident.post(url("petition_file"), given | {"text": ""}).status_code == 400
    assert resident.post(url("petition_file"), given).status_code == 302
    petition = Petition.objects.get()
    pk, here = petition.pk, url("petition", petition.pk)
    assert "补偿款" in words(office.get("/")) and street.get(here).status_code == 404

    def step(who, name, **more):
        answer = who.post(url("petition_step", pk, name), more)
        assert answer.status_code == 302, (name, answer.status_code)

    step(office, "transfer")
    step(street, "acknowledge")
    assert street.post(url("petition_step", pk, "ask_extension")).status_code == 400
    step(street, "ask_extension", reason="要核对")
    assert "要核对" not in words(resident.get(here))
    step(district, "grant_extension")
    assert "已延长三十日" in words(resident.get(here))
    assert street.post(url("petition_answer", pk), {"text": " "}).status_code == 400
    assert street.post(url("petition_answer", pk), {"text": "五月发放"}).status_code == 302
    step(resident, "ask_review", reason="数目不对")
    assert district.post(url("petition_review", pk), {"text": "维持"}).status_code == 302
    step(resident, "ask_re_review", reason="还是不对")
    assert office.post(url("petition_re_review", pk), {"text": "维持"}).status_code == 302
    step(office, "end")
    assert "已办结" in words(resident.get(here))
    for key in (None, "neighbour", "head", "chair", "inspector", "donghua_street"):
        other = as_user(world.people[key] if key else None)
        assert other.get(here).status_code == (404 if key else 302)
        assert other.get(url("petition_answer", pk)).status_code in {302, 403, 404}
        assert "补偿款" not in words(as_user(world.people[key or "neighbour"]).get(url("voice")))


def test_a_refused_petition_says_where_to_go(world, monday, as_user):
    plea, office = Plea(world), as_user(world.petitioner)
    first, second = plea.filed(), plea.filed()
    there = url("petition_refuse", second.pk)
    given = {"ground": "duplicate", "where_to_go": "看原来那件", "duplicate_of": "PET-2026-999999"}
    poor = office.post(there, given)
    assert poor.status_code == 400 and "duplicate_of" in poor.context["form"].errors
    assert office.post(there, given | {"duplicate_of": first.reference}).status_code == 302
    assert "看原来那件" in words(as_user(world.resident).get(url("petition", second.pk)))


def test_the_public_page_has_figures_only(world, monday, as_user):
    plea = Plea(world)
    for _turn in range(5):
        plea.filed()
    page = words(as_user().get(url("voice")))
    assert "不足 5 件的不列出" in page and "监督案件" not in page
    assert "补偿款" not in page and "PET-" not in page


def test_where_all_figures_are_small_none_is_shown(world, monday, as_user):
    plea = Plea(world)
    for _turn in range(4):
        plea.filed()
    page = words(as_user().get(url("voice")))
    assert "各类都还不足 5 件" in page and "其中已答复" not in page


def counted(client, path) -> int:
    """How many statements the second call takes."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen)


def test_no_more_statements_for_many(matter, as_user, world):
    client = as_user(world.inspector)
    for _turn in range(3):
        matter.opened(source="hotline")
    few = counted(client, url("case_list"))
    for _turn in range(15):
        matter.opened(source="hotline")
    assert counted(client, url("case_list")) == few <= 9
    assert counted(client, url("case", matter.case.pk)) <= 14


def test_the_task_page_names_its_order(matter, as_user, world):
    matter.ordered()
    case_steps.case_report(actor=world.head, case=matter.case, words="好了")
    order = SupervisionOrder.objects.get()
    head = as_user(world.head)
    head.post(url("order_task", order.pk))
    page = words(head.get(url("task_detail", Task.objects.get().pk)))
    assert order.reference in page
    assert as_user(world.staff).post(url("order_task", order.pk)).status_code in {403, 404}
