"""Election day in figures: turnout by hour, two count sheets, the count itself (§19)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from committees.election_tally import (
    ELECTED,
    RUNOFF,
    SHORT,
    VOID,
    Ballots,
    ElectionInput,
    RecallInput,
    election_tally,
    recall_tally,
    runoff_tally,
)
from committees.models import CountSheet, Election, TurnoutNote, VoterRegistration
from committees.models.candidates import CandidateState
from committees.models.counts import InvalidBallot
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock, transition_apply

WORST_FIRST = (VOID, RUNOFF, SHORT, ELECTED)
RECALL_VOTES = ("for", "against", "abstain")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One person's figures. ``invalid`` {reason: ballots}; ``votes`` {candidate id: votes}, of a
    recall {"for", "against", "abstain"}."""

    issued: int
    returned: int
    invalid: dict
    votes: dict


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def entitled_of(election: Election) -> int:
    """How many are on the roll that is voted on."""
    rows = VoterRegistration.objects.filter(election=election.roll_holder_id)
    return rows.filter(roll=election.form, removed_on__isnull=True).count()


def turnout_fact(election: Election) -> dict:
    """What the record keeps of a counted vote for the figures: ``roll`` and ``cast`` (ballots that
    came back); {} before the sheets. Two statements."""
    sheet = election.sheets.order_by("entry").first()
    return {"roll": entitled_of(election), "cast": sheet.returned} if sheet else {}


def _voting(election: Election, actor) -> Election:
    election = subject_lock(election)
    access_of(actor).require(RUN, election)
    if election.status != ElectionStatus.VOTING:
        raise TransitionRefused(_("现在不是投票和计票的时候。"), code="state")
    return election


def _note(election: Election, actor, verb: str, **data) -> None:
    post = access_of(actor).post_for(RUN, election)
    record_append(subject=election, verb=verb, actor=actor, post=post, data=data, is_public=False)


@transaction.atomic
def turnout_note(*, actor, election: Election, issued: int) -> TurnoutNote:
    """How many ballots have been given out by now; it never sinks. RuleViolated on ``issued``."""
    election = _voting(election, actor)
    last = election.turnout.order_by("-id").first()
    if last is not None and issued < last.issued:
        words = _("不能比上一次的 %(n)d 少。") % {"n": last.issued}
        raise _wrong("issued", words, "sinks")
    if not 0 <= issued <= entitled_of(election):
        raise _wrong("issued", _("比名单上的人还多，请核对。"), "too_many")
    if last is not None and issued == last.issued:
        return last
    row = TurnoutNote.objects.create(election=election, issued=issued, noted_by=actor)
    _note(election, actor, "note_turnout", issued=issued)
    return row


def candidates_standing(election: Election) -> dict:
    """{post: [candidates on the ballot]}, the chair's post first."""
    return {
        post: list(
            post.candidates.filter(
                state=CandidateState.QUALIFIED, accepted_on__isnull=False
            ).order_by("id")
        )
        for post in election.posts_in_order
    }


def _input(election: Election, sheet: Sheet, entitled: int) -> dict:
    """{key: the raw material of one tally}; RuleViolated on the field that cannot be."""
    counts = (sheet.issued, sheet.returned, *sheet.invalid.values(), *sheet.votes.values())
    if any(type(count) is not int or count < 0 for count in counts):
        raise _wrong("issued", _("请填整数。"), "invalid")
    if set(sheet.invalid) - set(InvalidBallot):
        raise _wrong("issued", _("请填写。"), "invalid")
    if sheet.issued > entitled:
        raise _wrong("issued", _("比名单上的人还多，请核对。"), "too_many")
    spoilt = sum(sheet.invalid.values())
    if spoilt > sheet.returned:
        raise _wrong("returned", _("无效票比收回的票还多。"), "invalid")
    ballots = Ballots(entitled, sheet.issued, sheet.returned, spoilt)
    if election.is_recall:
        return {"recall": _recall_input(sheet, ballots)}
    standing = candidates_standing(election)
    wanted = {str(row.pk) for rows in standing.values() for row in rows}
    if set(sheet.votes) != wanted:
        raise _wrong("issued", _("每位候选人的票数都要填。"), "missing")
    return {
        str(post.pk): _post_input(post, [row.pk for row in rows], sheet, ballots)
        for post, rows in standing.items()
    }


def _recall_input(sheet: Sheet, ballots: Ballots) -> RecallInput:
    if set(sheet.votes) != set(RECALL_VOTES):
        raise _wrong("for", _("请填写。"), "missing")
    if sum(sheet.votes.values()) != ballots.valid:
        words = _("赞成、反对、弃权加起来应等于有效票 %(n)d。") % {"n": ballots.valid}
        raise _wrong("for", words, "sum")
    return RecallInput(ballots, *(sheet.votes[name] for name in RECALL_VOTES))


def _post_input(post, ids: list[int], sheet: Sheet, ballots: Ballots) -> ElectionInput:
    votes = {pk: sheet.votes[str(pk)] for pk in ids}
    over = next((pk for pk in ids if votes[pk] > ballots.valid), None)
    if over is not None:
        words = _("得票比有效票 %(n)d 还多。") % {"n": ballots.valid}
        raise _wrong(f"votes_{over}", words, "too_many")
    if sum(votes.values()) > ballots.valid * post.seats:
        words = _("%(post)s的票加起来超过有效票能投的 %(n)d 票。")
        words %= {"post": post.get_seat_display(), "n": ballots.valid * post.seats}
        raise _wrong(f"votes_{ids[0]}", words, "sum")
    return ElectionInput(ballots, post.seats, votes)


@transaction.atomic
def sheet_enter(*, actor, election: Election, sheet: Sheet) -> CountSheet:
    """Enter, or correct, one's own count sheet; two different people enter one each. The same
    figures again change nothing. RuleViolated on the field that cannot be."""
    election = _voting(election, actor)
    _input(election, sheet, entitled_of(election))
    figures = {name: getattr(sheet, name) for name in ("issued", "returned", "invalid", "votes")}
    mine = election.sheets.filter(entered_by=actor).first()
    if mine is None:
        taken = set(election.sheets.values_list("entry", flat=True))
        entry = next((number for number in (1, 2) if number not in taken), None)
        if entry is None:
            raise TransitionRefused(_("计票单已由另外两个人录入。"), code="taken")
        mine = CountSheet(election=election, entry=entry, entered_by=actor)
    elif all(getattr(mine, name) == value for name, value in figures.items()):
        return mine
    for name, value in figures.items():
        setattr(mine, name, value)
    mine.entered_at = clock.now()
    mine.save()
    _note(election, actor, "enter_count", entry=mine.entry, **figures)
    return mine


def sheets_differ(sheets) -> list[str]:
    """Which figures of two sheets differ: "issued", "returned", "invalid.blank", "votes.12" …"""
    first, second = sheets
    found = [
        name for name in ("issued", "returned") if getattr(first, name) != getattr(second, name)
    ]
    for name in ("invalid", "votes"):
        one, other = getattr(first, name), getattr(second, name)
        keys = sorted(set(one) | set(other))
        found += [f"{name}.{key}" for key in keys if one.get(key, 0) != other.get(key, 0)]
    return found


def result_of(election: Election, sheet, entitled: int) -> tuple[str, dict]:
    """The outcome and the tally of every post from the figures of a sheet, under frozen rules."""
    given = Sheet(
        issued=sheet.issued, returned=sheet.returned, invalid=sheet.invalid, votes=sheet.votes
    )
    count = recall_tally if election.is_recall else election_tally
    if election.is_runoff:
        count = runoff_tally
    tallies = {
        key: count(election.rules, election.form, raw)
        for key, raw in _input(election, given, entitled).items()
    }
    outcomes = {tally.outcome for tally in tallies.values()}
    outcome = next((one for one in WORST_FIRST if one in outcomes), None) or outcomes.pop()
    return outcome, {key: tally.to_json() for key, tally in tallies.items()}


@transaction.atomic
def election_count(*, actor, election: Election, version=None) -> Election:
    """Store the result of two agreeing sheets, once."""
    election = subject_lock(election)
    sheet, changes = election.sheets.first(), {}
    if election.status == ElectionStatus.VOTING and sheet is not None:
        outcome, result = result_of(election, sheet, entitled_of(election))
        changes = {"outcome": outcome, "result": result, "counted_at": clock.now()}
    data = {"outcome": changes.get("outcome", "")}
    return transition_apply(
        election, "count", actor=actor, version=version, changes=changes, data=data
    ).subject
