"""Supervision cases come to be: by an officer, from a complaint, or handed up (DOMAIN b, d)."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact, step_fact
from portal.kernel.errors import NotFound, Refused, RuleViolated, TransitionRefused
from portal.models import Division, Level, Record, Role
from portal.selectors.calendar import deadline_after
from portal.services.transitions import subject_create, transition_apply
from workstations.models import (
    CaseBody,
    CaseComplaint,
    CaseLevel,
    CaseParty,
    CaseSource,
    Inspection,
    PartyKind,
    SupervisionCase,
    SupervisionOrder,
)

OPEN, COMPLAIN = "workstations.open_case", "workstations.complain"
# Until the next step: by custom (DOMAIN d gives no figure); days and working days are apart.
TIMES = {
    "opened": (5, "wd"),
    "accepted": (5, "wd"),
    "explained": (30, "d"),
    "findings": (10, "wd"),
    "checked": (10, "wd"),
}
MINE = {
    Role.AUDITOR: {CaseSource.AUDIT},
    Role.PETITION_OFFICER: {CaseSource.HOTLINE},
    Role.SUBDISTRICT_OFFICIAL: {CaseSource.INSPECTION, CaseSource.HOTLINE, CaseSource.OVERDUE},
    Role.DISTRICT_OFFICIAL: {CaseSource.INSPECTION, CaseSource.HOTLINE, CaseSource.OVERDUE},
    Role.DISCIPLINE_INSPECTOR: set(CaseSource) - {CaseSource.COMPLAINT},
}


@dataclass(frozen=True, kw_only=True)
class CaseDraft:
    """What an officer opens a case with; ``order`` the urging or ``inspection`` the visit that it
    comes from."""

    community: Division
    source: str
    body: str
    title: str
    summary: str = ""
    order: SupervisionOrder | None = None
    inspection: Inspection | None = None


def clock_of(state: str) -> dict:
    """The clock of the step after ``state``, as changes of the case."""
    now = clock.now()
    if state not in TIMES:
        return {"clock_from": now, "due_at": None}
    return {"clock_from": now, "due_at": deadline_after(now, *TIMES[state])}


def case_move(case: SupervisionCase, name: str, *, actor, changes, data=None, **words):
    """One transition of a case, with what its clock did kept in the record; returns the case."""
    fact = step_fact(changes["due_at"]) if "due_at" in changes else {}
    given = {"changes": changes, "data": (data or {}) | fact, **words}
    return transition_apply(case, name, actor=actor, **given).subject


def chain_at(community: Division) -> dict:
    """The chain of a community as fields; NotFound for another kind of place."""
    if community.level != Level.COMMUNITY:
        raise NotFound()
    street = community.parent
    return {"community": community, "subdistrict": street, "district_id": street.parent_id}


def case_open(*, actor, draft: CaseDraft, submit_key) -> SupervisionCase:
    """Open a case in one's own place. The same ``submit_key`` is the same case. RuleViolated on
    ``title``, ``source``, ``body`` or ``order``; TransitionRefused when the urging has one."""
    known = SupervisionCase.objects.filter(submit_key=submit_key, opened_by=actor).first()
    if known:
        return known
    case = _new(draft.community, draft.source, draft.body, draft.title.strip(), submit_key)
    case.summary, case.order, case.inspection = draft.summary.strip(), draft.order, draft.inspection
    case.opened_by = actor
    access = access_of(actor)
    access.require(OPEN, case)
    post = access.post_for(OPEN, case)
    _check(draft, post)
    case.level = CaseLevel.SUBDISTRICT if post.level == Level.SUBDISTRICT else CaseLevel.DISTRICT
    try:
        with transaction.atomic():
            data = {"source": draft.source, "order": draft.order.pk if draft.order else None}
            data |= clock_fact("started", after=case.due_at)
            subject_create(case, actor=actor, post=post, verb="open", data=data, is_public=False)
            _bar_those_who_acted(case)
    except IntegrityError as error:
        known = SupervisionCase.objects.filter(submit_key=submit_key, opened_by=actor).first()
        if known is None:
            words = _("这件督办已经立了案，还没有办完。")
            raise TransitionRefused(words, code="already_open") from error
        return known
    return case


def _new(community, source, body, title, submit_key) -> SupervisionCase:
    return SupervisionCase(
        **chain_at(community),
        source=source,
        body=body,
        level=CaseLevel.DISTRICT,
        title=title,
        submit_key=submit_key,
        created_at=clock.now(),
        **clock_of("opened"),
    )


def _check(draft: CaseDraft, post) -> None:
    if not draft.title.strip():
        raise RuleViolated(_("请填写案由。"), field="title", code="required")
    if draft.source not in MINE.get(post.role, set()):
        raise RuleViolated(_("您的岗位不能以这个来源立案。"), field="source", code="source")
    if post.level == Level.SUBDISTRICT and draft.body == CaseBody.SUBDISTRICT:
        words = _("街道不能办自己的案件，请区里立案。")
        raise RuleViolated(words, field="body", code="own")
    if draft.body not in CaseBody.values:
        raise RuleViolated(_("请选择。"), field="body", code="invalid")
    for found in (draft.order, draft.inspection):
        if found is not None and found.community_id != draft.community.pk:
            raise NotFound()
    if draft.source == CaseSource.OVERDUE and draft.order is None:
        words = _("超期上报要从一件督办立案：请在那件督办里点“立案”。")
        raise RuleViolated(words, field="source", code="order")


def _bar_those_who_acted(case: SupervisionCase) -> None:
    """Whoever had a hand in what was urged neither reads nor handles the case about it."""
    urged = case.order.urged if case.order_id else None
    if urged is None or getattr(urged, "subject_type", "") not in {"issue", "task"}:
        return
    rows = Record.objects.filter(subject_type=urged.subject_type, subject_id=urged.pk)
    actors = rows.exclude(verb="urged").exclude(actor=None).values_list("actor", flat=True)
    parties = [
        CaseParty(case=case, user_id=pk, kind=PartyKind.ACTED, since=clock.now())
        for pk in sorted(set(actors))
    ]
    CaseParty.objects.bulk_create(parties)


def complaint_file(
    *, actor, community: Division, body: str, text: str, submit_key
) -> SupervisionCase:
    """Complain. It goes to the district's inspector past everybody nearer; the record says that
    somebody complained and not who. The same key is the same complaint. RuleViolated."""
    access_of(actor).require(COMPLAIN)
    return _complaint(community, body, text, submit_key, complainant=actor)


def complaint_enter(
    *, actor, community: Division, body: str, text: str, submit_key, complainant=None
) -> SupervisionCase:
    """Enter an anonymous letter, or what came as a petition of ``complainant`` (petition officer or
    inspector). RuleViolated, Refused."""
    access, place = access_of(actor), _new(community, CaseSource.COMPLAINT, body, "", submit_key)
    access.require(OPEN, place)
    post = access.post_for(OPEN, place)
    if post.role not in {Role.PETITION_OFFICER, Role.DISCIPLINE_INSPECTOR}:
        raise Refused()
    whose = {"complainant": complainant, "entered_by": actor, "post": post}
    return _complaint(community, body, text, submit_key, **whose)


def _complaint(community, body, text, submit_key, *, complainant=None, entered_by=None, post=None):
    known = _known_complaint(submit_key, complainant, entered_by)
    if known:
        return known
    if body not in CaseBody.values:
        raise RuleViolated(_("请选择。"), field="body", code="invalid")
    if len(text.strip()) < 10:
        words = _("请把时间、地点、谁、做了什么写清楚（至少十个字）。")
        raise RuleViolated(words, field="text", code="short")
    case = _new(community, CaseSource.COMPLAINT, body, _neutral(community, body), submit_key)
    try:
        with transaction.atomic():
            # No actor when somebody complains: who it was stands in the complaint alone.
            data = {"source": CaseSource.COMPLAINT} | clock_fact("started", after=case.due_at)
            words = {"data": data, "is_public": False}
            subject_create(case, actor=entered_by, post=post, verb="open", **words)
            CaseComplaint.objects.create(
                case=case,
                complainant=complainant,
                entered_by=entered_by,
                text=text.strip(),
                made_at=clock.now(),
            )
    except IntegrityError:
        known = _known_complaint(submit_key, complainant, entered_by)
        if known is None:
            raise
        return known
    return case


def _known_complaint(submit_key, complainant, entered_by) -> SupervisionCase | None:
    row = CaseComplaint.objects.filter(
        case__submit_key=submit_key, complainant=complainant, entered_by=entered_by
    ).first()
    return row.case if row else None


def _neutral(community: Division, body: str) -> str:
    """A name for the matter that says nothing of what was complained of, or that it was."""
    names = {"place": community.short_name, "body": CaseBody(body).label}
    return "{place} · {body}".format(**names)


@transaction.atomic
def case_escalate(*, actor, case: SupervisionCase, remark: str, version=None) -> SupervisionCase:
    """Hand a case up. A sub-district's case goes on as a new one of the district, with
    whoever is concerned and nothing decided; the district's goes to the authority above,
    outside the portal. Returns the case handed up. RuleViolated on ``remark``."""
    words = {"remark": remark, "version": version, "changes": clock_of("escalated")}
    case = case_move(case, "escalate", actor=actor, **words)
    if case.level == CaseLevel.SUBDISTRICT:
        _continued(case)
    return case


def _continued(case: SupervisionCase) -> None:
    above = _new(case.community, case.source, case.body, case.title, uuid4())
    above.summary, above.order, above.inspection = case.summary, case.order, case.inspection
    above.continues, above.opened_by = case, case.handler
    data = {"source": case.source, "continues": case.pk}
    data |= clock_fact("started", after=above.due_at)
    subject_create(above, actor=None, post=None, verb="open", data=data, is_public=False)
    CaseParty.objects.bulk_create(
        CaseParty(case=above, user_id=row.user_id, kind=row.kind, since=clock.now())
        for row in case.parties.all()
    )
