"""Pictures are re-encoded without a trace of where they were taken; hostile bytes do no harm."""

import io
import os
import time
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Picture, PictureState
from portal.services import files
from resident_affairs.services.issues import issue_file

pytestmark = pytest.mark.django_db
ORIENTATION, GPS = 0x0112, 0x8825


def encoded(fmt="JPEG", size=(60, 30), mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, size, "red" if mode != "P" else 1)
    image.save(out, fmt, **options)
    return out.getvalue()


def upload(content: bytes, name="photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def take(world):
    """Take one upload in and process it."""

    def run(content, name="photo.jpg"):
        picture = files.pictures_take(actor=world.resident, uploads=[upload(content, name)])[0]
        files.picture_process(picture.pk)
        picture.refresh_from_db()
        return picture

    return run


def with_place() -> bytes:
    """A JPEG that says it lies on its side and where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[GPS] = {1: "N", 2: (25.0, 2.0, 30.0), 3: "E", 4: (102.0, 43.0, 12.0)}
    exif[0x010E] = "秘密的地址"
    return encoded(exif=exif, comment=b"secret place")


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_each_format_becomes_a_jpeg_by_its_content_not_its_name(take, fmt):
    picture = take(encoded(fmt), "anything.exe")
    assert picture.processing == PictureState.READY
    assert Image.open(picture.image).format == "JPEG"
    assert "anything" not in picture.image.name and not picture.raw


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "CMYK", "I;16"])
def test_odd_colour_modes_are_accepted(take, mode):
    content = encoded("JPEG" if mode == "CMYK" else "PNG", mode=mode if mode != "P" else "P")
    assert take(content).processing == PictureState.READY


def test_place_and_words_are_gone_and_the_picture_stands_upright(take):
    picture = take(with_place())
    assert (picture.width, picture.height) == (30, 60)
    for stored in (picture.image, picture.thumb):
        content = stored.open().read()
        assert b"Exif" not in content and b"secret" not in content
        assert not dict(Image.open(io.BytesIO(content)).getexif())


def test_large_pictures_shrink_and_small_ones_do_not_grow(take):
    large = take(encoded(size=(5000, 2500)))
    assert (large.width, large.height) == (2048, 1024)
    assert Image.open(large.thumb).size == (480, 240)
    assert take(encoded(size=(10, 10))).width == 10


HOSTILE = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "gif": None,
    "empty": b"",
    "noise": os.urandom(4000),
    "head only": b"\xff\xd8\xff\xe0",
    "pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_picture_is_refused_at_the_field(world, kind):
    content = HOSTILE[kind] if HOSTILE[kind] is not None else encoded("GIF", mode="P")
    with pytest.raises(RuleViolated) as refused:
        files.pictures_take(actor=world.resident, uploads=[upload(content)])
    assert (refused.value.field, refused.value.code) == ("photos", "not_a_picture")
    assert not Picture.objects.exists()


def test_too_many_pixels_in_a_small_file_are_refused(world):
    bomb = encoded("PNG", size=(9000, 9000), mode="1")
    assert len(bomb) < 100_000
    with pytest.raises(RuleViolated):
        files.pictures_take(actor=world.resident, uploads=[upload(bomb)])


def test_too_large_and_too_many_are_refused_and_leave_nothing(world):
    heavy = upload(encoded() + b"\0" * files.MAX_BYTES)
    for uploads in ([heavy], [upload(encoded()) for _ in range(7)]):
        with pytest.raises(RuleViolated):
            files.pictures_take(actor=world.resident, uploads=uploads)
    assert not Picture.objects.exists()


def test_one_bad_upload_refuses_them_all(world):
    with pytest.raises(RuleViolated):
        uploads = [upload(encoded()), upload(b"no picture")]
        files.pictures_take(actor=world.resident, uploads=uploads)
    assert not Picture.objects.exists()
    assert not default_storage.exists("raw")


def test_a_truncated_picture_is_refused_by_the_job_and_its_bytes_removed(take):
    picture = take(encoded(size=(800, 800), quality=95)[:2000])
    assert picture.processing == PictureState.REFUSED
    assert not picture.raw and not picture.image


def test_processing_twice_changes_nothing(take):
    picture = take(encoded())
    assert files.picture_process(picture.pk) is None
    assert files.picture_process(10**9) is None


def test_the_sweep_takes_what_waits_and_only_that(world, take):
    done = take(encoded())
    files.pictures_take(actor=world.resident, uploads=[upload(encoded()) for _ in range(3)])
    assert files.pictures_sweep() == 3
    assert files.pictures_sweep() == 0
    assert not Picture.objects.exclude(processing=PictureState.READY).exists()
    assert Picture.objects.get(pk=done.pk).image.name == done.image.name


def test_what_took_its_worker_down_three_times_is_given_up(world):
    picture = files.pictures_take(actor=world.resident, uploads=[upload(encoded())])[0]
    Picture.objects.filter(pk=picture.pk).update(tries=files.MAX_TRIES)
    assert files.picture_process(picture.pk).processing == PictureState.REFUSED


def test_a_full_disk_costs_no_try_and_no_picture(world, monkeypatch):
    picture = files.pictures_take(actor=world.resident, uploads=[upload(encoded())])[0]

    def full(*args):
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(files, "_keep", full)
        for _ in range(5):
            with pytest.raises(OSError):
                files.picture_process(picture.pk)
    picture.refresh_from_db()
    assert (picture.processing, picture.tries) == (PictureState.WAITING, 0)
    assert files.picture_process(picture.pk).is_ready


def test_raw_bytes_of_a_rolled_back_upload_go_after_a_day(world):
    kept = files.pictures_take(actor=world.resident, uploads=[upload(encoded())])[0]
    default_storage.save("raw/stray", ContentFile(b"x"))
    default_storage.save("raw/young", ContentFile(b"x"))
    old = time.time() - 10 * 86400 * 365
    for name in ("raw/stray", kept.raw.name):
        os.utime(default_storage.path(name), (old, old))
    files.strays_remove()
    assert not default_storage.exists("raw/stray")
    assert default_storage.exists("raw/young") and default_storage.exists(kept.raw.name)


def test_a_picture_that_belongs_to_nothing_goes_after_a_day(
    take, world, django_capture_on_commit_callbacks
):
    names = [take(encoded()).image.name]
    assert files.abandoned_remove() == 0 and default_storage.exists(names[0])
    clock.advance(hours=25)
    young = take(encoded())
    with django_capture_on_commit_callbacks(execute=True):
        assert files.abandoned_remove() == 1
    assert not default_storage.exists(names[0])
    assert list(Picture.objects.all()) == [young]


def test_a_picture_of_an_issue_stays(world):
    issue = issue_file(
        actor=world.resident,
        community=world.mingtong,
        category=world.categories["water"],
        text="东风巷14号院坝积水很深，老人出门要绕道。",
        uploads=[upload(encoded())],
        submit_key=uuid.uuid4(),
    )
    clock.advance(days=400)
    assert files.abandoned_remove() == 0
    assert issue.photos.get().picture.raw.name
