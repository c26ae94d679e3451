"""Opening a committee's term, and seating and unseating its members."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Committee, Membership, Seat
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated
from portal.models import Division, Level, Role, RoleAssignment
from portal.selectors.roles import administers
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append
from portal.services.roles import role_end, role_grant

MANAGE = "committees.manage_membership"


def chain_of(community: Division) -> dict:
    """The chain that every subject of ``community`` is born under."""
    return {
        "community": community,
        "subdistrict_id": community.parent_id,
        "district_id": community.parent.parent_id,
    }


def _may_manage(actor, committee: Committee) -> None:
    """The chair at home, or the administrator of the place; None = the house (import, demo)."""
    if actor is None:
        return
    access = access_of(actor)
    if not access.can(MANAGE, committee) and not administers(access, committee.community):
        raise Refused()


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@transaction.atomic
def committee_open(
    *,
    actor,
    community: Division,
    size: int,
    term_from: date,
    term_to: date | None = None,
    name: str = "",
) -> Committee:
    """Open a committee's term. Without ``term_to`` it runs as long as the law of its first day
    says. RuleViolated on ``community``, ``size`` (5 to 9) or ``term_from`` (terms may not meet)."""
    if community.level != Level.COMMUNITY:
        raise RuleViolated(_("居民委员会设在社区。"), field="community", code="level")
    rules = rule_set_for(term_from, community).rules
    least, most = rules["committee_size"]
    if not least <= size <= most:
        words = _("居民委员会由 %(least)d 至 %(most)d 人组成（组织法第八条）。")
        raise RuleViolated(words % {"least": least, "most": most}, field="size", code="size")
    term_to = term_to or _years_later(term_from, rules["term_years"])
    if term_to <= term_from:
        raise RuleViolated(_("任期的结束要晚于开始。"), field="term_to", code="term")
    terms = Committee.objects.filter(community=community)
    if terms.filter(term_from__lt=term_to, term_to__gt=term_from).exists():
        raise RuleViolated(_("与已有的一届任期重叠。"), field="term_from", code="overlap")
    committee = Committee(
        community=community,
        name=name or f"{community.short_name}居民委员会",
        size=size,
        term_from=term_from,
        term_to=term_to,
    )
    _may_manage(actor, committee)
    committee.save()
    data = {"size": size, "term_from": f"{term_from}", "term_to": f"{term_to}"}
    record_append(subject=committee, verb="open", actor=actor, data=data)
    return committee


def _check_seat(committee: Committee, user, seat: str, valid_from: date, valid_to: date) -> None:
    if not committee.term_from <= valid_from < valid_to <= committee.term_to:
        raise RuleViolated(_("任职时间要在本届任期之内。"), field="valid_from", code="term")
    sitting = list(committee.memberships.active(valid_from))
    if any(member.user_id == user.pk for member in sitting):
        raise RuleViolated(_("此人已是本届委员。"), field="user", code="twice")
    if len(sitting) >= committee.size:
        raise RuleViolated(_("席位已满。"), field="user", code="full")
    if seat == Seat.CHAIR and any(member.seat == Seat.CHAIR for member in sitting):
        raise RuleViolated(_("已有一位主任。"), field="seat", code="chair")


@transaction.atomic
def member_seat(
    *,
    actor,
    committee: Committee,
    user,
    seat: str = Seat.MEMBER,
    is_woman: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """Seat ``user`` and grant the role that goes with it, within the committee's term.

    RuleViolated on ``user`` (twice, full), ``seat`` (a second chair), ``valid_from`` (outside the
    term) or ``role`` (incompatible with another post, I2).
    """
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    _may_manage(actor, committee)
    seat = Seat(seat)
    valid_from = valid_from or max(clock.today(), committee.term_from)
    valid_to = valid_to or committee.term_to
    _check_seat(committee, user, seat, valid_from, valid_to)
    membership = Membership.objects.create(
        committee=committee,
        user=user,
        seat=seat,
        is_woman=is_woman,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    role_grant(
        actor=actor,
        user=user,
        role=Role(seat),
        division=committee.community,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    data = {"membership": membership.pk, "seat": seat.value}
    record_append(subject=committee, verb="seat", actor=actor, data=data)
    return membership


@transaction.atomic
def member_unseat(*, actor, membership: Membership, on: date | None = None) -> Membership:
    """End a seat and its role on the date ``on`` (default today): counts from the next request."""
    on = on or clock.today()
    committee = Committee.objects.select_for_update().get(pk=membership.committee_id)
    _may_manage(actor, committee)
    if on < membership.valid_from:
        raise RuleViolated(_("不能早于任期的开始。"), field="on", code="term")
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    held = RoleAssignment.objects.active().filter(
        user=membership.user, role=membership.seat, division=committee.community
    )
    for assignment in held:
        role_end(actor=actor, assignment=assignment, on=on)
    data = {"membership": membership.pk, "seat": membership.seat}
    record_append(subject=committee, verb="unseat", actor=actor, data=data)
    return membership
