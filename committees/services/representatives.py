"""Registering residents' representatives, and ending their term (§13)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Ground, Representative
from committees.selectors.places import Place
from committees.services.seats import place_lock, role_begin, role_finish, term_check, term_lapse
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Level, Role
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append

MANAGE = "committees.manage_bodies"
GROUNDS = (Ground.RESIGNATION, Ground.MOVED, Ground.RECALL, Ground.DEATH)


def households_range(community: Division, on: date) -> tuple[int, int] | None:
    """How many households one representative may stand for, where the law says so."""
    span = rule_set_for(on, community).rules["households_per_representative"]
    return tuple(span) if span else None


def _check_households(community: Division, households: int, on: date) -> None:
    span = households_range(community, on)
    if households < 1 or (span and not span[0] <= households <= span[1]):
        least, most = span or (1, 32767)
        words = _("一名居民代表代表 %(least)d 至 %(most)d 户。")
        raise RuleViolated(words % {"least": least, "most": most}, field="households", code="range")


def _check_group(community: Division, group: Division | None) -> None:
    if group and (group.level != Level.GROUP or group.parent_id != community.pk):
        raise RuleViolated(_("这个居民小组不在本社区。"), field="group", code="foreign")


@transaction.atomic
def representative_add(
    *,
    actor,
    community: Division,
    name: str = "",
    households: int,
    group: Division | None = None,
    user=None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    submit_key=None,
) -> Representative:
    """Register a representative; with an account, the role comes with it.

    RuleViolated on ``name``, ``households`` (outside the law's range), ``group`` (elsewhere),
    ``user`` (one already) or ``valid_to``. The same ``submit_key`` gives the same one.
    """
    if actor is not None:
        access_of(actor).require(MANAGE, Place(community))
    place_lock(community)
    found = Representative.objects.filter(submit_key=submit_key, community=community).first()
    if submit_key and found:
        return found
    name = (name or (user.name if user else "")).strip()
    if not name:
        raise RuleViolated(_("请填写姓名。"), field="name", code="required")
    valid_from, valid_to = term_check(community, valid_from, valid_to)
    _check_households(community, households, valid_from)
    _check_group(community, group)
    mine = Representative.objects.filter(community=community)
    if user is not None:
        term_lapse(mine.filter(user=user), valid_from)
        if mine.filter(user=user, ended_ground="").exists():
            raise RuleViolated(_("此人已是居民代表。"), field="user", code="twice")
    row = Representative(
        community=community,
        group=group,
        user=user,
        name=name,
        households=households,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if submit_key:
        row.submit_key = submit_key
    row.save()
    role_begin(actor, user, Role.RESIDENT_REP, community, valid_from, valid_to)
    data = {"households": households, "group": group.pk if group else None}
    record_append(subject=row, verb="representative_add", actor=actor, data=data)
    return row


@transaction.atomic
def representative_end(
    *, actor, representative: Representative, ground: str, on: date | None = None
) -> Representative:
    """End a term on the date ``on``. RuleViolated on ``on`` or ``ground``."""
    community = representative.community
    if actor is not None:
        access_of(actor).require(MANAGE, Place(community))
    place_lock(community)
    row = Representative.objects.select_related("user").get(pk=representative.pk)
    on = on or clock.today()
    if ground not in GROUNDS:
        raise RuleViolated(_("请选择终止的原因。"), field="ground", code="ground")
    if row.ended_ground or not row.valid_from <= on <= clock.today():
        raise RuleViolated(_("请填写任期之内、不晚于今天的日期。"), field="on", code="term")
    row.valid_to, row.ended_ground = on, ground
    row.save(update_fields=["valid_to", "ended_ground"])
    role_finish(actor, row.user, Role.RESIDENT_REP, community, on)
    record_append(subject=row, verb="representative_end", actor=actor, data={"ground": ground})
    return row
