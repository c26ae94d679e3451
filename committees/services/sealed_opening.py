"""After the close: what goes to the trustees, what two people bring back, the result, the end."""

from collections import Counter
from datetime import timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from committees import sealing
from committees.appraisal_tally import is_met
from committees.guards.sealed import require_not_appraised
from committees.models import SealedImport, SealedVote
from committees.models.freezing_sealed import emptying
from committees.services.appraisal_results import result_publish
from committees.services.appraisals import appraisal_open
from committees.services.sealed import current_ballots, step_take
from committees.workflows.sealed import RUN, SealedStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock, transition_apply

CHALLENGE = timedelta(days=30)
# S4: nothing but the total under 20 ballots, no breakdown of fewer than 10.
LEAST_SHOWN = 20


def ballots_export(*, actor, vote: SealedVote) -> dict:
    """The current ciphertexts for the offline computers: sorted by hash, no ids, no times, no
    names. TransitionRefused before the close: there is no interim count (V8)."""
    access_of(actor).require(RUN, vote)
    require_not_appraised(vote, actor)
    if vote.status not in {SealedStatus.CLOSED, SealedStatus.OPENED}:
        raise TransitionRefused(_("截止以后才能导出。"), code="state")
    return {
        "vote": str(vote.submit_key),
        "rules_hash": vote.frozen_hash,
        "public_key": vote.public_key,
        "limits": vote.limits,
        "root": vote.root,
        "ballots": [bytes(row.ciphertext).hex() for row in current_ballots(vote)],
    }


PARTS = {"vote", "root", "choices", "valid", "invalid"}


def _check_opened(vote: SealedVote, opened: dict) -> None:
    """RuleViolated on ``opened`` for what this box cannot have held."""
    wrong = RuleViolated(_("这份结果和票箱对不上。"), field="opened", code="opened")
    if not isinstance(opened, dict) or set(opened) != PARTS:
        raise wrong
    if (opened["vote"], opened["root"]) != (str(vote.submit_key), vote.root):
        raise wrong
    counts = (opened["valid"], opened["invalid"])
    if any(type(count) is not int or count < 0 for count in counts):
        raise wrong
    if sum(counts) != len(current_ballots(vote)):
        raise wrong
    if not _are_answers(opened["choices"], vote.limits, opened["valid"]):
        raise wrong


def _are_answers(choices, limits: list[list[int]], valid: int) -> bool:
    """Whether there are ``valid`` answers to each question, sorted: an order would be a way back
    to the ballots."""
    if not isinstance(choices, list) or len(choices) != len(limits):
        return False
    return all(
        isinstance(answers, list)
        and len(answers) == valid
        and all(sealing.is_choice(one, *limit) and one == sorted(one) for one in answers)
        and answers == sorted(answers)
        for answers, limit in zip(choices, limits, strict=True)
    )


def paper_ballots(vote: SealedVote) -> int:
    """How many voted on paper at the counter."""
    return vote.entries.filter(paper_checked_by__isnull=False).count()


def _check_paper(vote: SealedVote, paper: list[list[int]]) -> None:
    """RuleViolated on ``paper`` for what so many paper ballots cannot say."""
    count = paper_ballots(vote)
    if not count and not paper:
        return
    wrong = RuleViolated(_("纸质选票的数和登记的人数对不上。"), field="paper", code="paper")
    if len(paper) != len(vote.limits):
        raise wrong
    for counts, (size, _least, most) in zip(paper, vote.limits, strict=True):
        if len(counts) != size or any(type(one) is not int or one < 0 for one in counts):
            raise wrong
        if max(counts) > count or sum(counts) > count * most:
            raise wrong


@transaction.atomic
def opened_import(*, actor, vote: SealedVote, opened: dict, paper=()) -> SealedVote:
    """Bring what was opened and what the paper ballots say. The second person with the same makes
    it the result; with something else, both stay on record and the box is opened again.
    RuleViolated on ``opened`` or ``paper``."""
    vote = subject_lock(vote)
    access = access_of(actor)
    access.require(RUN, vote)
    require_not_appraised(vote, actor)
    if vote.status != SealedStatus.CLOSED:
        raise TransitionRefused(_("现在不能录入开箱结果。"), code="state")
    paper = [list(counts) for counts in paper]
    _check_opened(vote, opened)
    _check_paper(vote, paper)
    digest = sealing.opened_hash({"opened": opened, "paper": paper})
    _bring(actor, vote, digest, {"opened": opened, "paper": paper})
    if vote.imports.filter(opened_hash=digest).count() < 2:
        return vote
    data = {"hash": digest, "valid": opened["valid"], "invalid": opened["invalid"]}
    data["paper"] = paper_ballots(vote)
    changes = {"opened": opened, "paper": paper}
    return transition_apply(vote, "import_opened", changes=changes, data=data).subject


def _bring(actor, vote: SealedVote, digest: str, brought: dict) -> None:
    mine = vote.imports.filter(brought_by=actor).first()
    if mine is not None and mine.opened_hash != digest:
        raise TransitionRefused(_("您已录入过另一份结果。"), code="other")
    if mine is None:
        words = {"opened_hash": digest, "brought_by": actor, "brought_at": clock.now()}
        SealedImport.objects.create(vote=vote, **brought, **words)
        post = access_of(actor).post_for(RUN, vote)
        record_append(
            subject=vote, verb="bring_opened", actor=actor, post=post, data={"hash": digest}
        )


def tally_of(vote: SealedVote) -> list[list[int]] | None:
    """For each question how often each option was chosen, sealed and on paper; None where so few
    voted that a count would tell who (S4). Recomputed from what was opened and counted whenever
    it is asked (V4)."""
    if not vote.opened or vote.opened["valid"] + paper_ballots(vote) < LEAST_SHOWN:
        return None
    found = []
    for number, (answers, limit) in enumerate(
        zip(vote.opened["choices"], vote.limits, strict=True)
    ):
        counts = Counter(one for chosen in answers for one in chosen)
        paper = vote.paper[number] if vote.paper else [0] * limit[0]
        found.append([counts[option] + paper[option] for option in range(limit[0])])
    return found


def collected_of(vote: SealedVote) -> int:
    """How many ballots came in, sealed and on paper, valid or not."""
    return vote.opened["valid"] + vote.opened["invalid"] + paper_ballots(vote)


def is_quorate(vote: SealedVote) -> bool:
    """Whether as many took part as the frozen rules ask for, where they ask for any."""
    share = vote.rules.get("quorum")
    return not share or is_met(share, collected_of(vote), vote.roll_size)


@transaction.atomic
def sealed_publish(*, actor, vote: SealedVote, version=None) -> SealedVote:
    """Publish the counts; the days to object begin. An appraisal is graded and published with it
    (§37), unless too few took part: then it has no result and must be held on paper."""
    vote = subject_lock(vote)
    counts = tally_of(vote)
    if vote.appraisal_id and counts is not None and is_quorate(vote):
        _appraisal_publish(actor, vote, counts)
    changes = {"published_at": clock.now()}
    return step_take(vote, "publish", actor, version, changes=changes)


def _appraisal_publish(actor, vote: SealedVote, counts: list[list[int]]) -> None:
    """Hand each member's counts to the appraisal; ballots left blank or invalid are its invalid
    ones. A member who left meanwhile has no line, one who came since was not appraised."""
    collected = collected_of(vote)
    sheets = {
        row["membership"]: (*three, collected - sum(three))
        for row, three in zip(vote.questions, counts, strict=True)
    }
    numbers = {"eligible": vote.roll_size, "present": collected, "issued": collected}
    appraisal = vote.appraisal
    appraisal_open(actor=actor, appraisal=appraisal, members=sheets, **numbers)
    lines = appraisal.lines.values_list("pk", "membership_id")
    by_line = {str(pk): sheets[membership] for pk, membership in lines}
    appraisal.refresh_from_db()
    result_publish(appraisal=appraisal, collected=collected, counts=by_line)


@transaction.atomic
def box_destroy(*, actor, vote: SealedVote) -> SealedVote:
    """Destroy the ciphertexts, and with them the only tie between a voter and a ballot: asked for
    by one person, done by the second, when the days to object are over."""
    vote = subject_lock(vote)
    access = access_of(actor)
    access.require(RUN, vote)
    require_not_appraised(vote, actor)
    if vote.status != SealedStatus.PUBLISHED:
        raise TransitionRefused(_("公布结果以后才能销毁。"), code="state")
    if clock.now() < vote.published_at + CHALLENGE:
        words = _("公布后 %(n)d 天内可以提出异议，之后才能销毁。") % {"n": CHALLENGE.days}
        raise TransitionRefused(words, code="early")
    if vote.destroy_by_id is None:
        vote.destroy_by = actor
        vote.save(update_fields=["destroy_by"])
        words = {"post": access.post_for(RUN, vote), "data": {}}
        record_append(subject=vote, verb="ask_destroy", actor=actor, **words)
        return vote
    if vote.destroy_by_id == actor.pk:
        raise TransitionRefused(_("要由另一个人确认销毁。"), code="same")
    count = vote.ballots.count()
    with emptying(connection):
        vote.ballots.all().delete()
    return transition_apply(vote, "destroy", data={"ballots": count}).subject
