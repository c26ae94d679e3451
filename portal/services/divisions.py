"""The life of a division: opened, renamed, moved, closed, merged; its history stays."""

from datetime import date

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import RuleViolated
from portal.kernel.search import bigrams
from portal.models import Division, DivisionAlias, DivisionProfile, Level
from portal.services.records import record_append

FOREIGN = gettext_lazy("这里不归您管理。")


@transaction.atomic
def division_open(
    *,
    actor,
    parent: Division | None,
    level: Level,
    code: str,
    name: str,
    on: date,
    scheme: str = "local",
    kind: str = "",
) -> Division:
    """A new division below ``parent`` from the date ``on``."""
    if parent is not None and parent.level >= level:
        raise RuleViolated(_("上级的层级要高于本级。"), field="parent", code="level")
    if Division.objects.filter(scheme=scheme, code=code, valid_to__isnull=True).exists():
        raise RuleViolated(_("这个代码已在使用。"), field="code", code="taken")
    division = Division.objects.create(
        scheme=scheme,
        code=code,
        level=level,
        name=name,
        kind=kind,
        parent=parent,
        valid_from=on,
        search_bigrams=bigrams(name),
    )
    division.path = f"{parent.path if parent else '/'}{division.pk}/"
    division.save(update_fields=["path"])
    _record(division, "division_opened", actor)
    return division


@transaction.atomic
def division_rename(*, actor, division: Division, name: str, on: date) -> Division:
    """A new name from the date ``on``; the old one stays findable as an alias."""
    name = name.strip()
    if not name or name == division.name:
        raise RuleViolated(_("请填写新的名称。"), field="name", code="required")
    DivisionAlias.objects.create(
        division=division,
        scheme=division.scheme,
        code=division.code,
        name=division.name,
        valid_from=division.valid_from,
        valid_to=on,
        note=_("曾用名"),
    )
    division.name, division.search_bigrams = name, bigrams(name)
    division.save(update_fields=["name", "search_bigrams"])
    _record(division, "division_renamed", actor)
    return division


@transaction.atomic
def division_move(*, actor, division: Division, parent: Division) -> Division:
    """Put ``division`` with all below it under another parent. Affairs keep the chain they were
    born under."""
    if parent.path.startswith(division.path):
        raise RuleViolated(_("不能移到自己的下级。"), field="parent", code="cycle")
    if parent.level >= division.level:
        raise RuleViolated(_("上级的层级要高于本级。"), field="parent", code="level")
    old, new = division.path, f"{parent.path}{division.pk}/"
    Division.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    division.parent, division.path = parent, new
    division.save(update_fields=["parent"])
    _record(division, "division_moved", actor, data={"parent": parent.pk})
    return division


@transaction.atomic
def division_close(
    *, actor, division: Division, on: date, reason: str, successor: Division | None = None
) -> Division:
    """Close it on the date ``on``; its affairs, people and record stay readable."""
    if not division.is_open:
        raise RuleViolated(_("已经停用。"), field="on", code="closed")
    if on < division.valid_from:
        raise RuleViolated(_("不能早于启用日期。"), field="on", code="term")
    if division.children.open_on(on).exists():
        raise RuleViolated(_("下面还有未停用的区划。"), field="on", code="children")
    if not reason.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    division.valid_to, division.successor = on, successor
    division.save(update_fields=["valid_to", "successor"])
    data = {"successor": successor.pk} if successor else {}
    _record(division, "division_closed", actor, remark=reason, data=data)
    return division


@transaction.atomic
def division_merge(*, actor, division: Division, into: Division, on: date, reason: str) -> Division:
    """``division`` ends in ``into``, which is found by the old code and name from then on."""
    if into.level != division.level or into.pk == division.pk:
        raise RuleViolated(_("只能并入同级的另一个区划。"), field="into", code="level")
    division_close(actor=actor, division=division, on=on, reason=reason, successor=into)
    DivisionAlias.objects.create(
        division=into,
        scheme=division.scheme,
        code=division.code,
        name=division.name,
        valid_from=division.valid_from,
        valid_to=on,
        note=_("并入"),
    )
    return into


@transaction.atomic
def division_profile_record(
    *, actor, division: Division, as_of: date, **figures
) -> DivisionProfile:
    """The figures of ``division`` at ``as_of``; a second entry for the day corrects the first."""
    profile, _made = DivisionProfile.objects.update_or_create(
        division=division, as_of=as_of, defaults=figures
    )
    _record(division, "profile_recorded", actor, data={"as_of": as_of.isoformat()})
    return profile


def _record(division: Division, verb: str, actor, *, remark: str = "", data=None) -> None:
    record_append(
        subject=division,
        verb=verb,
        actor=actor,
        division_id=division.pk,
        remark=remark,
        remark_is_public=True,
        data=data or {},
    )
