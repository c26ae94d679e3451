"""Pictures coming in: checked, kept raw, re-encoded by a job, never served as sent."""

import hashlib
import io
import warnings
from datetime import timedelta

import pillow_heif
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Paper, Picture, PictureState
from portal.services.wakeups import PICTURES, wake_on_commit

pillow_heif.register_heif_opener()

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
FULL_SIZE, THUMB_SIZE = 2048, 480
MAX_TRIES = 3
STRAY_AFTER = timedelta(days=1)
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def pictures_take(*, actor, uploads, limit: int = 6, field: str = "photos") -> list[Picture]:
    """Keep up to ``limit`` uploads as waiting pictures, in the caller's transaction.

    Raises RuleViolated on ``field``: too many, too large, empty, or not a picture at all. What a
    file is, is told by its content, never by its name.
    """
    uploads = [upload for upload in uploads if upload]
    if len(uploads) > limit:
        raise RuleViolated(
            _("最多 %(limit)s 张照片。") % {"limit": limit}, field=field, code="too_many"
        )
    for upload in uploads:
        _check(upload, field)
    rows = []
    for upload in uploads:
        picture = Picture(uploaded_by=actor)
        picture.raw.save("raw", upload, save=False)
        picture.save()
        rows.append(picture)
    if rows:
        wake_on_commit(PICTURES)
    return rows


def _check(upload, field: str) -> None:
    if upload.size > MAX_BYTES:
        raise RuleViolated(_("每张照片不要超过 10 MB。"), field=field, code="too_large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=FORMATS) as image:
                pixels = image.width * image.height
    except Exception as error:  # any decoder may fail in its own way on hostile bytes
        raise RuleViolated(
            _("这个文件不是能识别的照片（支持 JPEG、PNG、WebP、HEIC）。"),
            field=field,
            code="not_a_picture",
        ) from error
    finally:
        upload.seek(0)
    if pixels > MAX_PIXELS:
        raise RuleViolated(_("照片的尺寸太大。"), field=field, code="too_many_pixels")


def picture_process(picture_id: int) -> Picture | None:
    """Decode, turn upright, drop all metadata, shrink and store; the raw upload is removed.

    Idempotent: a picture that is no longer waiting is left alone. What cannot be decoded is
    refused, as is what has taken down its worker three times. A full disk is tried again.
    """
    waiting = Picture.objects.filter(pk=picture_id, processing=PictureState.WAITING)
    if not waiting.update(tries=F("tries") + 1):
        return None
    try:
        return _process(waiting)
    except OSError:  # the store failed, not the picture: this try does not count
        waiting.update(tries=F("tries") - 1)
        raise


@transaction.atomic
def _process(waiting) -> Picture | None:
    picture = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if picture is None:
        return None
    raw_name, storage = picture.raw.name, picture.raw.storage
    image = _decoded(picture) if picture.tries <= MAX_TRIES else None
    picture.processing = PictureState.READY if image else PictureState.REFUSED
    if image:
        _keep(picture, image)
    picture.raw = ""
    picture.save()
    transaction.on_commit(lambda: storage.delete(raw_name))
    return picture


def _decoded(picture: Picture) -> Image.Image | None:
    """The upload upright, in RGB and at most FULL_SIZE; None when it is no whole picture."""
    if not picture.raw.storage.exists(picture.raw.name):
        return None
    with picture.raw.open("rb") as source:
        try:
            with Image.open(source, formats=FORMATS) as sent:
                sent.thumbnail((FULL_SIZE, FULL_SIZE), Image.Resampling.LANCZOS, reducing_gap=2.0)
                return ImageOps.exif_transpose(sent).convert("RGB")
        except Exception:  # any decoder may fail in its own way on hostile bytes
            return None


def _keep(picture: Picture, image: Image.Image) -> None:
    full = _jpeg(image)
    picture.width, picture.height = image.width, image.height
    picture.sha256 = hashlib.sha256(full).hexdigest()
    picture.image.save("full.jpg", ContentFile(full), save=False)
    image.thumbnail((THUMB_SIZE, THUMB_SIZE), Image.Resampling.LANCZOS)
    picture.thumb.save("thumb.jpg", ContentFile(_jpeg(image)), save=False)


def _jpeg(image: Image.Image) -> bytes:
    """A fresh JPEG of the pixels only: no EXIF, no comment, no profile."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=84, optimize=True)
    return out.getvalue()


def pictures_sweep(limit: int = 50) -> int:
    """Process what waits, oldest first; returns how many were done."""
    waiting = Picture.objects.filter(processing=PictureState.WAITING).order_by("id")
    done = [picture_process(pk) for pk in waiting.values_list("pk", flat=True)[:limit]]
    return sum(1 for picture in done if picture)


def abandoned_remove(limit: int = 500) -> int:
    """Remove pictures older than a day that belong to nothing: their report was never sent.

    Each goes in a transaction of its own; one that is being attached just now is left alone.
    """
    links = Picture._meta.related_objects
    alone = Picture.objects.filter(
        created_at__lt=clock.now() - STRAY_AFTER,
        **{f"{link.name}__isnull": True for link in links},
    ).order_by("id")
    removed = [_abandoned(alone, pk) for pk in alone.values_list("pk", flat=True)[:limit]]
    return sum(removed)


def _abandoned(alone, pk: int) -> bool:
    try:
        with transaction.atomic():
            row = Picture.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if row is None or not alone.filter(pk=pk).exists():
                return False
            names = [name for name in (row.raw.name, row.image.name, row.thumb.name) if name]
            row.delete()
            transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
    except IntegrityError:  # attached in this very moment
        return False
    return True


def _names_in(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]


def _papers() -> list[str]:
    folders = default_storage.listdir("papers")[0] if default_storage.exists("papers") else []
    return [name for folder in folders for name in _names_in(f"papers/{folder}")]


def strays_remove() -> int:
    """Remove raw uploads and papers older than a day that no row knows: their transaction rolled
    back."""
    storage, removed = default_storage, 0
    known = set(Picture.objects.exclude(raw="").values_list("raw", flat=True))
    known |= set(Paper.objects.values_list("file", flat=True))
    for name in {*_names_in("raw"), *_papers()} - known:
        if storage.get_modified_time(name) < clock.now() - STRAY_AFTER:
            storage.delete(name)
            removed += 1
    return removed
