"""Pages of the public board: everybody reads, two write, late is late in front of all."""

import csv
import io
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models.disclosures import (
    DisclosureEntry,
    DisclosureQuestion,
    DisclosureUntruth,
)
from committees.services import questions
from committees.services.resolutions import resolution_publish
from portal.kernel import clock
from tests.committees.services.test_disclosures import ask, draft, shown


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


def words(**more):
    given = {
        "disclosure_class": "money",
        "title": "半年账",
        "text": "票据在档案室。",
        "amounts": "惠民资金 68000\n路灯 -1,200.50",
        "submit_key": uuid4(),
    }
    return given | more


def board(client, place, **query):
    return client.get(url("disclosure_board", place.pk), query).content.decode()


def test_from_the_form_to_the_board(hall, as_user):
    member, chair = as_user(hall.world.member1), as_user(hall.world.chair)
    assert member.post(url("disclosure_create"), words()).status_code == 302
    entry = DisclosureEntry.objects.get()
    assert entry.amounts == [["惠民资金", 6800000], ["路灯", -120050]]
    assert as_user().get(url("disclosure", entry.pk)).status_code == 404
    assert url("disclosure", entry.pk) in chair.get(reverse("portal:home")).content.decode()
    chair.post(url("disclosure_step", entry.pk, "publish"))
    page = as_user().get(url("disclosure", entry.pk)).content.decode()
    assert "-¥1,200.50" in page and "¥66,799.50" in page
    assert "半年账" in board(as_user(), hall.world.mingtong)
    place = reverse("portal:community_board", args=[hall.world.mingtong.pk])
    assert url("disclosure", entry.pk) in as_user().get(place).content.decode()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"amounts": "路灯"}, "第 1 行"),
        ({"amounts": "灯 1\n灯 一百"}, "第 2 行"),
        ({"amounts": "灯 1.005"}, "第 1 行"),
        ({"amounts": "灯 NaN"}, "第 1 行"),
        ({"amounts": "灯 99999999999999"}, "金额太大"),
        ({"text": "打 13800138000"}, "手机号码"),
        ({"title": ""}, "必填"),
    ],
)
def test_a_poor_entry_comes_back_whole(hall, as_user, more, told):
    given = words(**more)
    answer = as_user(hall.world.member1).post(url("disclosure_create"), given)
    page = answer.content.decode()
    assert answer.status_code == 400 and told in page and not DisclosureEntry.objects.exists()
    for typed in given.values():
        assert str(typed).partition("\n")[0] in page


@pytest.mark.parametrize(
    ("key", "status"), [(None, 302), ("resident", 403), ("street", 403), ("staff", 403)]
)
def test_others_do_not_write(hall, as_user, key, status):
    client = as_user(hall.world.people[key] if key else None)
    assert client.get(url("disclosure_create")).status_code == status
    assert client.post(url("disclosure_create"), words()).status_code == status


def test_a_draft_is_changed_and_a_published_one_is_not(hall, as_user):
    member = as_user(hall.world.member1)
    entry = draft(hall)
    assert member.get(url("disclosure_edit", entry.pk)).status_code == 200
    assert member.post(url("disclosure_edit", entry.pk), words(title="")).status_code == 400
    member.post(url("disclosure_edit", entry.pk), words())
    entry.refresh_from_db()
    assert entry.title == "半年账"
    as_user(hall.world.chair).post(url("disclosure_step", entry.pk, "publish"))
    assert member.post(url("disclosure_edit", entry.pk), words(title="别的")).status_code == 409
    entry.refresh_from_db()
    assert entry.title == "半年账"


def test_a_correction_from_the_page(hall, as_user):
    entry = shown(hall)
    member = as_user(hall.world.member1)
    address = url("disclosure_create") + f"?corrects={entry.pk}"
    assert entry.text in member.get(address).content.decode()
    assert member.post(address, words()).status_code == 400  # no reason
    member.post(address, words(correction_reason="时间变了"))
    newer = DisclosureEntry.objects.latest("id")
    as_user(hall.world.chair).post(url("disclosure_step", newer.pk, "publish"))
    page = as_user().get(url("disclosure", entry.pk)).content.decode()
    assert url("disclosure", newer.pk) in page and "时间变了" in page and entry.text in page


def test_ask_answer_hide(hall, as_user):
    entry = shown(hall)
    resident, chair = as_user(hall.world.resident), as_user(hall.world.chair)
    poor = resident.post(url("question_ask", entry.pk), {"text": "13800138000 是谁"})
    assert poor.status_code == 400 and "13800138000 是谁" in poor.content.decode()
    data = {"text": "钥匙在哪？", "submit_key": uuid4()}
    resident.post(url("question_ask", entry.pk), data)
    row = DisclosureQuestion.objects.get()
    with clock.at(clock.now().replace(month=5)):
        late = as_user().get(url("disclosure", entry.pk)).content.decode()
        assert "逾期未答复" in late and hall.world.resident.name not in late
    assert resident.get(url("question_answer", row.pk)).status_code == 403
    assert chair.post(url("question_answer", row.pk), {"answer": ""}).status_code == 400
    chair.post(url("question_answer", row.pk), {"answer": "在值班室。"})
    assert "在值班室。" in as_user().get(url("disclosure", entry.pk)).content.decode()
    chair.post(url("question_hide", row.pk), {"reason": "有人名"})
    page = as_user().get(url("disclosure", entry.pk)).content.decode()
    assert "有人名" in page and "钥匙在哪" not in page


def test_untruth_goes_to_the_street(hall, as_user):
    entry = shown(hall)
    data = {"text": "锁着门", "submit_key": uuid4()}
    assert as_user(hall.world.street).get(url("untruth_file", entry.pk)).status_code == 403
    as_user(hall.world.resident).post(url("untruth_file", entry.pk), data)
    row = DisclosureUntruth.objects.get()
    assert (
        "锁着门" not in as_user(hall.world.chair).get(url("disclosure", entry.pk)).content.decode()
    )
    street = as_user(hall.world.street)
    assert "锁着门" in street.get(url("disclosure_desk")).content.decode()
    assert as_user(hall.world.chair).get(url("untruth_find", row.pk)).status_code == 403
    assert street.post(url("untruth_find", row.pk), {"finding": "是"}).status_code == 400
    street.post(url("untruth_find", row.pk), {"finding": "确实锁着", "is_untrue": "1"})
    assert "确实锁着" in as_user().get(url("disclosure", entry.pk)).content.decode()


def test_the_board_by_class_and_words(hall, as_user):
    place = hall.world.mingtong
    shown(hall, title="甲公示")
    shown(hall, title="乙公示", disclosure_class="other")
    assert "甲公示" in board(as_user(), place) and "乙公示" in board(as_user(), place)
    assert "甲公示" not in board(as_user(), place, **{"class": "other"})
    assert "乙公示" not in board(as_user(), place, q="甲")
    assert "甲公示" in board(as_user(), place, **{"class": "nonsense"})
    assert "甲公示" not in board(as_user(), hall.world.baita)
    resolution = hall.adopted()
    resolution_publish(actor=hall.world.chair, resolution=resolution)
    assert resolution.title in board(as_user(), place, **{"class": "decisions"})


def test_what_is_late_is_seen_by_everybody(hall, as_user):
    place = hall.world.mingtong
    assert "应公开未公开" not in board(as_user(), place)
    with clock.at(clock.now().replace(month=7, day=20)):
        assert "应公开未公开" in board(as_user(), place)
        page = as_user(hall.world.chair).get(url("disclosure_desk")).content.decode()
        assert "disclosure_class=money&amp;half_year=2026H1" in page
        page = as_user(hall.world.street).get(url("disclosure_desk")).content.decode()
        assert url("disclosure_board", place.pk) in page


def test_rss_and_open_data(hall, as_user):
    entry = shown(hall, title="=1+1 公示", amounts=[("灯", 100)])
    row = ask(hall, entry)
    questions.question_hide(actor=hall.world.chair, question=row, remark="人名")
    place = hall.world.mingtong
    feed = ElementTree.fromstring(as_user().get(url("disclosure_feed", place.pk)).content)
    assert [item.findtext("title") for item in feed.iter("item")] == ["=1+1 公示"]
    table = as_user().get(url("disclosure_data", place.pk, "entries", "csv"))
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert rows[0]["title"] == "'=1+1 公示" and rows[0]["total_fen"] == "100"
    data = as_user().get(url("disclosure_data", place.pk, "questions", "json")).json()
    assert data["rows"][0]["text"] == "" and data["rows"][0]["hidden_reason"] == "人名"
    assert hall.world.resident.name not in str(data) and data["is_cut"] is False
    for what, shape in (("secrets", "csv"), ("entries", "xml")):
        assert as_user().get(url("disclosure_data", place.pk, what, shape)).status_code == 404


def test_statements(hall, as_user):
    entries = [shown(hall, title=f"公示{n}") for n in range(3)]
    for _turn in range(3):
        ask(hall, entries[0])
    client = as_user(hall.world.chair)
    client.get(url("disclosure_desk"))
    for path, most in (
        (url("disclosure_board", hall.world.mingtong.pk), 10),
        (url("disclosure", entries[0].pk), 10),
    ):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        assert len(seen) <= most, [q["sql"][:150] for q in seen]
