"""What an entry of the public board may rest on: tasks and accounts that execution registers."""

from collections.abc import Callable
from dataclasses import dataclass

from committees.models.disclosures import DisclosureEntry
from portal.access.checker import Access
from portal.kernel.references import reference_format, reference_parse
from portal.services.kinds import kind_of


@dataclass(frozen=True)
class EntrySource:
    """One sort of source.

    find       (community_id, number) -> subject of that community or None, one statement
    reference  (subject) -> the reference under which it is known
    account    (subject) -> what its ledger says, in a sentence; "" for what has none
    """

    find: Callable
    reference: Callable = lambda subject: subject.reference
    account: Callable = lambda subject: ""


_sources: dict[str, EntrySource] = {}
_by_type: dict[str, EntrySource] = {}


def entry_source_add(prefix: str, subject_type: str, source: EntrySource) -> None:
    """Let references ``prefix-year-number`` be sources. Called once per sort from the app's
    kinds; deliberation itself knows nothing of execution."""
    _sources[prefix], _by_type[subject_type] = source, source


def source_found(community_id: int, written: str) -> list | None:
    """``[subject_type, id, reference]`` of what a reference names in the community, or None."""
    prefix, year, number = reference_parse(written) or ("", 0, 0)
    source = _sources.get(prefix)
    subject = source.find(community_id, number) if source and number < 2**63 else None
    if subject is None or source.reference(subject) != reference_format(prefix, year, number):
        return None
    return [subject.subject_type, subject.pk, source.reference(subject)]


def sources_shown(access: Access, entry: DisclosureEntry) -> list[dict]:
    """The sources as this person may see them: everybody the sort and the reference; the title,
    the account and the link whoever may see the thing itself. One statement a sort."""
    loaded: dict[str, dict] = {}
    for subject_type in {row[0] for row in entry.sources}:
        kind = kind_of(subject_type)
        ids = [row[1] for row in entry.sources if row[0] == subject_type]
        loaded[subject_type] = kind.load(ids) if kind else {}
    shown = []
    for subject_type, pk, reference in entry.sources:
        kind, subject = kind_of(subject_type), loaded[subject_type].get(pk)
        row = {"reference": reference, "kind": kind.label if kind else "", "title": reference}
        if subject is not None and kind.can_see(access, subject):
            account = _by_type[subject_type].account(subject) if subject_type in _by_type else ""
            row |= {"title": kind.title(subject), "url": kind.url(subject), "account": account}
        shown.append(row)
    return shown
