"""The district finds that seats were won by foul means: void, and voted on anew (§22)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from committees.election_tally import REMOVED
from committees.models import Election, ElectionKind, Ground, Membership, SeatedBy, VoidGround
from committees.services.bodies import chain_of, member_seat, member_unseat
from committees.services.elections import election_rules, election_store
from committees.services.results import elected_of
from committees.workflows.elections import VOID
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.kernel.personal import names_a_person
from portal.selectors.rules import rule_set_for
from portal.services.transitions import subject_lock, transition_apply


def _check(election: Election, ground: str, finding: str, day: date) -> None:
    if ground not in VoidGround.values:
        raise RuleViolated(_("请选是法律列出的哪一种手段。"), field="ground", code="required")
    if not finding.strip():
        raise RuleViolated(_("请写明查明的事实。"), field="finding", code="required")
    if names_a_person(finding):
        words = _("这里的文字人人可见，请去掉手机号码和身份证号码。")
        raise RuleViolated(words, field="finding", code="personal")
    days = election.rules["roll"]["published_days"]
    if day < clock.today() + timedelta(days=days):
        words = _("名单要在选举日 %(days)d 天前公布（%(article)s），选举日太近了。")
        words %= {"days": days, "article": election.rules["roll"]["article"]}
        raise RuleViolated(words, field="election_day", code="too_soon")


def _seats(election: Election, candidates: Sequence[int]) -> list[tuple]:
    """[(candidate, membership or None)] of the winners whose election is void."""
    won = elected_of(election)
    wanted = set(candidates) or {row.pk for row in won}
    if wanted - {row.pk for row in won}:
        words = _("这次选举没有选出这些人。")
        raise RuleViolated(words, field="candidates", code="foreign")
    found = []
    for row in won:
        if row.pk in wanted:
            seats = Membership.objects.filter(committee=election.committee, user=row.user)
            seat = seats.filter(seat=row.post.seat, ended_ground="").first()
            found.append((row, seat))
    return found


@transaction.atomic
def election_void(
    *,
    actor,
    election: Election,
    ground: str,
    finding: str,
    election_day: date,
    candidates: Sequence[int] = (),
    version=None,
) -> Election:
    """Declare the winning of some (none named: of all) void: their seats end at once, and the
    seats are voted on anew on ``election_day``; of a recall the seat comes back. The new election.

    RuleViolated on ``ground``, ``finding``, ``election_day`` or ``candidates``.
    """
    election = subject_lock(election)
    access_of(actor).require(VOID, election)
    _check(election, ground, finding, election_day)
    changes = {
        "void_ground": ground,
        "void_finding": finding.strip(),
        "voided_by": actor,
        "voided_at": clock.now(),
    }
    seats = [] if election.is_recall else _seats(election, candidates)
    data = {"ground": ground, "candidates": [row.pk for row, _seat in seats]}
    election = transition_apply(
        election, "void", actor=actor, version=version, changes=changes, data=data
    ).subject
    if election.is_recall:
        return _again(election, election_day, {}, _restored(election))
    if not seats:
        raise TransitionRefused(_("这次选举没有选出人，不用宣布无效。"), code="nobody")
    for _row, seat in seats:
        if seat is not None and (seat.valid_to is None or seat.valid_to > clock.today()):
            member_unseat(actor=None, membership=seat, ground=Ground.VOID)
    posts = Counter(row.post.seat for row, _seat in seats)
    return _again(election, election_day, posts, None)


def _restored(election: Election) -> Membership:
    """The seat that a recall emptied and should not have: for the rest of the term."""
    seat = election.membership
    if election.outcome != REMOVED:
        return seat
    return member_seat(
        actor=None,
        committee=seat.committee,
        user=seat.user,
        seat=seat.seat,
        is_woman=seat.is_woman,
        seated_by=SeatedBy(seat.seated_by) if seat.seated_by else SeatedBy.ELECTION,
        valid_to=seat.committee.term_to,
    )


def _again(election: Election, day: date, posts, membership) -> Election:
    """The vote that takes the place of the void one, under the law of its day."""
    rules, rules_hash = election_rules(rule_set_for(day, election.community))
    first = election.parent or election
    kind = first.kind if election.is_runoff else election.kind
    return election_store(
        Election(
            **chain_of(election.community),
            kind=kind,
            form=election.form,
            title=_("%(title)s（重新选举）") % {"title": first.title[:50]},
            election_day=day,
            polling_place=election.polling_place,
            term_from=first.term_from if kind == ElectionKind.GENERAL else None,
            committee=election.committee,
            membership=membership,
            petition=election.petition,
            reasons=election.reasons,
            replaces=election,
            rules=rules,
            rules_hash=rules_hash,
            created_at=clock.now(),
        ),
        actor=None,
        posts=posts,
    )
