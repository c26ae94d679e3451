"""Major matters by 四议两公开: one document a step, in order, never changed."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import Motion
from committees.models.matters import MajorMatter, MatterDocument
from committees.services.bodies import chain_of
from committees.workflows.matters import STEPS
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division
from portal.services.files import pictures_take
from portal.services.transitions import subject_create, subject_lock, transition_apply

PROPOSE = "committees.propose_matter"


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """What a step leaves behind."""

    held_on: date
    text: str
    pictures: tuple = ()


def _keep(actor, matter: MajorMatter, step: str, minutes: Minutes) -> None:
    if not minutes.text.strip():
        raise RuleViolated(_("请写下这一步的记录。"), field="text", code="required")
    if minutes.held_on > clock.today():
        raise RuleViolated(_("日期不能晚于今天。"), field="held_on", code="future")
    last = matter.documents.order_by("-id").first()
    if last and minutes.held_on < last.held_on:
        raise RuleViolated(_("日期不能早于上一步。"), field="held_on", code="order")
    taken = pictures_take(actor=actor, uploads=minutes.pictures, limit=1, field="picture")
    MatterDocument.objects.create(
        matter=matter,
        step=step,
        held_on=minutes.held_on,
        text=minutes.text.strip(),
        picture=taken[0] if taken else None,
        recorded_by=actor,
    )


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
    *, actor, matter: MajorMatter, step: str, minutes: Minutes, motion=None, version=None
) -> MajorMatter:
    """Record the next step with its document; the order is the workflow's. The decision may name
    the motion it was put to (of the same community)."""
    if step not in STEPS or step == "propose":
        raise NotFound()
    if isinstance(motion, Motion) and motion.community_id != matter.community_id:
        raise RuleViolated(_("只能选本社区的议案。"), field="motion", code="foreign")
    matter = subject_lock(matter)
    changes = {"motion": motion} if motion and step == "decide" else {}
    row = transition_apply(matter, step, actor=actor, version=version, changes=changes).subject
    _keep(actor, row, step, minutes)
    return row


def matter_drop(*, actor, matter: MajorMatter, remark: str, version=None) -> MajorMatter:
    """It goes no further; the reason is public."""
    return transition_apply(
        matter, "drop", actor=actor, version=version, remark=remark, remark_is_public=True
    ).subject
