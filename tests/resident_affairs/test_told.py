"""Who is told of an issue's steps, in the portal and by letter; nobody twice, nobody in vain."""

import uuid

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.access.checker import Access
from portal.models import Notice, User
from portal.selectors.notices import notices_of
from portal.services import mails, notices, sealing
from resident_affairs.services.following import issue_follow
from resident_affairs.services.messages import message_post
from resident_affairs.services.triage import issue_assign

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell():
    """Seal what was written and let the notices read on."""

    def run():
        sealing.record_seal()
        return notices.notices_run()

    return run


@pytest.fixture
def told(tell):
    """The verbs that a person has been told of, oldest first."""

    def verbs(user):
        tell()
        rows = Notice.objects.filter(recipient=user).order_by("id")
        return list(rows.values_list("record__verb", flat=True))

    return verbs


def with_mail(user):
    User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")


def test_the_station_is_told_of_a_new_issue_and_the_reporter_is_not(world, issue, told):
    assert told(world.head) == ["file"]
    assert told(world.resident) == []
    assert told(world.baita_head) == []


def test_the_reporter_and_followers_hear_of_each_step_but_outsiders_do_not(
    world, issue_in, told, file_issue
):
    issue_in("settled")
    assert told(world.resident)[-1] == "settle"
    assert told(world.neighbour) == [] and told(world.stranger) == []


def test_followers_hear_of_steps_after_they_joined_but_not_of_messages(world, issue_in, told):
    issue = issue_in("accepted")
    told(world.neighbour)
    issue_follow(actor=world.neighbour, issue=issue)
    message_post(actor=world.head, issue=issue, body="请问水有多深？", submit_key=uuid.uuid4())
    issue_assign(actor=world.head, issue=issue)
    assert "message" in told(world.resident)
    assert told(world.neighbour) == ["assign"]


def test_reading_the_record_twice_tells_nobody_twice(world, issue, tell):
    tell()
    rows = [notice.record for notice in Notice.objects.select_related("record")]
    before = Notice.objects.count()
    notices.notices_make(rows)
    assert Notice.objects.count() == before > 0


def test_one_that_dies_half_way_leaves_no_notice_and_loses_none(world, issue, tell, monkeypatch):
    made = notices.notices_make

    def dies(rows):
        made(rows)
        raise KeyboardInterrupt

    monkeypatch.setattr(notices, "notices_make", dies)
    with pytest.raises(KeyboardInterrupt):
        tell()
    assert not Notice.objects.exists()
    monkeypatch.undo()
    tell()
    assert Notice.objects.filter(recipient=world.head).count() == 1


def test_what_may_no_longer_be_seen_is_left_out_when_shown(world, issue_in, tell):
    issue_in("submitted", visibility="staff")
    tell()
    assert len(notices_of(Access(world.head)).lines) == 1
    world.head.role_assignments.update(valid_to="2026-01-31")
    assert notices_of(Access(world.head)).lines == []


def test_pages_go_down_by_key_and_cost_the_same(world, file_issue, tell):
    for n in range(12):
        file_issue(text=f"第{n}件：院坝的灯又坏了，晚上看不见路。")
    tell()
    with CaptureQueriesContext(
        connection,
    ) as three:
        page = notices_of(Access(world.head), size=3)
    with CaptureQueriesContext(connection) as ten:
        wide = notices_of(Access(world.head), size=10)
    assert (len(page.lines), len(wide.lines)) == (3, 10)
    assert len(three) == len(ten) <= 5
    second = notices_of(Access(world.head), before=page.before, size=3)
    assert page.lines[-1].id > second.lines[0].id
    assert notices_of(Access(world.head), before=wide.lines[-1].id).before is None


def test_the_page_shows_what_is_new_once(world, issue, tell, as_user):
    tell()
    client = as_user(world.head)
    assert "等您处理" in client.get("/notices/").content.decode()
    again = client.get("/notices/").content.decode()
    assert issue.title in again and "等您处理" not in again


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "1\x00", ""])
def test_a_strange_page_number_is_the_first_page(world, issue, tell, as_user, before):
    tell()
    assert as_user(world.head).get("/notices/", {"before": before}).status_code == 200


def test_visitors_have_no_notices(db, as_user, api):
    assert as_user().get("/notices/").status_code == 302
    assert api().get("/api/v1/notices/").status_code == 401


def test_the_api_lists_and_marks_ones_own_and_never_beyond_the_newest(world, issue, tell, api):
    tell()
    client = api(world.head)
    [row] = client.get("/api/v1/notices/").json()["results"]
    assert row["is_new"] and row["title"] == issue.title
    client.post("/api/v1/notices/seen/", {"newest_id": 2**61}, format="json")
    world.head.refresh_from_db()
    assert world.head.seen_notice_id == row["id"]
    assert api(world.baita_head).get("/api/v1/notices/").json()["results"] == []
    bad = client.post("/api/v1/notices/seen/", {"newest_id": "x"}, format="json")
    assert bad.status_code == 400


def test_one_letter_a_person_with_every_affair_newest_first(world, file_issue, tell, mailoutbox):
    with_mail(world.head)
    first = file_issue(text="第一件：东风巷的路灯坏了好几天。")
    second = file_issue(text="第二件：三栋楼下的下水道堵了。")
    tell()
    assert mails.digests_send() == 1
    [letter] = mailoutbox
    assert letter.to == ["head@example.org"]
    assert letter.body.index(second.title) < letter.body.index(first.title)
    assert mails.digests_send() == 0 and len(mailoutbox) == 1


def test_letters_hold_no_phone_no_name_of_the_reporter(world, file_issue, tell, mailoutbox):
    with_mail(world.head)
    file_issue(reporter_phone="13912345678", reporter_name="王桂芳")
    tell()
    mails.digests_send()
    everything = mailoutbox[0].body + mailoutbox[0].alternatives[0][0]
    assert "13912345678" not in everything and "王桂芳" not in everything


def test_no_empty_letter_when_the_right_is_gone(world, issue_in, tell, mailoutbox):
    with_mail(world.head)
    issue_in("submitted", visibility="staff")
    tell()
    world.head.role_assignments.update(valid_to="2026-01-31")
    assert mails.digests_send() == 0 and mailoutbox == []
    assert not Notice.objects.filter(wants_mail=True, mailed_at__isnull=True).exists()


def test_nobody_without_an_address_or_with_a_closed_account_gets_one(world, issue, tell):
    with_mail(world.head)
    tell()
    User.objects.filter(pk=world.head.pk).update(is_active=False)
    assert mails.digests_send() == 0 and mail.outbox == []
    assert not Notice.objects.filter(recipient=world.secretary, wants_mail=True).exists()


def test_a_letter_that_fails_is_sent_at_the_next_run(world, issue, tell, monkeypatch, mailoutbox):
    with_mail(world.head)
    tell()

    def fails(*args, **words):
        raise OSError("no route to host")

    with monkeypatch.context() as broken:
        broken.setattr(mails, "_deliver", fails)
        assert mails.digests_send() == 0
    assert mails.digests_send() == 1 and len(mailoutbox) == 1


def test_hundreds_of_steps_are_one_letter(world, issue, tell, mailoutbox):
    with_mail(world.head)
    for n in range(60):
        key = uuid.uuid4()
        message_post(actor=world.resident, issue=issue, body=f"第{n}次催问", submit_key=key)
    tell()
    assert mails.digests_send() == 1 and mails.digests_send() == 0
    assert "更早的进展" in mailoutbox[0].body
