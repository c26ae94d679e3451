"""Motions: raised, edited until frozen, studied, put on an agenda, withdrawn."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import (
    AgendaItem,
    Committee,
    Meeting,
    Motion,
    MotionOrigin,
    Resolution,
)
from committees.services.bodies import chain_of
from committees.services.drafts import (
    ActionDraft,
    actions_store,
    draft_check,
    replaces_check,
    standing_check,
)
from committees.services.lateness import late_reason_for
from committees.services.studies import study_due_on
from committees.services.telling import issue_told
from committees.workflows import MotionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, StaleWrite, TransitionRefused
from portal.models import Role
from portal.services.records import record_append
from portal.services.transitions import subject_create, transition_apply
from resident_affairs.models import Issue
from resident_affairs.services.issues import issue_mark_referred, issue_return_to_triage

ORIGIN_BY_ROLE = {
    Role.PARTY_SECRETARY: MotionOrigin.PARTY,
    Role.RESIDENT_REP: MotionOrigin.REPRESENTATIVE,
}
ON_ITS_WAY = frozenset({MotionStatus.SCHEDULED, MotionStatus.UNDER_DEBATE})
EDITABLE = ("title", "text", "reason", "is_major", "is_reserved", "is_standing", "replaces")


def _known(submit_key, actor) -> Motion | None:
    return Motion.objects.filter(submit_key=submit_key, proposed_by=actor).first()


def _create(actor, committee, submit_key, actions, words, issue=None) -> Motion:
    motion = Motion(
        **chain_of(committee.community),
        committee=committee,
        issue=issue,
        proposed_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
        **words,
    )
    access = access_of(actor)
    access.require("committees.raise_motion", motion)
    post = access.post_for("committees.raise_motion", motion)
    origin = MotionOrigin.ISSUE if issue else ORIGIN_BY_ROLE.get(post.role, MotionOrigin.MEMBER)
    motion.origin = origin
    draft_check(words, actions)
    replaces_check(words.get("replaces"), motion.community_id)
    data = {"origin": origin.value, "actions": len(actions)}
    if issue:
        data |= {"issue": issue.pk, "issue_reference": issue.reference}
    subject_create(motion, actor=actor, post=post, verb="raise" if issue else "propose", data=data)
    actions_store(motion, actions)
    return motion


def motion_propose(
    *,
    actor,
    committee: Committee,
    title: str,
    text: str,
    submit_key,
    reason: str = "",
    is_major: bool = False,
    is_reserved: bool = False,
    is_standing: bool = False,
    replaces: Resolution | None = None,
    actions: Sequence[ActionDraft] = (),
) -> Motion:
    """A member or the Party organisation brings a motion. The same ``submit_key`` is the same
    motion. RuleViolated on ``title``, ``text``, ``actions`` or ``replaces``."""
    known = _known(submit_key, actor)
    if known:
        return known
    words = {
        "title": title,
        "text": text,
        "reason": reason,
        "is_major": is_major,
        "is_reserved": is_reserved,
        "is_standing": is_standing,
        "replaces": replaces,
    }
    try:
        with transaction.atomic():
            return _create(actor, committee, submit_key, actions, words)
    except IntegrityError:
        known = _known(submit_key, actor)
        if known is None:
            raise
        return known


def motion_raise_from_issue(
    *,
    actor,
    committee: Committee,
    issue: Issue,
    title: str,
    text: str,
    submit_key,
    reason: str = "",
    is_major: bool = False,
    is_reserved: bool = False,
    replaces: Resolution | None = None,
    actions: Sequence[ActionDraft] = (),
) -> Motion:
    """Turn a resident's issue into a motion: one open motion per issue; the issue is marked as
    referred. RuleViolated on ``issue`` when another motion on it is still open."""
    known = _known(submit_key, actor)
    if known:
        return known
    if issue.community_id != committee.community_id:
        raise NotFound()
    words = {
        "title": title,
        "text": text,
        "reason": reason,
        "is_major": is_major,
        "is_reserved": is_reserved,
        "replaces": replaces,
    }
    try:
        with transaction.atomic():
            _refuse_second(issue)
            motion = _create(actor, committee, submit_key, actions, words, issue)
            issue_mark_referred(actor=actor, issue=issue, motion_reference=motion.reference)
            return motion
    except IntegrityError:
        known = _known(submit_key, actor)
        if known is None:
            _refuse_second(issue)
            raise
        return known


def _refuse_second(issue: Issue) -> None:
    other = Motion.objects.filter(issue=issue).holding_issue().first()
    if other:
        words = _("这件事已经有议案 %(reference)s。") % {"reference": other.reference}
        raise RuleViolated(words, field="issue", code="twice")


@transaction.atomic
def motion_edit(
    *, actor, motion: Motion, version: int, actions: Sequence[ActionDraft], **words
) -> Motion:
    """Change words and actions until the vote is opened. ``words`` are of title, text, reason,
    is_major, is_reserved, is_standing, replaces. StaleWrite when somebody else changed it since
    ``version``."""
    motion = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    access = access_of(actor)
    access.require("committees.edit_motion", motion)
    if motion.is_frozen:
        raise TransitionRefused(_("表决一开始，议案就不能再改了。"), code="frozen")
    if version != motion.version:
        raise StaleWrite(extra={"version": motion.version, "title": motion.title})
    unknown = set(words) - set(EDITABLE)
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")
    draft_check({"title": motion.title, "text": motion.text} | words, actions)
    replaces_check(words.get("replaces"), motion.community_id)
    changed = sorted(name for name, value in words.items() if getattr(motion, name) != value)
    _refuse_another_way(motion, changed)
    for name in changed:
        setattr(motion, name, words[name])
    motion.version += 1
    motion.save(update_fields=[*changed, "version"])
    motion.proposed_actions.all().delete()
    actions_store(motion, actions)
    post = access.post_for("committees.raise_motion", motion)
    data = {"fields": changed, "actions": len(actions)}
    record_append(subject=motion, verb="edit", actor=actor, post=post, data=data)
    return motion


def _refuse_another_way(motion: Motion, changed: Sequence[str]) -> None:
    """What a motion is decides its way; on an agenda that way has been gone."""
    for name in ("is_major", "is_reserved"):
        if name in changed and motion.status in ON_ITS_WAY:
            words = _("议案已列入议程，不能再改它是不是重大事项、由谁决定；要改，请先缓议。")
            raise RuleViolated(words, field=name, code="scheduled")


def motion_send_to_party_study(*, actor, motion: Motion, version: int | None = None) -> Motion:
    """Major matters go to the Party organisation first (§30), which has a term to study them."""
    due_on = study_due_on(motion.community)
    return transition_apply(
        motion,
        "send_to_party_study",
        actor=actor,
        version=version,
        changes={"study_due_on": due_on},
        data={"due_on": due_on.isoformat()},
    ).subject


def motion_record_party_opinion(
    *, actor, motion: Motion, opinion: str, version: int | None = None
) -> Motion:
    """The Party organisation studied it; its opinion is kept (study, not veto)."""
    if not opinion.strip():
        raise RuleViolated(_("请写下研究意见。"), field="party_opinion", code="required")
    changes = {"party_opinion": opinion.strip()}
    return transition_apply(
        motion, "record_party_opinion", actor=actor, version=version, changes=changes
    ).subject


@transaction.atomic
def motion_schedule(
    *, actor, motion: Motion, meeting: Meeting, version: int | None = None, late_reason: str = ""
) -> Motion:
    """Put the motion on the agenda of a meeting that has not begun. RuleViolated on
    ``late_reason`` when the notice is out and nobody says why."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.committee_id != motion.committee_id:
        raise NotFound()
    late = late_reason_for(meeting, late_reason)
    standing_check(motion, meeting)
    data = {"meeting": meeting.pk, "meeting_reference": meeting.reference, "late": bool(late)}
    motion = transition_apply(motion, "schedule", actor=actor, version=version, data=data).subject
    last = meeting.agenda_items.order_by("-position").values_list("position", flat=True).first()
    position = (last or 0) + 1
    AgendaItem.objects.create(meeting=meeting, motion=motion, position=position, late_reason=late)
    issue_told(actor, motion.issue, {"what": "motion_scheduled", **data})
    return motion


def motion_debate(*, actor, motion: Motion, version: int | None = None) -> Motion:
    """The chair calls the motion up in the meeting."""
    return transition_apply(motion, "debate", actor=actor, version=version).subject


@transaction.atomic
def motion_defer(*, actor, motion: Motion, remark: str, version: int | None = None) -> Motion:
    """Not today; the reason is kept."""
    motion = transition_apply(
        motion, "defer", actor=actor, version=version, remark=remark, remark_is_public=True
    ).subject
    issue_told(actor, motion.issue, {"what": "motion_deferred", "motion": motion.reference})
    return motion


@transaction.atomic
def motion_withdraw(*, actor, motion: Motion, remark: str, version: int | None = None) -> Motion:
    """The proposer or the chair takes it back; an issue behind it goes back to triage."""
    motion = transition_apply(
        motion, "withdraw", actor=actor, version=version, remark=remark, remark_is_public=True
    ).subject
    motion.agenda_items.filter(meeting__opened_at__isnull=True).delete()
    motion_release_issue(actor=actor, motion=motion, remark=remark)
    return motion


@transaction.atomic
def motion_lapse(*, motion: Motion) -> Motion:
    """The resident withdrew the issue: the motion that rests on it ends, unless it is voted on."""
    if not motion.workflow["lapse"].allows_from(motion.status):
        return motion
    motion = transition_apply(motion, "lapse").subject
    motion.agenda_items.filter(meeting__opened_at__isnull=True).delete()
    return motion


def motion_release_issue(*, actor, motion: Motion, remark: str) -> None:
    """The committee will not decide on the issue any more: it is routed anew."""
    issue = motion.issue
    if issue and issue.workflow["return_to_triage"].allows_from(issue.status):
        issue_return_to_triage(actor=actor, issue=issue, remark=remark)
