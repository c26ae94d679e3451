"""Papers as they are shown: whoever may open the page of an affair may open its papers, unless its
kind says otherwise."""

from portal.kernel.errors import NotFound
from portal.models import Paper
from portal.services.kinds import kind_of


def papers_of(subject) -> list[Paper]:
    """Those of one subject, in the order they came; one statement."""
    rows = Paper.objects.filter(subject_type=subject.subject_type, subject_id=subject.pk)
    return list(rows.order_by("pk"))


def papers_told_of(subject, records) -> list[Paper]:
    """The papers of ``subject``, whose rows of the record are loaded: no statement where none of
    them tells of a paper."""
    return papers_of(subject) if any(row.verb == "add_paper" for row in records) else []


def papers_by_subject(subject_type: str, ids) -> dict[int, list[Paper]]:
    """{subject's id: its papers that are in sight}; one statement."""
    rows = Paper.objects.filter(subject_type=subject_type, subject_id__in=list(ids), hidden_at=None)
    found: dict[int, list[Paper]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.subject_id, []).append(row)
    return found


def paper_file(access, pk: int) -> Paper:
    """One paper to be opened; NotFound when hidden or not this person's to see."""
    paper = Paper.objects.filter(pk=pk, hidden_at=None).first()
    if paper is None:
        raise NotFound()
    kind = kind_of(paper.subject_type)
    subject = kind.load([paper.subject_id]).get(paper.subject_id)
    may_open = kind.opens_papers or kind.can_see
    if subject is None or not may_open(access, subject):
        raise NotFound()
    return paper
