"""What a motion has to say before it is stored: its words and its proposed actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from committees.models import STANDING, Meeting, Motion, ProposedAction, Resolution
from committees.workflows import RESOLUTION
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused

MOST_ACTIONS = 12


@dataclass(frozen=True, kw_only=True)
class ActionDraft:
    """One proposed action as it comes from a form or the API."""

    what: str
    due_on: date
    evidence_wanted: str
    cost_fen: int = 0


def draft_check(words: dict, actions: Sequence[ActionDraft]) -> None:
    """RuleViolated at ``title``, ``text`` or ``actions`` for what cannot be put to a vote."""
    for name, sentence in (("title", _("请写标题。")), ("text", _("请写拟决议的内容。"))):
        if not words.get(name, "").strip():
            raise RuleViolated(sentence, field=name, code="required")
    if len(actions) > MOST_ACTIONS:
        raise RuleViolated(_("拟办事项最多十二条。"), field="actions", code="too_many")
    for action in actions:
        if not action.what.strip() or not action.evidence_wanted.strip():
            raise RuleViolated(_("每条拟办事项都要写明做什么、凭什么验收。"), field="actions")
        if action.due_on < clock.today():
            raise RuleViolated(_("拟办事项的期限不能早于今天。"), field="actions", code="past")
        if action.cost_fen < 0:
            raise RuleViolated(_("费用不能是负数。"), field="actions", code="negative")


def replaces_check(replaces: Resolution | None, community_id: int) -> None:
    """RuleViolated unless ``replaces`` is a running resolution of the same community."""
    if replaces is None:
        return
    if replaces.community_id != community_id:
        raise RuleViolated(_("只能取代本社区的决议。"), field="replaces", code="foreign")
    if not RESOLUTION["rescind"].allows_from(replaces.status):
        raise RuleViolated(_("这项决议已经办结或废止。"), field="replaces", code="over")


def standing_check(motion: Motion, meeting: Meeting) -> None:
    """TransitionRefused for what this kind of meeting may not decide (§30): matters reserved to
    the residents, and cancelling what a higher meeting decided."""
    here = STANDING.index(meeting.kind)
    if motion.is_reserved and here == 0:
        words = _("这件事要由居民会议或居民代表会议决定（组织法第三十条）。")
        raise TransitionRefused(words, code="reserved")
    if motion.replaces_id and STANDING.index(motion.replaces.vote_event.meeting.kind) > here:
        words = _("要取代的决议是%(kind)s作出的，不能由更低的会议改变（组织法第三十条）。")
        kind = motion.replaces.vote_event.meeting.get_kind_display()
        raise TransitionRefused(words % {"kind": kind}, code="higher_meeting")


def actions_store(motion: Motion, actions: Sequence[ActionDraft]) -> None:
    """Write the proposed actions down, in order."""
    ProposedAction.objects.bulk_create(
        ProposedAction(
            motion=motion,
            what=action.what,
            due_on=action.due_on,
            evidence_wanted=action.evidence_wanted,
            cost_fen=action.cost_fen,
        )
        for action in actions
    )
