"""Leave of a station's people: asked for, allowed with somebody to stand in, over."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated
from portal.models import Role, RoleAssignment, User
from portal.services.transitions import subject_create, subject_lock, transition_apply
from workstations.models import Leave, LeaveKind, Workstation
from workstations.selectors.stations import STATION, is_station_staff
from workstations.services.assigning import assignee_check
from workstations.services.standing_in import post_end, post_pass
from workstations.workflows.leaves import ASK, DECIDE

BACK_DAYS = 30
LONGEST_DAYS = 190


@dataclass(frozen=True, kw_only=True)
class LeaveDraft:
    """Who is away, why, from when to when (both days included), and who might stand in."""

    user: User
    kind: str
    starts_on: date
    ends_on: date
    reason: str = ""
    substitute: User | None = None


@transaction.atomic
def leave_ask(*, actor, station: Workstation, draft: LeaveDraft, submit_key) -> Leave:
    """Ask for leave, for oneself or (who decides about it) for somebody who cannot: the ill are
    written down by their head. One leave a ``submit_key``. NotFound for a foreign station;
    RuleViolated on ``user``, ``kind``, ``starts_on``, ``ends_on`` or ``substitute``."""
    access = access_of(actor)
    leave = _drafted(station, draft, submit_key)
    if not access.can(ASK, leave) and not access.can(DECIDE, leave):
        raise NotFound()
    if draft.user.pk != actor.pk and not access.can(DECIDE, leave):
        raise Refused()
    known = Leave.objects.filter(submit_key=submit_key, station=station).first()
    if known is not None:
        return known
    _station_lock(station.pk)
    _check_draft(leave)
    permission = DECIDE if access.can(DECIDE, leave) else ASK
    try:
        with transaction.atomic():
            post = access.post_for(permission, leave)
            data = {"from": leave.starts_on.isoformat(), "until": leave.ends_on.isoformat()}
            words = {"verb": "ask", "data": data, "is_public": False}
            subject_create(leave, actor=actor, post=post, **words)
    except IntegrityError as error:
        words = _("这份表单已经用过，请重新填写。")
        raise RuleViolated(words, field="submit_key", code="used") from error
    return leave


def _drafted(station: Workstation, draft: LeaveDraft, submit_key) -> Leave:
    place = station.community
    heads = (
        RoleAssignment.objects.active()
        .own()
        .filter(user=draft.user, division=place, role=Role.STATION_HEAD)
    )
    return Leave(
        community=place,
        subdistrict_id=place.parent_id,
        district_id=place.parent.parent_id,
        station=station,
        user=draft.user,
        substitute=draft.substitute,
        kind=draft.kind,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        reason=draft.reason.strip(),
        is_heads=heads.exists(),
        submit_key=submit_key,
        created_at=clock.now(),
    )


def _station_lock(pk: int) -> None:
    """Leaves of one station are asked for and allowed one after the other."""
    Workstation.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def _check_draft(leave: Leave) -> None:
    if not is_station_staff(leave.user_id, leave.community_id):
        raise RuleViolated(_("只给本站的人登记请假。"), field="user", code="not_station")
    if leave.kind not in LeaveKind.values:
        raise RuleViolated(_("请选择哪种假。"), field="kind", code="invalid")
    if leave.starts_on < clock.today() - timedelta(days=BACK_DAYS):
        raise RuleViolated(_("最多补记三十天以内的假。"), field="starts_on", code="past")
    if leave.ends_on < leave.starts_on:
        raise RuleViolated(_("止日不能早于始日。"), field="ends_on", code="order")
    if leave.days > LONGEST_DAYS:
        raise RuleViolated(_("一次最长 190 天。"), field="ends_on", code="long")
    own = Leave.objects.filter(user=leave.user_id).crossing(leave.starts_on, leave.ends_on)
    if own.exists():
        raise RuleViolated(_("这几天已经请过假了。"), field="starts_on", code="twice")
    if leave.substitute_id is not None:
        _check_substitute(leave, leave.substitute)


def _check_substitute(leave: Leave, substitute: User | None) -> None:
    """Somebody else of the station, who is here all that time."""
    if substitute is None:
        raise RuleViolated(_("请选择代办人。"), field="substitute", code="required")
    if substitute.pk == leave.user_id:
        raise RuleViolated(_("请选择另一位同事。"), field="substitute", code="self")
    try:
        assignee_check(leave.community_id, substitute)
    except RuleViolated as error:
        raise RuleViolated(error.message, field="substitute", code=error.code) from error
    away = Leave.objects.filter(user=substitute).crossing(leave.starts_on, leave.ends_on)
    if away.exists():
        raise RuleViolated(_("这位同事那几天也请了假。"), field="substitute", code="away")
    posts = RoleAssignment.objects.active(max(leave.ends_on, clock.today())).own()
    if not posts.filter(user=substitute, division=leave.community_id, role__in=STATION).exists():
        raise RuleViolated(_("这位同事那时已经离开本站。"), field="substitute", code="leaves")


def _check_nobody_left_alone(leave: Leave) -> None:
    """Whoever stands in for somebody in those days does not go away too."""
    others = Leave.objects.filter(substitute=leave.user_id, status="approved")
    other = others.crossing(leave.starts_on, leave.ends_on).select_related("user").first()
    if other is not None:
        words = _("那几天他要替%(name)s代办，请先给%(name)s换代办人。") % {"name": other.user.name}
        raise RuleViolated(words, field="substitute", code="stands_in")


@transaction.atomic
def leave_approve(*, actor, leave: Leave, substitute, version: int | None = None) -> Leave:
    """Allow it, and say who stands in: of a head's leave the head's own powers pass to them for
    those days. RuleViolated on ``substitute``; the steps' own errors."""
    return _name(actor, leave, "approve", substitute, version)


@transaction.atomic
def leave_replace(*, actor, leave: Leave, substitute, version: int | None = None) -> Leave:
    """Somebody else stands in from now on; as :func:`leave_approve`."""
    return _name(actor, leave, "replace", substitute, version)


def _name(actor, leave, step: str, substitute, version) -> Leave:
    access_of(actor).require(DECIDE, leave)
    _station_lock(leave.station_id)
    leave = subject_lock(leave)
    _check_substitute(leave, substitute)
    if step == "approve":
        _check_nobody_left_alone(leave)
    data = {"substitute": substitute.pk, "person": leave.user_id}
    words = {"changes": {"substitute": substitute}, "data": data, "version": version}
    leave = transition_apply(leave, step, actor=actor, **words).subject
    post_end(actor=actor, leave=leave)
    post_pass(actor=actor, leave=leave)
    return leave


@transaction.atomic
def leave_step(*, actor, leave: Leave, name: str, remark: str = "", version=None) -> Leave:
    """Refuse (with the reason), withdraw, or end one: the substitute's right ends at once. NotFound
    for a step of another name."""
    if name not in {"refuse", "withdraw", "end"}:
        raise NotFound()
    found = transition_apply(leave, name, actor=actor, remark=remark, version=version).subject
    post_end(actor=actor, leave=found)
    return found
