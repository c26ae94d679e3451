"""Pure arithmetic of elections and recall: validity, who is elected, ties, runoff. No Django.

Counts come from paper ballots; nothing here knows a voter. "Those who voted" are the ballots that
came back, the invalid ones among them. Keys of candidates are opaque. Whoever ties for the last
seat is not seated by chance or by name: the tied go into a runoff.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from committees.tally import Step, Threshold

ELECTED, RUNOFF, SHORT, VOID = "elected", "runoff", "short", "void"
REMOVED, KEPT = "removed", "kept"
TIED, LOST = "tied", "lost"


def _whole(*counts) -> None:
    if any(type(count) is not int or count < 0 for count in counts):
        raise ValueError("a count is a whole number, zero or more")


@dataclass(frozen=True)
class Ballots:
    """The paper of one vote: how many might come, were given out, came back, and were invalid."""

    entitled: int
    issued: int
    returned: int
    invalid: int

    def __post_init__(self):
        _whole(self.entitled, self.issued, self.returned, self.invalid)
        if self.issued > self.entitled:
            raise ValueError("more ballots given out than people on the roll")
        if self.invalid > self.returned:
            raise ValueError("more invalid ballots than came back")

    @property
    def valid(self) -> int:
        """Ballots that came back and count."""
        return self.returned - self.invalid


@dataclass(frozen=True)
class ElectionInput:
    """The raw material of one count: the paper, the seats, and {candidate: votes}."""

    ballots: Ballots
    seats: int
    votes: Mapping

    def __post_init__(self):
        _whole(self.seats, *self.votes.values())
        if self.seats < 1:
            raise ValueError("an election fills at least one seat")
        if max(self.votes.values(), default=0) > self.ballots.valid:
            raise ValueError("a candidate has more votes than there are valid ballots")
        if sum(self.votes.values()) > self.ballots.valid * self.seats:
            raise ValueError("more votes than the valid ballots can carry")


@dataclass(frozen=True)
class RecallInput:
    """The raw material of a recall: the paper and what the valid ballots say."""

    ballots: Ballots
    votes_for: int
    against: int
    abstain: int

    def __post_init__(self):
        _whole(self.votes_for, self.against, self.abstain)
        if self.votes_for + self.against + self.abstain != self.ballots.valid:
            raise ValueError("the votes do not add up to the valid ballots")


@dataclass(frozen=True)
class Row:
    """One candidate: the votes against the bar, and what became of them."""

    candidate: object
    step: Step
    standing: str


@dataclass(frozen=True)
class ElectionResult:
    """The outcome with every figure it rests on.

    outcome  elected: every seat is filled; runoff: ``runoff`` names who stands again for
             ``open_seats``; short: seats stay open and nobody is left to stand; void
    """

    outcome: str
    steps: tuple[Step, ...]
    rows: tuple[Row, ...]
    elected: tuple
    runoff: tuple
    open_seats: int

    def to_json(self) -> dict:
        """Plain dict, for storing beside the count."""
        return asdict(self)


@dataclass(frozen=True)
class Verdict:
    """The outcome of a recall or of a demand, with the arithmetic as steps."""

    outcome: str
    steps: tuple[Step, ...]

    def to_json(self) -> dict:
        """Plain dict, for storing beside the count."""
        return asdict(self)


def _step(name: str, threshold: dict, count: int, base: int, article: str) -> Step:
    share = Threshold(**threshold)
    # Nobody is not a share of anybody, whatever the fractions say.
    met = count > 0 and share.is_met(count, base)
    sign = "≥" if share.inclusive else ">"
    return Step(name, count, sign, base, str(share.bar(base)), met, article)


def _holds(thresholds: dict, form: str, ballots: Ballots, article: str, paper: str):
    if form not in thresholds:
        raise ValueError(f"this law knows no election by {form}")
    back, given = ballots.returned, ballots.issued
    # More papers in the box than were given out: nobody can say which ones count.
    whole = Step("returned", back, "≤", given, str(given), back <= given, paper)
    return _step("turnout", thresholds[form], back, ballots.entitled, article), whole


def _seat(reached: list, votes: Mapping, seats: int) -> tuple[list, list]:
    """The best of ``reached`` (best first) up to ``seats``, and those tied for the last seat."""
    if len(reached) <= seats or votes[reached[seats - 1]] > votes[reached[seats]]:
        return reached[:seats], []
    last = votes[reached[seats]]
    above = [key for key in reached if votes[key] > last]
    return above, [key for key in reached if votes[key] == last]


def _best_losers(losers: list, votes: Mapping, wanted: int) -> list:
    """The ``wanted`` best of ``losers``, and whoever has as many votes as the last of them."""
    if len(losers) <= wanted:
        return losers
    return [key for key in losers if votes[key] >= votes[losers[wanted - 1]]]


def _result(steps, rows, given, elected, again) -> ElectionResult:
    still = given.seats - len(elected)
    outcome = ELECTED if not still else RUNOFF if again else SHORT
    return ElectionResult(outcome, steps, rows, tuple(elected), tuple(again), still)


def _count(rules: dict, form: str, given: ElectionInput, bar: str):
    vote, votes, back = rules["election"], given.votes, given.ballots.returned
    if vote["tie"] != "runoff":
        raise ValueError(f"unknown way to settle a tie: {vote['tie']!r}")
    paper = vote.get("ballots_article", "地方办法")
    steps = _holds(vote["validity"], form, given.ballots, vote["validity_article"], paper)
    ranked = sorted(votes, key=lambda key: (-votes[key], key))
    bars = {key: _step(bar, vote[bar], votes[key], back, vote["elected_article"]) for key in ranked}
    elected, tied = [], []
    if all(step.ok for step in steps):
        elected, tied = _seat([key for key in ranked if bars[key].ok], votes, given.seats)
    standing = {key: ELECTED for key in elected} | {key: TIED for key in tied}
    rows = tuple(Row(key, bars[key], standing.get(key, LOST)) for key in ranked)
    return steps, rows, elected, tied


def _void(given: ElectionInput, steps, rows) -> ElectionResult:
    return ElectionResult(VOID, steps, rows, (), (), given.seats)


def election_tally(rules: dict, form: str, given: ElectionInput) -> ElectionResult:
    """The first count under the frozen ``rules`` of a law, by ``form`` of the election."""
    steps, rows, elected, tied = _count(rules, form, given, "elected")
    if not all(step.ok for step in steps):
        return _void(given, steps, rows)
    again = tied
    still = given.seats - len(elected)
    if still and not tied:
        losers = [row.candidate for row in rows if row.standing == LOST]
        wanted = still + rules["nomination"]["more_than_seats"]
        again = _best_losers(losers, given.votes, wanted)
    return _result(steps, rows, given, elected, again)


def runoff_tally(rules: dict, form: str, given: ElectionInput) -> ElectionResult:
    """The count of a runoff: the most votes win, but no fewer than the law's least share.

    The law asks the same turnout of every vote, so a runoff too few came to is void as well.
    Only a tie for the last seat is voted again; a seat nobody reached the least for stays open.
    """
    steps, rows, elected, tied = _count(rules, form, given, "runoff_least")
    if not all(step.ok for step in steps):
        return _void(given, steps, rows)
    return _result(steps, rows, given, elected, tied)


def recall_tally(rules: dict, form: str, given: RecallInput) -> Verdict:
    """Whether a recall unseats: enough took part, and enough of those who voted agree."""
    recall, ballots = rules["recall"], given.ballots
    paper = rules["election"].get("ballots_article", "地方办法")
    steps = _holds(recall["turnout"], form, ballots, recall["article"], paper)
    if not all(step.ok for step in steps):
        return Verdict(VOID, steps)
    enough = _step(REMOVED, recall["removed"], given.votes_for, ballots.returned, recall["article"])
    return Verdict(REMOVED if enough.ok else KEPT, (*steps, enough))


def demand_tally(demand: dict, signed: Mapping[str, tuple[int, int]]) -> Verdict:
    """Whether a demand binds: {roll: (signatures, size)}; one roll that reaches its share does.

    Rolls are never added up: a household and a voter are not two of one kind.
    """
    steps = []
    for roll, (count, size) in sorted(signed.items()):
        _whole(count, size)
        if roll not in demand["shares"]:
            raise ValueError(f"this law takes no demand from {roll}")
        if count > size:
            raise ValueError("more signatures than names on the roll")
        steps.append(_step(roll, demand["shares"][roll], count, size, demand["article"]))
    return Verdict("met" if any(step.ok for step in steps) else "short", tuple(steps))
