"""Opening a committee's term, and seating and unseating its members."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Committee, Ground, Membership, Seat, SeatedBy
from committees.selectors.places import Place
from committees.services.handovers import handover_open
from committees.services.mandates import article_of_end, end_check
from committees.services.seat_checks import (
    by_election_check,
    kin_check,
    seat_check,
    women_check,
)
from committees.services.seat_grounds import (
    SeatGround,
    document_keep,
    ground_check,
    refuse_once_begun,
)
from committees.services.seats import place_lock
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Division, Level, Role, RoleAssignment
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append
from portal.services.roles import role_end, role_grant

MANAGE = "committees.manage_membership"
OPEN_TERM = "committees.open_term"
ENDED = [
    *("valid_to", "ended_ground", "ended_article", "ended_meeting"),
    *("ended_reference", "ended_resolution"),
]


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
    document=None,
) -> Committee:
    """Open a committee's term. Without ``term_to`` it runs as long as the law of its first day
    says, and never longer. A person at a screen enters a running term from before the portal, with
    its ``document`` (PDF); later terms come with an election's result.

    RuleViolated on ``community``, ``size``, ``term_from`` (terms may not meet), ``term_to`` or
    ``document``. Where another term went before, their handover is opened with it (§25)."""
    _may(actor, OPEN_TERM, community)
    if community.level != Level.COMMUNITY:
        raise RuleViolated(_("居民委员会设在社区。"), field="community", code="level")
    rules = rule_set_for(term_from, community).rules
    least, most = rules["committee_size"]
    if not least <= size <= most:
        words = _("居民委员会由 %(least)d 至 %(most)d 人组成（%(article)s）。")
        words %= {"least": least, "most": most, "article": rules["committee_size_article"]}
        raise RuleViolated(words, field="size", code="size")
    term_to = _term_end(rules, term_from, term_to)
    if actor is not None:
        _from_before(community, term_from, document)
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
    if document is not None:
        committee.document = document_keep(actor, committee, document, committee.name)
        committee.save(update_fields=["document"])
    data = {"size": size, "term_from": f"{term_from}", "term_to": f"{term_to}"}
    record_append(subject=committee, verb="open", actor=actor, data=data)
    previous = terms.filter(term_to__lte=term_from).order_by("-term_to").first()
    if previous is not None:
        handover_open(actor=actor, committee=committee, previous=previous)
    return committee


def _term_end(rules: dict, term_from: date, term_to: date | None) -> date:
    """The end of a term: not before its beginning, and not after the years of the law."""
    latest = _years_later(term_from, rules["term_years"])
    term_to = term_to or latest
    if term_to <= term_from:
        raise RuleViolated(_("任期的结束要晚于开始。"), field="term_to", code="term")
    if term_to > latest:
        words = _("每届任期 %(n)d 年（%(article)s），最晚到 %(day)s。")
        words %= {"n": rules["term_years"], "article": rules["term_article"], "day": latest}
        raise RuleViolated(words, field="term_to", code="long")
    return term_to


def _from_before(community: Division, term_from: date, document) -> None:
    """What an administrator enters began before, and there is a paper that says so."""
    refuse_once_begun(community.pk)
    if term_from > clock.today():
        words = _("新一届由选举结果产生；这里只登记使用平台前已经开始的一届。")
        raise RuleViolated(words, field="term_from", code="future")
    if document is None:
        words = _("请附上选举结果公告或批复（PDF）。")
        raise RuleViolated(words, field="document", code="required")


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
    ground: SeatGround | None = None,
) -> Membership:
    """Seat ``user`` and grant the role that goes with it, within the committee's term.

    kin_declared  somebody affirmed that no near kin sits already (§10); declared ties refuse too
    ground        what it rests on; everybody but the house itself names it
    RuleViolated on ``user`` (twice, full, kin, oneself), ``seat`` (a second chair), ``valid_from``
    (outside the term), ``seated_by`` (no seat fell free) or ``role`` (incompatible post, I2).
    """
    place_lock(committee.community)
    committee = _locked(committee.pk)
    _may(actor, OPEN_TERM if seated_by == SeatedBy.BEFORE else MANAGE, committee.community)
    if actor is not None and actor.pk == user.pk:
        raise RuleViolated(_("不能给自己登记职务。"), field="user", code="self")
    seat = Seat(seat)
    valid_from = valid_from or max(clock.today(), committee.term_from)
    valid_to = valid_to or committee.term_to
    seat_check(committee, user, seat, valid_from, valid_to)
    kin_check(committee, user, valid_from, declared=kin_declared)
    if seated_by == SeatedBy.BY_ELECTION:
        by_election_check(committee, valid_from, valid_to)
    ground = ground or SeatGround()
    if actor is not None:
        words = {"user": user, "seat": seat, "seated_by": seated_by, "ground": ground}
        ground_check(committee=committee, valid_from=valid_from, **words)
        women_check(committee, valid_from, is_woman=is_woman, ground=ground)
    document = None
    if ground.document is not None:
        document = document_keep(actor, committee, ground.document, f"{committee.name} {user.name}")
    membership = Membership.objects.create(
        committee=committee,
        user=user,
        seat=seat,
        is_woman=is_woman,
        valid_from=valid_from,
        valid_to=valid_to,
        seated_by=SeatedBy(seated_by),
        election=ground.election,
        resolution=ground.resolution,
        document=document,
    )
    term = {"valid_from": valid_from, "valid_to": valid_to}
    role_grant(actor=actor, user=user, role=Role(seat), division=committee.community, **term)
    data = {"membership": membership.pk, "seat": seat.value, "by": membership.seated_by}
    data |= _rests_on(membership)
    record_append(subject=committee, verb="seat", actor=actor, data=data)
    return membership


def _rests_on(membership: Membership) -> dict:
    """For the record: the ground by its number, the paper by its digest."""
    found = {"election": membership.election_id, "resolution": membership.resolution_id}
    if membership.document_id:
        found["document"] = membership.document.sha256
    return {name: value for name, value in found.items() if value}


@transaction.atomic
def member_unseat(
    *,
    actor,
    membership: Membership,
    ground: str,
    on: date | None = None,
    resolution=None,
    reference: str = "",
) -> Membership:
    """End a seat and its role on the date ``on`` (default today): counts from the next request.

    ground      why (``Ground``); recall and appraisal only from the house (their result itself)
    resolution  the decision of the meeting that approved a resignation (§21)
    reference   the judgment or certificate of an incapacity or a sentence (§23)
    RuleViolated on ``on``, ``ground``, ``resolution`` or ``reference``.
    """
    on = on or clock.today()
    committee = _locked(membership.committee_id)
    membership = Membership.objects.select_related("user", "committee").get(pk=membership.pk)
    _may(actor, MANAGE, committee.community)
    if on < membership.valid_from:
        if ground != Ground.VOID:
            raise RuleViolated(_("不能早于任期的开始。"), field="on", code="term")
        on = membership.valid_from  # won by a void result: the seat never begins
    if membership.ended_ground:
        raise RuleViolated(_("此人的任期在这之前已经结束。"), field="on", code="over")
    basis = {"resolution": resolution, "reference": reference}
    end_check(actor=actor, membership=membership, ground=ground, on=on, **basis)
    membership.valid_to = on
    membership.ended_ground = ground
    membership.ended_article = article_of_end(committee, ground, on)
    membership.ended_reference = reference.strip()
    if ground == Ground.RESIGNATION:
        membership.ended_resolution = resolution
        membership.ended_meeting = resolution.vote_event.meeting
    membership.save(update_fields=ENDED)
    _roles_end(actor, membership, committee.community, on)
    data = {"membership": membership.pk, "seat": membership.seat, "ground": ground}
    if membership.ended_resolution_id:
        data["resolution"] = membership.ended_resolution_id
    record_append(subject=committee, verb="unseat", actor=actor, data=data)
    return membership


def _roles_end(actor, membership: Membership, community: Division, on: date) -> None:
    held = RoleAssignment.objects.filter(
        user=membership.user, role=membership.seat, division=community
    )
    for assignment in held.active(max(on, membership.valid_from)):
        role_end(actor=actor, assignment=assignment, on=on)
