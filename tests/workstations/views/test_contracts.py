"""Pages of contracts, posts, secondments, training: by each person; outsiders get 404."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.workstations.hiring import Hire, School
from workstations.models import Contract, Course, Enrolment, Secondment, StationPost, TrainingNeed


@pytest.fixture
def hire(world, monday):
    rules_load_defaults()  # the chair's desk reads them
    return Hire(world)


def url(name, *args):
    return reverse(f"workstations:{name}", args=args)


def words(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def given(hire, **more):
    start = clock.today()
    return {
        "login": "newcomer",
        "post": hire.staff_post.pk,
        "employment": "labour",
        "starts_on": start.isoformat(),
        "ends_on": (start + timedelta(days=364)).isoformat(),
        "probation_until": (start + timedelta(days=50)).isoformat(),
    } | more


def test_a_hire_and_its_renewal_on_the_pages(hire, world, as_user, fresh):
    street, chair, new = (as_user(who) for who in (world.street, world.chair, hire.new))
    assert street.get(url("contract_draft")).status_code == 200
    assert street.post(url("contract_draft"), given(hire)).status_code == 302
    pk = Contract.objects.get().pk
    here = url("contract", pk)
    assert "新来" in words(chair.get("/"))
    assert chair.get(url("contract_opinion", pk)).status_code == 200
    said = {"favours": "yes", "opinion": "同意。"}
    assert chair.post(url("contract_opinion", pk), said).status_code == 302
    assert "签字" in words(new.get(here))
    assert new.post(url("contract_step", pk, "sign_person")).status_code == 302
    assert street.post(url("contract_step", pk, "sign_street")).status_code == 302
    assert "试用期" in words(new.get(url("my_work")))
    assert "新来" in words(as_user().get(url("station_detail", world.mingtong.pk)))
    hire.contract = Contract.objects.get()
    clock.advance(days=55)
    hire.sweep()
    hire.to_the_queue()
    queue = words(street.get(url("contracts")))
    assert "新来" in queue and "尚无考核结果" in queue and "等居委会提续签意见" in queue
    assert chair.post(url("contract_opinion", pk), said).status_code == 302
    assert "新来" in words(street.get("/"))
    assert street.get(url("contract_renew", pk)).status_code == 200
    poor = street.post(url("contract_renew", pk), {"open_ended": "no"})
    assert poor.status_code == 400 and "ends_on" in poor.context["form"].errors
    last = (hire.contract.ends_on + timedelta(days=365)).isoformat()
    done = street.post(url("contract_renew", pk), {"open_ended": "no", "ends_on": last})
    second = Contract.objects.get(previous=pk)
    assert done.url == url("contract", second.pk)
    assert "上一份" in words(street.get(done.url))
    assert street.get(url("contract_end", pk)).status_code == 200
    bad = street.post(url("contract_end", pk), {"ground": "agreed", "last_day": "2020-01-01"})
    assert bad.status_code == 400
    end = {"ground": "agreed", "last_day": clock.today().isoformat(), "reason": "谈妥"}
    assert street.post(url("contract_end", pk), end).status_code == 302
    assert "已终止" in words(street.get(url("contracts"), {"group": "over"}))


def test_the_second_renewal_is_warned_of(hire, world, as_user):
    contract = hire.second_term()
    street = as_user(world.street)
    assert "无固定期限" in words(street.get(url("contracts")))
    hire.opine()
    page = words(street.get(url("contract_renew", contract.pk)))
    assert "这是第二次以后的续签" in page
    last = (contract.ends_on + timedelta(days=365)).isoformat()
    sent = {"open_ended": "no", "ends_on": last}
    answer = street.post(url("contract_renew", contract.pk), sent)
    assert answer.status_code == 400 and "open_ended" in answer.context["form"].errors
    assert last in words(answer)
    sent["fixed_by_request"] = "on"
    assert street.post(url("contract_renew", contract.pk), sent).status_code == 302


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("login", {"login": "nobody"}),
        ("login", {"login": "chair"}),
        ("login", {"login": "street"}),
        ("post", {"post": "999"}),
        ("employment", {"employment": "x"}),
        ("ends_on", {"ends_on": "1999-01-01"}),
        ("probation_until", {"probation_until": "2026-09-01"}),
        ("starts_on", {"starts_on": "gestern"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(hire, world, as_user, name, more):
    answer = as_user(world.street).post(url("contract_draft"), given(hire, **more))
    assert answer.status_code == 400 and name in answer.context["form"].errors
    assert not Contract.objects.exists()


@pytest.mark.parametrize("key", [None, "resident", "baita_head", "donghua_street", "staff", "head"])
def test_outsiders_find_no_contract(hire, world, as_user, key):
    contract = hire.hired()
    client = as_user(world.people[key] if key else None)
    expected = {302} if key is None else {403, 404}
    assert client.get(url("contract", contract.pk)).status_code in expected
    for name in ("opinion", "renew", "end", "papers"):
        assert client.get(url(f"contract_{name}", contract.pk)).status_code in expected
    answer = client.post(url("contract_step", contract.pk, "sign_street"))
    assert answer.status_code in expected
    page = words(as_user().get(url("station_detail", world.mingtong.pk)))
    assert "新来" in page and "2027" not in page and "劳动合同" not in page


def test_posts_and_secondments_on_the_pages(hire, world, as_user):
    street, place = as_user(world.street), world.mingtong.pk
    sent = {"title": "网格专员", "kind": "staff", "planned": "2"}
    assert street.get(url("post_add", place)).status_code == 200
    assert street.post(url("post_add", place), sent).status_code == 302
    assert street.post(url("post_add", place), sent).status_code == 400
    assert street.get(url("post_add", world.xinying.pk)).status_code == 404
    post = StationPost.objects.get(title="网格专员")
    assert "空缺 2" in words(street.get(url("posts")))
    assert street.post(url("post_change", post.pk), {"title": "网格", "planned": "3"}).url
    assert as_user(world.donghua_street).get(url("post_change", post.pk)).status_code == 404
    assert street.post(url("post_close", post.pk)).status_code == 302
    form = {
        "login": "newcomer",
        "station": hire.station.pk,
        "kind": "cadre",
        "sent_by": "区住建局",
        "duty": "旧改",
        "starts_on": clock.today().isoformat(),
        "ends_on": "2026-12-31",
    }
    assert street.post(url("secondment_add"), form | {"ends_on": "2020-01-01"}).status_code == 400
    assert street.post(url("secondment_add"), form).status_code == 302
    row = Secondment.objects.get()
    assert "区住建局" in words(street.get(url("secondments")))
    assert "区住建局" in words(as_user().get(url("station_detail", world.mingtong.pk)))
    end = {"last_day": clock.today().isoformat(), "reason": "调回"}
    assert street.post(url("secondment_end", row.pk), end).status_code == 302
    assert street.get(url("secondment_end", row.pk)).status_code == 404
    for key in ("head", "chair", "resident"):
        assert as_user(world.people[key]).get(url("posts")).status_code == 403


def test_training_on_the_pages(hire, world, as_user):
    street, head, staff = (as_user(who) for who in (world.street, world.head, world.staff))
    begins = timezone.localtime(clock.now() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    form = {
        "title": "调解实务",
        "organiser": "区委党校",
        "topic": "business",
        "hours": "16",
        "place": "党校",
        "starts_at": begins,
        "seats": "20",
    }
    assert street.post(url("course_add"), form | {"hours": "0"}).status_code == 400
    assert street.post(url("course_add"), form).status_code == 302
    course = Course.objects.get()
    assert "调解实务" in words(staff.get(url("courses")))
    assert "我要报名" in words(staff.get(url("course", course.pk)))
    assert staff.post(url("course", course.pk)).status_code == 302
    row = Enrolment.objects.get()
    assert "李静" in words(head.get("/"))
    assert "李静" in words(head.get(url("team")))
    assert head.post(url("enrolment_step", row.pk, "approve")).status_code == 302
    assert as_user(world.baita_head).get(url("enrolment", row.pk)).status_code == 404
    clock.advance(days=6)
    assert street.get(url("enrolment_attend", row.pk)).status_code == 200
    assert head.get(url("enrolment_attend", row.pk)).status_code == 403
    assert street.post(url("enrolment_attend", row.pk), {"hours": "99"}).status_code == 400
    sent = {"hours": "16", "certificate": "001"}
    assert street.post(url("enrolment_attend", row.pk), sent).status_code == 302
    assert "16 学时" in words(head.get(url("team"))) and "001" in words(staff.get(url("my_work")))
    need = {"user": world.staff.pk, "topic": "culture", "words": "学手语"}
    assert head.post(url("need_add"), need | {"user": world.resident.pk}).status_code == 400
    assert head.post(url("need_add"), need).status_code == 302
    assert "学手语" in words(staff.get(url("my_work")))
    assert head.post(url("need_met", TrainingNeed.objects.get().pk)).status_code == 302
    assert "明通巷" in words(as_user(world.districter).get(url("team")))


def test_the_profile_is_corrected_and_emptied(hire, world, as_user):
    staff = as_user(world.staff)
    assert staff.get(url("profile")).status_code == 200
    sent = {"education": "bachelor", "skills": "调解", "is_party_member": "true"}
    assert staff.post(url("profile"), sent).status_code == 302
    assert "是否党员" in words(staff.get(url("my_work")))
    team = words(as_user(world.head).get(url("team")))
    assert "调解" in team and "党员" not in team
    assert staff.post(url("profile_clear")).status_code == 302
    assert "还没有填写" not in words(staff.get(url("profile")))
    assert "调解" not in words(as_user(world.head).get(url("team")))
    assert as_user(world.resident).get(url("profile")).status_code == 403


def counted(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as ran:
        assert client.get(address).status_code == 200
    return len(ran)


def test_no_more_statements_for_many(hire, world, as_user):
    hire.staff_post.planned = 20
    hire.staff_post.save()
    street, head = as_user(world.street), as_user(world.head)
    course = School(world).course()

    def more(first, last):
        for number in range(first, last):
            who = worlds.person(f"more{number}", f"某{number}")
            hire.hired(user=who, ends_on=clock.today() + timedelta(days=50))
            School(world).asked(course, actor=who)
        hire.sweep()
        pages = (("contracts", street), ("posts", street), ("courses", head), ("team", head))
        counts = {name: counted(client, url(name)) for name, client in pages}
        counts["course"] = counted(street, url("course", course.pk))
        return counts | {"contract": counted(street, url("contract", hire.contract.pk))}

    few = more(0, 2)
    assert more(2, 8) == few
    assert few["contracts"] <= 9 and few["contract"] <= 14, few
