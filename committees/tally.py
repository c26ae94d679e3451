"""Pure arithmetic of decisions: quorum, majority, thresholds. Exact fractions, no Django.

A threshold "more than half" excludes the half (过半数), "two thirds or more" includes the two
thirds (以上): Civil Code §1259. A recused member leaves both the base and the quorum.
"""

from dataclasses import asdict, dataclass
from fractions import Fraction

ADOPTED, REJECTED, NO_QUORUM, VOID = "adopted", "rejected", "no_quorum", "void"
BASES = ("members", "present", "cast")
# What elections, recalls and demands are counted against.
ROLL_BASES = ("voters", "adults", "households", "groups", "representatives", "ballots")


@dataclass(frozen=True)
class Threshold:
    """``numerator/denominator`` of a base; ``inclusive`` = reaching it is enough (≥), else >."""

    numerator: int
    denominator: int
    inclusive: bool
    base: str

    def __post_init__(self):
        if self.denominator < 1 or not 0 <= self.numerator <= self.denominator:
            raise ValueError("a threshold is a fraction between 0 and 1")
        if self.base not in BASES + ROLL_BASES:
            raise ValueError(f"unknown base {self.base!r}")

    def bar(self, base: int) -> Fraction:
        """The exact number to reach or pass for ``base`` people."""
        return Fraction(self.numerator * base, self.denominator)

    def is_met(self, count: int, base: int) -> bool:
        """Whether ``count`` of ``base`` is enough."""
        bar = self.bar(base)
        return count >= bar if self.inclusive else count > bar

    def least(self, base: int) -> int:
        """The smallest whole number that is enough."""
        bar = self.bar(base)
        whole = -(-bar.numerator // bar.denominator)
        return whole if self.inclusive or bar.denominator != 1 else whole + 1


@dataclass(frozen=True)
class TallyRules:
    """The rules of one vote: when the meeting counts, when the motion passes, from which law."""

    quorum: Threshold
    majority: Threshold
    quorum_article: str = ""
    majority_article: str = ""

    def __post_init__(self):
        if not {self.quorum.base, self.majority.base} <= set(BASES):
            raise ValueError("a meeting counts members, those present or votes cast")

    def to_json(self) -> dict:
        """Plain dict, for freezing with the vote."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "TallyRules":
        """The rules frozen as ``data``."""
        return cls(
            Threshold(**data["quorum"]),
            Threshold(**data["majority"]),
            data.get("quorum_article", ""),
            data.get("majority_article", ""),
        )


@dataclass(frozen=True)
class TallyInput:
    """The raw material: people in office, there, standing aside, and their choices.

    ``present`` and ``members`` count everybody, ``recused`` those of the members who stand aside,
    ``recused_present`` those of them who are in the room.
    """

    members: int
    present: int
    votes_for: int
    against: int
    abstain: int
    recused: int = 0
    recused_present: int = 0

    def __post_init__(self):
        if min(asdict(self).values()) < 0:
            raise ValueError("no count is negative")
        if self.present > self.members or self.recused > self.members:
            raise ValueError("more people than seats")
        if self.recused_present > min(self.recused, self.present):
            raise ValueError("more recused in the room than recused or than in the room")
        if self.cast > self.entitled_present:
            raise ValueError("more votes than people who may vote")

    @property
    def cast(self) -> int:
        """Votes given, abstentions among them."""
        return self.votes_for + self.against + self.abstain

    @property
    def entitled(self) -> int:
        """Members who may vote on this motion."""
        return self.members - self.recused

    @property
    def entitled_present(self) -> int:
        """Those of them who are there."""
        return self.present - self.recused_present

    def base(self, name: str) -> int:
        """How many people the base called ``name`` holds."""
        return {
            "members": self.entitled,
            "present": self.entitled_present,
            "cast": self.cast,
        }[name]


@dataclass(frozen=True)
class Step:
    """One line of the arithmetic: ``left`` compared with ``numerator/denominator`` of ``base``."""

    name: str
    left: int
    comparator: str
    base: int
    bar: str
    ok: bool
    article: str


@dataclass(frozen=True)
class TallyResult:
    """The outcome with every figure it rests on."""

    outcome: str
    steps: tuple[Step, ...]
    quorum_needed: int
    votes_needed: int
    counts: dict

    def to_json(self) -> dict:
        """Plain dict, for storing beside the vote."""
        return asdict(self) | {"steps": [asdict(step) for step in self.steps]}


def _step(name: str, threshold: Threshold, count: int, base: int, article: str) -> Step:
    return Step(
        name=name,
        left=count,
        comparator="≥" if threshold.inclusive else ">",
        base=base,
        bar=str(threshold.bar(base)),
        ok=threshold.is_met(count, base),
        article=article,
    )


def tally(rules: TallyRules, given: TallyInput) -> TallyResult:
    """The result of a vote: no quorum, adopted or rejected, with the arithmetic as steps."""
    quorum_base = given.base(rules.quorum.base)
    majority_base = given.base(rules.majority.base)
    steps = [
        _step("quorum", rules.quorum, given.entitled_present, quorum_base, rules.quorum_article)
    ]
    outcome = NO_QUORUM
    # A meeting of nobody decides nothing, whatever the fractions say.
    if steps[0].ok and given.entitled_present:
        steps.append(
            _step(
                "majority", rules.majority, given.votes_for, majority_base, rules.majority_article
            )
        )
        outcome = ADOPTED if steps[1].ok and given.votes_for else REJECTED
    counts = asdict(given) | {"entitled": given.entitled, "cast": given.cast}
    return TallyResult(
        outcome,
        tuple(steps),
        rules.quorum.least(quorum_base),
        rules.majority.least(majority_base),
        counts,
    )


def tally_void(rules: TallyRules, given: TallyInput) -> TallyResult:
    """The result of a vote whose ballots cannot be told: presence alone, nothing decided. The
    choices of ``given`` are nought."""
    if given.cast:
        raise ValueError("a vote that is not told shows no choices")
    found = tally(rules, given)
    return TallyResult(VOID, found.steps[:1], found.quorum_needed, found.votes_needed, found.counts)


COMMITTEE_DEFAULT = TallyRules(
    quorum=Threshold(1, 2, False, "members"),
    majority=Threshold(1, 2, False, "present"),
)
