"""Workflows as data: states, transitions, guards. Declared here, carried out elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices

Guard = Callable[[Any, Any], Any]


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One step of a workflow.

    name        verb in snake_case, unique in its workflow; the record's verb
    label       what the button says (translated)
    sources     states it may start from
    target      state it ends in, or None when the step leaves the state as it is
    permission  the permission asked of the actor; None = only the house itself (jobs, handlers)
    guards      functions (subject, actor) -> None when fine, or a translated sentence why not
    reason      "" no reason asked · "optional" · "required"
    plain       the step in plain words, in the past tense, for the public timeline
    hand        whose hand it is done by: residents | deliberation | execution | calm
    style       how the button looks: primary | secondary | danger
    form        name of the form that the step needs beyond the reason; "" = a plain button
    public      whether the public timeline shows it
    """

    name: str
    label: Any
    sources: frozenset[str]
    target: str | None
    permission: str | None
    plain: Any
    hand: str
    guards: tuple[Guard, ...] = ()
    reason: str = ""
    style: str = "secondary"
    form: str = ""
    public: bool = True

    def allows_from(self, state: str) -> bool:
        """Whether the step may start in ``state``."""
        return state in self.sources


@dataclass(frozen=True)
class Workflow:
    """A noun's states and the table of its transitions; refuses to be declared crooked."""

    noun: str
    states: type[TextChoices]
    initial: str
    transitions: tuple[Transition, ...]
    _by_name: dict[str, Transition] = field(init=False, repr=False)

    def __post_init__(self):
        by_name = {step.name: step for step in self.transitions}
        if len(by_name) != len(self.transitions):
            raise ValueError(f"{self.noun}: two transitions share a name")
        known = set(self.states.values)
        for step in self.transitions:
            unknown = (step.sources | ({step.target} if step.target else set())) - known
            if unknown:
                raise ValueError(f"{self.noun}.{step.name}: unknown states {sorted(unknown)}")
        unreachable = known - self._reachable()
        if unreachable:
            raise ValueError(f"{self.noun}: no way leads to {sorted(unreachable)}")
        object.__setattr__(self, "_by_name", by_name)

    def _reachable(self) -> set[str]:
        seen = {self.initial}
        while True:
            more = {s.target for s in self.transitions if s.target and s.sources & seen} - seen
            if not more:
                return seen
            seen |= more

    def __getitem__(self, name: str) -> Transition:
        return self._by_name[name]

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """The steps that may start in ``state``, in the order of the table."""
        return tuple(step for step in self.transitions if step.allows_from(state))

    def final_states(self) -> set[str]:
        """States that no step leaves for another state."""
        moving = set().union(
            *(step.sources for step in self.transitions if step.target is not None)
        )
        return set(self.states.values) - moving

    def mermaid(self) -> str:
        """The state diagram, for the README of the app."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for step in self.transitions:
            for source in sorted(step.sources):
                if step.target is not None:
                    lines.append(f"    {source} --> {step.target} : {step.name}")
        lines += [f"    {state} --> [*]" for state in sorted(self.final_states())]
        return "\n".join(lines)


def states(*names: Iterable[str]) -> frozenset[str]:
    """Shorthand for the ``sources`` of a transition."""
    return frozenset(str(name) for name in names)


def steps_like(*, guards: tuple[Guard, ...] = (), **usual) -> Callable[..., Transition]:
    """A maker of the transitions of one table, which share ``usual`` (any field but the first six)
    and ``guards``, asked before each one's own.

    The maker takes ``(name, label, sources, target, permission, plain, *guards, **more)``; ``more``
    goes before ``usual``. ``sources`` is a set by :func:`states`, or a single state.
    """

    def step(name, label, sources, target, permission, plain, *own, **more) -> Transition:
        return Transition(
            name=name,
            label=label,
            sources=sources if isinstance(sources, frozenset) else states(sources),
            target=target,
            permission=permission,
            plain=plain,
            guards=(*guards, *own),
            **(usual | more),
        )

    return step
