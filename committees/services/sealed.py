"""Sealed votes from the key to the close: the ceremony, the box open, the root hung out."""

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from committees import sealing
from committees.models import SealedBallot, SealedVote
from committees.services.sealed_drafts import wrong
from committees.services.sealed_rooms import room_keep
from committees.workflows.sealed import SealedStatus
from portal.kernel import clock
from portal.kernel.errors import TransitionRefused
from portal.services.transitions import subject_lock, transition_apply


def step_take(vote, name, actor, version, **words) -> SealedVote:
    """One step of the table."""
    return transition_apply(vote, name, actor=actor, version=version, **words).subject


def info_of(vote: SealedVote) -> bytes:
    """What the ballots of this vote are sealed to."""
    return sealing.info_of(str(vote.submit_key), vote.frozen_hash)


@transaction.atomic
def key_set(
    *,
    actor,
    vote: SealedVote,
    public_key: str,
    trustees: list[dict],
    trial_opened: str,
    version=None,
) -> SealedVote:
    """Register the public key from the ceremony, with the five who hold the shares.

    trial_opened  hex of what three trustees opened from the trial ballot (:func:`trial_make`):
                  proof that the shares open what is sealed to this key
    RuleViolated on ``public_key``, ``trustees`` or ``trial_opened``.
    """
    vote = subject_lock(vote)
    public_key = public_key.strip().lower()
    _check_key(public_key)
    names = {row["name"].strip() for row in trustees if row.get("name", "").strip()}
    if len(names) != sealing.TRUSTEES or len(trustees) != sealing.TRUSTEES:
        raise wrong("trustees", _("要有五位不同的保管人，每行一位。"), "five")
    secret = trial_secret(vote, public_key).hex()
    if not constant_time_compare(secret, trial_opened.strip().lower()):
        words = _("试开的内容不对：三位保管人的份额打不开这把公钥封的票。")
        raise wrong("trial_opened", words, "trial")
    changes = {"public_key": public_key, "trustees": trustees}
    data = {"fingerprint": sealing.fingerprint_of(public_key)}
    return step_take(vote, "set_key", actor, version, changes=changes, data=data)


def _check_key(public_key: str) -> None:
    try:
        sealing.public_read(public_key)
    except ValueError as error:
        words = _("这不是公钥：请原样抄录离线工具给出的一百三十位字符。")
        raise wrong("public_key", words, "key") from error


def trial_secret(vote: SealedVote, public_key: str) -> bytes:
    """What the trial ballot of this vote and key holds: only who opens it can tell."""
    secret = salted_hmac("committees.sealed.trial", f"{vote.pk}|{public_key}", algorithm="sha256")
    # No zero byte at its end: the tool cannot tell one from the padding.
    return secret.digest()[:31] + b"\x01"


def trial_make(vote: SealedVote, public_key: str) -> dict:
    """A trial ballot for the ceremony, as the tool reads it. RuleViolated on ``public_key``."""
    public_key = public_key.strip().lower()
    _check_key(public_key)
    plain = trial_secret(vote, public_key).ljust(sealing.SIZE, b"\x00")
    ballot = sealing.seal(plain, public_key, info_of(vote))
    return {
        "vote": str(vote.submit_key),
        "rules_hash": vote.frozen_hash,
        "ballot": ballot.hex(),
    }


def vote_open(*, actor, vote: SealedVote, version=None) -> SealedVote:
    """Open the box."""
    return step_take(vote, "open", actor, version)


def vote_cancel(*, actor, vote: SealedVote, remark: str, version=None) -> SealedVote:
    """Call it off, in public, before anybody has voted."""
    words = {"remark": remark, "remark_is_public": True}
    return step_take(vote, "cancel", actor, version, **words)


@transaction.atomic
def vote_close(*, actor, vote: SealedVote, version=None) -> SealedVote:
    """Close the box and hang its root out; later ballots are refused (C4). ``actor`` None: the
    clock, at the hour that was told."""
    vote = subject_lock(vote)
    root = sealing.root_of([ballot.receipt for ballot in current_ballots(vote)])
    if vote.motion_id:
        room_keep(vote)
    words = {"changes": {"root": root}, "data": {"root": root}}
    return step_take(vote, "close" if actor else "run_out", actor, version, **words)


def current_ballots(vote: SealedVote) -> list[SealedBallot]:
    """The highest version of everybody who has not voted on paper; by receipt."""
    rows = SealedBallot.objects.filter(vote=vote, entry__paper_checked_by__isnull=True)
    latest = {row.entry_id: row for row in rows.order_by("entry", "version")}
    return sorted(latest.values(), key=lambda row: row.receipt)


def sealed_sweep() -> int:
    """Close the boxes whose hour has come and that nobody closed by hand; how many."""
    due = SealedVote.objects.filter(status=SealedStatus.OPEN, closes_at__lte=clock.now())
    changed = 0
    for vote in due:
        try:
            vote_close(actor=None, vote=vote)
        except TransitionRefused:  # somebody was faster
            continue
        changed += 1
    return changed
