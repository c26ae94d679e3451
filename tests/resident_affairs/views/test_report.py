"""Reporting in three steps, through the pages, without JavaScript."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from portal.access.checker import access_of
from resident_affairs.forms.report import draft_open, draft_seal
from resident_affairs.models import Issue, IssuePhoto
from resident_affairs.services.triage import issue_accept

URL = "/report/"
TEXT = "东风巷14号院坝积水很深，老人出门要绕道"


def draft_in(page) -> str:
    return re.search(r'name="draft" value="([^"]+)"', page.content.decode())[1]


def photo(name="a.jpg"):
    raw = BytesIO()
    Image.new("RGB", (40, 30), "green").save(raw, "JPEG")
    return SimpleUploadedFile(name, raw.getvalue(), "image/jpeg")


@pytest.fixture
def walk(world, as_user):
    """Walk the steps as a person; any field can be set."""

    def steps(user=None, url=URL, **words):
        client = as_user(user or world.resident)
        words.setdefault("text", TEXT)
        words.setdefault("community", world.mingtong.pk)
        words.setdefault("category", world.categories["water"].pk)
        words.setdefault("visibility", "public")
        draft = ""
        for step in ("what", "where", "confirm"):
            page = client.post(url, {**words, "step": step, "draft": draft, "go": "next"})
            if page.status_code != 200:
                return page
            draft = draft_in(page)
        return page

    return steps


def test_three_steps_make_an_issue(world, walk):
    page = walk(place="东门口", building="3栋")
    issue = Issue.objects.get()
    assert page.status_code == 302 and page.url == f"/issues/{issue.pk}/filed/"
    assert (issue.text, issue.place, issue.building) == (TEXT, "东门口", "3栋")
    assert issue.reporter == world.resident


def test_the_last_step_sent_twice_is_one_issue(world, as_user):
    client = as_user(world.resident)
    said = {"text": TEXT, "community": world.mingtong.pk, "category": world.categories["water"].pk}
    draft = draft_seal(world.resident.pk, {**said, "submit_key": "a" * 32})
    last = {"step": "confirm", "draft": draft, "visibility": "public", "go": "next"}
    one, two = client.post(URL, last), client.post(URL, last)
    assert one.url == two.url and Issue.objects.count() == 1


def test_going_back_keeps_what_was_said(world, as_user):
    client = as_user(world.resident)
    page = client.post(URL, {"step": "what", "text": TEXT, "community": world.mingtong.pk})
    page = client.post(URL, {"step": "where", "draft": draft_in(page), "go": "back"})
    assert TEXT in page.content.decode()


def test_photos_are_taken_in_at_the_first_step(world, walk):
    walk(photos=[photo(), photo("b.jpg")])
    assert IssuePhoto.objects.filter(issue=Issue.objects.get()).count() == 2


@pytest.mark.parametrize("files", [[b"<svg/>"], [b"GIF89a"], [b"x"] * 7])
def test_what_is_no_photo_is_said_at_the_field(world, walk, files):
    page = walk(photos=[SimpleUploadedFile(f"{n}.jpg", raw) for n, raw in enumerate(files)])
    assert page.status_code == 422 and "photos" in page.context["form"].errors
    assert TEXT in page.content.decode() and not Issue.objects.exists()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "积\x00水很深很深"}, "text"),
        ({"text": "积" * 2001}, "text"),
        ({"community": 999999}, "community"),
        ({"community": "x"}, "community"),
        ({"category": ""}, "category"),
        ({"category": 999999}, "category"),
        ({"place": "巷" * 121}, "place"),
        ({"building": "a\u202eb"}, "building"),
        ({"latitude": "999"}, "latitude"),
        ({"visibility": "nobody"}, "visibility"),
    ],
)
def test_bad_input_comes_back_at_its_field(world, walk, words, field):
    page = walk(**words)
    assert page.status_code == 422 and field in page.context["form"].errors
    assert not Issue.objects.exists()


def test_another_communitys_group_is_no_choice(world, walk, as_user):
    page = walk(group=world.baita.pk)
    assert page.status_code == 422 and "group" in page.context["form"].errors


@pytest.mark.parametrize("draft", ["garbage", "a:b:c", ""])
def test_a_forged_draft_starts_over(world, as_user, draft):
    page = as_user(world.resident).post(URL, {"step": "confirm", "draft": draft, "go": "next"})
    assert page.context["step"] == "what" and not Issue.objects.exists()


def test_a_draft_opens_for_its_owner_only():
    token = draft_seal(1, {"text": TEXT})
    assert draft_open(1, token)["text"] == TEXT
    assert "text" not in draft_open(2, token)
    assert "text" not in draft_open(1, token[:-2])


def test_somebody_without_a_community_is_refused(world, as_user):
    assert as_user(world.stranger).get(URL).status_code == 403
    assert as_user(world.street).get(URL).status_code == 403
    assert as_user().get(URL).status_code == 302


def test_similar_issues_are_offered_and_joined(world, file_issue, as_user):
    issue = issue_accept(actor=world.head, issue=file_issue())
    client = as_user(world.neighbour)
    page = client.post(URL, {"step": "what", "text": TEXT, "community": world.mingtong.pk})
    assert f"/issues/{issue.pk}/support/" in page.content.decode()
    assert client.post(f"/issues/{issue.pk}/support/").status_code == 302
    issue.refresh_from_db()
    assert issue.support_count == 1


def test_hints_while_typing(world, file_issue, as_user):
    issue = issue_accept(actor=world.head, issue=file_issue())
    client = as_user(world.neighbour)
    page = client.get("/report/hints/", {"text": TEXT, "community": world.mingtong.pk})
    body = page.content.decode()
    assert "积水排水" in body and f"/issues/{issue.pk}/" in body
    assert (
        "ISS"
        not in client.get("/report/hints/", {"text": "\x00", "community": "x"}).content.decode()
    )


def test_htmx_gets_the_step_alone_and_a_redirect_header(world, as_user):
    client = as_user(world.resident)
    head = {"HTTP_HX_REQUEST": "true"}
    words = {"text": TEXT, "community": world.mingtong.pk, "category": world.categories["water"].pk}
    page = client.post(URL, {**words, "step": "what"}, **head)
    assert "<html" not in page.content.decode()
    page = client.post(URL, {**words, "step": "where", "draft": draft_in(page)}, **head)
    last = {"step": "confirm", "draft": draft_in(page), "visibility": "public"}
    page = client.post(URL, last, **head)
    assert page.status_code == 204 and page["HX-Redirect"].endswith("/filed/")


def test_filing_costs_at_most_twelve_statements(world, as_user):
    client = as_user(world.resident)
    said = {"text": TEXT, "community": world.mingtong.pk, "category": world.categories["water"].pk}
    draft = draft_seal(world.resident.pk, {**said, "submit_key": "b" * 32})
    last = {"step": "confirm", "draft": draft, "visibility": "public"}
    with CaptureQueriesContext(connection) as queries:
        client.post(URL, last)
    assert Issue.objects.count() == 1
    assert len(queries) <= 12, [q["sql"][:80] for q in queries]


def test_the_counter_files_and_prints(world, walk, as_user):
    page = walk(
        user=world.staff,
        url="/counter/report/",
        reporter_name="王大爷",
        reporter_phone="13500001234",
    )
    issue = Issue.objects.get()
    assert page.url == f"/issues/{issue.pk}/filed/" and issue.channel == "counter"
    client = as_user(world.staff)
    receipt = client.get(f"/issues/{issue.pk}/receipt/").content.decode()
    assert issue.reference in receipt
    assert "王大爷" not in receipt and "13500001234" not in receipt
    pdf = client.get(f"/issues/{issue.pk}/receipt.pdf")
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "words", [{"reporter_name": ""}, {"reporter_name": "王", "reporter_phone": "abc"}]
)
def test_the_counter_must_say_for_whom(world, walk, words):
    assert walk(user=world.staff, url="/counter/report/", **words).status_code == 422


@pytest.mark.parametrize("who", ["neighbour", "baita_staff", "stranger"])
def test_the_receipt_is_not_for_others(world, issue, as_user, who):
    for path in ("filed/", "receipt/", "receipt.pdf"):
        assert as_user(world.people[who]).get(f"/issues/{issue.pk}/{path}").status_code in {
            403,
            404,
        }


def test_residents_do_not_file_at_the_counter(world, as_user):
    assert as_user(world.resident).get("/counter/report/").status_code == 403
    assert access_of(world.leader).posts_with("resident_affairs.file_issue_for_resident")


def test_the_hints_stand_between_the_words_and_the_photos(world, as_user):
    page = as_user(world.resident).get(URL).content.decode()
    assert page.index('id="id_text"') < page.index('id="hints"') < page.index('id="id_photos"')


def test_the_words_are_kept_for_the_person_who_typed_them(world, as_user):
    page = as_user(world.resident).get(URL).content.decode()
    assert f'data-draft="{URL}:{world.resident.pk}"' in page


def test_the_place_of_the_phone_waits_for_script(world, as_user):
    words = {"text": TEXT, "community": world.mingtong.pk, "step": "what"}
    page = as_user(world.resident).post(URL, words).content.decode()
    box = re.search(r'<div class="locate"[^>]*>', page)[0]
    assert box.endswith(" hidden>")
