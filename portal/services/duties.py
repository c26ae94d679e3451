"""Keeping the lists of powers: an entry is added, worded anew, or ended; never rewritten."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models.duties import Duty, DutyBody, DutyList
from portal.services.records import record_append

MANAGE = "portal.manage_duties"


@dataclass(frozen=True, kw_only=True)
class DutyDraft:
    """What an entry says."""

    list_kind: str
    number: str
    title: str
    basis: str
    body: str
    valid_from: date
    text: str = ""


def _check(draft: DutyDraft) -> None:
    for name in ("number", "title", "basis"):
        if not getattr(draft, name).strip():
            raise RuleViolated(_("请填写。"), field=name, code="required")
    if draft.list_kind not in DutyList.values:
        raise RuleViolated(_("请选择清单。"), field="list_kind", code="invalid")
    if draft.body not in DutyBody.values:
        raise RuleViolated(_("请选择主体。"), field="body", code="invalid")
    if draft.valid_from < clock.today():
        raise RuleViolated(_("不能从过去的日子开始。"), field="valid_from", code="past")


def _recorded(row: Duty, verb: str, actor) -> None:
    data = {"list": row.list_kind, "number": row.number, "title": row.title}
    data |= {"from": row.valid_from.isoformat(), "basis": row.basis}
    record_append(subject=row, verb=verb, actor=actor, data=data)


@transaction.atomic
def duty_add(*, actor, draft: DutyDraft) -> Duty:
    """Put an entry on a list; the same number again, from a later day, is its new wording: the
    old one ends that day. RuleViolated."""
    access_of(actor).require(MANAGE)
    _check(draft)
    rows = Duty.objects.select_for_update(of=("self",))
    standing = rows.filter(
        list_kind=draft.list_kind, number=draft.number.strip(), valid_to__isnull=True
    ).first()
    if standing is not None:
        if standing.valid_from >= draft.valid_from:
            words = _("这个编号的现行条目从 %(day)s 起，新的要晚于它。")
            words %= {"day": standing.valid_from.isoformat()}
            raise RuleViolated(words, field="valid_from", code="order")
        standing.valid_to = draft.valid_from
        standing.save(update_fields=["valid_to"])
    words = {name: getattr(draft, name).strip() for name in ("number", "title", "text", "basis")}
    words |= {"list_kind": draft.list_kind, "body": draft.body, "valid_from": draft.valid_from}
    try:
        with transaction.atomic():
            row = Duty.objects.create(**words, made_by=actor)
    except IntegrityError as error:
        raise RuleViolated(_("这个编号已有条目。"), field="number", code="twice") from error
    _recorded(row, "list", actor)
    return row


@transaction.atomic
def duty_end(*, actor, duty_id: int) -> Duty:
    """Take an entry off its list from today. NotFound; TransitionRefused when it is off."""
    access_of(actor).require(MANAGE)
    row = Duty.objects.select_for_update(of=("self",)).filter(pk=duty_id).first()
    if row is None:
        raise NotFound()
    today = clock.today()
    if row.valid_to is not None:
        raise TransitionRefused(_("这一条已经不在清单上。"), code="over")
    if row.valid_from >= today:
        raise TransitionRefused(_("这一条还没有生效，请等生效后再撤下。"), code="early")
    row.valid_to = today
    row.save(update_fields=["valid_to"])
    _recorded(row, "unlist", actor)
    return row


# What routine work of a station rests on where its category names nothing else. The district may
# word it anew or end it like any other entry.
GENERAL = (DutyList.STATUTORY, "S-04")
FIRST_DAY = date(2009, 1, 1)


def duties_load_defaults() -> int:
    """Lay the one entry that every installation starts with, unless its number was ever used.
    Returns how many were added."""
    list_kind, number = GENERAL
    if Duty.objects.filter(list_kind=list_kind, number=number).exists():
        return 0
    Duty.objects.create(
        list_kind=list_kind,
        number=number,
        title="受理并办理居民日常诉求",
        basis="《社工站工作职责》",
        body=DutyBody.STATION,
        valid_from=FIRST_DAY,
    )
    return 1
