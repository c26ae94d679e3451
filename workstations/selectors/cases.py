"""Supervision cases as each side may read them: the officer, who watches, who is heard, who
complained. Nothing here joins the complaint: services.case_steps.complaint_read is its one door."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Prefetch, Q, Subquery

from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Level, Role
from portal.models.subjects import LEVEL_FIELDS
from portal.selectors.papers import papers_told_of
from portal.selectors.timelines import records_of_one, timeline_entries
from workstations.models import (
    CaseBody,
    CaseComplaint,
    CaseFinding,
    CaseLevel,
    CaseParty,
    CaseSource,
    PartyKind,
    RectificationOrder,
    SupervisionCase,
    SupervisionOrder,
)
from workstations.policies.cases import DESKS, HEARD, kin_ids
from workstations.workflows.cases import (
    ANSWER,
    DIRECT,
    HANDLE,
    OPEN_CASES,
    TOLD_STATES,
    CaseStatus,
)

VIEW, OPEN, OVERSEE = (
    "workstations.view_case",
    "workstations.open_case",
    "workstations.oversee_case",
)
PAGE = 20
S = CaseStatus
# What the other side is shown of the way: what was said to it and by it.
FOR_THE_OTHER_SIDE = frozenset(
    {"notify", "explain", "find", "order", "report", "send_back", "check", "close"}
)
# What the complainant is shown: that it moves, and how it ended.
FOR_THE_COMPLAINANT = frozenset({"open", "accept", "refuse", "find", "order", "check", "close"})
# Why an officer withdrew may say who complained; so may when the complaint was opened.
FOR_THE_OFFICER = frozenset({"recuse", "complaint_seen"})
ORDERED = frozenset({S.RECTIFYING, S.CHECKED, S.CLOSED, S.ESCALATED})
NOBODY = Q(pk__in=[])


def _rows():
    """Cases with all that says who may read them: the parties, and who complained (the id alone:
    in which words stays where it is). Two statements for any number."""
    who = CaseComplaint.objects.filter(case=OuterRef("pk")).values("complainant")[:1]
    rows = SupervisionCase.objects.annotate(complainant_id=Subquery(who))
    rows = rows.select_related("community__parent", "handler", "order", "finding")
    parties = CaseParty.objects.select_related("user").order_by("id")
    return rows.prefetch_related(Prefetch("parties", parties))


def cases_by_ids(ids) -> dict[int, SupervisionCase]:
    """For notices and timelines; two statements."""
    return {row.pk: row for row in _rows().filter(pk__in=list(ids))}


def _told() -> Q:
    return Q(status__in=sorted(TOLD_STATES)) & ~Q(notice="")


def _watched(access: Access) -> Q:
    """What the person's posts read, before anybody is barred (policies.cases.reads)."""
    found = NOBODY
    for post in access.posts_with(VIEW):
        reach = Q(**{LEVEL_FIELDS[post.level]: post.division_id})
        if post.role == Role.SUBDISTRICT_OFFICIAL:
            reach &= Q(level=CaseLevel.SUBDISTRICT) & ~Q(body=CaseBody.SUBDISTRICT)
        elif post.role == Role.OVERSIGHT_MEMBER:
            reach &= Q(status__in=sorted(TOLD_STATES))
        found |= reach
    return found


def _concerned(access: Access) -> Q:
    """What the person has an interest in (policies.cases.has_interest)."""
    me, kin = access.user.pk, kin_ids(access)
    accused = CaseParty.objects.filter(kind=PartyKind.ACCUSED, user__in=kin)
    mine = CaseParty.objects.filter(user=me)
    complaints = CaseComplaint.objects.filter(complainant__in={me, *kin})
    return (
        Q(pk__in=mine.values("case"))
        | Q(pk__in=accused.values("case"))
        | Q(pk__in=complaints.values("case"))
    )


def _heard(access: Access) -> Q:
    """What the person has to answer: accused, or speaking for the body; once it was told."""
    accused = CaseParty.objects.filter(kind=PartyKind.ACCUSED, user=access.user)
    own = CaseComplaint.objects.filter(complainant__in={access.user.pk, *kin_ids(access)})
    speaks = NOBODY
    for post in access.posts_with(ANSWER):
        bodies = [body for body, roles in HEARD.items() if post.role in roles]
        speaks |= Q(**{LEVEL_FIELDS[post.level]: post.division_id}, body__in=bodies)
    return _told() & (Q(pk__in=accused.values("case")) | (speaks & ~Q(pk__in=own.values("case"))))


def case_scope(access: Access) -> Q:
    """Every case that the person may list; three statements at most come with it."""
    return (_watched(access) & ~_concerned(access)) | _heard(access)


def cases_visible(access: Access):
    """The cases that the person may list, for paging by whoever asks."""
    return _rows().filter(case_scope(access))


def cases_listed(access: Access, group: str = "open", before: int | None = None) -> list:
    """Up to 21, newest first; ``group`` open or over."""
    is_open = Q(status__in=sorted(OPEN_CASES))
    rows = cases_visible(access).filter(~is_open if group == "over" else is_open)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def cases_waiting(access: Access) -> list[SupervisionCase]:
    """What waits for the person: at their desk, or to be answered; the most urgent first."""
    mine = NOBODY
    for post in access.posts_with(HANDLE):
        reach = Q(**{LEVEL_FIELDS[post.level]: post.division_id})
        if post.level == Level.SUBDISTRICT:
            reach &= Q(level=CaseLevel.SUBDISTRICT)
        else:
            sources = [source for source, roles in DESKS.items() if post.role in roles]
            reach &= Q(level=CaseLevel.DISTRICT, source__in=sources)
        mine |= reach
    at_desk = mine & (Q(handler=access.user) | Q(handler__isnull=True)) & ~_concerned(access)
    at_desk &= Q(status__in=sorted(OPEN_CASES))
    to_answer = _heard(access) & Q(status__in=[S.NOTIFIED, S.RECTIFYING])
    rows = _rows().filter(at_desk | to_answer)
    return list(rows.order_by("due_at", "id")[:20])


def face_for(access: Access, case: SupervisionCase) -> str:
    """How the person reads the case: handler, watcher, party, complainant, or "" for not at all."""
    if not access.user.is_authenticated:
        return ""
    if access.can(HANDLE, case):
        return "handler"
    if access.can(VIEW, case):
        return "watcher"
    if access.can(ANSWER, case):
        return "party"
    return "complainant" if case.complainant_id == access.user.pk else ""


def may_see_case(access: Access, case: SupervisionCase) -> bool:
    """Whether the person reads any face of it; asked again when a notice is shown."""
    return face_for(access, case) != ""


def may_open_papers(access: Access, case: SupervisionCase) -> bool:
    """A paper may say who complained: like the complaint, it is for whoever has the case alone."""
    return access.user.is_authenticated and access.can(HANDLE, case)


def case_for(access: Access, pk: int) -> SupervisionCase:
    """One that the person may read in some way; NotFound."""
    case = _rows().filter(pk=pk).first()
    if case is None or not may_see_case(access, case):
        raise NotFound()
    return case


@dataclass(frozen=True)
class CasePage:
    """One case as one side sees it; what a side may not read is not there at all."""

    case: SupervisionCase
    face: str
    timeline: list
    finding: CaseFinding | None = None
    rectification: RectificationOrder | None = None
    urging: SupervisionOrder | None = None
    accused: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    has_complaint: bool = False
    papers: list = field(default_factory=list)

    @property
    def is_inside(self) -> bool:
        """Whether the reader is on the side of the office."""
        return self.face in {"handler", "watcher"}


def case_page(access: Access, pk: int) -> CasePage:
    """One case with its way; NotFound."""
    case = case_for(access, pk)
    face = face_for(access, case)
    records = _way(case, face)
    inside = face in {"handler", "watcher"}
    if face == "complainant":
        return CasePage(case, face, timeline_entries(records, names=False))
    was_ordered = case.status in ORDERED
    order = RectificationOrder.objects.filter(case=case).first() if was_ordered else None
    return CasePage(
        case,
        face,
        timeline_entries(records, names=inside),
        getattr(case, "finding", None),
        order,
        _urging(order) if order else None,
        _accused(case) if inside else [],
        list(case.notes.select_related("author")) if inside else [],
        face == "handler" and case.source == CaseSource.COMPLAINT,
        papers_told_of(case, records) if face == "handler" else [],
    )


def _way(case: SupervisionCase, face: str) -> list:
    rows = records_of_one(case, public_only=False)
    if face == "handler":
        return rows
    if face == "watcher":
        return [row for row in rows if row.verb not in FOR_THE_OFFICER]
    wanted = FOR_THE_OTHER_SIDE if face == "party" else FOR_THE_COMPLAINANT
    return [row for row in rows if row.verb in wanted]


def _accused(case: SupervisionCase) -> list[str]:
    return [row.user.name for row in case.parties.all() if row.kind == PartyKind.ACCUSED]


def _urging(order: RectificationOrder) -> SupervisionOrder | None:
    """The urging that went to the station with the order, with its tasks."""
    rows = SupervisionOrder.objects.filter(rectification=order)
    return rows.prefetch_related("tasks").first()


def note_kinds(access: Access, case: SupervisionCase) -> list[str]:
    """Which kinds of words the person may add to the case."""
    kinds = {"note": HANDLE, "direction": DIRECT, "question": OVERSEE, "look": OVERSEE}
    if not case.is_open:
        return []
    return [kind for kind, permission in kinds.items() if access.can(permission, case)]


def may_enter_letters(access: Access) -> bool:
    """Whether the person enters anonymous complaints: petition office and inspector."""
    wanted = {Role.PETITION_OFFICER, Role.DISCIPLINE_INSPECTOR}
    return any(post.role in wanted for post in access.posts_with(OPEN))


def complaints_of(user) -> list[SupervisionCase]:
    """One's own complaints, newest first."""
    own = CaseComplaint.objects.filter(complainant=user).values("case")
    return list(_rows().filter(pk__in=own).order_by("-id")[:20])
