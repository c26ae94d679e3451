"""Photos of an issue are served re-encoded, to whoever may read the issue."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.services.files import pictures_sweep
from resident_affairs.models import IssuePhoto
from resident_affairs.services.photos import photos_keep
from resident_affairs.services.triage import issue_accept


@pytest.fixture
def pictured(world, file_issue):
    """A hidden (submitted) issue with one photo that carries GPS words."""
    raw = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", (64, 48), "green").save(raw, "JPEG", exif=exif)
    issue = file_issue(uploads=[SimpleUploadedFile("a.jpg", raw.getvalue(), "image/jpeg")])
    pictures_sweep()
    return issue


def url_of(issue, size="full") -> str:
    return f"/pictures/{IssuePhoto.objects.get(issue=issue).picture_id}/{size}/"


@pytest.mark.parametrize("who", ["resident", "head", "street"])
def test_those_who_read_the_issue_see_its_photo(world, pictured, as_user, who):
    page = as_user(world.people[who]).get(url_of(pictured))
    raw = b"".join(page.streaming_content)
    assert page["Content-Type"] == "image/jpeg" and page["X-Content-Type-Options"] == "nosniff"
    assert raw.startswith(b"\xff\xd8") and b"secret place" not in raw


@pytest.mark.parametrize("who", [None, "neighbour", "baita_head"])
def test_others_do_not_find_it(world, pictured, as_user, who):
    assert as_user(world.people[who] if who else None).get(url_of(pictured)).status_code == 404


def test_a_public_issue_shows_its_photo_to_everybody(world, pictured, as_user):
    issue_accept(actor=world.head, issue=pictured)
    assert as_user().get(url_of(pictured, "thumb")).status_code == 200
    assert url_of(pictured, "thumb") in as_user().get(f"/issues/{pictured.pk}/").content.decode()
    assert as_user().get(url_of(pictured, "huge")).status_code == 404


def test_a_kept_photo_belongs_to_nobody_elses_issue(world, file_issue, as_user):
    raw = BytesIO()
    Image.new("RGB", (8, 8)).save(raw, "PNG")
    upload = SimpleUploadedFile("a.png", raw.getvalue())
    kept = photos_keep(actor=world.neighbour, uploads=[upload])
    with pytest.raises(Exception, match="照片已经失效"):
        file_issue(pictures=kept)
    assert as_user(world.neighbour).get(f"/pictures/{kept[0]}/full/").status_code == 404
    own = file_issue(actor=world.neighbour, pictures=kept)
    assert own.photos.count() == 1
