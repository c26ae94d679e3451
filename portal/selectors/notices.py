"""A person's notices as they read them: newest first, the right asked again."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.access.checker import Access
from portal.models import Notice
from portal.services.kinds import kind_of

PAGE = 30
WHY = {
    "reporter": _("您反映的"),
    "follower": _("您关注的"),
    "responsible": _("您负责的"),
    "voter": _("您表决过的"),
    "supervisor": _("您督办的"),
}


@dataclass(frozen=True)
class NoticeLine:
    """One notice in words."""

    id: int
    when: datetime
    label: str
    title: str
    plain: str
    url: str
    hand: str
    why: str
    needs_you: bool
    is_new: bool
    subject: tuple[str, int]
    earlier: list["NoticeLine"] = field(default_factory=list)

    @property
    def why_label(self):
        """Why it came to this person."""
        return WHY.get(self.why, "")

    @property
    def is_urgent(self) -> bool:
        """Not looked at yet, and somebody waits for it."""
        return self.needs_you and self.is_new


@dataclass(frozen=True)
class NoticePage:
    """Some notices and where the next ones begin (None: there are no more)."""

    lines: list[NoticeLine]
    newest_id: int
    before: int | None


def notices_of(access: Access, before: int | None = None, size: int = PAGE) -> NoticePage:
    """One page, newest first, keyset by ``before``.

    Statements: one, and those of loading each kind of subject on the page.
    """
    rows = Notice.objects.filter(recipient=access.user)
    if before:
        rows = rows.filter(pk__lt=before)
    page = list(rows.select_related("record").order_by("-id")[: size + 1])
    more = len(page) > size
    page = page[:size]
    return NoticePage(
        lines=lines_of(access, page),
        newest_id=page[0].pk if page else 0,
        before=page[-1].pk if more else None,
    )


def lines_of(access: Access, page: list[Notice]) -> list[NoticeLine]:
    """Turn notices into lines; what the person may no longer see is left out."""
    wanted: dict[str, set[int]] = {}
    for notice in page:
        wanted.setdefault(notice.record.subject_type, set()).add(notice.record.subject_id)
    loaded = {
        subject_type: kind_of(subject_type).load(list(ids))
        for subject_type, ids in wanted.items()
        if kind_of(subject_type)
    }
    lines = []
    for notice in page:
        subject = loaded.get(notice.record.subject_type, {}).get(notice.record.subject_id)
        kind = kind_of(notice.record.subject_type)
        if subject is not None and kind.can_see(access, subject):
            lines.append(_line(access, notice, kind, subject))
    return lines


def _line(access: Access, notice: Notice, kind, subject) -> NoticeLine:
    verb = kind.verb(notice.record.verb)
    return NoticeLine(
        id=notice.pk,
        when=notice.record.happened_at,
        label=str(kind.label),
        title=kind.title(subject),
        plain=str(verb.plain),
        url=kind.url(subject),
        hand=verb.hand,
        why=notice.why,
        needs_you=notice.needs_you,
        is_new=notice.pk > access.user.seen_notice_id,
        subject=(notice.record.subject_type, notice.record.subject_id),
    )


def grouped(lines: list[NoticeLine]) -> list[NoticeLine]:
    """The newest line of each affair, with its ``earlier`` ones; an affair's ten steps are one
    entry and not ten."""
    heads: dict[tuple[str, int], NoticeLine] = {}
    for line in lines:
        head = heads.setdefault(line.subject, line)
        if head is not line:
            head.earlier.append(line)
    return list(heads.values())
