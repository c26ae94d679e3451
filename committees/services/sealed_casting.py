"""Putting a sealed ballot in: once counted, as often as one likes, paper above all (V1–V9)."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from committees import sealing
from committees.guards.sealed import require_not_appraised
from committees.models import SealedBallot, SealedEntry, SealedVote
from committees.services.sealed_rooms import place_check
from committees.workflows.sealed import RUN, SealedStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append

CAST = "committees.cast_sealed"
MOST_VERSIONS = 20


def _held(vote_id: int) -> SealedVote:
    """The vote, held so that it cannot be closed meanwhile; many may hold it at once (C4)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            sql = "SELECT id FROM committees_sealedvote WHERE id = %s FOR SHARE"
            cursor.execute(sql, [vote_id])
    vote = SealedVote.objects.filter(pk=vote_id).first()
    if vote is None:
        raise NotFound()
    return vote


def _entry(vote: SealedVote, **who) -> SealedEntry:
    rows = SealedEntry.objects.select_for_update(of=("self",), no_key=True)
    entry = rows.filter(vote=vote, removed_at__isnull=True, **who).first()
    if entry is None:
        raise NotFound()
    return entry


def _check_open(vote: SealedVote) -> None:
    """By the database's clock, after the locks were taken (V5)."""
    if vote.status != SealedStatus.OPEN or clock.of_database() >= vote.closes_at:
        raise TransitionRefused(_("投票没有开放，或已经截止。"), code="closed")


@transaction.atomic
def ballot_cast(*, actor, vote_id: int, ciphertext: bytes, submit_key) -> SealedBallot:
    """Store a ballot that was sealed on the voter's own device; its receipt is the answer.

    The same ``submit_key`` with the same ballot is the same ballot (V7); a later ballot of the same
    person takes the place of the earlier one. RuleViolated on ``ciphertext``; NotFound for whoever
    is not on the roll; TransitionRefused when closed, or after a vote on paper.
    """
    vote = _held(vote_id)
    access = access_of(actor)
    access.require(CAST, vote)
    entry = _entry(vote, user=actor)
    known = entry.ballots.filter(submit_key=submit_key).first()
    if known is not None:
        if bytes(known.ciphertext) == ciphertext:
            return known
        raise TransitionRefused(_("这次提交已用过，请重新投票。"), code="key_used")
    _check_open(vote)
    # One person's note is not yet a ballot: until another confirms it, the voter may vote here.
    if entry.paper_checked_by_id is not None:
        raise TransitionRefused(_("您已在现场用纸质选票投过。"), code="paper")
    if vote.motion_id:
        place_check(vote, entry)
    if len(ciphertext) != sealing.SEALED:
        raise RuleViolated(
            _("选票没有密封好，请重新打开这一页再投。"), field="ciphertext", code="size"
        )
    receipt = sealing.receipt_of(ciphertext)
    if vote.ballots.filter(receipt=receipt).exists():
        raise RuleViolated(_("这张选票已经在票箱里。"), field="ciphertext", code="copied")
    version = entry.ballots.count() + 1
    if version > MOST_VERSIONS:
        raise TransitionRefused(_("改投的次数太多了，请到现场用纸质选票。"), code="too_many")
    ballot = SealedBallot.objects.create(
        vote=vote,
        entry=entry,
        version=version,
        ciphertext=ciphertext,
        receipt=receipt,
        submit_key=submit_key,
    )
    # The record says that somebody voted, never with what: no receipt, no ciphertext.
    post = access.post_for(CAST, vote)
    words = {"post": post, "data": {"version": version}, "is_public": False}
    record_append(subject=vote, verb="cast", actor=actor, **words)
    return ballot


@transaction.atomic
def paper_note(*, actor, vote_id: int, entry_id: int) -> SealedEntry:
    """Somebody votes on paper at the counter: one person notes it, another confirms; from then on
    no sealed ballot of theirs counts (V9). TransitionRefused (closed, the same person twice)."""
    vote = _held(vote_id)
    access = access_of(actor)
    access.require(RUN, vote)
    require_not_appraised(vote, actor)
    _check_open(vote)
    entry = _entry(vote, pk=entry_id)
    if entry.user_id == actor.pk:
        raise TransitionRefused(_("不能给自己登记。"), code="self")
    if entry.paper_checked_by_id is not None:
        return entry
    if vote.motion_id:
        place_check(vote, entry)
    if entry.paper_by_id is None:
        entry.paper_by = actor
        entry.save(update_fields=["paper_by"])
    elif entry.paper_by_id == actor.pk:
        raise TransitionRefused(_("要由另一个人复核。"), code="same")
    else:
        entry.paper_checked_by = actor
        entry.save(update_fields=["paper_checked_by"])
    words = {"post": access.post_for(RUN, vote), "data": {}, "is_public": False}
    record_append(subject=vote, verb="paper", actor=actor, **words)
    return entry


@transaction.atomic
def paper_undo(*, actor, vote_id: int, entry_id: int) -> SealedEntry:
    """A note by mistake is taken back while nobody has confirmed it. TransitionRefused after."""
    vote = _held(vote_id)
    access = access_of(actor)
    access.require(RUN, vote)
    require_not_appraised(vote, actor)
    _check_open(vote)
    entry = _entry(vote, pk=entry_id)
    if entry.paper_checked_by_id is not None:
        raise TransitionRefused(_("已经复核，纸质选票有效，不能撤回。"), code="checked")
    if entry.paper_by_id is None:
        return entry
    entry.paper_by = None
    entry.save(update_fields=["paper_by"])
    words = {"post": access.post_for(RUN, vote), "data": {}, "is_public": False}
    record_append(subject=vote, verb="paper_undo", actor=actor, **words)
    return entry
