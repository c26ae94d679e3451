"""Papers: told by their content, cleaned of what acts, kept once, seen with their affair."""

import io
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from committees.services.motions import motion_withdraw
from portal.access.checker import access_of
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Paper, Record
from portal.selectors.papers import paper_file, papers_by_subject, papers_of
from portal.services.files import strays_remove
from portal.services.papers import MOST, paper_add, paper_clean, paper_hide
from tests.committees.conftest import hall  # noqa: F401

EDIT = "committees.edit_motion"


def pdf(pages=1, **root) -> bytes:
    """A PDF with whatever is asked for in its catalogue."""
    paper = pikepdf.new()
    for _page in range(pages):
        paper.add_blank_page(page_size=(200, 200))
    for name, value in root.items():
        paper.Root[f"/{name}"] = value
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def locked() -> bytes:
    """One with a password."""
    out = io.BytesIO()
    paper = pikepdf.open(io.BytesIO(pdf()))
    paper.save(out, encryption=pikepdf.Encryption(user="x", owner="y"))
    return out.getvalue()


def upload(data=None, name="x.pdf"):
    return SimpleUploadedFile(name, pdf() if data is None else data)


@pytest.fixture
def motion(hall):  # noqa: F811
    return hall.motion()


@pytest.fixture
def add(hall, motion):  # noqa: F811
    def run(key="member1", **words):
        given = {"upload": upload(), "name": "预算表", "permission": EDIT, "subject": motion}
        return paper_add(actor=hall.world.people[key], **(given | words))

    return run


class TestCleaning:
    def test_what_acts_is_gone_and_the_pages_stay(self):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script]))
        data = pdf(3, OpenAction=script, AA=pikepdf.Dictionary(WC=script), Names=names)
        assert b"app.alert" in data
        clean, pages = paper_clean(data)
        assert pages == 3 and b"app.alert" not in clean and b"JavaScript" not in clean
        assert len(pikepdf.open(io.BytesIO(clean)).pages) == 3

    def test_the_same_paper_is_the_same_bytes(self):
        data = pdf(2)
        assert paper_clean(data) == paper_clean(data)

    @pytest.mark.parametrize(
        "data",
        [b"", b"%PDF-1.7", b"PK\x03\x04", b"<html>", b"\x00" * 999, locked(), pdf(301)],
        ids=["nothing", "head", "zip", "html", "zeros", "locked", "endless"],
    )
    def test_what_is_no_paper(self, data):
        with pytest.raises(RuleViolated) as caught:
            paper_clean(data)
        assert caught.value.field == "file"


class TestKeeping:
    def test_kept_once_and_on_record(self, add, motion):
        paper = add()
        assert add() == paper and papers_of(motion) == [paper]
        row = Record.objects.of(motion).get(verb="add_paper")
        assert row.data == {"sha256": paper.sha256, "pages": 1} and not row.is_public
        assert papers_by_subject("motion", [motion.pk, 999]) == {motion.pk: [paper]}

    @pytest.mark.parametrize("key", ["resident", "street", "staff", "baita_chair"])
    def test_only_who_may_change_the_affair(self, add, key):
        with pytest.raises((Refused, NotFound)):
            add(key)

    def test_a_name_and_not_too_many(self, add):
        for words, field in (({"name": " "}, "name"), ({"upload": upload(b"x")}, "file")):
            with pytest.raises(RuleViolated) as caught:
                add(**words)
            assert caught.value.field == field
        for number in range(MOST):
            add(upload=upload(pdf(number + 1)))
        with pytest.raises(RuleViolated, match=str(MOST)):
            add(upload=upload(pdf(50)))

    def test_hidden_with_a_reason_and_no_longer_opened(self, add, motion, hall):  # noqa: F811
        paper = add()
        words = {"actor": hall.world.member1, "subject": motion, "permission": EDIT}
        words["paper_id"] = paper.pk
        with pytest.raises(RuleViolated):
            paper_hide(**words, reason=" ")
        paper_hide(**words, reason="有电话号码")
        with pytest.raises(TransitionRefused):
            paper_hide(**words, reason="再来")
        assert Paper.objects.get().hidden_reason == "有电话号码"
        assert not papers_by_subject("motion", [motion.pk])
        assert Record.objects.of(motion).filter(verb="hide_paper").count() == 1

    def test_not_a_paper_of_another_affair(self, add, hall):  # noqa: F811
        paper, other = add(), hall.motion(title="别的事", submit_key=uuid4())
        words = {"subject": other, "permission": EDIT, "paper_id": paper.pk, "reason": "试试"}
        with pytest.raises(TransitionRefused):
            paper_hide(actor=hall.world.member1, **words)

    def test_a_kept_file_is_not_swept(self, add):
        paper = add()
        assert strays_remove() == 0 and paper.file.storage.exists(paper.file.name)

    def test_a_paper_of_a_withdrawn_motion_stays_to_be_read(self, add, motion, hall):  # noqa: F811
        paper = add()
        motion_withdraw(actor=hall.world.member1, motion=motion, remark="不提了")
        assert paper_file(access_of(hall.world.chair), paper.pk) == paper


class TestPages:
    def test_attached_opened_and_hidden(self, motion, hall, as_user):  # noqa: F811
        there = reverse("committees:motion_papers", args=[motion.pk])
        member, path = as_user(hall.world.member1), f"/motions/{motion.pk}/"
        assert there in member.get(path).content.decode()
        assert member.get(there).status_code == 200
        poor = member.post(there, {"name": "预算表", "file": upload(b"no")})
        assert poor.status_code == 400 and "预算表" in poor.content.decode()
        assert member.post(there, {"name": "预算表", "file": upload()}).status_code == 302
        paper = Paper.objects.get()
        page = member.get(path).content.decode()
        assert "预算表" in page and f"/papers/{paper.pk}/" in page
        answer = member.get(f"/papers/{paper.pk}/")
        assert answer["Content-Type"] == "application/pdf"
        assert "attachment" in answer["Content-Disposition"]
        assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
        assert member.post(there, {"hide": paper.pk, "reason": "换一份"}).status_code == 302
        assert member.get(f"/papers/{paper.pk}/").status_code == 404

    @pytest.mark.parametrize("key", [None, "resident", "baita_chair", "donghua_street"])
    def test_whoever_does_not_see_the_affair_sees_no_paper(self, add, hall, as_user, key):  # noqa: F811
        paper = add()
        client = as_user(hall.world.people[key] if key else None)
        assert client.get(f"/papers/{paper.pk}/").status_code == 404
        assert client.get("/papers/999999/").status_code == 404

    def test_nothing_is_added_once_the_vote_is_opened(self, hall, as_user):  # noqa: F811
        event = hall.vote()
        there = reverse("committees:motion_papers", args=[event.motion_id])
        answer = as_user(hall.world.member1).post(there, {"name": "甲", "file": upload()})
        assert answer.status_code == 409 and not Paper.objects.exists()
