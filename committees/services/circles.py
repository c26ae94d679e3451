"""Oversight committee and the delegates of resident units; the end of any circle's seat."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import (
    Ground,
    GroupLeader,
    OversightSeat,
    UnitDelegate,
)
from committees.selectors.places import Place
from committees.services.kin import kin_refuse, sitting_ids
from committees.services.seats import place_lock, role_begin, role_finish, term_check, term_lapse
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Role
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append

MANAGE = "committees.manage_bodies"
GROUNDS = (Ground.RESIGNATION, Ground.MOVED, Ground.RECALL, Ground.DEATH)


def _may(actor, community: Division) -> None:
    if actor is not None:
        access_of(actor).require(MANAGE, Place(community))


def _oversight_check(community: Division, user, *, is_head: bool, on: date) -> None:
    """§36: its size, one head, nobody from the committee it watches and nobody's near kin."""
    rules = rule_set_for(on, community).rules["oversight"]
    sitting = list(OversightSeat.objects.active(on).filter(community=community))
    members, _watching = sitting_ids(community.pk, on)
    if user.pk in members:
        words = _("居委会成员不能进居务监督委员会（%(article)s）。")
        raise RuleViolated(words % {"article": rules["article"]}, field="user", code="member")
    if any(row.user_id == user.pk for row in sitting):
        raise RuleViolated(_("此人已是居务监督委员会成员。"), field="user", code="twice")
    if len(sitting) >= rules["size"][1]:
        raise RuleViolated(_("席位已满。"), field="user", code="full")
    if is_head and any(row.is_head for row in sitting):
        raise RuleViolated(_("已有一位主任。"), field="is_head", code="head")
    kin_refuse(user, members, rules["article"])


@transaction.atomic
def oversight_seat(
    *,
    actor,
    community: Division,
    user,
    is_head: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> OversightSeat:
    """Seat somebody on the oversight committee, with the role. RuleViolated on ``user`` (member
    or kin of the committee, twice, full), ``is_head`` or the term."""
    _may(actor, community)
    place_lock(community)
    valid_from, valid_to = term_check(community, valid_from, valid_to)
    term_lapse(OversightSeat.objects.filter(community=community, user=user), valid_from)
    _oversight_check(community, user, is_head=is_head, on=valid_from)
    row = OversightSeat.objects.create(
        community=community, user=user, is_head=is_head, valid_from=valid_from, valid_to=valid_to
    )
    role_begin(actor, user, Role.OVERSIGHT_MEMBER, community, valid_from, valid_to)
    record_append(subject=row, verb="oversight_seat", actor=actor, data={"is_head": is_head})
    return row


@transaction.atomic
def delegate_add(
    *,
    actor,
    community: Division,
    unit: str,
    name: str = "",
    user=None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    submit_key=None,
) -> UnitDelegate:
    """Register the delegate of a resident unit: sits in, does not vote (X1). RuleViolated on
    ``unit`` (has one already), ``name`` or the term."""
    _may(actor, community)
    place_lock(community)
    rows = UnitDelegate.objects.filter(community=community)
    found = rows.filter(submit_key=submit_key).first()
    if submit_key and found:
        return found
    valid_from, valid_to = term_check(community, valid_from, valid_to)
    name = (name or (user.name if user else "")).strip()
    if not name:
        raise RuleViolated(_("请填写姓名。"), field="name", code="required")
    if rows.active(valid_from).filter(unit=unit).exists():
        raise RuleViolated(_("这个单位已有代表，请先终止再登记。"), field="unit", code="twice")
    row = UnitDelegate(
        community=community,
        unit=unit,
        name=name,
        user=user,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if submit_key:
        row.submit_key = submit_key
    row.save()
    role_begin(actor, user, Role.UNIT_DELEGATE, community, valid_from, valid_to)
    record_append(subject=row, verb="delegate_add", actor=actor)
    return row


ROLES = {
    OversightSeat: Role.OVERSIGHT_MEMBER,
    UnitDelegate: Role.UNIT_DELEGATE,
    GroupLeader: Role.GROUP_LEADER,
}


@transaction.atomic
def circle_end(*, actor, seat, ground: str, on: date | None = None):
    """End an oversight seat, a delegate's or group leader's term. RuleViolated on ``on``,
    ``ground``."""
    community, on = seat.community, on or clock.today()
    _may(actor, community)
    place_lock(community)
    row = type(seat).objects.select_related("user").get(pk=seat.pk)
    if ground not in GROUNDS:
        raise RuleViolated(_("请选择终止的原因。"), field="ground", code="ground")
    if row.ended_ground or not row.valid_from <= on <= clock.today():
        raise RuleViolated(_("请填写任期之内、不晚于今天的日期。"), field="on", code="term")
    row.valid_to, row.ended_ground = on, ground
    row.save(update_fields=["valid_to", "ended_ground"])
    place = row.group if isinstance(row, GroupLeader) else community
    role_finish(actor, row.user, ROLES[type(row)], place, on)
    verb = f"{row.subject_type.removesuffix('_seat')}_end"
    record_append(subject=row, verb=verb, actor=actor, data={"ground": ground})
    return row
