"""The pages of the bodies, by role: seats, rolls, circles, handover, who is who."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import (
    Committee,
    Ground,
    Handover,
    KinTie,
    Membership,
    OversightSeat,
    Representative,
    SubCommittee,
    UnitDelegate,
)
from committees.services.bodies import committee_open, member_unseat
from committees.services.kin import kin_declare
from committees.services.representatives import representative_add
from portal.kernel import clock
from portal.models import DivisionProfile
from tests.portal.services.test_papers import upload


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


@pytest.fixture
def home(hall):
    """The id of 明通巷."""
    return hall.world.mingtong.pk


def vacate(hall, key="member1"):
    return member_unseat(actor=None, membership=hall.seat(key), ground=Ground.DEATH)


SEAT = {"user": "stranger", "seat": "committee_member", "seated_by": "by_election"}


@pytest.fixture
def decision(hall):
    """What the residents' meeting decided, and a seat that fell free."""
    found = hall.resolved(title="补选委员")
    vacate(hall)
    return found


def seat_form(**words):
    return {**SEAT, "valid_from": "2026-03-02", "kin_declared": "on", "is_woman": "on"} | words


def test_a_member_is_seated_by_user_name_or_phone(hall, home, as_user, decision):
    client = as_user(hall.world.chair)
    assert "登记委员" in client.get(url("seat", home)).content.decode()
    today = clock.today().isoformat()  # the seat fell free after the meeting, some days on
    given = seat_form(resolution=decision.pk, valid_from=today)
    answer = client.post(url("seat", home), given)
    assert answer.url == url("bodies", home)
    seat = Membership.objects.get(user=hall.world.stranger)
    assert (seat.is_woman, seat.seated_by, seat.resolution) == (True, "by_election", decision)
    assert "无职" in client.get(url("bodies", home)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"user": "nobody-here"},
        {"user": ""},
        {"user": "member2"},
        {"user": "坏\x00字"},
        {"seat": "emperor"},
        {"seat": "chair"},
        {"valid_from": "2020-01-01"},
        {"valid_from": "never"},
        {"valid_to": "2026-05-01"},
        {"kin_declared": ""},
        {"user": "head"},
        {"user": "chair"},
        {"resolution": ""},
        {"resolution": "99999"},
        {"resolution": "x"},
        {"seated_by": "before"},
        {"is_woman": ""},
    ],
)
def test_a_wrong_seat_comes_back_with_words(hall, home, as_user, decision, wrong):
    before = Membership.objects.count()
    words = seat_form(**({"resolution": decision.pk} | wrong))
    page = as_user(hall.world.chair).post(url("seat", home), words)
    assert page.status_code == 400
    assert Membership.objects.count() == before
    if "user" not in wrong:
        assert 'value="stranger"' in page.content.decode()


def test_a_seat_ends_with_its_ground(hall, as_user):
    client, seat = as_user(hall.world.chair), hall.seat("member1")
    data = {"ground": "incapacity", "on": "2026-03-02", "reference": "证字1号"}
    nothing = ({"ground": "resignation"}, {"reference": ""}, {"on": "x"})
    for wrong in ({"ground": ""}, {"ground": "recall"}, *nothing):
        assert client.post(url("seat_end", seat.pk), data | wrong).status_code == 400
    client.post(url("seat_end", seat.pk), data)
    seat.refresh_from_db()
    assert (seat.ended_ground, seat.ended_article) == ("incapacity", "§23")
    page = client.get(url("bodies", hall.world.mingtong.pk)).content.decode()
    assert "丧失行为能力（§23）" in page
    assert client.post(url("seat_end", seat.pk), data).status_code == 404


OTHERS = ["member1", "resident", "street", "head", "baita_chair", "districter"]


@pytest.mark.parametrize("key", OTHERS)
@pytest.mark.parametrize(
    "name",
    ["bodies", "term_open", "seat", "kin", "representative_add", "oversight", "delegate", "leader"],
)
def test_others_find_no_door(hall, home, as_user, key, name):
    page = as_user(hall.world.people[key]).get(url(name, home))
    assert page.status_code in {403, 404}
    page = as_user(hall.world.people[key]).post(url(name, home), {"user": "stranger"})
    assert page.status_code in {403, 404, 405}


def test_foreign_and_missing_look_alike(hall, home, as_user):
    client = as_user(hall.world.baita_chair)
    for name, pk in (("bodies", home), ("seat_end", hall.seat("chair").pk), ("seat", home)):
        foreign = client.get(url(name, pk))
        missing = client.get(url(name, 999_999))
        assert (foreign.status_code, missing.status_code) == (404, 404)


def test_the_administrator_opens_a_term(hall, as_user):
    client, place = as_user(hall.world.admin), hall.world.xinying.pk
    good = {"size": "5", "term_from": "2026-03-01"}
    for wrong in ({"size": "12"}, {"term_from": "2026-04-01"}, {"term_to": "2040-01-01"}, {}):
        paper = {"document": upload()} if wrong else {}
        assert client.post(url("term_open", place), good | wrong | paper).status_code == 400
    client.post(url("term_open", place), good | {"document": upload()})
    assert Committee.objects.get(community=place).term_to == date(2031, 3, 1)
    page = client.get(url("body_list"), {"q": "新迎"}).content.decode()
    assert "0 / 5 席" in page
    page = client.get(url("bodies", place)).content.decode()
    assert "空缺 5 席" in page


def test_the_chair_comes_straight_to_the_desk(hall, home, as_user):
    assert as_user(hall.world.chair).get(url("body_list")).url == url("bodies", home)
    assert as_user(hall.world.resident).get(url("body_list")).status_code == 403


def test_desk_and_public_page_warn_when_no_woman_sits(hall, home, as_user):
    for address in (url("bodies", home), url("committee_public", home)):
        assert "还没有女委员" in as_user(hall.world.chair).get(address).content.decode()
    Membership.objects.filter(user=hall.world.member1).update(is_woman=True)
    for address in (url("bodies", home), url("committee_public", home)):
        assert "还没有女委员" not in as_user(hall.world.chair).get(address).content.decode()


def test_kin_who_both_sit_already_are_flagged_without_a_name(hall, home, as_user):
    client = as_user(hall.world.chair)
    assert "近亲属关系里" not in client.get(url("bodies", home)).content.decode()
    words = {"community": hall.world.mingtong, "kinship": "spouse"}
    kin_declare(actor=None, one=hall.world.member1, other=hall.world.member2, **words)
    assert "有两人同时在任（§10）" in client.get(url("bodies", home)).content.decode()


def test_kin_are_noted_at_their_page(hall, home, as_user):
    client = as_user(hall.world.chair)
    data = {"one": "member2", "other": "stranger", "kinship": "spouse"}
    assert client.post(url("kin", home), data | {"other": "member2"}).status_code == 400
    assert client.post(url("kin", home), data | {"kinship": "friend"}).status_code == 400
    client.post(url("kin", home), data)
    assert KinTie.objects.count() == 1
    vacate(hall)
    page = client.post(url("seat", home), seat_form())
    assert "近亲属关系" in page.content.decode()
    assert page.status_code == 400


def rep_form(hall, **words):
    given = {"name": "李桂花", "group": hall.world.group.pk, "households": "30"}
    return given | {"valid_from": "2026-03-02"} | words


def test_a_representative_comes_and_goes(hall, home, as_user):
    client = as_user(hall.world.chair)
    data = rep_form(hall, submit_key="5d5ea9f6-7a05-4a05-8a80-fd8a8a2ac0d1")
    for _twice in (1, 2):
        answer = client.post(url("representative_add", home), data)
        assert answer.url == url("representatives", home)
    row = Representative.objects.get()
    page = as_user().get(url("representatives", home)).content.decode()
    assert "李桂花" in page
    assert "终止" not in page
    end = {"ground": "moved", "on": "2026-03-02"}
    assert client.post(url("representative_end", row.pk), {"ground": "x"}).status_code == 400
    client.post(url("representative_end", row.pk), end)
    assert "李桂花" not in as_user().get(url("representatives", home)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"households": "51"},
        {"households": "99999999999999999999"},
        {"name": ""},
        {"group": "999999"},
        {"group": "x"},
        {"user": "nobody"},
        {"valid_to": "2050-01-01"},
    ],
)
def test_a_wrong_representative_comes_back(hall, home, as_user, wrong):
    page = as_user(hall.world.chair).post(url("representative_add", home), rep_form(hall, **wrong))
    assert page.status_code == 400
    assert not Representative.objects.exists()


def test_the_circles_are_kept(hall, home, as_user):
    client = as_user(hall.world.vice)
    watcher = {"user": "stranger", "valid_from": "2026-03-02"}
    assert client.post(url("oversight", home), watcher).status_code == 400
    assert client.post(url("oversight", home), watcher | {"kin_declared": "on"}).status_code == 302
    unit = {"unit": "盘龙小学", "name": "马老师", "valid_from": "2026-03-02"}
    assert client.post(url("delegate", home), unit).status_code == 302
    assert client.post(url("delegate", home), unit).status_code == 400
    remit = {"remit": "mediation", "head": hall.seat("member1").pk}
    assert client.post(url("sub_committee", home), remit | {"head": "0"}).status_code == 400
    assert client.post(url("sub_committee", home), remit).status_code == 302
    page = as_user().get(url("committee_public", home)).content.decode()
    for words in ("无职", "盘龙小学", "马老师", "人民调解", "孙丽"):
        assert words in page
    end = {"ground": "resignation", "on": "2026-03-02"}
    client.post(url("oversight_end", OversightSeat.objects.get().pk), end)
    client.post(url("delegate_end", UnitDelegate.objects.get().pk), end)
    assert SubCommittee.objects.count() == 1
    page = as_user().get(url("committee_public", home)).content.decode()
    assert "马老师" not in page
    assert client.get(url("oversight_end", 999_999)).status_code == 404


def test_no_phone_on_the_public_pages(hall, home, as_user):
    representative_add(
        actor=None, community=hall.world.mingtong, user=hall.world.resident, households=30
    )
    for name in ("committee_public", "representatives"):
        page = as_user().get(url(name, home)).content.decode()
        for user in hall.world.people.values():
            assert not user.phone or user.phone not in page


def test_the_pages_cost_the_same_at_any_length(hall, home, as_user):
    DivisionProfile.objects.create(
        division=hall.world.mingtong, as_of=date(2026, 1, 1), households=2000
    )
    client = as_user(hall.world.chair)
    costs = []
    for many in (10, 40):
        for number in range(many):
            representative_add(
                actor=None,
                community=hall.world.mingtong,
                name=f"代表{number}",
                households=30,
                group=hall.world.group,
            )
        cost = []
        for name in ("representatives", "committee_public", "bodies"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url(name, home)).status_code == 200
            cost.append(len(queries))
        costs.append(cost)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 20, costs


@pytest.fixture
def handover(hall):
    """新迎 hands over: the outgoing chair is 无职."""
    old = Committee.objects.create(
        community=hall.world.xinying,
        name="上一届",
        size=5,
        term_from=date(2021, 3, 1),
        term_to=date(2026, 3, 1),
    )
    Membership.objects.create(
        committee=old, user=hall.world.stranger, seat="chair", valid_from=old.term_from
    )
    committee_open(actor=None, community=hall.world.xinying, size=5, term_from=date(2026, 3, 1))
    return Handover.objects.get()


def test_the_handover_is_ticked_at_its_page(hall, handover, as_user):
    client = as_user(hall.world.stranger)
    page = client.get(url("handover", handover.pk)).content.decode()
    assert "还没有写明移交什么" in page and "确认已移交" not in page
    item = handover.lines[0].pk
    line = url("handover_line", handover.pk, item)
    assert "余额" not in client.get(line).content.decode()
    assert client.post(line, {"contents": " "}).status_code == 400
    assert client.post(line, {"contents": "公章一枚", "quantity": "1"}).status_code == 302
    page = client.get(url("handover", handover.pk)).content.decode()
    assert "确认已移交" in page and "公章一枚" in page
    assert "确认已接收" not in page
    accounts = url("handover_line", handover.pk, handover.lines[2].pk)
    words = {"contents": "账册", "balance_fen": "1234.5"}
    assert client.post(accounts, words | {"balance_fen": "1.234"}).status_code == 400
    assert client.post(accounts, words).status_code == 302
    assert "¥1,234.50" in client.get(url("handover", handover.pk)).content.decode()
    assert client.get(url("handover_pdf", handover.pk)).content.startswith(b"%PDF")
    assert client.get(url("handover_line", handover.pk, 999_999)).status_code == 404
    assert client.post(url("handover_tick", handover.pk, item, "give")).status_code == 302
    assert client.post(url("handover_tick", handover.pk, item, "x")).status_code == 404
    assert client.post(url("handover_tick", handover.pk, 999_999, "give")).status_code == 404
    assert client.post(url("handover_step", handover.pk, "complete")).status_code in {403, 409}
    street = as_user(hall.world.donghua_street)
    assert "无职" in street.get(url("handover", handover.pk)).content.decode()
    assert street.post(url("handover_tick", handover.pk, item, "give")).status_code == 403
    assert street.get(line).status_code == 403
    assert street.get(url("handover_pdf", handover.pk)).status_code == 200


@pytest.mark.parametrize("key", ["resident", "street", "chair", "xinying_head"])
def test_strangers_see_no_handover(hall, handover, as_user, key):
    client = as_user(hall.world.people[key])
    assert client.get(url("handover", handover.pk)).status_code == 404
    assert client.get(url("handover_pdf", handover.pk)).status_code == 404
    line = url("handover_line", handover.pk, handover.lines[0].pk)
    assert client.post(line, {"contents": "无"}).status_code in {403, 404}


def test_the_desks_tell_of_what_is_missing_and_late(hall, handover, as_user):
    vacate(hall)
    assert "空缺 1 席" in as_user(hall.world.chair).get("/").content.decode()
    page = as_user(hall.world.donghua_street).get("/").content.decode()
    assert "工作移交" in page
    assert "工作移交" not in as_user(hall.world.street).get("/").content.decode()


def test_a_visitor_is_sent_to_log_in(hall, home, as_user):
    assert as_user().get(url("bodies", home)).status_code == 302
