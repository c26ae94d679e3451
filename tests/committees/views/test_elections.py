"""An election on its pages, from the call to the certificate, by the people who do it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from committees.models import (
    Candidate,
    Election,
    ElectionComplaint,
    Membership,
    RecallPetition,
    RollObjection,
    VoterApplication,
    VoterProxy,
)
from committees.services import election_counts
from committees.services.bodies import member_unseat
from committees.services.objections import objection_file, objection_rule
from portal.kernel import clock
from portal.models import Role, RoleAssignment
from tests.committees.assembly import scan
from tests.committees.electing import Booth
from tests.committees.services.test_recalls import Asking


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


def html(client, name, *args, **query):
    return client.get(url(name, *args), query).content.decode()


def call_words(**more):
    day = clock.today() + timedelta(days=30)
    return {
        "kind": "by_election",
        "form": "voters",
        "title": "委员补选",
        "election_day": day.isoformat(),
        "polling_place": "社区礼堂",
        "chairs": 0,
        "vice_chairs": 0,
        "members": 1,
        "is_seen": "on",
        "submit_key": uuid4(),
    } | more


def roll(count=12, **more):
    lines = ["姓名,出生日期,户（门牌）,居民小组"]
    lines += [f"民{n},1980-01-02,{n}号,一组" for n in range(1, count + 1)]
    return SimpleUploadedFile("roll.csv", "\n".join(lines).encode())


class Walk:
    """The pages in their order."""

    def __init__(self, booth, as_user):
        self.booth, self.as_user = booth, as_user
        self.chair = as_user(booth.world.chair)
        self.head, self.second = (as_user(user) for user in booth.people[:2])

    def step(self, name, client=None):
        client = client or self.head
        answer = client.post(url("election_step", self.pk, name))
        assert answer.status_code == 302, (name, answer.content.decode()[-600:])

    def post(self, name, data, client=None, pk=None):
        return (client or self.head).post(url(name, pk or self.pk), data)

    def called(self):
        member_unseat(
            actor=self.booth.world.chair, membership=self.booth.hall.seat("member3"), ground="death"
        )
        assert self.chair.post(url("election_call"), call_words()).status_code == 302
        self.pk = Election.objects.get().pk
        for number, user in enumerate(self.booth.people):
            user.phone = f"1370000{number:04d}"
            user.save(update_fields=["phone"])
            data = {"user": user.username, "is_head": "on" if number == 0 else ""}
            assert self.post("election_officer", data, self.chair).status_code == 302
        self.step("form_committee", self.chair)

    def take(self, looked):
        data = {"token": looked.context["upload"].token, "is_affirmed": "on"}
        return self.post("election_import_confirm", data)

    def published(self):
        self.called()
        self.step("start_registration")
        looked = self.post("election_import", {"roll": "voters", "file": roll()})
        assert looked.status_code == 200 and "12 人都没有问题" in looked.content.decode()
        self.take(looked)
        one = {"name": "新邻", "household": "99号", "born_on": "1970-01-01", "basis": "living"}
        one |= {"has_rights": "on", "willing": "desk"}
        assert self.post("election_voter", one).status_code == 302
        assert "新邻" in html(self.head, "election_roll", self.pk, q="新")
        self.step("publish_roll")

    def nominated(self):
        self.published()
        post = Election.objects.get().posts.get()
        for number in (1, 2):
            user = self.booth.person(f"stand{number}")
            data = {"post": post.pk, "number": number, "nominated_by": "party"}
            data |= {"user": user.username, "introduction": "住了三十年。"}
            assert self.post("election_nominate", data).status_code == 302
        for row in Candidate.objects.all():
            data = {"decision": "qualified", "has_accepted": "on"}
            assert self.post("candidate", data, self.second, row.pk).status_code == 302
        self.step("publish_candidates")

    def voting(self):
        self.nominated()
        data = {"giver": 5, "holder": 6, "reason": "外出务工"}
        assert self.post("election_proxy", data).status_code == 302
        at = timezone.localtime(clock.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
        assert self.post("election_meeting", {"at": at, "place": "礼堂"}).status_code == 302
        clock.advance(hours=2)
        self.step("meet_residents")
        clock.advance(days=(Election.objects.get(pk=self.pk).election_day - clock.today()).days)
        self.step("start_voting")

    def counted(self, one=7, other=4):
        self.voting()
        self.post("election_turnout", {"issued": 11})
        rows = Candidate.objects.order_by("id")
        data = {"issued": 11, "returned": 11, "invalid_blank": 0}
        data |= {f"invalid_{name}": 0 for name in ("too_many", "unreadable", "not_ours")}
        data |= {f"votes_{rows[0].pk}": one, f"votes_{rows[1].pk}": other}
        for client in (self.head, self.second):
            assert self.post("election_sheet", data, client).status_code == 302
        self.step("count")


@pytest.fixture
def walk(booth, as_user):
    return Walk(booth, as_user)


def test_from_the_call_to_the_certificate(walk, as_user):
    walk.counted()
    visitor = as_user()
    assert "57" not in html(visitor, "election_public", walk.pk)
    assert visitor.get(url("election_announcement", walk.pk)).status_code == 404
    walk.step("announce")
    assert Membership.objects.filter(seated_by="by_election").count() == 1
    page = html(visitor, "election_public", walk.pk)
    assert "全部选出" in page and "11 &gt; 13/2" in page
    for name, client in (("election_announcement", visitor), ("election_certificates", walk.head)):
        paper = client.get(url(name, walk.pk))
        assert paper.status_code == 200 and paper.content.startswith(b"%PDF")
    assert visitor.get(url("election_public_roll", walk.pk)).status_code == 404
    walk.step("file")
    assert Election.objects.get().status == "filed"


def test_a_poor_call_comes_back_whole(booth, as_user):
    client = as_user(booth.world.chair)
    for more, told in (
        ({"title": ""}, "必填"),
        ({"election_day": clock.today().isoformat()}, "太近"),
        ({"members": 3}, "空出的席位只有 0 个"),
        ({"kind": "general"}, "5 至 9"),
    ):
        answer = client.post(url("election_call"), call_words(**more))
        assert answer.status_code == 400 and told in answer.content.decode(), more
        assert "社区礼堂" in answer.content.decode()
    assert not Election.objects.exists()


@pytest.mark.parametrize(
    ("key", "status"), [(None, 302), ("resident", 403), ("street", 403), ("member1", 403)]
)
def test_others_do_not_call(booth, as_user, key, status):
    client = as_user(booth.world.people[key] if key else None)
    for name in ("election_call",):
        assert client.get(url(name)).status_code == status


def test_an_administrator_without_a_committee_finds_no_form(booth, as_user):
    client = as_user(booth.world.admin)
    for name in ("election_call",):
        assert client.get(url(name)).status_code == 404
        assert client.post(url(name), {}).status_code == 404


def test_a_file_with_faults_stores_nothing(walk):
    walk.called()
    walk.step("start_registration")
    bad = "姓名,出生日期,户（门牌）\n甲,2020-01-01,1号\n,1980-01-01,2号".encode()
    given = {"roll": "voters", "file": SimpleUploadedFile("r.csv", bad)}
    looked = walk.post("election_import", given)
    page = looked.content.decode()
    assert "2 行有问题" in page and "第 2 行" in page and "未满 18 周岁" in page
    token = looked.context["upload"].token
    paper = walk.head.get(url("election_import_faults", walk.pk, token)).content.decode()
    assert paper.splitlines()[1].startswith("2,出生日期,") and "3,姓名," in paper
    assert walk.second.get(url("election_import_faults", walk.pk, token)).status_code == 404
    assert walk.chair.get(url("election_import_faults", walk.pk, token)).status_code in {403, 404}
    answer = walk.take(looked)
    assert answer.status_code == 302
    assert not Election.objects.get().registrations.exists()
    for data in ({"roll": "voters"}, {"file": SimpleUploadedFile("r.csv", b""), "roll": "voters"}):
        assert walk.post("election_import", data).status_code == 400


@pytest.mark.parametrize("key", ["chair", "street", "districter", "resident", "baita_chair"])
def test_the_roll_is_the_election_committees(walk, as_user, key):
    walk.published()
    client = as_user(walk.booth.world.people[key])
    for name in ("election_roll", "election_voter", "election_sheet", "election_proxy"):
        assert client.get(url(name, walk.pk)).status_code in {403, 404}, name
    assert client.get(url("election_step", walk.pk, "meet_residents")).status_code in {
        403,
        404,
        405,
    }


def test_the_public_roll_has_names_and_groups_only(walk, as_user):
    walk.called()
    assert as_user().get(url("election_public_roll", walk.pk)).status_code == 404
    walk.step("start_registration")
    one = SimpleUploadedFile("r.csv", "姓名,户（门牌）,出生日期\r\n甲,8号,1980-01-02".encode())
    looked = walk.post("election_import", {"roll": "voters", "file": one})
    assert "1980" not in looked.content.decode()
    walk.take(looked)
    walk.step("publish_roll")
    page = html(as_user(), "election_public_roll", walk.pk)
    assert "甲" in page and "8号" not in page and "1980" not in page
    assert "甲" not in html(as_user(), "election_public_roll", walk.pk, q="乙")


def test_objections_from_the_page_to_the_ruling(walk, as_user):
    walk.published()
    resident = as_user(walk.booth.world.resident)
    data = {"kind": "missing", "name": "漏名", "text": "住了十年", "roll": "voters"}
    assert walk.post("election_object", data | {"text": ""}, resident).status_code == 400
    assert walk.post("election_object", data, resident).status_code == 302
    row = RollObjection.objects.get()
    desk = html(walk.head, "election", walk.pk)
    assert url("objection_rule", row.pk) in desk and walk.booth.world.resident.name not in desk
    rule = {"is_accepted": "1", "ruling": "补上。", "name": "漏名", "household": "7号"}
    answer = walk.post("objection_rule", rule, pk=row.pk)
    assert answer.status_code == 400 and "出生日期" in answer.content.decode()
    rule |= {"born_on": "1960-01-01", "basis": "living", "has_rights": "on", "willing": "desk"}
    assert walk.post("objection_rule", rule, pk=row.pk).status_code == 302
    page = html(as_user(), "election_public", walk.pk)
    assert "补上。" in page and walk.booth.world.resident.name not in page
    assert resident.get(url("objection_rule", row.pk)).status_code in {403, 404}


def test_a_ruling_late_is_seen(walk):
    walk.published()
    objection_file(
        actor=walk.booth.world.resident,
        election=Election.objects.get(),
        kind="missing",
        name="漏名",
        text="住了十年",
    )
    clock.advance(days=4)
    assert "处理已超期" in html(walk.head, "election", walk.pk)


def test_complaints_pass_whoever_runs_it(walk, as_user):
    walk.published()
    resident, district = as_user(walk.booth.world.resident), as_user(walk.booth.world.districter)
    data = {"text": "有人发米", "submit_key": uuid4()}
    assert walk.post("election_complain", data, resident).status_code == 302
    row = ElectionComplaint.objects.get()
    for client in (walk.head, walk.chair, as_user(walk.booth.world.street)):
        assert "有人发米" not in html(client, "election", walk.pk)
        assert client.get(url("complaint_answer", row.pk)).status_code in {403, 404}
    home = district.get(reverse("portal:home")).content.decode()
    assert url("complaint_answer", row.pk) in home
    assert "有人发米" in html(district, "complaint_answer", row.pk)
    assert walk.post("complaint_answer", {"answer": ""}, district, row.pk).status_code == 400
    walk.post("complaint_answer", {"answer": "查无此事。"}, district, row.pk)
    assert "查无此事。" in html(as_user(), "election_public", walk.pk)


def test_sheets_that_differ_name_how_many(walk):
    walk.voting()
    rows = Candidate.objects.order_by("id")
    data = {"issued": 11, "returned": 11, "invalid_blank": 0}
    data |= {f"invalid_{name}": 0 for name in ("too_many", "unreadable", "not_ours")}
    data |= {f"votes_{rows[0].pk}": 7, f"votes_{rows[1].pk}": 4}
    walk.post("election_sheet", data)
    desk = html(walk.second, "election", walk.pk)
    assert "录入我的计票单" in desk
    assert 'value="7"' not in html(walk.second, "election_sheet", walk.pk)
    assert 'value="7"' in html(walk.head, "election_sheet", walk.pk)
    walk.post("election_sheet", data | {f"votes_{rows[1].pk}": 3}, walk.second)
    assert "两份有 1 处不一致" in html(walk.head, "election", walk.pk)
    answer = walk.post("election_sheet", data | {f"votes_{rows[1].pk}": 12}, walk.second)
    assert answer.status_code == 400 and "比有效票" in answer.content.decode()
    assert walk.head.post(url("election_step", walk.pk, "count")).status_code == 409


def test_a_tie_asks_for_the_day_of_the_runoff(walk):
    walk.counted(5, 5)
    desk = html(walk.head, "election", walk.pk)
    assert url("election_announce", walk.pk) in desk
    assert walk.post("election_announce", {"runoff_day": ""}).status_code == 400
    day = clock.today() + timedelta(days=7)
    assert walk.post("election_announce", {"runoff_day": day.isoformat()}).status_code == 302
    runoff = Election.objects.get(kind="runoff")
    assert runoff.election_day == day and "另行选举" in html(walk.head, "election", runoff.pk)


def test_recall_on_the_pages(booth, as_user):
    asking = Asking(booth)
    resident, vice = as_user(booth.world.resident), as_user(booth.world.vice)
    data = {"membership": booth.hall.seat("member3").pk, "reasons": "一年没有到会"}
    data |= {"form": "voters", "submit_key": uuid4()}
    bad = resident.post(url("recall_start"), data | {"reasons": ""})
    assert bad.status_code == 400 and "必填" in bad.content.decode()
    assert resident.post(url("recall_start"), data).status_code == 302
    asking.petition = RecallPetition.objects.get()
    number = asking.petition.pk
    assert "一年没有到会" in html(resident, "recall_petition", number)
    assert as_user(booth.world.people["baita_resident"]).get(
        url("recall_petition", number)
    ).status_code in {403, 404}
    paper = {"name": "甲", "door": "1号", "scan": scan()}
    assert vice.post(url("recall_paper", number), paper | {"door": ""}).status_code == 400
    paper["scan"] = scan()
    assert vice.post(url("recall_paper", number), paper).status_code == 302
    row = asking.petition.signatures.get()
    said = {"signature": row.pk, "said": "right"}
    second = as_user(booth.world.people["member1"])
    assert second.post(url("recall_check", number), said | {"said": "x"}).status_code == 404
    assert second.post(url("recall_check", number), said).status_code == 302
    day = (clock.today() + timedelta(days=30)).isoformat()
    vote = {"election_day": day, "polling_place": "礼堂", "submit_key": uuid4()}
    assert vice.post(url("recall_vote", number), vote).status_code == 409
    asking.confirmed(2)
    assert "组织表决" in html(vice, "recall_petition", number)
    assert vice.post(url("recall_vote", number), vote | {"polling_place": ""}).status_code == 400
    assert vice.post(url("recall_vote", number), vote).status_code == 302
    booth.election = Election.objects.get()
    booth.form()
    booth.register()
    head = as_user(booth.head)
    pk = booth.election.pk
    head.post(url("election_step", pk, "publish_roll"))
    assert head.post(url("election_defence", pk), {"defence": ""}).status_code == 400
    head.post(url("election_defence", pk), {"defence": "因病请假。"})
    assert "因病请假。" in html(as_user(), "election_public", pk)
    booth.election.refresh_from_db()
    booth.open()
    votes = {"issued": 19, "returned": 19, "for": 10, "against": 9, "abstain": 0}
    votes |= {f"invalid_{n}": 0 for n in ("too_many", "unreadable", "not_ours", "blank")}
    for user in booth.people[:2]:
        assert as_user(user).post(url("election_sheet", pk), votes).status_code == 302
    head.post(url("election_step", pk, "count"))
    head.post(url("election_step", pk, "announce"))
    page = html(as_user(), "election_public", pk)
    assert "罢免通过" in page and "10 &gt; 19/2" in page


def test_statements_and_menus(walk, as_user):
    walk.counted()
    role = RoleAssignment.objects.get(user=walk.booth.head, role=Role.ELECTION_MEMBER)
    assert role.granted_by is None and VoterProxy.objects.count() == 1
    walk.head.get(url("election_list"))
    for name, most in (("election", 24), ("election_roll", 8), ("election_list", 10)):
        path = url(name, walk.pk) if name != "election_list" else url(name)
        with CaptureQueriesContext(connection) as seen:
            assert walk.head.get(path).status_code == 200
        assert len(seen) <= most, (name, len(seen), [q["sql"][:110] for q in seen])
    visitor = as_user()
    with CaptureQueriesContext(connection) as seen:
        visitor.get(url("election_public", walk.pk))
    assert len(seen) <= 10
    assert url("election", walk.pk) in walk.head.get(reverse("portal:home")).content.decode()


def test_the_api_says_what_the_page_says(walk, api):
    walk.counted()
    row = api().get(reverse("committees-api:elections")).json()["results"][0]
    assert row["status"] == "counted" and row["outcome"] == ""
    path = reverse("committees-api:election", args=[walk.pk])
    seen = api().get(path).json()
    assert seen["result"] is None and len(seen["candidates"]) == 2 and seen["registered"] == 13
    assert [step["name"] for step in seen["plan"]][:2] == ["committee", "registration"]
    walk.step("announce")
    assert api().get(path).json()["election"]["outcome"] == "elected"
    assert api().get(reverse("committees-api:election", args=[999_999])).status_code == 404


def test_the_plan_is_seen_before_anything_is_called(booth, as_user):
    member_unseat(actor=booth.world.chair, membership=booth.hall.seat("member3"), ground="death")
    client = as_user(booth.world.chair)
    words = call_words()
    words.pop("is_seen")
    page = client.post(url("election_call"), words)
    assert page.status_code == 200 and not Election.objects.exists()
    text = page.content.decode()
    for said in ("异议处理完毕", "委托投票登记截止", "提名候选人", "就这样部署"):
        assert said in text, said
    assert client.post(url("election_call"), words | {"is_seen": "on"}).status_code == 302
    assert Election.objects.count() == 1


def test_a_resident_registers_on_the_public_page(walk, as_user):
    walk.called()
    walk.step("start_registration")
    resident = as_user(walk.booth.world.resident)
    assert "登记为选民" in html(resident, "election_public", walk.pk)
    assert "登记为选民" not in html(as_user(), "election_public", walk.pk)
    data = {"name": "住户", "household": "8号", "born_on": "1980-01-02", "basis": "living"}
    answer = walk.post("election_apply", data, resident)
    assert answer.status_code == 400 and "8号" in answer.content.decode()
    assert walk.post("election_apply", data | {"is_affirmed": "on"}, resident).status_code == 302
    row = VoterApplication.objects.get()
    assert url("voter_application", row.pk) in html(walk.head, "election_roll", walk.pk)
    assert resident.get(url("voter_application", row.pk)).status_code in {403, 404}
    decide = {"is_accepted": "0", "why": ""}
    assert walk.post("voter_application", decide, pk=row.pk).status_code == 400
    assert walk.post("voter_application", {"is_accepted": "1"}, pk=row.pk).status_code == 302
    assert "住户" in html(walk.head, "election_roll", walk.pk)
    assert "已登记" in html(resident, "election_public", walk.pk)


def test_the_district_declares_void_and_calls_anew(walk, as_user):
    walk.counted()
    walk.step("announce")
    district = as_user(walk.booth.world.districter)
    for key in ("chair", "street", "resident"):
        client = as_user(walk.booth.world.people[key])
        assert client.get(url("election_void", walk.pk)).status_code in {403, 404}
    assert url("election_void", walk.pk) in html(district, "election", walk.pk)
    day = (clock.today() + timedelta(days=30)).isoformat()
    data = {"ground": "bribe", "finding": "查实发放购物卡三十七张。", "election_day": day}
    assert walk.post("election_void", data | {"finding": ""}, district).status_code == 400
    assert walk.post("election_void", data, district).status_code == 302
    page = html(as_user(), "election_public", walk.pk)
    assert "购物卡" in page and "贿赂" in page
    assert Membership.objects.get(seated_by="by_election").ended_ground == "void"
    assert Election.objects.get(replaces=walk.pk).status == "planned"


def test_the_desk_says_first_what_is_owed_now(booth, as_user):
    """Nominations and objections stand above the plan; for nobody who only watches."""
    booth.published()
    booth.nominate(booth.election.posts.first(), 3)
    words = {"election": booth.election, "kind": "missing", "name": "何秀英", "text": "漏了"}
    row = objection_file(actor=booth.world.resident, **words)
    place = f"/elections/{booth.election.pk}/"
    page = as_user(booth.head).get(place).content.decode()
    assert "1 个提名等待审查" in page and "1 条名单异议等待处理" in page
    assert page.index("等待审查") < page.index("公布名单")
    watching = as_user(booth.world.chair).get(place).content.decode()
    assert "等待审查" not in watching and "等待处理，" not in watching
    objection_rule(actor=booth.head, objection=row, is_accepted=False, ruling="不在本社区")
    assert "等待处理" not in as_user(booth.head).get(place).content.decode()


def test_a_runoff_and_its_election_lead_to_each_other(booth, as_user):
    booth.voting()
    votes = booth.votes(18, 1, committee_member=(18, 18, 9, 8))
    day = booth.election.election_day + timedelta(days=7)
    booth.announced(booth.sheet(returned=20, votes=votes), runoff_day=day)
    again = Election.objects.get(parent=booth.election)
    visitor = Client()
    first = visitor.get(f"/elections/{booth.election.pk}/public/").content.decode()
    assert f"/elections/{again.pk}/public/" in first
    second = visitor.get(f"/elections/{again.pk}/public/").content.decode()
    assert f"/elections/{booth.election.pk}/public/" in second


class TestTheBooth:
    """Election day on the phone of an officer."""

    def test_elections_are_in_the_bar_of_whoever_runs_one(self, booth, as_user):
        booth.registered()
        page = as_user(booth.head).get("/").content.decode()
        bar = page[page.index('class="bottombar') :]
        assert bar.index("/elections/") < bar.index("/consultations/")
        for user in (booth.world.resident, booth.world.chair):
            page = as_user(user).get("/").content.decode()
            bar = page[page.index('class="bottombar') :]
            assert "/elections/" not in bar[: bar.index("</nav>")]

    def test_turnout_says_how_many_are_on_the_roll_and_what_was_noted(self, booth, as_user):
        booth.voting()
        client = as_user(booth.head)
        address = reverse("committees:election_turnout", args=[booth.election.pk])
        page = client.get(address).content.decode()
        assert "名单上 20 人。" in page and "已发出" not in page.split("<form")[0]
        assert client.post(address, {"issued": 7}).status_code == 302
        assert "已发出 7 张" in client.get(address).content.decode()
        sheet = reverse("committees:election_sheet", args=[booth.election.pk])
        assert "已发出 7 张" in client.get(sheet).content.decode()

    def test_counting_stands_before_the_plan_and_says_what_is_left(self, booth, as_user):
        booth.voting()
        client = as_user(booth.head)
        desk = reverse("committees:election", args=[booth.election.pk])
        page = client.get(desk).content.decode()
        assert page.index("录入我的计票单") < page.index('class="plan"')
        assert page.index("确认计票结果") < page.index('class="plan"')
        assert "计票单已录入 0 份，要两份" in page
        sheet = booth.sheet(returned=18, votes=booth.votes(12, 2))
        election_counts.sheet_enter(actor=booth.head, election=booth.election, sheet=sheet)
        page = client.get(desk).content.decode()
        assert "改我的计票单" in page and "计票单已录入 1 份，要两份" in page
        election_counts.sheet_enter(actor=booth.people[1], election=booth.election, sheet=sheet)
        assert "要两份" not in client.get(desk).content.decode()

    def test_a_roll_goes_on_to_its_next_page(self, hall, as_user):
        booth = Booth(hall, electorate=60)
        booth.registered()
        address = reverse("committees:election_roll", args=[booth.election.pk])
        page = as_user(booth.head).get(address).content.decode()
        assert "下一页" in page and "较早的" not in page
