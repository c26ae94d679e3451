"""The steps of an election up to the vote, its day moved, its meeting announced (§15–18)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import Election
from committees.services.elections import election_rules
from committees.services.recall_petitions import petition_reopen
from committees.services.roll_places import places_release
from committees.workflows.elections import CALL, RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for
from portal.services.records import record_append
from portal.services.transitions import subject_lock, transition_apply

BEFORE_THE_ROLL = (
    ElectionStatus.PLANNED,
    ElectionStatus.COMMITTEE_FORMED,
    ElectionStatus.REGISTRATION,
)


def committee_form(*, actor, election: Election, version=None) -> Election:
    """The election committee is whole."""
    return transition_apply(election, "form_committee", actor=actor, version=version).subject


def registration_start(*, actor, election: Election, version=None) -> Election:
    """Open the registration of voters."""
    return transition_apply(election, "start_registration", actor=actor, version=version).subject


def roll_publish(*, actor, election: Election, version=None) -> Election:
    """Publish the roll: from now on only a ruling changes it."""
    count = election.standing_voters.count()
    changes = {"roll_published_on": clock.today()}
    words = {"changes": changes, "data": {"registered": count}}
    return transition_apply(election, "publish_roll", actor=actor, version=version, **words).subject


def candidates_publish(*, actor, election: Election, version=None) -> Election:
    """Publish the candidates, more of them than seats."""
    changes = {"candidates_published_on": clock.today()}
    return transition_apply(
        election, "publish_candidates", actor=actor, version=version, changes=changes
    ).subject


@transaction.atomic
def meeting_announce(*, actor, election: Election, at: datetime, place: str) -> Election:
    """When and where the candidates meet the residents, told beforehand (§18). RuleViolated on
    ``at`` (past, or not before election day) or ``place``."""
    election = subject_lock(election)
    access = access_of(actor)
    access.require(RUN, election)
    if election.status != ElectionStatus.NOMINATED or election.is_recall:
        raise TransitionRefused(_("候选人公布以后才公告见面会。"), code="state")
    if at <= clock.now() or timezone.localdate(at) > election.election_day:
        words = _("见面会要在公告以后、选举日当天或以前。")
        raise RuleViolated(words, field="at", code="day")
    if not place.strip():
        raise RuleViolated(_("请填写。"), field="place", code="required")
    election.meeting_at, election.meeting_place = at, place.strip()[:120]
    Election.objects.filter(pk=election.pk).update(
        meeting_at=at, meeting_place=election.meeting_place
    )
    data = {"at": at.isoformat(), "place": election.meeting_place}
    post = access.post_for(RUN, election)
    record_append(subject=election, verb="announce_meeting", actor=actor, post=post, data=data)
    return election


def renominate(*, actor, election: Election, version=None) -> Election:
    """Too few candidates are left: nominations are open again, with a new meeting to come."""
    changes = {"candidates_published_on": None, "meeting_at": None, "meeting_place": ""}
    changes |= {"met_residents_on": None}
    return transition_apply(
        election, "renominate", actor=actor, version=version, changes=changes
    ).subject


@transaction.atomic
def day_move(*, actor, election: Election, day: date) -> Election:
    """Another election day, before the roll is public; the law of the new day is frozen with it.
    RuleViolated on ``election_day``: too soon, or after the new term begins."""
    election = subject_lock(election)
    access = access_of(actor)
    access.require(CALL, election)
    if election.status not in BEFORE_THE_ROLL or election.is_runoff:
        words = _("名单公布以后，选举日不能再改。")
        raise TransitionRefused(words, code="state")
    rules, rules_hash = election_rules(rule_set_for(day, election.community))
    days = rules["roll"]["published_days"]
    if day < clock.today() + timedelta(days=days):
        words = _("名单要在选举日 %(days)d 天前公布（%(article)s），选举日太近了。")
        words %= {"days": days, "article": rules["roll"]["article"]}
        raise RuleViolated(words, field="election_day", code="too_soon")
    if election.term_from and day >= election.term_from:
        words = _("新一届任期要在选举日之后开始。")
        raise RuleViolated(words, field="election_day", code="term")
    if day == election.election_day:
        return election
    if "demanded" in election.rules:
        rules |= {"demanded": election.rules["demanded"]}
    data = {"from": election.election_day.isoformat(), "to": day.isoformat()}
    election.election_day, election.rules, election.rules_hash = day, rules, rules_hash
    Election.objects.filter(pk=election.pk).update(
        election_day=day, rules=rules, rules_hash=rules_hash
    )
    post = access.post_for(CALL, election)
    record_append(subject=election, verb="move_day", actor=actor, post=post, data=data)
    return election


def residents_meet(*, actor, election: Election, version=None) -> Election:
    """The candidates have met the residents, today."""
    changes = {"met_residents_on": clock.today()}
    return transition_apply(
        election, "meet_residents", actor=actor, version=version, changes=changes
    ).subject


def voting_start(*, actor, election: Election, version=None) -> Election:
    """Election day begins; proxies are closed."""
    return transition_apply(election, "start_voting", actor=actor, version=version).subject


@transaction.atomic
def election_cancel(*, actor, election: Election, remark: str, version=None) -> Election:
    """Stop it, with a public reason; a recall that people demanded is owed again."""
    words = {"remark": remark, "remark_is_public": True}
    step = transition_apply(election, "cancel", actor=actor, version=version, **words)
    petition_reopen(step.subject)
    places_release(election.community_id)
    return step.subject
