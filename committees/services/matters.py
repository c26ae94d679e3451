"""Major matters by 四议两公开: one document a step, in order, never changed, resting on facts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import Resolution, VoteEvent
from committees.models.matters import MajorMatter, MatterDocument
from committees.services.bodies import chain_of
from committees.workflows.matters import BY_HAND, MatterStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division
from portal.selectors.rules import rule_set_for
from portal.services.files import pictures_take
from portal.services.papers import paper_add
from portal.services.transitions import subject_create, subject_lock, transition_apply

PROPOSE = "committees.propose_matter"
# Which outcome of a vote a step rests on.
BY_VOTE = {"decide": "adopted", "refuse": "rejected"}


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """What a step leaves behind: a day, words, perhaps a photo and a PDF."""

    held_on: date
    text: str
    pictures: tuple = ()
    paper: object = None


def _check(matter: MajorMatter, minutes: Minutes) -> None:
    if not minutes.text.strip():
        raise RuleViolated(_("请写下这一步的记录。"), field="text", code="required")
    if minutes.held_on > clock.today():
        raise RuleViolated(_("日期不能晚于今天。"), field="held_on", code="future")
    last = matter.documents.order_by("-id").first()
    if last and minutes.held_on < last.held_on:
        raise RuleViolated(_("日期不能早于上一步。"), field="held_on", code="order")


def _keep(actor, matter: MajorMatter, step: str, minutes: Minutes, **facts) -> None:
    _check(matter, minutes)
    taken = pictures_take(actor=actor, uploads=minutes.pictures, limit=1, field="picture")
    MatterDocument.objects.create(
        matter=matter,
        step=step,
        held_on=minutes.held_on,
        text=minutes.text.strip(),
        picture=taken[0] if taken else None,
        paper=_paper_of(actor, matter, step, minutes),
        recorded_by=actor,
        **facts,
    )


def _paper_of(actor, matter: MajorMatter, step: str, minutes: Minutes):
    if minutes.paper is None:
        return None
    words = {"permission": matter.workflow[step].permission if step in BY_HAND else PROPOSE}
    name = f"{matter.title[:60]} {minutes.held_on}"
    try:
        return paper_add(actor=actor, subject=matter, upload=minutes.paper, name=name, **words)
    except RuleViolated as error:
        raise RuleViolated(error.message, field="paper", code=error.code) from error


def matter_propose(
    *, actor, community: Division, title: str, minutes: Minutes, submit_key
) -> MajorMatter:
    """The Party organisation proposes. The same ``submit_key`` is the same matter."""
    known = MajorMatter.objects.filter(submit_key=submit_key, proposed_by=actor).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return _create(actor, community, title, minutes, submit_key)
    except IntegrityError:
        known = MajorMatter.objects.filter(submit_key=submit_key, proposed_by=actor).first()
        if known is None:
            raise
        return known


def _create(actor, community, title, minutes, submit_key) -> MajorMatter:
    matter = MajorMatter(
        **chain_of(community),
        title=title,
        proposed_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(PROPOSE, matter)
    if not title.strip():
        raise RuleViolated(_("请写标题。"), field="title", code="required")
    post = access.post_for(PROPOSE, matter)
    subject_create(matter, actor=actor, post=post, verb="propose")
    _keep(actor, matter, "propose", minutes)
    return matter


@transaction.atomic
def matter_step(
    *, actor, matter: MajorMatter, step: str, minutes: Minutes, vote_id=None, version=None
) -> MajorMatter:
    """Record the next step with its document; the order is the workflow's. A decision or a
    refusal names the vote that it was (``vote_id``) and takes its day; the publications follow
    the resolution. RuleViolated on ``vote`` or on a part of ``minutes``."""
    if step not in BY_HAND:
        raise NotFound()
    matter = subject_lock(matter)
    if step in BY_VOTE:
        return _by_vote(actor, matter, step, minutes, vote_id, version)
    changes = {"review_due_on": _review_due(matter)} if step == "discuss" else {}
    row = transition_apply(matter, step, actor=actor, version=version, changes=changes).subject
    _keep(actor, row, step, minutes)
    return row


def _review_due(matter: MajorMatter) -> date:
    rules = rule_set_for(clock.today(), matter.community).rules["party_study"]
    return clock.today() + timedelta(days=rules["days"])


def _by_vote(actor, matter, step, minutes, vote_id, version) -> MajorMatter:
    access_of(actor).require(matter.workflow[step].permission, matter)
    found = matter.votes_wider(BY_VOTE[step])
    event = found.filter(pk=vote_id).first() if vote_id else None
    changes = {"motion": event.motion} if event else {}
    row = transition_apply(matter, step, actor=actor, version=version, changes=changes).subject
    if event is None:
        words = _("请选择是哪一次居民会议或居民代表会议的表决。")
        raise RuleViolated(words, field="vote", code="required")
    held = Minutes(
        held_on=timezone.localdate(event.closed_at),
        text=minutes.text.strip() or _vote_words(event),
        pictures=minutes.pictures,
        paper=minutes.paper,
    )
    resolution = Resolution.objects.filter(vote_event=event).first()
    _keep(actor, row, step, held, vote_event=event, resolution=resolution)
    return _follow(actor, row, resolution) if resolution else row


def _vote_words(event: VoteEvent) -> str:
    counts = event.result["counts"]
    words = _("%(meeting)s表决：赞成 %(yes)d，反对 %(no)d，弃权 %(abstain)d。")
    return words % {
        "meeting": event.meeting.title,
        "yes": counts["votes_for"],
        "no": counts["against"],
        "abstain": counts["abstain"],
    }


def _follow(actor, matter: MajorMatter, resolution: Resolution) -> MajorMatter:
    """Publications that have happened are steps that have been taken."""
    facts = (
        (MatterStatus.DECIDED, "publish_resolution", resolution.published_at),
        (MatterStatus.RESOLUTION_PUBLIC, "publish_result", resolution.result_published_at),
    )
    told = {
        "publish_resolution": _("决议 %(reference)s 已公布。"),
        "publish_result": _("决议 %(reference)s 的实施结果已公布。"),
    }
    for state, step, moment in facts:
        if matter.status == state and moment:
            matter = transition_apply(matter, step, actor=actor).subject
            text = told[step] % {"reference": resolution.reference}
            minutes = Minutes(held_on=timezone.localdate(moment), text=text)
            _keep(actor, matter, step, minutes, resolution=resolution)
    return matter


@transaction.atomic
def matter_follow(*, actor, resolution: Resolution) -> None:
    """The resolution or its result was published: so is the matter that rests on it. Called by
    the publication itself; there is no other way to these two steps."""
    matter = MajorMatter.objects.filter(documents__resolution=resolution).first()
    if matter is not None:
        _follow(actor, subject_lock(matter), resolution)


@transaction.atomic
def matter_pass_over(*, actor, matter: MajorMatter, version=None) -> MajorMatter:
    """The Party members' meeting said nothing by its day: the matter goes on without."""
    matter = subject_lock(matter)
    row = transition_apply(matter, "pass_over", actor=actor, version=version).subject
    words = _("到 %(day)s 没有收到党员大会的审议意见，按程序继续。")
    text = words % {"day": matter.review_due_on}
    _keep(actor, row, "review", Minutes(held_on=clock.today(), text=text))
    return row


def matter_drop(*, actor, matter: MajorMatter, remark: str, version=None) -> MajorMatter:
    """The Party organisation takes its proposal back before the committees took it up; the reason
    is public."""
    return transition_apply(
        matter, "drop", actor=actor, version=version, remark=remark, remark_is_public=True
    ).subject
