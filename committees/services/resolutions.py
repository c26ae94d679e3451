"""Resolutions: made by a vote, published, followed through execution, replaced by later ones."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.events import ResolutionAdopted, ResolutionRescinded
from committees.models import ActionItem, Motion, Resolution, VoteEvent
from committees.services.disclosure_duties import duty_facts, resolution_duty
from committees.services.matters import matter_follow
from committees.services.telling import issue_told
from committees.texts import decision_hash
from committees.workflows import ResolutionStatus
from portal.access.checker import access_of
from portal.kernel import clock, events
from portal.services.transitions import subject_create, subject_lock, transition_apply
from resident_affairs.services.issues import (
    issue_return_to_triage,
    issue_settle,
    issue_start_work,
)

CHAIR = "committees.chair_meeting"


def resolution_create(*, actor, motion: Motion, event: VoteEvent) -> Resolution:
    """Write down what was adopted, word for word, with its action items, and announce it.

    Called by vote_close inside its transaction; nothing else makes resolutions.
    """
    resolution = Resolution(
        community_id=motion.community_id,
        subdistrict_id=motion.subdistrict_id,
        district_id=motion.district_id,
        motion=motion,
        vote_event=event,
        title=motion.title,
        text=motion.text,
        text_hash=event.text_hash,
        is_standing=motion.is_standing,
        adopted_at=event.closed_at,
        created_at=event.closed_at,
    )
    drafts = list(motion.proposed_actions.all())
    subject_create(
        resolution,
        actor=actor,
        post=access_of(actor).post_for(CHAIR, motion),
        verb="adopt",
        data={"actions": len(drafts), "motion": motion.pk, "text_hash": event.text_hash},
    )
    _items_store(resolution, drafts)
    counts = event.result["counts"]
    said = {"for": counts["votes_for"], "against": counts["against"], "abstain": counts["abstain"]}
    adopted = {"what": "resolution_adopted", "resolution": resolution.reference}
    issue_told(actor, motion.issue, adopted | said)
    if motion.replaces_id:
        resolution_supersede(actor=actor, resolution=motion.replaces, by=resolution)
    adopted = ResolutionAdopted(resolution_id=resolution.pk, actor_id=actor.pk if actor else None)
    events.publish(adopted)
    return resolution


def _items_store(resolution: Resolution, drafts) -> None:
    ActionItem.objects.bulk_create(
        ActionItem(
            resolution=resolution,
            position=position,
            what=draft.what,
            due_on=draft.due_on,
            evidence_wanted=draft.evidence_wanted,
            cost_fen=draft.cost_fen,
        )
        for position, draft in enumerate(drafts, start=1)
    )


def resolution_text_intact(resolution: Resolution, actions=None) -> bool:
    """Whether title, text and action items are still, word for word, what was adopted."""
    rows = resolution.action_items.all() if actions is None else actions
    return decision_hash(resolution.title, resolution.text, rows) == resolution.text_hash


def _issue_of(resolution: Resolution):
    return resolution.motion.issue


@transaction.atomic
def resolution_publish(*, actor, resolution: Resolution, version: int | None = None) -> Resolution:
    """Hang the resolution on the public board. One that asks nothing of the station (no action
    items, no standing authority) is implemented with it."""
    name = "publish" if resolution.status == ResolutionStatus.ADOPTED else "publish_late"
    with duty_facts(*resolution_duty(resolution)) as facts:
        resolution = transition_apply(
            resolution,
            name,
            actor=actor,
            version=version,
            changes={"published_at": clock.now()},
            data=facts,
        ).subject
    told = {"what": "resolution_published", "resolution": resolution.reference}
    issue_told(actor, _issue_of(resolution), told)
    matter_follow(actor=actor, resolution=resolution)
    if not resolution.is_standing and not resolution.action_items.exists():
        return resolution_implement(actor=actor, resolution=resolution)
    return resolution


@transaction.atomic
def resolution_start_execution(*, actor, resolution: Resolution) -> Resolution:
    """The station has begun; a second beginning changes nothing."""
    resolution = subject_lock(resolution)
    if not resolution.workflow["start_execution"].allows_from(resolution.status):
        return resolution
    resolution = transition_apply(resolution, "start_execution", actor=actor).subject
    issue = _issue_of(resolution)
    if issue and issue.workflow["start_work"].allows_from(issue.status):
        data = {"what": "execution_started", "resolution": resolution.reference}
        issue_start_work(actor=actor, issue=issue, data=data)
    return resolution


@transaction.atomic
def resolution_record_progress(
    *,
    actor,
    resolution: Resolution,
    data: dict,
    remark: str = "",
    remark_is_public: bool = False,
) -> Resolution:
    """Write the station's progress down onto the resolution and the issue it came from.

    data    public-safe facts; ``what`` names the step, ``action_item`` the item it concerns
    remark  the executor's words, for the issue's reporter where they are public
    """
    resolution = transition_apply(resolution, "progress", actor=actor, data=data).subject
    words = {"remark": remark, "remark_is_public": remark_is_public}
    told = data | {"resolution": resolution.reference}
    issue_told(actor, _issue_of(resolution), told, **words)
    return resolution


@transaction.atomic
def resolution_implement(*, actor, resolution: Resolution) -> Resolution:
    """All its tasks are verified: the resolution is implemented and its issue settled."""
    resolution = subject_lock(resolution)
    if not resolution.workflow["implement"].allows_from(resolution.status):
        return resolution
    resolution = transition_apply(resolution, "implement", actor=actor).subject
    issue = _issue_of(resolution)
    if issue and issue.workflow["settle"].allows_from(issue.status):
        words = _("居委会决议 %(reference)s 的事项都已办好并验收。")
        issue_settle(
            actor=actor,
            issue=issue,
            remark=words % {"reference": resolution.reference},
            data={"resolution": resolution.reference},
        )
    return resolution


@transaction.atomic
def resolution_publish_result(
    *, actor, resolution: Resolution, version: int | None = None
) -> Resolution:
    """Hang the outcome on the board (and the resolution, where that was forgotten)."""
    moment = clock.now()
    changes = {"result_published_at": moment}
    if resolution.published_at is None:
        changes["published_at"] = moment
    resolution = transition_apply(
        resolution, "publish_result", actor=actor, version=version, changes=changes
    ).subject
    matter_follow(actor=actor, resolution=resolution)
    return resolution


@transaction.atomic
def resolution_supersede(*, actor, resolution: Resolution, by: Resolution) -> Resolution:
    """A later resolution takes its place: nothing is deleted, the two are linked. One that is
    implemented already stays so. An issue left behind is routed anew."""
    if not resolution.workflow["rescind"].allows_from(resolution.status):
        return resolution
    resolution = transition_apply(
        resolution,
        "rescind",
        actor=actor,
        changes={"superseded_by": by},
        data={"superseded_by": by.pk, "reference": by.reference},
        event=ResolutionRescinded(resolution_id=resolution.pk, superseded_by_id=by.pk),
    ).subject
    issue = _issue_of(resolution)
    if issue:
        issue.refresh_from_db()
        if issue.workflow["return_to_triage"].allows_from(issue.status):
            words = _("原决议已被新决议 %(reference)s 取代。") % {"reference": by.reference}
            issue_return_to_triage(actor=actor, issue=issue, remark=words)
    return resolution
