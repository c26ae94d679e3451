"""The filed paper as PDF: printed once, kept with its SHA-256, and compared with it ever after."""

import hashlib
from collections.abc import Iterator

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation

from committees.models import ArchiveClass, ArchiveItem
from committees.selectors.filed import filed_paper
from committees.services.archives import OVER
from portal.kernel import clock
from portal.services.documents import document_render
from portal.services.records import record_append

log = structlog.get_logger(__name__)
ROUND = 20


@transaction.atomic
def archive_bind(item: ArchiveItem) -> ArchiveItem:
    """Print the paper of an affair on file as it stands, in Chinese, and freeze its fingerprint.
    Bound once; a second call changes nothing. The record keeps the fingerprint too."""
    item = ArchiveItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.bound_at is not None or item.destroyed_on is not None:
        return item
    model, _states, related = OVER[ArchiveClass(item.archive_class)]
    rows = model.objects.select_related("community__parent", *related)
    with translation.override("zh-hans"):
        content = document_render(*filed_paper(item, rows.get(pk=item.subject_id)))
    item.file.save("paper.pdf", ContentFile(content), save=False)
    item.size, item.sha256 = len(content), hashlib.sha256(content).hexdigest()
    item.bound_at = clock.now()
    item.save(update_fields=["file", "size", "sha256", "bound_at"])
    data = {"reference": item.reference, "sha256": item.sha256}
    record_append(subject=item, verb="bind", actor=None, data=data, is_public=False)
    return item


def archives_bind(limit: int = ROUND) -> int:
    """The job: bind what is on file without its PDF, the newest first; how many. One that cannot
    be printed is reported and does not keep the others waiting."""
    rows = ArchiveItem.objects.filter(bound_at__isnull=True, destroyed_on__isnull=True)
    done = 0
    for item in rows.order_by("-id")[:limit]:
        try:
            archive_bind(item)
        except Exception:  # whatever one paper holds, the others are printed
            log.exception("archive_unbound", item=item.pk, reference=item.reference)
            continue
        done += 1
    return done


def file_state(item: ArchiveItem) -> str:
    """What comparing the file with its fingerprint says: "none" (not bound yet), "destroyed",
    "same", "changed" or "missing"."""
    if item.bound_at is None:
        return "none"
    if item.destroyed_on is not None:
        return "destroyed"
    try:
        with item.file.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "missing"
    return "same" if found == item.sha256 else "changed"


def archives_misfits() -> Iterator[tuple[ArchiveItem, str]]:
    """Every filed PDF that is not what was filed, with what is wrong with it."""
    rows = ArchiveItem.objects.filter(bound_at__isnull=False, destroyed_on__isnull=True)
    for item in rows.order_by("id").iterator(chunk_size=500):
        state = file_state(item)
        if state != "same":
            yield item, state


def file_destroy(item: ArchiveItem) -> None:
    """Remove the file once the destruction is stored; the fingerprint stays."""
    name, storage = item.file.name, item.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))
