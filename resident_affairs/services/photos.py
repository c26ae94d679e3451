"""The photos of an issue: sent with it, or taken in at an earlier step of the form."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.errors import RuleViolated
from portal.models import Picture
from portal.services.files import pictures_take
from resident_affairs.models import IssuePhoto

LIMIT = 6


def photos_attach(issue, *, actor, uploads=(), pictures=()) -> None:
    """Attach new ``uploads`` and the ``pictures`` (ids) that ``actor`` sent before, up to six."""
    uploads, wanted = list(uploads), list(dict.fromkeys(pictures))
    if not uploads and not wanted:
        return
    if len(uploads) + len(wanted) > LIMIT:
        raise RuleViolated(_("最多 %(n)d 张照片。") % {"n": LIMIT}, field="photos", code="too_many")
    rows = []
    if wanted:
        own = Picture.objects.filter(
            pk__in=wanted, uploaded_by=actor, issue_photo__isnull=True
        ).order_by("pk")
        rows = list(own)
        if len(rows) != len(wanted):
            raise RuleViolated(_("照片已经失效，请重新添加。"), field="photos", code="foreign")
    if uploads:
        rows += pictures_take(actor=actor, uploads=uploads, limit=LIMIT)
    IssuePhoto.objects.bulk_create(IssuePhoto(issue=issue, picture=row) for row in rows)


@transaction.atomic
def photos_keep(*, actor, uploads, kept=()) -> list[int]:
    """Take photos in before the issue is filed: the ids of those ``kept`` and of the new ones."""
    uploads, kept = [upload for upload in uploads if upload], list(kept)
    if len(uploads) + len(kept) > LIMIT:
        raise RuleViolated(_("最多 %(n)d 张照片。") % {"n": LIMIT}, field="photos", code="too_many")
    return kept + [row.pk for row in pictures_take(actor=actor, uploads=uploads, limit=LIMIT)]
