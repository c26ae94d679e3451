"""Recall: who may ask for it, the defence, the vote by the form of the election (§20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError
from django.utils.translation import gettext as _

from committees.election_tally import demand_tally
from committees.models import Election, ElectionForm, ElectionKind, Membership
from committees.services.bodies import chain_of
from committees.services.elections import election_rules, election_store
from committees.workflows.elections import CALL
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for
from portal.services.transitions import transition_apply


@dataclass(frozen=True, kw_only=True)
class RecallDemand:
    """What was handed in on paper: {roll: (signatures, size)} and the reasons."""

    reasons: str
    signed: Mapping[str, tuple[int, int]]
    election_day: date
    polling_place: str
    form: str = ElectionForm.VOTERS


def form_of(membership: Membership) -> str:
    """The form that the seat was filled by, or "" when the portal does not know."""
    rows = Election.objects.filter(committee=membership.committee_id)
    rows = rows.exclude(kind=ElectionKind.RECALL).filter(announced_at__isnull=False)
    return rows.order_by("-election_day").values_list("form", flat=True).first() or ""


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def _check(membership: Membership, demand: RecallDemand, rules: dict) -> None:
    ends = membership.valid_to
    if membership.ended_ground or (ends is not None and ends <= clock.today()):
        raise TransitionRefused(_("此人已不在任。"), code="over")
    if not demand.reasons.strip():
        raise _wrong("reasons", _("要求罢免应当写明理由（§20）。"), "required")
    known = form_of(membership)
    if known and demand.form != known:
        words = _("罢免用选举时的方式：%(form)s。") % {"form": ElectionForm(known).label}
        raise _wrong("form", words, "form")
    if demand.form not in rules["electorate"]["forms"]:
        raise _wrong("form", _("适用的法律没有这种方式。"), "form")
    days = rules["roll"]["published_days"]
    if demand.election_day < clock.today() + timedelta(days=days):
        words = _("名单要在表决日 %(days)d 天前公布，日子太近了。") % {"days": days}
        raise _wrong("election_day", words, "too_soon")
    if not demand.polling_place.strip():
        raise _wrong("polling_place", _("请填写。"), "required")
    _check_signed(demand, rules)


def _check_signed(demand: RecallDemand, rules: dict) -> None:
    try:
        verdict = demand_tally(rules["recall"]["demand"], demand.signed)
    except ValueError as error:
        raise _wrong("signed", _("联名的人比名册上的还多，或没有这种名册。"), "roll") from error
    if verdict.outcome != "met":
        bars = "，".join(f"{step.left}/{step.bar}" for step in verdict.steps)
        words = _("联名人数不够（%(bars)s；%(article)s）。")
        words %= {"bars": bars, "article": rules["recall"]["demand"]["article"]}
        raise _wrong("signed", words, "short")


def recall_demand(*, actor, membership: Membership, demand: RecallDemand, submit_key) -> Election:
    """Take a recall up: the law's number asked for it, with reasons. RuleViolated on ``reasons``,
    ``signed``, ``form``, ``election_day`` or ``polling_place``; nobody runs their own recall."""
    known = Election.objects.filter(submit_key=submit_key, called_by=actor).first()
    if known:
        return known
    community = membership.committee.community
    rules, rules_hash = election_rules(rule_set_for(clock.today(), community))
    recall = Election(
        **chain_of(community),
        kind=ElectionKind.RECALL,
        form=demand.form,
        title=_("罢免%(seat)s %(name)s 的表决")
        % {"seat": membership.get_seat_display(), "name": membership.user.name},
        election_day=demand.election_day,
        polling_place=demand.polling_place.strip(),
        committee=membership.committee,
        membership=membership,
        reasons=demand.reasons.strip(),
        rules=rules | {"demanded": {roll: list(pair) for roll, pair in demand.signed.items()}},
        rules_hash=rules_hash,
        called_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access_of(actor).require(CALL, recall)
    if membership.user_id == actor.pk:
        raise TransitionRefused(_("不能办理对自己的罢免。"), code="self")
    _check(membership, demand, rules)
    try:
        return election_store(recall, actor=actor, posts={})
    except IntegrityError:
        known = Election.objects.filter(submit_key=submit_key, called_by=actor).first()
        if known is None:
            raise
        return known


def defence_hear(*, actor, election: Election, defence: str, version=None) -> Election:
    """What the person said, or that they waived it; on paper before the vote. RuleViolated on
    ``defence``."""
    if not defence.strip():
        words = _("请登记本人的申辩（放弃申辩也要写明）。")
        raise RuleViolated(words, field="defence", code="required")
    changes = {"defence": defence.strip()}
    return transition_apply(
        election, "hear_defence", actor=actor, version=version, changes=changes
    ).subject
