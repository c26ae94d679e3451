"""Papers coming in: PDF files, told by their content, cleaned of whatever acts, kept once."""

import hashlib
import io

import pikepdf
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import Paper
from portal.services.records import record_append

MAX_BYTES = 10 * 1024 * 1024
MAX_PAGES = 300
MOST = 12
# What may act when a paper is opened, or carry another file inside.
ACTING = ("/OpenAction", "/AA", "/AcroForm", "/Collection")
NAMES = ("/JavaScript", "/EmbeddedFiles")


def _wrong(words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field="file", code=code)


def paper_clean(data: bytes) -> tuple[bytes, int]:
    """The paper without scripts, forms, attachments and what was known of its maker, and how many
    pages it has. RuleViolated on ``file`` for what is no readable PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as paper:
            pages = len(paper.pages)
            if not 1 <= pages <= MAX_PAGES:
                raise _wrong(_("材料要有一到三百页。"), "pages")
            _disarm(paper)
            out = io.BytesIO()
            paper.save(out, deterministic_id=True)
    except RuleViolated:
        raise
    except Exception as error:  # a hostile file may fail anywhere in the library
        words = _("这不是能打开的 PDF 文件（加了密码的也不行）。")
        raise _wrong(words, "not_a_pdf") from error
    return out.getvalue(), pages


def _drop(part, *names: str) -> None:
    for name in names:
        if part is not None and name in part:
            del part[name]


def _disarm(paper: pikepdf.Pdf) -> None:
    _drop(paper.Root, *ACTING, "/Metadata")
    _drop(paper.Root.get("/Names"), *NAMES)
    _drop(paper.trailer, "/Info")
    for page in paper.pages:
        _drop(page.obj, "/AA", "/Annots")


@transaction.atomic
def paper_add(*, actor, subject, permission: str, upload, name: str) -> Paper:
    """Put a paper beside ``subject``; the same file twice is the same paper. The caller has made
    sure that papers may be added now. RuleViolated on ``file`` or ``name``."""
    access = access_of(actor)
    access.require(permission, subject)
    if not name.strip():
        raise RuleViolated(_("请填写。"), field="name", code="required")
    if upload.size > MAX_BYTES:
        raise _wrong(_("文件太大，最多 10 MB。"), "too_large")
    data, pages = paper_clean(upload.read())
    digest = hashlib.sha256(data).hexdigest()
    key = {"subject_type": subject.subject_type, "subject_id": subject.pk}
    known = Paper.objects.filter(**key, sha256=digest).first()
    if known is not None:
        return known
    if Paper.objects.filter(**key, hidden_at=None).count() >= MOST:
        raise _wrong(_("一件事最多附 %(n)d 份材料。") % {"n": MOST}, "too_many")
    words = {"name": name.strip(), "size": len(data), "pages": pages, "sha256": digest}
    paper = Paper(**key, **words, added_by=actor, added_at=clock.now())
    paper.file.save("paper", ContentFile(data), save=False)
    paper.save()
    _noted(subject, actor, access.post_for(permission, subject), "add_paper", paper)
    return paper


@transaction.atomic
def paper_hide(*, actor, subject, permission: str, paper_id: int, reason: str) -> Paper:
    """Take a paper out of sight, with a reason that stays. RuleViolated on ``reason``."""
    access = access_of(actor)
    access.require(permission, subject)
    if not reason.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    rows = Paper.objects.select_for_update(of=("self",))
    paper = rows.filter(
        pk=paper_id, subject_type=subject.subject_type, subject_id=subject.pk
    ).first()
    if paper is None or paper.hidden_at is not None:
        raise TransitionRefused(_("这份材料已经隐藏。"), code="hidden")
    paper.hidden_at, paper.hidden_reason = clock.now(), reason.strip()[:200]
    paper.save(update_fields=["hidden_at", "hidden_reason"])
    _noted(subject, actor, access.post_for(permission, subject), "hide_paper", paper)
    return paper


def _noted(subject, actor, post, verb: str, paper: Paper) -> None:
    data = {"sha256": paper.sha256, "pages": paper.pages}
    words = {"post": post, "data": data, "is_public": False}
    record_append(subject=subject, verb=verb, actor=actor, **words)
