"""The permission table: each app declares its rows; here they are kept, checked and looked up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.access.predicates import Predicate, granted
from portal.models.divisions import Level
from portal.models.roles import Role


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One row of the table.

    name      "app.verb_noun"
    label     what it allows, translated
    roles     to whom it is granted, at the division where they hold the role
    acts      whether it changes something. Reading inherits downward, acting never does: an
              acting permission is for roles of its ``levels`` only
    levels    the levels of division at which an acting permission may be held
    sentence  the whole condition; ``granted`` alone unless relations count (the reporter, …)
    whose     (user id, subject) -> in whose place that person uses it on the subject, None for
              their own; only where somebody may act on what is another's
    """

    name: str
    label: Any
    roles: frozenset[Role] = frozenset()
    acts: bool = True
    levels: frozenset[Level] = frozenset({Level.COMMUNITY, Level.GROUP})
    sentence: Predicate = field(default=granted)
    whose: Callable[[int, Any], int | None] | None = None

    def __post_init__(self):
        if self.acts:
            foreign = {role for role in self.roles if role.level not in self.levels}
            if foreign:
                raise ValueError(f"{self.name}: {sorted(foreign)} would act below their own level")


_table: dict[str, Policy] = {}


def declare(*policies: Policy) -> None:
    """Add rows to the table. Called once per app, when its ``policies`` room is loaded."""
    for policy in policies:
        if policy.name in _table:
            raise ValueError(f"{policy.name} is declared twice")
        _table[policy.name] = policy


def policy_named(name: str) -> Policy:
    """The row called ``name``; an undeclared permission is a programming error, never a yes."""
    return _table[name]


def all_policies() -> tuple[Policy, ...]:
    """The whole table in order of declaration."""
    return tuple(_table.values())


def permissions_of(role: Role) -> frozenset[str]:
    """The names of the permissions granted to ``role``."""
    return frozenset(policy.name for policy in _table.values() if role in policy.roles)
