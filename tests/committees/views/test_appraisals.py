"""Pages of the appraisal: the oversight committee's steps, and what everybody sees when."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Appraisal, YearlyReport
from tests.committees.services.test_appraisals import watch  # noqa: F401


def url(name, *args):
    return reverse(f"committees:appraisal_{name}", args=args)


def sheet(row, at=(18, 1, 1, 0), collected=20):
    """A count as the form sends it."""
    data = {"collected": collected}
    for line in row.lines.all():
        data |= {f"line_{line.pk}_{kind}": n for kind, n in zip(NAMES, at, strict=True)}
    return data


NAMES = ("competent", "basic", "incompetent", "invalid")


def test_from_the_day_to_the_result(watch, as_user):  # noqa: F811
    one, two = as_user(watch.one), as_user(watch.two)
    data = {"year": 2026, "body": "reps_meeting", "held_on": "2026-03-02", "submit_key": uuid4()}
    assert one.post(url("create"), data).status_code == 302
    row = Appraisal.objects.get()
    poor = one.post(url("open", row.pk), {"eligible": 30, "present": 19, "issued": 19})
    assert poor.status_code == 400 and "20" in poor.content.decode()
    fine = {"eligible": 30, "present": 20, "issued": 20, "version": 1}
    assert one.post(url("open", row.pk), fine).status_code == 302
    assert one.get(url("count", row.pk)).status_code == 200
    assert one.post(url("count", row.pk), sheet(row)).status_code == 302
    for reader in (as_user(), two, as_user(watch.world.chair)):
        assert "18" not in main_of(reader.get(url("detail", row.pk)))
    other = sheet(row, at=(17, 2, 1, 0))
    assert two.post(url("count", row.pk), other).status_code == 302
    assert "两人的计票不一致" in main_of(two.get(url("detail", row.pk)))
    third = main_of(as_user(watch.rep).get(url("detail", row.pk)))
    assert "两人的计票不一致" not in third and url("count", row.pk) not in third
    assert two.post(url("count", row.pk), sheet(row)).status_code == 302
    page = main_of(as_user().get(url("detail", row.pk)))
    assert "18" in page and "赵敏" in page and "称职 7" in page
    board = as_user().get(reverse("portal:community_board", args=[watch.world.mingtong.pk]))
    assert url("detail", row.pk) in board.content.decode()


def main_of(answer):
    """The words of the page between its main tags, without times and references."""
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")].replace("2018", "")


def test_a_poor_sheet_comes_back_as_typed(watch, as_user):  # noqa: F811
    row = watch.opened()
    client = as_user(watch.one)
    answer = client.post(url("count", row.pk), sheet(row, at=(18, 1, 2, 0)))
    text = answer.content.decode()
    assert answer.status_code == 400 and "四项相加是 21" in text and 'value="18"' in text
    for bad in ("x", "-1", "", "9" * 40):
        data = sheet(row) | {f"line_{row.lines.first().pk}_basic": bad}
        assert client.post(url("count", row.pk), data).status_code == 400
    assert not row.sheets.exists()


@pytest.mark.parametrize(
    ("key", "status"), [(None, 302), ("resident", 403), ("chair", 403), ("street", 403)]
)
def test_others_open_no_form(watch, as_user, key, status):  # noqa: F811
    row = watch.opened()
    client = as_user(watch.world.people[key] if key else None)
    for name, args in (("create", ()), ("open", (row.pk,)), ("count", (row.pk,))):
        assert client.get(url(name, *args)).status_code == status


def test_the_desk_shows_what_waits(watch, as_user):  # noqa: F811
    client = as_user(watch.one)
    assert url("create") in client.get(reverse("portal:home")).content.decode()
    row = watch.opened()
    for user in (watch.one, watch.rep):
        user.__dict__.pop("_access", None)
        page = as_user(user).get(reverse("portal:home")).content.decode()
        assert url("detail", row.pk) in page


def test_cancelling_needs_a_reason(watch, as_user):  # noqa: F811
    row = watch.set()
    client = as_user(watch.one)
    assert client.post(url("step", row.pk, "cancel"), {"reason": ""}).status_code == 400
    assert client.post(url("step", row.pk, "publish")).status_code == 404
    client.post(url("step", row.pk, "cancel"), {"reason": "改期"})
    row.refresh_from_db()
    assert row.status == "cancelled"


def test_reports_by_their_own_hand(watch, as_user):  # noqa: F811
    chair, member = as_user(watch.world.chair), as_user(watch.world.member1)
    new = reverse("committees:report_create")
    data = {"whose": "committee", "year": 2026, "text": "办成八件事。", "submit_key": uuid4()}
    done = chair.post(new, data)
    assert done.status_code == 302
    assert "办成八件事" in as_user().get(done.url).content.decode()
    refused = member.post(new, data | {"submit_key": uuid4()})
    assert refused.status_code == 400 and YearlyReport.objects.count() == 1
    mine = data | {"whose": "mine", "submit_key": uuid4()}
    assert member.post(new, mine).status_code == 302
    assert as_user(watch.world.street).get(new).status_code == 403
    assert as_user().get(reverse("committees:report_list")).status_code == 200
    assert as_user().get(reverse("committees:report_detail", args=[9999])).status_code == 404


def test_the_page_costs_the_same_for_few_and_many(watch, as_user):  # noqa: F811
    row = watch.published(2025)
    client = as_user(watch.world.resident)
    client.get(url("detail", row.pk))
    with CaptureQueriesContext(connection) as one:
        client.get(url("list"))
    with CaptureQueriesContext(connection) as detail:
        client.get(url("detail", row.pk))
    watch.published(2026)
    with CaptureQueriesContext(connection) as two:
        client.get(url("list"))
    assert len(one) == len(two) <= 6 and len(detail) <= 8
