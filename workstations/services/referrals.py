"""Referrals: the sub-district asks one department; its answer is read by the resident."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.selectors.calendar import deadline_after
from portal.services.transitions import subject_create, transition_apply
from resident_affairs.models import Issue
from resident_affairs.services.progress import issue_record_department
from resident_affairs.workflows import IssueStatus
from workstations.models import Referral, Unit
from workstations.services.departments import chain_of, department_checked, text_checked
from workstations.workflows import ReferralStatus
from workstations.workflows.referrals import REFER, REPLY

DECLINE_DAYS = 5  # working days (信访: dispute of competence, DOMAIN c)
# What the official may choose: hours for what is urgent, working days for the rest.
PERIODS = {
    "h4": (4, "h"),
    "h24": (24, "h"),
    "wd5": (5, "wd"),
    "wd10": (10, "wd"),
    "wd15": (15, "wd"),
}


@dataclass(frozen=True, kw_only=True)
class ReferralDraft:
    """What the department is asked; ``period`` is a key of :data:`PERIODS`."""

    title: str
    question: str
    period: str
    place: str = ""


def issue_refer_to(
    *, actor, issue: Issue, unit: Unit, draft: ReferralDraft, submit_key
) -> Referral:
    """Ask one department about an issue that was handed up to the sub-district. The issue keeps
    its deadline. The same ``submit_key`` is the same referral. RuleViolated on a field of the
    draft or ``unit``; TransitionRefused when the issue lies elsewhere or is referred already."""
    known = Referral.objects.filter(submit_key=submit_key, referred_by=actor).first()
    if known:
        return known
    access = access_of(actor)
    access.require(REFER, issue)
    referral = _drafted(actor, issue, unit, draft, submit_key)
    try:
        with transaction.atomic():
            held = Issue.objects.select_for_update(of=("self",), no_key=True).get(pk=issue.pk)
            if held.status != IssueStatus.ESCALATED:
                words = _("只有报到街道、还在街道手里的事，才能转给部门。")
                raise TransitionRefused(words, code="source")
            post = access.post_for(REFER, issue)
            data = {"unit": unit.pk, "period": draft.period}
            data |= clock_fact("started", after=referral.answer_due_at)
            subject_create(referral, actor=actor, post=post, verb="refer", data=data)
            _tell(referral, "referral_made", actor, post)
            return referral
    except IntegrityError as error:
        known = Referral.objects.filter(submit_key=submit_key, referred_by=actor).first()
        if known is None:
            words = _("这件事已经转给部门，正等答复。")
            raise TransitionRefused(words, code="already") from error
        return known


def _drafted(actor, issue, unit, draft, submit_key) -> Referral:
    department_checked(unit, issue.district_id, "unit")
    if draft.period not in PERIODS:
        raise RuleViolated(_("请选择答复期限。"), field="period", code="period")
    now = clock.now()
    answer_due = deadline_after(now, *PERIODS[draft.period])
    return Referral(
        **chain_of(issue),
        issue=issue,
        unit=unit,
        title=text_checked("title", draft.title),
        question=text_checked("question", draft.question),
        place=text_checked("place", draft.place, required=False),
        answer_due_at=answer_due,
        decline_due_at=min(answer_due, deadline_after(now, DECLINE_DAYS, "wd")),
        referred_by=actor,
        submit_key=submit_key,
        created_at=now,
    )


def _tell(referral, what: str, actor, post, remark: str = "") -> None:
    words = {"remark": remark, "remark_is_public": True} if remark else {}
    data = {"what": what, "referral": referral.pk}
    issue_record_department(actor=actor, post=post, issue=referral.issue, data=data, **words)


def referral_answer(*, actor, referral: Referral, text: str, version=None) -> Referral:
    """The department answers; the resident reads the very words. RuleViolated on ``text``."""
    return _replied(actor, referral, "answer", "referral_answered", text, version)


def referral_decline(*, actor, referral: Referral, text: str, version=None) -> Referral:
    """Not its business, within five working days, with the reason: back to the sub-district.
    RuleViolated on ``text``; TransitionRefused when the days have passed."""
    return _replied(actor, referral, "decline", "referral_declined", text, version)


@transaction.atomic
def _replied(actor, referral, name, what, text, version) -> Referral:
    if not access_of(actor).can(REPLY, referral):
        raise NotFound()
    text = text_checked("text", text)
    late = clock.now() > referral.answer_due_at
    changes = {"reply": text, "replied_by": actor, "replied_at": clock.now()}
    given = {"remark": text, "remark_is_public": True, "changes": changes, "version": version}
    data = {"unit": referral.unit_id, "late": late} | clock_fact("stopped")
    done = transition_apply(referral, name, actor=actor, data=data, **given).subject
    _tell(done, what, actor, access_of(actor).post_for(REPLY, done), text)
    return done


@transaction.atomic
def referral_recall(*, actor, referral: Referral, reason: str, version=None) -> Referral:
    """The sub-district takes it back. RuleViolated on ``reason``."""
    reason = text_checked("reason", reason)
    given = {"remark": reason, "version": version, "data": clock_fact("stopped")}
    done = transition_apply(referral, "recall", actor=actor, **given).subject
    _tell(done, "referral_recalled", actor, access_of(actor).post_for(REFER, done))
    return done


def referrals_of_issue_end(issue_id: int) -> None:
    """The reporter took the issue back: the department need not answer."""
    for referral in Referral.objects.filter(issue=issue_id, status=ReferralStatus.WAITING):
        transition_apply(referral, "end_with_issue", data=clock_fact("stopped"))
