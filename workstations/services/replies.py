"""Wordings for replies: kept by the head for the station, by the sub-district for all of its."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated, StaleWrite
from portal.models import Division, Level
from portal.services.records import record_append
from resident_affairs.models import Category
from workstations.models import ReplyTemplate
from workstations.policies.replies import KEEP
from workstations.wording import PLACEHOLDERS, unknown_in

LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class ReplyDraft:
    """What a wording says, and for which category (None: any)."""

    title: str
    text: str
    category: Category | None = None


def _check(draft: ReplyDraft) -> None:
    if not draft.title.strip() or len(draft.title.strip()) > 40:
        raise RuleViolated(_("名称要有 1 到 40 个字。"), field="title", code="length")
    if not draft.text.strip() or len(draft.text.strip()) > LONGEST:
        raise RuleViolated(_("用语要有 1 到 500 个字。"), field="text", code="length")
    unknown = unknown_in(draft.text)
    if unknown:
        known = _("、").join(f"{{{name}}}" for name in PLACEHOLDERS)
        words = _("不认识“%(name)s”。花括号里只能写：%(known)s。")
        words %= {"name": unknown[0], "known": known}
        raise RuleViolated(words, field="text", code="placeholder")


@transaction.atomic
def reply_keep(
    *, actor, place: Division, draft: ReplyDraft, reply=None, version: int | None = None
) -> ReplyTemplate:
    """Write a new wording of ``place`` (a community or a sub-district, loaded with its parent), or
    change ``reply``. RuleViolated on ``title`` or ``text``; StaleWrite; Refused."""
    row = _row(place, reply, version)
    access = access_of(actor)
    access.require(KEEP, row)
    _check(draft)
    is_new = row.pk is None
    row.title, row.text, row.category = draft.title.strip(), draft.text.strip(), draft.category
    row.version += 0 if is_new else 1
    _stored(row)
    _recorded(access, row, "write" if is_new else "change")
    return row


def _row(place: Division, reply, version) -> ReplyTemplate:
    if reply is None:
        if place.level == Level.COMMUNITY:
            chain = {"community": place, "subdistrict_id": place.parent_id}
            return ReplyTemplate(district_id=place.parent.parent_id, **chain)
        return ReplyTemplate(subdistrict=place, district_id=place.parent_id)
    row = ReplyTemplate.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    if version is not None and version != row.version:
        raise StaleWrite(extra={"version": row.version})
    return row


def _stored(row: ReplyTemplate) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise RuleViolated(_("已经有一条叫这个名字的。"), field="title", code="taken") from error


@transaction.atomic
def reply_switch(*, actor, reply: ReplyTemplate, is_active: bool) -> ReplyTemplate:
    """Take a wording out of use, or back into it; saying the same twice changes nothing."""
    row = ReplyTemplate.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    access = access_of(actor)
    access.require(KEEP, row)
    if row.is_active == is_active:
        return row
    row.is_active = is_active
    row.version += 1
    row.save(update_fields=["is_active", "version"])
    _recorded(access, row, "switch_on" if is_active else "switch_off")
    return row


def _recorded(access, row: ReplyTemplate, verb: str) -> None:
    post = access.post_for(KEEP, row)
    data = {"category": row.category_id}
    words = {"actor": access.user, "post": post, "data": data, "is_public": False}
    record_append(
        subject=row, verb=verb, division_id=row.community_id or row.subdistrict_id, **words
    )
