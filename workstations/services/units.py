"""Units that may entrust, and the people who act for them: the role comes with the membership."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division, Level, Role, RoleAssignment, User
from portal.services.records import record_append
from portal.services.roles import role_end, role_grant
from workstations.models import Unit, UnitKind, UnitMember

KEEP = "workstations.keep_units"


def _may(actor) -> None:
    """None = the house (demo, import)."""
    if actor is not None:
        access_of(actor).require(KEEP)


@transaction.atomic
def unit_add(*, actor, district: Division, name: str, kind: str) -> Unit:
    """Register a unit. RuleViolated on ``name``, ``kind`` or ``district``."""
    _may(actor)
    if district.level != Level.DISTRICT:
        raise RuleViolated(_("委托单位登记在区一级。"), field="district", code="level")
    if not name.strip():
        raise RuleViolated(_("请填写。"), field="name", code="required")
    if kind not in UnitKind.values:
        raise RuleViolated(_("请选择性质。"), field="kind", code="invalid")
    try:
        with transaction.atomic():
            unit = Unit.objects.create(
                district=district, name=name.strip(), kind=kind, created_at=clock.now()
            )
    except IntegrityError as error:
        raise RuleViolated(_("这个单位已经登记。"), field="name", code="twice") from error
    record_append(subject=unit, verb="register", actor=actor, data={"name": unit.name})
    return unit


@transaction.atomic
def unit_member_add(*, actor, unit: Unit, user: User, valid_from: date | None = None) -> UnitMember:
    """Let somebody act for a unit; the role comes with it. RuleViolated on ``login``."""
    _may(actor)
    if actor is not None and actor.pk == user.pk:
        raise RuleViolated(_("不能给自己登记。"), field="login", code="self")
    start = valid_from or clock.today()
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if unit.members.filter(user=user, valid_to__isnull=True).exists():
        raise RuleViolated(_("此人已是这个单位的经办人。"), field="login", code="twice")
    held = RoleAssignment.objects.active(start).filter(user=user, role=Role.ENTRUSTING_UNIT)
    if not held.filter(division=unit.district_id).exists():
        role_grant(
            actor=actor,
            user=user,
            role=Role.ENTRUSTING_UNIT,
            division=unit.district,
            valid_from=start,
        )
    member = UnitMember.objects.create(unit=unit, user=user, valid_from=start)
    record_append(subject=unit, verb="add_member", actor=actor, data={"member": member.pk})
    return member


@transaction.atomic
def unit_member_end(*, actor, member_id: int) -> UnitMember:
    """From today they act for it no more; with the last unit the role ends too. NotFound."""
    _may(actor)
    rows = UnitMember.objects.select_for_update(of=("self",)).select_related("unit", "user")
    member = rows.filter(pk=member_id, valid_to__isnull=True).first()
    if member is None:
        raise NotFound()
    member.valid_to = clock.today()
    member.save(update_fields=["valid_to"])
    others = UnitMember.objects.filter(user=member.user, valid_to__isnull=True)
    if not others.filter(unit__district=member.unit.district_id).exists():
        held = RoleAssignment.objects.active().filter(
            user=member.user, role=Role.ENTRUSTING_UNIT, division=member.unit.district_id
        )
        for assignment in held:
            role_end(actor=actor, assignment=assignment)
    record_append(subject=member.unit, verb="end_member", actor=actor, data={"member": member.pk})
    return member
