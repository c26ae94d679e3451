"""Consultations: brought, supported, and taken through their six steps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models.consultations import Consultation, ConsultationOrigin, Support
from committees.models.voices import VoiceKind
from committees.selectors.bodies import committee_of_community
from committees.selectors.rolls import roll_base
from committees.services.bodies import chain_of
from committees.services.motions import motion_propose
from committees.services.persons import ON_PAPER, voice_standing
from committees.workflows.consultations import ConsultationStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import Division
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply

TAKE_PART, LEAD = "committees.take_part", "committees.lead_consultation"
LONGEST = timedelta(days=180)


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What somebody wants to be talked over."""

    kind: str
    title: str
    question: str
    why: str
    closes_at: datetime


def support_threshold(rules: dict, residents: int) -> int:
    """How many must stand behind a residents' topic: the share of the roll, rounded up, and
    never fewer than the rules say."""
    numerator, denominator = rules["support_share"]
    return max(rules["support_least"], -(-residents * numerator // denominator))


def topic_check(topic: Topic) -> None:
    """RuleViolated at ``title``, ``question``, ``why`` or ``closes_at``."""
    for name in ("title", "question", "why"):
        if not getattr(topic, name).strip():
            raise RuleViolated(_("请填写这一项。"), field=name, code="required")
    closes_check(topic.closes_at)


def closes_check(closes_at: datetime) -> None:
    """RuleViolated unless ``closes_at`` is still to come, and not in the far future."""
    if closes_at <= clock.now():
        raise RuleViolated(_("截止时间要在现在之后。"), field="closes_at", code="past")
    if closes_at > clock.now() + LONGEST:
        raise RuleViolated(_("截止时间不能超过半年。"), field="closes_at", code="far")


def _known(submit_key, actor) -> Consultation | None:
    return Consultation.objects.filter(submit_key=submit_key, proposed_by=actor).first()


def consultation_propose(
    *, actor, community: Division, topic: Topic, submit_key, issue=None
) -> Consultation:
    """Bring a topic: a resident's needs supporters, the committee's does not. With ``issue`` the
    committee takes it from a resident's affair. The same ``submit_key`` is the same topic."""
    known = _known(submit_key, actor)
    if known:
        return known
    try:
        with transaction.atomic():
            return _create(actor, community, topic, submit_key, issue)
    except IntegrityError:
        known = _known(submit_key, actor)
        if known is None:
            raise
        return known


def _create(actor, community, topic, submit_key, issue) -> Consultation:
    row = Consultation(
        **chain_of(community),
        issue=issue,
        proposed_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
        **vars(topic),
    )
    access = access_of(actor)
    leads = access.can(LEAD, row)
    access.require(LEAD if issue else TAKE_PART, row)
    if issue and issue.community_id != community.pk:
        raise NotFound()
    topic_check(topic)
    row.origin = ConsultationOrigin.COMMITTEE if leads else ConsultationOrigin.RESIDENT
    if issue:
        row.origin = ConsultationOrigin.ISSUE
    row.rules, _hash = rules_frozen(rule_set_for(clock.today(), community), "consultation")
    if row.origin == ConsultationOrigin.RESIDENT:
        row.support_needed = support_threshold(row.rules, roll_base(community))
    data = {"origin": row.origin.value, "support_needed": row.support_needed}
    if issue:
        data |= {"issue": issue.pk, "issue_reference": issue.reference}
    post = access.post_for(LEAD if leads else TAKE_PART, row)
    subject_create(row, actor=actor, post=post, verb="propose", data=data)
    if row.origin == ConsultationOrigin.RESIDENT:
        Support.objects.create(consultation=row, user=actor)
    return row


@transaction.atomic
def consultation_support(*, actor, consultation: Consultation) -> Support:
    """Stand behind a resident's topic; a second time is the first."""
    row = subject_lock(consultation)
    access = access_of(actor)
    access.require(TAKE_PART, row)
    given = Support.objects.filter(consultation=row, user=actor).first()
    if given:
        return given
    support_check(row)
    given = voice_standing(row, VoiceKind.SUPPORT, actor)
    if given and given.confirmed_at:
        return given.support
    if given:
        raise TransitionRefused(ON_PAPER, code="on_paper")
    return support_store(row, actor, access.post_for(TAKE_PART, row), user=actor)


def support_check(row: Consultation) -> None:
    """TransitionRefused unless the topic gathers supporters now."""
    if row.status != ConsultationStatus.PROPOSED or not row.support_needed:
        raise TransitionRefused(_("这个议题现在不需要附议。"), code="not_supporting")


def support_store(row: Consultation, actor, post, **fields) -> Support:
    """One more supporter, with its record; the leaders hear when there are enough."""
    given = Support.objects.create(consultation=row, **fields)
    count = Support.objects.filter(consultation=row).count()
    data = {"supporters": count, "needed": row.support_needed}
    verb = "reach_support" if count == row.support_needed else "support"
    record_append(subject=row, verb=verb, actor=actor, post=post, data=data)
    return given


def consultation_accept_topic(*, actor, consultation, version=None) -> Consultation:
    """The committee puts the topic on its list."""
    return transition_apply(consultation, "accept_topic", actor=actor, version=version).subject


@transaction.atomic
def consultation_set_participants(
    *, actor, consultation, participants, closes_at, place="", sits_at=None, version=None
) -> Consultation:
    """Who takes part, where and when, and until when opinions are taken."""
    if not participants.strip():
        raise RuleViolated(_("请写明谁来参加。"), field="participants", code="required")
    closes_check(closes_at)
    if sits_at and sits_at <= clock.now():
        raise RuleViolated(_("开会时间要在现在之后。"), field="sits_at", code="past")
    if sits_at and not place.strip():
        raise RuleViolated(_("请写明在哪里开会。"), field="place", code="required")
    changes = {
        "participants": participants.strip(),
        "closes_at": closes_at,
        "place": place.strip(),
        "sits_at": sits_at,
    }
    return transition_apply(
        consultation, "set_participants", actor=actor, version=version, changes=changes
    ).subject


def consultation_give_notice(*, actor, consultation, version=None) -> Consultation:
    """Tell the residents."""
    return transition_apply(consultation, "give_notice", actor=actor, version=version).subject


def consultation_begin(*, actor, consultation, version=None) -> Consultation:
    """From now on opinions are taken."""
    closes_check(consultation.closes_at)
    return transition_apply(consultation, "begin", actor=actor, version=version).subject


def consultation_conclude(*, actor, consultation, conclusion, version=None) -> Consultation:
    """The committee writes down what came of it."""
    if not conclusion.strip():
        raise RuleViolated(_("请写下结论。"), field="conclusion", code="required")
    changes = {"conclusion": conclusion.strip()}
    return transition_apply(
        consultation, "conclude", actor=actor, version=version, changes=changes
    ).subject


def consultation_execute(*, actor, consultation, version=None) -> Consultation:
    """Carried out by those who agreed on it. What the station is to do goes to a meeting first:
    its tasks rest on a resolution or an issue (S15)."""
    return transition_apply(consultation, "execute", actor=actor, version=version).subject


@transaction.atomic
def consultation_send_to_meeting(*, actor, consultation, version=None) -> Consultation:
    """The conclusion becomes a motion of the committee."""
    row = subject_lock(consultation)
    committee = committee_of_community(row.community_id)
    if committee is None:
        raise TransitionRefused(_("本社区现在没有在任的居民委员会。"), code="no_committee")
    row = transition_apply(row, "send_to_meeting", actor=actor, version=version).subject
    row.motion = motion_propose(
        actor=actor,
        committee=committee,
        title=row.title,
        text=row.conclusion,
        reason=_("来自协商 %(reference)s。") % {"reference": row.reference},
        submit_key=row.submit_key,
    )
    row.save(update_fields=["motion"])
    return row


def consultation_give_feedback(*, actor, consultation, feedback, version=None) -> Consultation:
    """Tell those who took part what was done."""
    if not feedback.strip():
        raise RuleViolated(_("请写下落实情况。"), field="feedback", code="required")
    changes = {"feedback": feedback.strip()}
    return transition_apply(
        consultation, "give_feedback", actor=actor, version=version, changes=changes
    ).subject


def consultation_drop(*, actor, consultation, remark, version=None) -> Consultation:
    """Not this one; the reason is public."""
    return transition_apply(
        consultation, "drop", actor=actor, version=version, remark=remark, remark_is_public=True
    ).subject
