"""Counting again: every stored result from its raw rows, by the rules it was frozen under.

Nothing here reads what it compares with: counts come from votes, teller counts, sealed ballots,
answers, sheets and signatures as they lie in the database. A result that does not fit is a
:class:`Misfit`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from committees.appraisal_tally import INCOMPETENT, Counts, line_result, successive_failures
from committees.models import (
    Appraisal,
    AppraisalLine,
    Choice,
    MeetingDemand,
    Poll,
    SealedVote,
    VoteEvent,
    VoteMethod,
)
from committees.poll_tally import poll_count
from committees.recount_sealed import box_misfit, places_voted, sealed_result
from committees.selectors.demands import demand_count
from committees.selectors.teller_counts import counts_agreed
from committees.tally import TallyInput, TallyResult, TallyRules, tally
from committees.texts import canonical_hash, decision_hash

IN_TOTALS = {VoteMethod.COUNTED, VoteMethod.SECRET}


@dataclass(frozen=True)
class Misfit:
    """One stored result that its raw material does not give: which, and in what."""

    kind: str
    pk: int
    what: str

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}: {self.what}"


def vote_input(event: VoteEvent) -> TallyInput | None:
    """What the rows say was cast; None when two tellers do not agree."""
    present, recused = set(event.present), set(event.recused)
    shared = {
        "members": len(event.base) if event.entitled is None else event.entitled,
        "recused": len(recused),
        "recused_present": len(recused & present),
    }
    if event.method in IN_TOTALS:
        count = counts_agreed(event)
        if count is None:
            return None
        here = len(present) if event.entitled is None else count.present
        said = {"votes_for": count.votes_for, "against": count.against, "abstain": count.abstain}
        return TallyInput(present=here, **said, **shared)
    said = list(event.votes.values_list("choice", flat=True))
    return TallyInput(
        present=len(present),
        votes_for=said.count(Choice.FOR),
        against=said.count(Choice.AGAINST),
        abstain=said.count(Choice.ABSTAIN),
        **shared,
    )


def vote_misfit(event: VoteEvent) -> str:
    """In what a closed vote (on a motion or an amendment) does not fit; "" when it does."""
    if canonical_hash(event.rules) != event.rules_hash:
        return "rules"
    voted = set(event.votes.values_list("participant_id", flat=True))
    if event.sealed_id:
        if voted or event.counts.exists():
            return "beside"
        voted = places_voted(event.sealed)
    if not voted <= set(event.present) - set(event.recused):
        return "roll"
    try:
        found = _vote_result(event)
    except ValueError:  # figures that no meeting can have
        return "result"
    if found is None:
        return "tellers"
    stored = (event.quorum_present, event.quorum_needed, event.votes_for, event.votes_needed)
    counted = (
        *(found.steps[0].left, found.quorum_needed),
        *(found.counts["votes_for"], found.votes_needed),
    )
    if (event.outcome, event.result) != (found.outcome, found.to_json()) or stored != counted:
        return "result"
    return _decision_misfit(event)


def _vote_result(event: VoteEvent) -> TallyResult | None:
    if event.sealed_id:
        return sealed_result(event)
    counts = vote_input(event)
    return None if counts is None else tally(TallyRules.from_json(event.rules), counts)


def _decision_misfit(event: VoteEvent) -> str:
    """An adopted motion is a resolution word for word, and only an adopted one is."""
    resolution = getattr(event, "resolution", None)
    if event.amendment_id:
        taken = event.amendment.outcome == "adopted"
        fits = resolution is None and taken == (event.outcome == "adopted")
        return "" if fits else "amendment"
    if (event.outcome == "adopted") != (resolution is not None):
        return "resolution"
    if resolution is None:
        return ""
    words = decision_hash(resolution.title, resolution.text, resolution.action_items.all())
    return "" if words == resolution.text_hash == event.text_hash else "text"


def poll_misfit(poll: Poll) -> str:
    """In what a closed poll does not fit."""
    counted, paper, waiting = [], 0, 0
    for row in poll.answers.filter(refused_at__isnull=True):
        if row.source == "paper" and not row.confirmed_at:
            waiting += 1
            continue
        counted.append(row.content)
        paper += row.source == "paper"
    found = poll_count(
        poll.kind,
        [option["id"] for option in poll.options],
        counted,
        roll=poll.roll_size,
        turnout=poll.rules["poll_turnout"],
        share=poll.rules["poll_share"],
    )
    found |= {"online": len(counted) - paper, "paper": paper, "unconfirmed": waiting}
    return "" if found == poll.result else "result"


def appraisal_misfit(appraisal: Appraisal) -> str:
    """In what a published appraisal does not fit: grades, sheets, and whom it ended."""
    latest = {}
    for sheet in appraisal.sheets.order_by("number"):
        latest[sheet.side] = sheet
    sheets = list(latest.values())
    lines = list(appraisal.lines.order_by("id"))
    stored = appraisal.result["lines"]
    if sheets and (len(sheets) < 2 or any(row.counts != sheets[0].counts for row in sheets)):
        return "sheets"
    for line in lines:
        given = line.result
        raw = sheets[0].counts[str(line.pk)] if sheets else [given[k] for k in KINDS]
        found = line_result(appraisal.rules, Counts(*raw))
        if not found == given == stored[str(line.pk)] or line.grade != found["grade"]:
            return f"line {line.pk}"
        if line.ends_mandate and not _failed_long_enough(appraisal, line):
            return f"mandate {line.pk}"
    return ""


KINDS = ("competent", "basic", "incompetent", "invalid")


def _failed_long_enough(appraisal: Appraisal, line: AppraisalLine) -> bool:
    rows = AppraisalLine.objects.filter(
        membership=line.membership_id,
        appraisal__committee=appraisal.committee_id,
        appraisal__status="published",
        appraisal__year__lte=appraisal.year,
    )
    grades = list(rows.order_by("-appraisal__year").values_list("grade", flat=True))
    limit = appraisal.rules["failures_end_mandate"]
    return line.grade == INCOMPETENT and successive_failures(grades) >= limit


def demand_misfit(demand: MeetingDemand) -> str:
    """A demand was reached when its confirmed signatures reach a share, and not otherwise."""
    met = demand_count(demand).outcome == "met"
    return "" if met == (demand.reached_at is not None) else "signatures"


def misfits() -> Iterator[Misfit]:
    """Every stored result counted again, the oldest first within its kind."""
    rows = (
        ("vote", VoteEvent.objects.filter(closed_at__isnull=False), vote_misfit),
        ("sealed vote", SealedVote.objects.exclude(frozen_hash=""), box_misfit),
        ("poll", Poll.objects.filter(closed_at__isnull=False), poll_misfit),
        ("appraisal", Appraisal.objects.filter(status="published"), appraisal_misfit),
        ("demand", MeetingDemand.objects.all(), demand_misfit),
    )
    for kind, found, misfit in rows:
        for row in found.order_by("pk").iterator(chunk_size=200):
            what = misfit(row)
            if what:
                yield Misfit(kind, row.pk, what)


def results_counted() -> dict[str, int]:
    """How many results there are to count again, by kind."""
    return {
        "vote": VoteEvent.objects.filter(closed_at__isnull=False).count(),
        "sealed vote": SealedVote.objects.exclude(frozen_hash="").count(),
        "poll": Poll.objects.filter(closed_at__isnull=False).count(),
        "appraisal": Appraisal.objects.filter(status="published").count(),
        "demand": MeetingDemand.objects.count(),
    }
