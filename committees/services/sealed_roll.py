"""The roll of a sealed vote: filled, corrected, frozen."""

import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Representative, SealedEntry, SealedVote
from committees.selectors.audience import holders
from committees.services.sealed_drafts import change_note, drafted_locked, wrong
from committees.services.sealed_rooms import places_fill, question_of, text_hash_of
from committees.workflows.sealed import RUN, SealedStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, TransitionRefused
from portal.models import Role, User
from portal.services.transitions import subject_lock, transition_apply

MOST_ON_PAPER = 500


def _filled_by_hand(vote: SealedVote) -> SealedVote:
    """TransitionRefused where the roll is the meeting's own."""
    if vote.motion_id:
        words = _("名册就是会议的名册，由系统列出，不能增减。")
        raise TransitionRefused(words, code="roll_of_meeting")
    return vote


@transaction.atomic
def entries_add(*, actor, vote: SealedVote, people) -> int:
    """Put people (users, or names of those who vote on paper only) on the roll; how many."""
    vote = _filled_by_hand(drafted_locked(vote, actor))
    known = dict(vote.entries.filter(user__isnull=False).values_list("user_id", "removed_at"))
    back = [row.pk for row in people if isinstance(row, User) and known.get(row.pk)]
    vote.entries.filter(user__in=back).update(removed_at=None)
    rows = [
        SealedEntry(vote=vote, name=person)
        if isinstance(person, str)
        else SealedEntry(vote=vote, user=person, name=person.name)
        for person in people
        if isinstance(person, str) or person.pk not in known
    ]
    SealedEntry.objects.bulk_create(rows, batch_size=1000)
    change_note(vote, actor, "enter_roll", {"rows": len(rows) + len(back)})
    return len(rows) + len(back)


def entries_fill(*, actor, vote: SealedVote, whom: str) -> int:
    """Put everybody of a kind on the roll: ``representatives`` in office (those without an
    account by name, for paper), or the ``residents`` who are registered here; how many."""
    if whom == "representatives":
        rows = Representative.objects.active().filter(community=vote.community_id)
        rows = list(rows.select_related("user").order_by("id"))
        named = set(vote.entries.filter(user=None, removed_at=None).values_list("name", flat=True))
        people = [row.user or row.name for row in rows if row.user or row.name not in named]
    else:
        ids = holders([Role.RESIDENT], vote.community_id)
        people = list(User.objects.filter(pk__in=ids, is_active=True).order_by("id"))
    return entries_add(actor=actor, vote=vote, people=people)


def entries_name(*, actor, vote: SealedVote, names: list[str]) -> int:
    """Put people without an account on the roll; they vote on paper. RuleViolated on ``names``."""
    names = [name.strip() for name in names if name.strip()]
    if not names or len(names) > MOST_ON_PAPER or any(len(name) > 40 for name in names):
        words = _("每行一个姓名，最多 %(n)d 行，每个不超过四十字。") % {"n": MOST_ON_PAPER}
        raise wrong("names", words, "names")
    return entries_add(actor=actor, vote=vote, people=names)


@transaction.atomic
def entry_remove(*, actor, vote: SealedVote, entry_id: int) -> None:
    """Take somebody off before the roll is frozen. NotFound."""
    vote = _filled_by_hand(drafted_locked(vote, actor))
    rows = vote.entries.filter(pk=entry_id, removed_at=None)
    if not rows.update(removed_at=clock.now()):
        raise NotFound()
    change_note(vote, actor, "enter_roll", {"rows": -1})


def frozen_of(vote: SealedVote) -> str:
    """SHA-256 of everything that cannot change any more once people vote (V6)."""
    roll = vote.entries.filter(removed_at__isnull=True).order_by("pk")
    frozen = {
        "kind": vote.kind,
        "title": vote.title,
        "questions": vote.questions,
        "opens_at": vote.opens_at.isoformat(),
        "closes_at": vote.closes_at.isoformat(),
        "rules": vote.rules,
        "roll": list(roll.values_list("pk", flat=True)),
    }
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def roll_freeze(*, actor, vote: SealedVote, version=None) -> SealedVote:
    """From here on neither the roll nor what is asked changes."""
    vote = subject_lock(vote)
    if vote.motion_id:
        return _freeze_with_motion(actor, vote, version)
    return _freeze(actor, vote, version)


def _freeze_with_motion(actor, vote: SealedVote, version) -> SealedVote:
    """The words that are voted on and the meeting's roll as they stand now."""
    if vote.status == SealedStatus.DRAFTED:
        access_of(actor).require(RUN, vote)
        places_fill(vote)
    vote.questions = [question_of(vote.motion)]
    vote.rules = vote.rules | {"text_hash": text_hash_of(vote.motion)}
    more = {"questions": vote.questions, "rules": vote.rules}
    return _freeze(actor, vote, version, more)


def _freeze(actor, vote: SealedVote, version, more: dict | None = None) -> SealedVote:
    size = vote.entries.filter(removed_at__isnull=True).count()
    changes = {"frozen_hash": frozen_of(vote), "roll_size": size} | (more or {})
    data = {"roll": size, "hash": changes["frozen_hash"]}
    words = {"changes": changes, "data": data}
    return transition_apply(vote, "freeze_roll", actor=actor, version=version, **words).subject
