"""The steps of a supervision case: heard before it is judged, checked before it is closed."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import User
from portal.selectors.calendar import DAY_ENDS, deadline_after
from portal.services.records import record_append
from portal.services.transitions import subject_lock
from workstations.models import (
    CaseBody,
    CaseComplaint,
    CaseFinding,
    CaseNote,
    CaseParty,
    NoteKind,
    PartyKind,
    RectificationOrder,
    SupervisionCase,
    SupervisionOrder,
)
from workstations.services.cases import case_escalate, case_move, clock_of
from workstations.services.supervision import ANSWER_WORKING_DAYS
from workstations.workflows.cases import DIRECT, HANDLE

OVERSEE = "workstations.oversee_case"
MOST_DAYS_TO_EXPLAIN, MOST_DAYS_TO_RECTIFY = 30, 180
# Both sides read these words; the others stay with those who handle the case.
SHARED = frozenset({"check", "close", "send_back"})
PLAIN = frozenset({"accept", "refuse", "take", "recuse", "reassign", "check", "close", "escalate"})


def case_step(
    *, actor, case: SupervisionCase, name: str, remark: str = "", version=None
) -> SupervisionCase:
    """A step without a form of its own (``PLAIN``); NotFound for any other. RuleViolated on
    ``remark`` where a reason is asked."""
    if name not in PLAIN:
        raise NotFound()
    if name == "escalate":
        return case_escalate(actor=actor, case=case, remark=remark, version=version)
    if name == "recuse":
        return case_recuse(actor=actor, case=case, remark=remark, version=version)
    changes = {
        "accept": {"handler": actor, **clock_of("accepted")},
        "take": {"handler": actor},
        "reassign": {"handler": None},
        "refuse": clock_of("refused"),
        "check": clock_of("checked"),
        "close": clock_of("closed"),
    }[name]
    _no_name(case, remark=remark)
    words = {"remark": remark, "remark_is_public": name in SHARED, "version": version}
    if name == "check":
        words["data"] = _rectified(case)
    return case_move(case, name, actor=actor, changes=changes, **words)


def _rectified(case: SupervisionCase) -> dict:
    """For the figures: whether it was reported put right by the day that was set."""
    order = RectificationOrder.objects.filter(case=case, reported_at__isnull=False).first()
    if order is None:
        return {}
    return {"on_time": timezone.localtime(order.reported_at).date() <= order.due_on}


@transaction.atomic
def case_recuse(*, actor, case: SupervisionCase, remark: str, version=None) -> SupervisionCase:
    """Withdraw because of an interest (XF §28): from now on barred, and another takes over."""
    words = {"remark": remark, "version": version, "changes": {"handler": None}}
    case = case_move(case, "recuse", actor=actor, **words)
    CaseParty.objects.get_or_create(
        case=case, user=actor, kind=PartyKind.RECUSED, defaults={"since": clock.now()}
    )
    case.__dict__.pop("party_rows", None)
    return case


def _no_name(case: SupervisionCase, **texts: str) -> None:
    """What the other side reads never names who complained. RuleViolated on the field."""
    if case.complainant_id is None:
        return
    name = User.objects.values_list("name", flat=True).get(pk=case.complainant_id)
    for field, text in texts.items():
        if name and name in text:
            words = _("对方会看到这段话，里面不能出现举报人的姓名。")
            raise RuleViolated(words, field=field, code="names_complainant")


def _wanted(**texts: str) -> None:
    for field, text in texts.items():
        if not text.strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")


def _by(day: date, field: str, most: int) -> datetime:
    """The end of ``day``, which lies ahead by at most ``most`` days."""
    first, last = clock.today() + timedelta(days=1), clock.today() + timedelta(days=most)
    if not first <= day <= last:
        words = _("要在 %(first)s 到 %(last)s 之间。")
        words %= {"first": first.isoformat(), "last": last.isoformat()}
        raise RuleViolated(words, field=field, code="range")
    return timezone.make_aware(datetime.combine(day, DAY_ENDS))


@transaction.atomic
def case_notify(
    *,
    actor,
    case: SupervisionCase,
    title: str,
    notice: str,
    explain_by: date,
    accused: list[User] = (),
    version=None,
) -> SupervisionCase:
    """Tell the other side, in the officer's own words, and until when to answer. RuleViolated on
    ``title``, ``notice``, ``explain_by`` or ``accused``."""
    _wanted(title=title, notice=notice)
    _no_name(case, title=title, notice=notice)
    until = _by(explain_by, "explain_by", MOST_DAYS_TO_EXPLAIN)
    barred = {actor.pk, case.complainant_id}
    if any(user.pk in barred for user in accused):
        words = _("办案人和举报人不能同时是被反映人。")
        raise RuleViolated(words, field="accused", code="conflict")
    changes = {"title": title.strip(), "notice": notice.strip()}
    changes |= {"clock_from": clock.now(), "due_at": until}
    words = {"changes": changes, "version": version, "data": {"accused": len(accused)}}
    case = case_move(case, "notify", actor=actor, **words)
    for user in accused:
        CaseParty.objects.get_or_create(
            case=case, user=user, kind=PartyKind.ACCUSED, defaults={"since": clock.now()}
        )
    case.__dict__.pop("party_rows", None)
    return case


def case_explain(*, actor, case: SupervisionCase, words: str, version=None) -> SupervisionCase:
    """The other side answers in words. RuleViolated on ``words``."""
    _wanted(words=words)
    changes = {"explanation": words.strip(), "explained_by": actor, "explained_at": clock.now()}
    changes |= clock_of("explained")
    given = {"changes": changes, "version": version}
    return case_move(case, "explain", actor=actor, **given)


@transaction.atomic
def case_find(
    *, actor, case: SupervisionCase, is_upheld: bool, text: str, basis: str, version=None
) -> SupervisionCase:
    """What was found, on which ground. RuleViolated on ``text`` or ``basis``."""
    _wanted(text=text, basis=basis)
    _no_name(case, text=text, basis=basis)
    changes = {"is_upheld": is_upheld, **clock_of("findings")}
    words = {"changes": changes, "version": version, "data": {"upheld": is_upheld}}
    case = case_move(case, "find", actor=actor, **words)
    CaseFinding.objects.create(
        case=case,
        is_upheld=is_upheld,
        text=text.strip(),
        basis=basis.strip(),
        found_by=actor,
        made_at=clock.now(),
    )
    return case


@transaction.atomic
def case_order(
    *, actor, case: SupervisionCase, title: str, text: str, due_on: date, version=None
) -> SupervisionCase:
    """Order it to be put right by a day. To a station it also goes as an urging (督办), from which
    its head opens a task. RuleViolated on ``title``, ``text`` or ``due_on``."""
    _wanted(title=title, text=text)
    _no_name(case, title=title, text=text)
    changes = {"clock_from": clock.now(), "due_at": _by(due_on, "due_on", MOST_DAYS_TO_RECTIFY)}
    words = {"changes": changes, "version": version, "data": {"due": due_on.isoformat()}}
    case = case_move(case, "order", actor=actor, **words)
    order = RectificationOrder.objects.create(
        case=case,
        title=title.strip(),
        text=text.strip(),
        due_on=due_on,
        ordered_by=actor,
        made_at=clock.now(),
    )
    if case.body == CaseBody.STATION:
        _urge(actor, case, order)
    return case


def _urge(actor, case: SupervisionCase, order: RectificationOrder) -> None:
    urging = SupervisionOrder.objects.create(
        community_id=case.community_id,
        subdistrict_id=case.subdistrict_id,
        district_id=case.district_id,
        rectification=order,
        urged_by=actor,
        words=order.text,
        answer_due_at=deadline_after(clock.now(), ANSWER_WORKING_DAYS, "wd"),
        created_at=clock.now(),
    )
    post = access_of(actor).post_for(HANDLE, case)
    data = {"source": "rectification", "urged": order.pk}
    words = {"verb": "urge", "actor": actor, "post": post, "data": data}
    record_append(subject=urging, remark=order.text, is_public=False, **words)


@transaction.atomic
def case_report(*, actor, case: SupervisionCase, words: str, version=None) -> SupervisionCase:
    """The other side says that it is put right. RuleViolated on ``words``."""
    _wanted(words=words)
    now = clock.now()
    due_at = deadline_after(now, 10, "wd")
    given = {"version": version, "changes": {"clock_from": now, "due_at": due_at}}
    case = case_move(case, "report", actor=actor, **given)
    order = case.rectification
    order.report, order.reported_by, order.reported_at = words.strip(), actor, now
    order.save(update_fields=["report", "reported_by", "reported_at"])
    return case


@transaction.atomic
def case_send_back(
    *, actor, case: SupervisionCase, words: str, due_on: date, version=None
) -> SupervisionCase:
    """Not yet right: once more, by another day. RuleViolated on ``words`` or ``due_on``."""
    _wanted(words=words)
    _no_name(case, words=words)
    changes = {"clock_from": clock.now(), "due_at": _by(due_on, "due_on", MOST_DAYS_TO_RECTIFY)}
    given = {"changes": changes, "version": version}
    given |= {"remark": words, "remark_is_public": True, "data": {"due": due_on.isoformat()}}
    case = case_move(case, "send_back", actor=actor, **given)
    order = case.rectification
    order.due_on, order.rounds = due_on, order.rounds + 1
    order.report, order.reported_by, order.reported_at = "", None, None
    fields = ["due_on", "rounds", "report", "reported_by", "reported_at"]
    order.save(update_fields=fields)
    return case


NOTERS = {
    NoteKind.NOTE: HANDLE,
    NoteKind.DIRECTION: DIRECT,
    NoteKind.QUESTION: OVERSEE,
    NoteKind.LOOK: OVERSEE,
}


@transaction.atomic
def case_note(*, actor, case: SupervisionCase, kind: str, text: str, submit_key) -> CaseNote:
    """Words beside the steps: by whoever handles, directs (district) or oversees (居务监督) it. The
    same key is the same note. RuleViolated on ``text``; Refused; TransitionRefused when over."""
    if kind not in NOTERS:
        raise NotFound()
    case = subject_lock(case)
    access = access_of(actor)
    access.require(NOTERS[kind], case)
    known = CaseNote.objects.filter(submit_key=submit_key, author=actor).first()
    if known:
        return known
    if not case.is_open:
        raise TransitionRefused(_("案件已经办完。"), code="over")
    _wanted(text=text)
    note = CaseNote.objects.create(
        case=case,
        kind=kind,
        author=actor,
        text=text.strip(),
        submit_key=submit_key,
        made_at=clock.now(),
    )
    post = access.post_for(NOTERS[kind], case)
    words = {"verb": f"note_{kind}", "actor": actor, "post": post, "data": {"note": note.pk}}
    record_append(subject=case, is_public=False, **words)
    return note


@transaction.atomic
def complaint_read(*, actor, case: SupervisionCase) -> CaseComplaint:
    """Who complained, in which words: for the officer at whose desk the case is, and noted in the
    record each time (I3). NotFound for everybody else, and where nobody complained."""
    access, case = access_of(actor), subject_lock(case)
    row = CaseComplaint.objects.filter(case=case).select_related("complainant").first()
    if row is None or not access.can(HANDLE, case):
        raise NotFound()
    post = access.post_for(HANDLE, case)
    words = {"verb": "complaint_seen", "actor": actor, "post": post}
    record_append(subject=case, is_public=False, **words)
    return row
