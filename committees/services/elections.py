"""Calling an election under frozen rules, its committee, and its steps up to the vote (§14–18)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import (
    Committee,
    Election,
    ElectionKind,
    ElectionPost,
    Seat,
)
from committees.services.bodies import chain_of
from committees.services.seats import place_lock
from committees.workflows.elections import CALL, DONE
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import Division, RuleSet
from portal.selectors.rules import rule_set_for
from portal.services.transitions import subject_create

TOPICS = (
    "electorate",
    "election_committee",
    "roll",
    "nomination",
    "election",
    "proxy",
    "recall",
    "handover",
    "committee_size",
    "term_years",
    "kin_article",
    "by_election_article",
    "complaints",
    "election_plan",
)
ORDER = (Seat.CHAIR, Seat.VICE_CHAIR, Seat.MEMBER)


@dataclass(frozen=True, kw_only=True)
class ElectionPlan:
    """What an election is to be. ``posts`` {seat: how many}."""

    kind: str
    form: str
    title: str
    election_day: date
    polling_place: str
    posts: Mapping[str, int] = field(default_factory=dict)
    term_from: date | None = None


def election_rules(rule_set: RuleSet) -> tuple[dict, str]:
    """All that an election needs of a law, as a plain dict, and its SHA-256."""
    frozen = {name: rule_set.rules[name] for name in TOPICS}
    frozen |= {"code": rule_set.code, "title": rule_set.title, "source": rule_set.source}
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return frozen, hashlib.sha256(text.encode()).hexdigest()


def _wrong(field_name: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field_name, code=code)


def _check(community: Division, plan: ElectionPlan, rules: dict) -> Committee | None:
    """RuleViolated on the field that cannot be; the sitting committee of a by-election."""
    for name in ("title", "polling_place"):
        if not getattr(plan, name).strip():
            raise _wrong(name, _("请填写。"), "required")
    if plan.form not in rules["electorate"]["forms"]:
        words = _("适用的法律没有这种选举方式（%(article)s）。")
        article = rules["electorate"]["forms_article"]
        raise _wrong("form", words % {"article": article}, "form")
    days = rules["roll"]["published_days"]
    if plan.election_day < clock.today() + timedelta(days=days):
        words = _("名单要在选举日 %(days)d 天前公布（%(article)s），选举日太近了。")
        words %= {"days": days, "article": rules["roll"]["article"]}
        raise _wrong("election_day", words, "too_soon")
    posts = {seat: count for seat, count in plan.posts.items() if count}
    if not posts or set(posts) - set(Seat) or min(posts.values()) < 0:
        raise _wrong("members", _("请填写应选名额。"), "posts")
    if plan.kind == ElectionKind.GENERAL:
        return _check_general(community, plan, posts, rules)
    if plan.kind == ElectionKind.BY_ELECTION:
        return _check_by_election(community, plan, posts)
    raise _wrong("kind", _("请选择换届或补选。"), "kind")


def _check_general(community, plan, posts, rules) -> None:
    least, most = rules["committee_size"]
    if not least <= sum(posts.values()) <= most:
        words = _("居委会由 %(least)d 至 %(most)d 人组成。") % {"least": least, "most": most}
        raise _wrong("members", words, "size")
    if posts.get(Seat.CHAIR) != 1:
        raise _wrong("chairs", _("主任应选一人。"), "chair")
    if plan.term_from is None or plan.term_from <= plan.election_day:
        raise _wrong("term_from", _("新一届任期要在选举日之后开始。"), "term")
    if Committee.objects.filter(community=community, term_to__gt=plan.term_from).exists():
        raise _wrong("term_from", _("本届任期还没有届满。"), "overlap")


def _check_by_election(community, plan, posts) -> Committee:
    """§24: only seats that fell free."""
    rows = Committee.objects.filter(community=community)
    committee = rows.filter(term_from__lte=clock.today(), term_to__gt=plan.election_day).first()
    if committee is None:
        raise _wrong("kind", _("选举日没有在任的居委会，请用换届选举。"), "term")
    sitting = list(committee.memberships.active(plan.election_day))
    if sum(posts.values()) > committee.size - len(sitting):
        words = _("空出的席位只有 %(n)d 个。") % {"n": committee.size - len(sitting)}
        raise _wrong("members", words, "full")
    has_chair = any(row.seat == Seat.CHAIR for row in sitting)
    if posts.get(Seat.CHAIR, 0) > (0 if has_chair else 1):
        raise _wrong("chairs", _("主任在任，不能补选主任。"), "chair")
    return committee


def election_call(*, actor, community: Division, plan: ElectionPlan, submit_key) -> Election:
    """Set an election up under the law of its day, frozen. The same ``submit_key`` is the same
    election; one runs at a time. RuleViolated on the field that cannot be."""
    known = Election.objects.filter(submit_key=submit_key, called_by=actor).first()
    if known:
        return known
    election = election_drafted(actor=actor, community=community, plan=plan)
    election.submit_key = submit_key
    try:
        return election_store(election, actor=actor, posts=plan.posts)
    except IntegrityError:
        known = Election.objects.filter(submit_key=submit_key, called_by=actor).first()
        if known is None:
            raise
        return known


def election_drafted(*, actor, community: Division, plan: ElectionPlan) -> Election:
    """The election as it would be called, checked and not stored: for looking at its dates.
    RuleViolated on the field that cannot be."""
    rules, rules_hash = election_rules(rule_set_for(plan.election_day, community))
    election = Election(
        **chain_of(community),
        kind=plan.kind,
        form=plan.form,
        title=plan.title.strip(),
        election_day=plan.election_day,
        polling_place=plan.polling_place.strip(),
        term_from=plan.term_from if plan.kind == ElectionKind.GENERAL else None,
        rules=rules,
        rules_hash=rules_hash,
        called_by=actor,
        created_at=clock.now(),
    )
    access_of(actor).require(CALL, election)
    election.committee = _check(community, plan, rules)
    return election


@transaction.atomic
def election_store(election: Election, *, actor, posts: Mapping[str, int]) -> Election:
    """Store a checked election with its posts, the chair first. TransitionRefused while another
    one of the same kind runs; the house (``actor`` None) makes runoffs."""
    place_lock(election.community)
    rows = Election.objects.filter(community=election.community_id, kind=election.kind)
    if election.is_recall:
        rows = rows.filter(membership=election.membership_id)
    if not election.is_runoff and rows.exclude(status__in=DONE).exists():
        raise TransitionRefused(_("已有一场同类选举在进行。"), code="running")
    post = access_of(actor).post_for(CALL, election) if actor is not None else None
    data = {"kind": election.kind, "form": election.form, "rules": election.rules_hash}
    subject_create(election, actor=actor, post=post, verb="call", data=data)
    ElectionPost.objects.bulk_create(
        ElectionPost(election=election, seat=seat, seats=posts[seat], position=position)
        for position, seat in enumerate(ORDER, start=1)
        if posts.get(seat)
    )
    return election
