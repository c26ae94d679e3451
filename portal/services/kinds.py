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


# What may happen beside a subject of any kind (services/papers).
OF_ALL = {
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
    audience      (record, subject) -> {user_id: why}; why ∈ reporter, follower, responsible,
                  voter, supervisor. The actor never hears of their own step
    needs         (record, subject) -> ids of the users who have to act now
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
