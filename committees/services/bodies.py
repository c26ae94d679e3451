"""Opening a committee's term, and seating and unseating its members."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Committee, Membership, Seat, SeatedBy
from committees.selectors.places import Place
from committees.services.handovers import handover_open
from committees.services.kin import kin_refuse, sitting_ids
from committees.services.mandates import article_of_end, end_check
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Level, Role, RoleAssignment
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append
from portal.services.roles import role_end, role_grant

MANAGE = "committees.manage_membership"
OPEN_TERM = "committees.open_term"


def chain_of(community: Division) -> dict:
    """The chain that every subject of ``community`` is born under."""
    return {
        "community": community,
        "subdistrict_id": community.parent_id,
        "district_id": community.parent.parent_id,
    }


def _may(actor, permission: str, community: Division) -> None:
    """None = the house (import, demo, the result of an election)."""
    if actor is not None:
        access_of(actor).require(permission, Place(community))


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
    says. RuleViolated on ``community``, ``size`` (5 to 9) or ``term_from`` (terms may not meet).
    Where another term went before, their handover is opened with it (§25)."""
    _may(actor, OPEN_TERM, community)
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
    committee.save()
    data = {"size": size, "term_from": f"{term_from}", "term_to": f"{term_to}"}
    record_append(subject=committee, verb="open", actor=actor, data=data)
    previous = terms.filter(term_to__lte=term_from).order_by("-term_to").first()
    if previous is not None:
        handover_open(actor=actor, committee=committee, previous=previous)
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


def _check_kin(committee: Committee, user, on: date, *, declared: bool) -> None:
    """§10, §36: near kin sit neither on one committee nor one over the other."""
    if not declared:
        words = _("请确认与在任成员没有近亲属关系。")
        raise RuleViolated(words, field="kin_declared", code="kin_declared")
    members, watching = sitting_ids(committee.community_id, on)
    rules = rule_set_for(on, committee.community).rules
    kin_refuse(user, members | watching, rules["kin_article"])


def _check_by_election(committee: Committee, valid_from: date, valid_to: date) -> None:
    """§24: a by-election fills a seat that fell free, for the rest of the term."""
    if not committee.memberships.filter(valid_to__lte=valid_from).exists():
        raise RuleViolated(_("本届还没有空出的席位可以补选。"), field="seated_by", code="none")
    if valid_to != committee.term_to:
        rules = rule_set_for(valid_from, committee.community).rules
        words = _("补选的任期到本届届满为止（%(article)s）。")
        words %= {"article": rules["by_election_article"]}
        raise RuleViolated(words, field="valid_to", code="term")


def _locked(pk: int) -> Committee:
    """The committee, locked: two seatings count the seats one after the other."""
    return (
        Committee.objects.select_for_update(of=("self",))
        .select_related("community__parent")
        .get(pk=pk)
    )


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
    seated_by: str = SeatedBy.ELECTION,
    kin_declared: bool = True,
) -> Membership:
    """Seat ``user`` and grant the role that goes with it, within the committee's term.

    kin_declared  somebody affirmed that no near kin sits already (§10); declared ties refuse too
    RuleViolated on ``user`` (twice, full, kin, oneself), ``seat`` (a second chair), ``valid_from``
    (outside the term), ``seated_by`` (no seat fell free) or ``role`` (incompatible post, I2).
    """
    committee = _locked(committee.pk)
    _may(actor, MANAGE, committee.community)
    if actor is not None and actor.pk == user.pk:
        raise RuleViolated(_("不能给自己登记职务。"), field="user", code="self")
    seat = Seat(seat)
    valid_from = valid_from or max(clock.today(), committee.term_from)
    valid_to = valid_to or committee.term_to
    _check_seat(committee, user, seat, valid_from, valid_to)
    _check_kin(committee, user, valid_from, declared=kin_declared)
    if seated_by == SeatedBy.BY_ELECTION:
        _check_by_election(committee, valid_from, valid_to)
    membership = Membership.objects.create(
        committee=committee,
        user=user,
        seat=seat,
        is_woman=is_woman,
        valid_from=valid_from,
        valid_to=valid_to,
        seated_by=SeatedBy(seated_by),
    )
    term = {"valid_from": valid_from, "valid_to": valid_to}
    role_grant(actor=actor, user=user, role=Role(seat), division=committee.community, **term)
    data = {"membership": membership.pk, "seat": seat.value, "by": membership.seated_by}
    record_append(subject=committee, verb="seat", actor=actor, data=data)
    return membership


@transaction.atomic
def member_unseat(
    *, actor, membership: Membership, on: date | None = None, ground: str = "", meeting=None
) -> Membership:
    """End a seat and its role on the date ``on`` (default today): counts from the next request.

    ground   why (``Ground``); recall and appraisal only from the house (their result itself)
    meeting  the meeting that approved a resignation (§21)
    RuleViolated on ``on``, ``ground`` or ``meeting``.
    """
    on = on or clock.today()
    committee = _locked(membership.committee_id)
    membership = Membership.objects.select_related("user", "committee").get(pk=membership.pk)
    _may(actor, MANAGE, committee.community)
    if on < membership.valid_from:
        raise RuleViolated(_("不能早于任期的开始。"), field="on", code="term")
    if membership.ended_ground:
        raise RuleViolated(_("此人的任期在这之前已经结束。"), field="on", code="over")
    end_check(actor=actor, membership=membership, ground=ground, on=on, meeting=meeting)
    membership.valid_to = on
    membership.ended_ground = ground
    membership.ended_article = article_of_end(committee, ground, on)
    membership.ended_meeting = meeting
    membership.save(update_fields=["valid_to", "ended_ground", "ended_article", "ended_meeting"])
    _roles_end(actor, membership, committee.community, on)
    data = {"membership": membership.pk, "seat": membership.seat, "ground": ground}
    if meeting is not None:
        data["meeting"] = meeting.pk
    record_append(subject=committee, verb="unseat", actor=actor, data=data)
    return membership


def _roles_end(actor, membership: Membership, community: Division, on: date) -> None:
    held = RoleAssignment.objects.filter(
        user=membership.user, role=membership.seat, division=community
    )
    for assignment in held.active(max(on, membership.valid_from)):
        role_end(actor=actor, assignment=assignment, on=on)
