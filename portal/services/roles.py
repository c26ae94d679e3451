"""Granting and ending roles; the separation of powers is checked here, at the grant."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.access.checker import access_of
from portal.access.index import index_add, index_rebuild
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models.accounts import User
from portal.models.divisions import Division
from portal.models.roles import SEATED, Role, RoleAssignment
from portal.selectors.roles import administers
from portal.services.records import record_append

COMMITTEE = frozenset({Role.COMMITTEE_MEMBER, Role.VICE_CHAIR, Role.CHAIR})
STATION = frozenset({Role.STATION_STAFF, Role.STATION_HEAD})
OFFICIALS = frozenset({Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL})

OVERSIGHT = frozenset({Role.OVERSIGHT_MEMBER})
WATCHED = COMMITTEE | STATION | OFFICIALS
INSPECTORS = frozenset({Role.DISCIPLINE_INSPECTOR, Role.PETITION_OFFICER, Role.AUDITOR})

INCOMPATIBLE = (
    (
        OVERSIGHT,
        WATCHED,
        _("居务监督委员会成员不能在被监督的居委会、社工站或上级机关任职（第三十六条）。"),
    ),
    (
        INSPECTORS,
        WATCHED,
        _("监察、信访、审计人员不能同时在被监督的单位任职。"),
    ),
    (COMMITTEE, STATION, _("议行分设：居委会成员不能同时是同一社区社工站的工作人员（I2）。")),
    (
        STATION | COMMITTEE,
        frozenset({Role.SUBDISTRICT_OFFICIAL}),
        _("街道工作人员不能同时在本街道的居委会或社工站任职（I1）。"),
    ),
    (
        STATION | COMMITTEE,
        frozenset({Role.DISTRICT_OFFICIAL}),
        _("区级工作人员不能同时在本区的居委会或社工站任职（I1）。"),
    ),
)


def _terms_meet(valid_from: date, valid_to: date | None) -> Q:
    """Assignments whose term shares a day with ``[valid_from, valid_to)``."""
    meets = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    return meets & Q(valid_from__lt=valid_to) if valid_to else meets


def _refuse_incompatible(
    user, role: Role, division: Division, term: Q, *, excused: bool = True
) -> None:
    """DOMAIN I1 and I2: who decides does not execute, who supervises does neither. A ground
    recorded for what somebody holds excuses nothing that they do for others (``excused``)."""
    held = RoleAssignment.objects.filter(term, user=user).select_related("division")
    for other in held:
        near = division.path.startswith(other.division.path) or other.division.path.startswith(
            division.path
        )
        for one, two, sentence in INCOMPATIBLE:
            crossed = (role in one and other.role in two) or (role in two and other.role in one)
            if near and crossed and not (excused and other.exemption):
                raise RuleViolated(sentence, field="role", code="incompatible")


def role_check(*, user, role: Role, division: Division, valid_from: date, valid_to=None) -> None:
    """Whether ``user`` could hold the ``role`` there in ``[valid_from, valid_to)`` beside what
    they hold: asked before something is drafted that will grant it. RuleViolated on ``role``."""
    _refuse_incompatible(user, Role(role), division, _terms_meet(valid_from, valid_to))


@transaction.atomic
def role_grant(
    *,
    actor,
    user,
    role: Role,
    division: Division,
    valid_from: date | None = None,
    valid_to: date | None = None,
    exemption: str = "",
    in_place_of: User | None = None,
) -> RoleAssignment:
    """Give ``user`` the ``role`` at ``division`` for a term and enter it into the index.

    exemption: the recorded ground on which an otherwise incompatible pair is allowed (I2).
    in_place_of: whose role it is, while ``user`` stands in; such a term has an end.
    Raises RuleViolated on ``division`` (wrong level), ``role`` (incompatible) or ``valid_to``.
    """
    role = Role(role)
    valid_from = valid_from or clock.today()
    if division.level != role.level:
        words = _("“%(role)s”设在%(level)s一级，请改选地方或角色。")
        names = {"role": role.label, "level": role.level.label}
        raise RuleViolated(words % names, field="division", code="level")
    if valid_to and valid_to <= valid_from:
        raise RuleViolated(_("任期的结束要晚于开始。"), field="valid_to", code="term")
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two grants see each other
    term = _terms_meet(valid_from, valid_to)
    if not exemption:
        _refuse_incompatible(user, role, division, term, excused=in_place_of is None)
    mine = RoleAssignment.objects.filter(term, user=user, role=role, division=division)
    if mine.filter(in_place_of=in_place_of).exists():
        raise RuleViolated(_("此人在这一任期内已有这个角色。"), field="role", code="twice")
    assignment = RoleAssignment.objects.create(
        user=user,
        role=role,
        division=division,
        valid_from=valid_from,
        valid_to=valid_to,
        granted_by=actor,
        exemption=exemption,
        in_place_of=in_place_of,
    )
    index_add(assignment)
    _record(assignment, "role_granted", actor)
    return assignment


def role_grant_by(*, actor, user, role, division: Division, **term) -> RoleAssignment:
    """:func:`role_grant` for a person at a screen: only within the divisions they administer,
    and never to themselves."""
    if not administers(access_of(actor), division):
        raise RuleViolated(_("这里不归您管理。"), field="division", code="foreign")
    if user.pk == actor.pk:
        raise RuleViolated(_("不能给自己任职。"), field="login", code="self")
    _refuse_seated(role, "role")
    return role_grant(actor=actor, user=user, role=role, division=division, **term)


def role_end_by(*, actor, assignment: RoleAssignment, on: date | None = None) -> RoleAssignment:
    """:func:`role_end` for a person at a screen: seats end where they were taken."""
    _refuse_seated(assignment.role, "on")
    if assignment.in_place_of_id is not None:
        words = _("代办随请假而来，请在请假里换代办人或者销假。")
        raise RuleViolated(words, field="on", code="stands_in")
    return role_end(actor=actor, assignment=assignment, on=on)


def _refuse_seated(role: str, field: str) -> None:
    if role in SEATED:
        words = _("委员、代表等角色随席位而来，请在“居委会成员”里登记或终止席位。")
        raise RuleViolated(words, field=field, code="seated")


@transaction.atomic
def role_end(*, actor, assignment: RoleAssignment, on: date | None = None) -> RoleAssignment:
    """End the term on the date ``on`` (default today: the next request already lacks it)."""
    on = on or clock.today()
    if on < assignment.valid_from:
        raise RuleViolated(_("不能早于任期的开始。"), field="on", code="term")
    assignment.valid_to = on
    assignment.save(update_fields=["valid_to"])
    _record(assignment, "role_ended", actor)
    return assignment


def _record(assignment: RoleAssignment, verb: str, actor) -> None:
    record_append(
        subject=assignment,
        verb=verb,
        actor=actor,
        division_id=assignment.division_id,
        data={
            "role": assignment.role,
            "user": assignment.user_id,
            "until": assignment.valid_to.isoformat() if assignment.valid_to else None,
        }
        | ({"whose": assignment.in_place_of_id} if assignment.in_place_of_id else {}),
        is_public=False,
    )


def roles_sync() -> dict[str, int]:
    """Rebuild guardian's index from the assignments; returns what was counted."""
    with transaction.atomic():
        return index_rebuild()
