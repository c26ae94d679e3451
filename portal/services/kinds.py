"""The kinds of subject that the record speaks of: each app registers its own, by name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Verb:
    """How a verb of the record is told when it is no transition of the workflow."""

    plain: Any
    hand: str
    public: bool = True


@dataclass(frozen=True, kw_only=True)
class ClockOf:
    """How a kind's clock is read; naming one in its ``SubjectKind`` is all it takes to be swept.

    reading   (subject) -> kernel.deadlines.Reading while its clock runs, None while it is paused
              or the subject is done
    hears     (subject, level) -> ids of the users who are told, by name, of a level reached
    is_inner  (subject) -> whether it is part of another clocked affair, which speaks for it
    is_public whether everybody may read in the record that it ran out (never of a secret affair)
    why       (subjects) -> {id: why it is late, in a sentence}; by default its state
    """

    reading: Callable
    hears: Callable
    is_inner: Callable = lambda subject: False
    is_public: bool = True
    why: Callable = lambda subjects: {row.pk: row.status_name() for row in subjects}


# What may happen beside a subject of any kind (services/papers, services/clocks).
OF_ALL = {
    "clock_yellow": Verb(gettext_lazy("时限只剩五分之一"), "calm", public=False),
    "clock_red": Verb(gettext_lazy("超过了办理期限"), "calm"),
    "clock_escalated": Verb(gettext_lazy("超期过半，已上报街道"), "calm"),
    "add_paper": Verb(gettext_lazy("附上了材料"), "calm", public=False),
    "hide_paper": Verb(gettext_lazy("隐藏了一份材料"), "calm", public=False),
}


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """What the common ground must know of a subject to tell of it.

    subject_type  as in Record.subject_type
    label         "诉求", translated
    workflow      its Workflow, or None
    verbs         verbs beside the workflow's transitions
    load          (ids) -> {id: subject}, one statement
    title         (subject) -> str, safe for everybody who may see the subject
    url           (subject) -> path of its page
    can_see       (access, subject) -> bool; asked again when a notice is shown or mailed
    opens_papers  (access, subject) -> whether its papers may be opened; by default whoever sees it
    audience      (record, subject) -> {user_id: why}; why ∈ reporter, follower, responsible,
                  voter, supervisor. The actor never hears of their own step
    needs         (record, subject) -> ids of the users who have to act now
    clock         a ClockOf where it has a deadline, else None
    """

    subject_type: str
    label: Any
    workflow: Any = None
    verbs: dict[str, Verb] = field(default_factory=dict)
    load: Callable
    title: Callable
    url: Callable
    can_see: Callable
    audience: Callable
    needs: Callable = lambda record, subject: set()
    clock: ClockOf | None = None
    opens_papers: Callable | None = None

    def verb(self, name: str) -> Verb:
        """How ``name`` is told; an undeclared verb is a programming error."""
        if name in self.verbs:
            return self.verbs[name]
        if name in OF_ALL:
            return OF_ALL[name]
        step = self.workflow[name]
        return Verb(step.plain, step.hand, step.public)


_kinds: dict[str, SubjectKind] = {}


def kind_register(kind: SubjectKind) -> None:
    """Add a kind; called once per subject type from the app's ``subscribers`` room."""
    if kind.subject_type in _kinds:
        raise ValueError(f"{kind.subject_type} is registered twice")
    _kinds[kind.subject_type] = kind


def kind_of(subject_type: str) -> SubjectKind | None:
    """The kind, or None for subjects that only the record knows (roles, divisions)."""
    return _kinds.get(subject_type)
