"""Recall: the vote that a reached demand calls for, and the defence (§20)."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import Election, ElectionKind, RecallPetition
from committees.services.bodies import chain_of
from committees.services.elections import election_rules, election_store
from committees.services.recall_petitions import is_in_office
from committees.workflows.recalls import CALL_RECALL, PetitionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for
from portal.services.transitions import subject_lock, transition_apply


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def _check(petition: RecallPetition, actor, day: date, place: str, rules: dict) -> None:
    if petition.membership.user_id == actor.pk:
        raise TransitionRefused(_("不能办理对自己的罢免。"), code="self")
    if petition.status != PetitionStatus.REACHED:
        raise TransitionRefused(_("联名人数还没有到，或已经组织过表决。"), code="state")
    if not is_in_office(petition.membership):
        raise TransitionRefused(_("此人已不在任。"), code="over")
    days = rules["roll"]["published_days"]
    if day < clock.today() + timedelta(days=days):
        words = _("名单要在表决日 %(days)d 天前公布，日子太近了。") % {"days": days}
        raise _wrong("election_day", words, "too_soon")
    if not place.strip():
        raise _wrong("polling_place", _("请填写。"), "required")


def recall_call(
    *, actor, petition: RecallPetition, election_day: date, polling_place: str, submit_key
) -> Election:
    """Call the vote that a reached demand asks for, by the form that filled the seat. The same
    ``submit_key`` is the same vote; nobody runs their own recall. RuleViolated on
    ``election_day`` or ``polling_place``."""
    known = Election.objects.filter(submit_key=submit_key, called_by=actor).first()
    if known:
        return known
    try:
        return _call(actor, petition, election_day, polling_place, submit_key)
    except IntegrityError:
        known = Election.objects.filter(submit_key=submit_key, called_by=actor).first()
        if known is None:
            raise
        return known


@transaction.atomic
def _call(actor, petition, day: date, place: str, submit_key) -> Election:
    petition = subject_lock(petition)
    access_of(actor).require(CALL_RECALL, petition)
    membership = petition.membership
    community = membership.committee.community
    rules, rules_hash = election_rules(rule_set_for(day, community))
    _check(petition, actor, day, place, rules)
    recall = Election(
        **chain_of(community),
        kind=ElectionKind.RECALL,
        form=petition.form,
        title=_("罢免%(seat)s %(name)s 的表决")
        % {"seat": membership.get_seat_display(), "name": membership.user.name},
        election_day=day,
        polling_place=place.strip(),
        committee=membership.committee,
        membership=membership,
        petition=petition,
        reasons=petition.reasons,
        rules=rules,
        rules_hash=rules_hash,
        called_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    election = election_store(recall, actor=None, posts={})
    late = petition.is_overdue
    data = {"election": election.pk, "late": late} | clock_fact("stopped")
    transition_apply(petition, "call_vote", actor=actor, data=data)
    return election


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
