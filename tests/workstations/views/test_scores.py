"""Pages of scores, results and assessments: by each person; outsiders get 404; few statements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel import clock
from portal.models import Record, Role
from portal.services.roles import role_grant
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.workstations.assessing import Q1, Q2, House
from workstations import indicators
from workstations.models import ScoreScheme, ScoreSheet, StaffScore, StationReview, YearResult
from workstations.services import scores, year_results


@pytest.fixture
def house(world, monday):
    rules_load_defaults()  # the chair's desk reads them
    return House(world)


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def words(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def scheme_form(**more):
    sent = {
        "valid_from": "2026-01-01",
        "street_weight": "50",
        "committee_weight": "50",
        "residents_weight": "0",
        "excellent_from": "90",
        "qualified_from": "75",
        "basic_from": "60",
        "closing_quarter": "4",
        "worker_own": "0",
        "station_own": "0",
    }
    for prefix, rows in (("worker", indicators.WORKER), ("station", indicators.STATION)):
        sent |= {f"{prefix}_{row.code}": str(row.weight) for row in rows}
    return sent | more


def sheet(score, n=80, **more):
    rows = score.scheme.indicators.filter(scored="worker")
    return {f"points_{row.pk}": str(n) for row in rows} | {"remark": "好"} | more


def test_a_measure_is_set_and_read_by_those_it_measures(house, world, as_user):
    street, staff = as_user(world.street), as_user(world.staff)
    assert "还没有考核办法" in words(staff.get(url("score_schemes")))
    assert street.get(url("score_scheme_make")).status_code == 200
    for field, more in (
        ("residents_weight", {"residents_weight": "10"}),
        ("worker_on_time", {"worker_on_time": "26"}),
        ("station_on_time", {"station_own": "5"}),
        ("valid_from", {"valid_from": "2025-01-01"}),
        ("valid_from", {"valid_from": "gestern"}),
        ("basic_from", {"basic_from": "80"}),
    ):
        answer = street.post(url("score_scheme_make"), scheme_form(**more))
        assert answer.status_code == 400 and field in answer.context["form"].errors, field
        assert next(iter(more.values())) in words(answer)
    own = {"worker_own": "10", "worker_own_name": "防汛值守", "worker_own_definition": "到岗"}
    sent = scheme_form(worker_conduct="0", **own)
    assert street.post(url("score_scheme_make"), sent).status_code == 302
    assert ScoreScheme.objects.get().indicators.filter(name="防汛值守", weight=10).exists()
    shown = words(staff.get(url("score_schemes")))
    assert "防汛值守" in shown and "纪律和作风" not in shown
    for key in ("chair", "head", "districter"):
        assert as_user(world.people[key]).get(url("score_scheme_make")).status_code == 403
    assert as_user(world.resident).get(url("score_schemes")).status_code == 403
    assert "防汛值守" not in words(as_user(world.xinying_head).get(url("score_schemes")))
    for key in ("districter", "auditor"):  # of the district: every sub-district's, by its name
        assert "拓东街道" in words(as_user(world.people[key]).get(url("score_schemes")))


def test_a_quarter_from_the_desks_to_the_person(house, world, as_user):
    house.scheme()
    house.day(date(2026, 4, 2))
    street, member, staff = (as_user(who) for who in (world.street, world.member1, world.staff))
    assert "还没开始考核" in words(street.get(url("scores")))
    assert street.post(url("quarter_open", house.station.pk)).status_code == 302
    assert street.post(url("quarter_open", house.station.pk)).status_code == 404
    score = StaffScore.objects.get(user=world.staff)
    here, form = url("staff_score", score.pk), url("score_sheet", score.pk)
    for client in (street, member):
        assert "李静" in words(client.get("/")) and "李静" in words(client.get(url("scores")))
        assert "一次通过" in words(client.get(form)) or "可算的任务" in words(client.get(form))
    first = next(iter(sheet(score)))
    poor = street.post(form, sheet(score, 70) | {first: "101"})
    assert poor.status_code == 400 and first in poor.context["form"].errors
    assert "70" in words(poor)
    assert street.post(form, sheet(score, 70)).status_code == 302
    assert "两方都打完以前" in words(member.get(here)) and "70" in words(street.get(form))
    assert staff.get(here).status_code == 404
    assert member.post(form, sheet(score, 90)).status_code == 302
    assert "80" in words(member.get(here)) and "本季度得分" in words(street.get(here))
    assert street.post(form, sheet(score, 10)).status_code == 409
    assert staff.get(here).status_code == 404
    assert street.post(url("staff_score_step", score.pk, "publish")).status_code == 302
    assert "80 分" in words(staff.get(url("my_work")))
    mine = words(staff.get(here))
    assert "本季度得分" in mine and "查看了考核" in mine and "孙丽" in mine
    for key in ("baita_head", "donghua_street", "head", "resident", "staff2"):
        assert as_user(world.people[key]).get(here).status_code == 404
        assert as_user(world.people[key]).get(form).status_code in {403, 404}
    looks = Record.objects.of(score).filter(verb="look").values_list("actor__username", flat=True)
    assert sorted(looks) == ["member1", "street"]


def test_an_interest_is_declared_on_the_page(house, world, as_user):
    score, member = house.opened(), as_user(world.member1)
    assert "要回避" in words(member.get(url("staff_score", score.pk)))
    address = url("score_recuse", score.pk)
    assert member.post(address, {"words": " "}).status_code == 400
    assert member.post(address, {"words": "表姐妹"}).status_code == 302
    assert member.get(url("score_sheet", score.pk)).status_code == 404
    assert "李静" not in words(member.get("/"))
    assert "表姐妹" not in words(as_user(world.chair).get(url("staff_score", score.pk)))
    assert not ScoreSheet.objects.exists()


def test_a_year_from_the_quarters_to_the_appeal(house, world, as_user):
    house.told(Q1, 70, 70)
    house.told(Q2, 70, 70)
    house.day(date(2027, 1, 4))
    street, second = as_user(world.street), as_user(house.street2)
    staff, district = as_user(world.staff), as_user(world.districter)
    assert "2026 年度还没算出结果" in words(street.get(url("year_results")))
    sent = {"user": world.staff.pk, "station": house.station.pk}
    draft = url("year_result_draft")
    assert street.post(draft, sent | {"user": world.chair.pk}).status_code == 404
    assert street.post(draft, {"user": "x"}).status_code == 404
    assert street.post(draft, sent).status_code == 302
    result = YearResult.objects.get()
    here = url("year_result", result.pk)
    assert "基本合格" in words(street.get(here)) and staff.get(here).status_code == 404
    assert street.get(url("year_result_confirm", result.pk)).status_code == 404
    assert "李静" in words(second.get("/"))
    confirm = url("year_result_confirm", result.pk)
    poor = second.post(confirm, {"grade": "failed", "departure": ""})
    assert poor.status_code == 400 and "departure" in poor.context["form"].errors
    assert second.post(confirm, {"grade": "basic"}).status_code == 302
    assert street.post(url("year_result_step", result.pk, "publish")).status_code == 302
    assert "基本合格" in words(staff.get(url("my_work"))) and "还剩" in words(staff.get(here))
    assert staff.post(url("year_result_reply", result.pk), {"words": ""}).status_code == 400
    assert staff.post(url("year_result_reply", result.pk), {"words": "有病假"}).status_code == 302
    assert staff.get(url("year_result_appeal", result.pk)).status_code == 200
    assert staff.post(url("year_result_appeal", result.pk), {"words": "不服"}).status_code == 302
    assert street.get(url("year_result_decide", result.pk)).status_code == 403
    decide = url("year_result_decide", result.pk)
    assert "李静" in words(district.get("/")) and "不服" in words(district.get(decide))
    assert district.post(decide, {"grade": "qualified", "decision": ""}).status_code == 400
    said = {"grade": "qualified", "decision": "病假不算。"}
    assert district.post(decide, said).status_code == 302
    assert district.post(decide, said).status_code == 409
    assert "病假不算" in words(staff.get(here))
    for key in ("staff2", "head", "baita_chair", "donghua_street", "resident"):
        assert as_user(world.people[key]).get(here).status_code == 404
    assert as_user().get(here).status_code == 302


def test_the_station_is_assessed_on_the_pages(house, world, as_user):
    house.scheme()
    member, chair, head = (as_user(who) for who in (world.member1, world.chair, world.head))
    assert member.get(url("station_review_draft")).status_code == 404  # no year is over yet
    house.day(date(2027, 1, 4))
    rows = ScoreScheme.objects.get().indicators.filter(scored="station")
    sent = {f"points_{row.pk}": "92" for row in rows} | {"words": "办事实在。"}
    draft = url("station_review_draft")
    assert member.get(draft).status_code == 200
    poor = member.post(draft, sent | {"words": ""})
    assert poor.status_code == 400 and "words" in poor.context["form"].errors
    assert member.post(draft, sent).status_code == 302
    review = StationReview.objects.get()
    here = url("station_review", review.pk)
    assert as_user().get(here).status_code == 404
    assert as_user(world.street).get(here).status_code == 404
    assert "92" not in words(head.get(here)) and "写自评" in words(head.get("/")) + words(
        head.get(here)
    )
    said = {"words": "人手紧。"}
    assert head.post(url("station_review_words", review.pk), said).status_code == 302
    assert "明通巷" in words(chair.get("/"))
    assert chair.get(url("station_review_resolve", review.pk)).status_code == 200
    assert (
        chair.post(url("station_review_resolve", review.pk), {"resolution": "9"}).status_code == 400
    )
    assert member.post(url("station_review_step", review.pk, "sign_chair")).status_code == 403
    assert chair.post(url("station_review_step", review.pk, "sign_chair")).status_code == 302
    second = as_user(world.member2)
    assert second.post(url("station_review_step", review.pk, "sign_second")).status_code == 302
    assert chair.post(url("station_review_step", review.pk, "publish")).status_code == 302
    shown = words(as_user().get(here))
    assert "优秀" in shown and "人手紧" in shown and "公布了对社工站的考核" in shown
    assert "写了自评" not in shown
    public = words(as_user().get(url("station_detail", world.mingtong.pk)))
    assert "居委会的年度考核" in public and "优秀" in public
    board = reverse("portal:community_board", args=[world.mingtong.pk])
    assert "年度考核：优秀" in words(as_user().get(board))
    street = as_user(world.street)
    assert street.post(url("station_review_words", review.pk), said).status_code == 302
    assert second.get(url("station_review_words", review.pk)).status_code == 404
    assert "2026 年度考核" in words(street.get(url("station_reviews")))


def test_what_is_weak_becomes_a_training_need(house, world, as_user):
    scheme = house.scheme()
    rows = scheme.indicators.filter(scored="worker").order_by("position")
    weak = [50 if row.name == "走访和记录" else 90 for row in rows]
    house.told(Q1, weak, weak)
    head = as_user(world.head)
    team = words(head.get(url("team")))
    assert "走访和记录" in team and "50" not in team
    seen = Record.objects.filter(subject_type="staff_score", verb="look")
    assert seen.values_list("actor__username", "subject_id").get() == (
        "head",
        StaffScore.objects.get(user=world.staff).pk,
    )
    page = head.get(f"{url('need_add')}?user={world.staff.pk}&topic=culture&words=走访和记录")
    assert "走访和记录" in words(page) and "selected" in words(page)
    assert head.get(f"{url('need_add')}?user=x&topic=%00&words={'长' * 999}").status_code == 200


@pytest.mark.parametrize("name", ["scores", "year_results", "station_reviews", "score_schemes"])
def test_lists_are_for_those_who_score_or_watch(house, world, as_user, name):
    house.scheme()
    for key in ("street", "chair", "member1", "districter", "inspector", "auditor"):
        assert as_user(world.people[key]).get(url(name)).status_code in {200, 404}, key
    for key in ("resident", "stranger", "baita_resident"):
        assert as_user(world.people[key]).get(url(name)).status_code == 403, key
    assert as_user().get(url(name)).status_code == 302


def counted(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as ran:
        assert client.get(address).status_code == 200
    return len(ran)


def test_no_more_statements_for_many(house, world, as_user):
    result = house.published(80, 80)
    review = house.hung_out()
    clients = {
        key: as_user(world.people[key]) for key in ("street", "chair", "staff", "districter")
    }
    pages = [
        ("scores", "street", url("scores")),
        ("scores told", "street", f"{url('scores')}?group=told"),
        ("scores chair", "chair", url("scores")),
        ("years", "street", url("year_results")),
        ("reviews", "street", url("station_reviews")),
        ("score", "street", url("staff_score", StaffScore.objects.first().pk)),
        ("year", "districter", url("year_result", result.pk)),
        ("own year", "staff", url("year_result", result.pk)),
        ("review", "staff", url("station_review", review.pk)),
    ]

    def counts():
        return {name: counted(clients[key], address) for name, key, address in pages}

    def more(first, last):
        for number in range(first, last):
            who = worlds.person(f"more{number}", f"某{number}")
            given = {"role": Role.STATION_STAFF, "division": world.mingtong}
            role_grant(actor=None, user=who, valid_from=worlds.TERM_FROM, **given)
        for quarter in (Q1, Q2):
            args = {"actor": world.street, "station": house.station, "quarter": quarter}
            scores.quarter_open(**args)
        rows = list(StaffScore.objects.filter(user__username__startswith="more", status="open"))
        for row in rows:
            house.file(row, "street", 80)
            if int(row.user.username[4:]) % 2:
                both = house.file(row, "committee", 80)
                scores.score_step(actor=world.street, score=both, name="publish")
        for user in {row.user for row in rows if int(row.user.username[4:]) % 2}:
            year_results.year_draft(actor=world.street, station=house.station, user=user, year=2026)

    more(0, 2)
    few = counts()
    more(2, 10)
    assert counts() == few
    assert clock.today() == date(2027, 1, 4)
    assert max(few.values()) <= 8, few
